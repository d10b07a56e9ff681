//! Sentences about the files people send.

super::french! {
    SCANNING: "Reçu. Ce fichier est en cours de vérification : il s’affichera ici dès qu’elle est finie.";
    INFECTED: "Ce fichier a été mis à l’écart par l’antivirus : personne ne le verra. Envoyez-en un autre, par exemple en l’exportant de nouveau en PDF.";
    SOME_PAGES: "Certaines pages ne s’affichent pas ici : téléchargez le fichier pour les lire toutes.";
    DOWNLOAD: "Télécharger";
    CHOOSE: "Choisissez d’abord un fichier PDF, de 5 Mo au plus.";
    SEND: "Envoyer ce fichier";
    REPLACE: "Remplacer";
    REMOVE: "Retirer";
    CV: "Votre CV, en PDF";
    CV_HINT: "5 Mo et 30 pages au plus.";
}

/// "Page 2 de CV.pdf".
pub fn page_of(name: &str, page: i64) -> String {
    format!("Page {page} de {name}")
}

/// "CV.pdf, 2 pages, 212 ko".
pub fn file_words(name: &str, pages: i64, bytes: i64) -> String {
    let plural = if pages > 1 { "s" } else { "" };
    format!("{name}, {pages}\u{a0}page{plural}, {}\u{a0}ko", (bytes + 1023) / 1024)
}
