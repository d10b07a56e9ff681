//! Sentences about the documents of a candidate's file.

use crate::candidacy::model::file::Document;

super::french! {
    LETTER_PDF: "Ou l’envoyer en PDF";
    LETTER_FIELD: "Votre lettre";
    LETTER_HINT: "Un PDF de 5 Mo au plus, à la place du texte ci-dessus ou avec lui.";
    LETTER_SEND: "Envoyer ma lettre";
    DIPLOMA: "Joindre votre dernier diplôme";
    DIPLOMA_FIELD: "Votre dernier diplôme";
    DIPLOMA_HINT: "Facultatif. Un PDF de 5 Mo au plus : une photo exportée en PDF convient.";
    DIPLOMA_SEND: "Envoyer mon diplôme";
}

/// What a document is called above it, for those who read the file.
pub const fn title(document: Document) -> &'static str {
    match document {
        Document::Cv => "CV",
        Document::Letter => "La lettre, en PDF",
        Document::Diploma => "Le dernier diplôme",
    }
}

/// What somebody looked at, in the list its author reads.
pub const fn seen(document: Document) -> &'static str {
    match document {
        Document::Cv => "Le CV",
        Document::Letter => "La lettre",
        Document::Diploma => "Le diplôme",
    }
}

/// The same, as the journal says it.
pub const fn opened(document: Document) -> &'static str {
    match document {
        Document::Cv => "CV ouvert",
        Document::Letter => "lettre ouverte",
        Document::Diploma => "diplôme ouvert",
    }
}
