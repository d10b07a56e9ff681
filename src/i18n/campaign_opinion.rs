//! What people are asked of their attribution, and what becomes of their answers.

super::french! {
    TITLE: "Votre avis sur cette attribution";
    QUESTION: "Cette attribution vous convient-elle\u{202f}?";
    WORDS: "Un mot pour l’équipe";
    WHO_READS: "L’équipe lit votre réponse et votre mot, avec votre nom. Les autres ne voient que la part de réponses satisfaites, à partir de cinq.";
    SEND: "Donner mon avis";
    CHANGE: "Changer mon avis";
    ANOTHER_NOW: "Une autre attribution a été publiée depuis\u{202f}: relisez la vôtre, puis donnez votre avis.";
    CHOOSE: "Choisissez une des quatre réponses.";
    NOBODY_YET: "Personne n’a encore répondu.";
    TEAM_TITLE: "Ce qu’on en dit";
    TEAM_ASSOCIATES: "Associé.e.s";
    TEAM_HOSTS: "Structures";
    TEAM_ALL: "Les réponses, une à une";
}

/// Who, what and in which words.
pub const HEAD: [&str; 3] = ["Qui", "Réponse", "Mot"];

/// "88 % satisfait·e·s de leur attribution (21 réponses sur 24)."
pub fn indicator(percent: usize, answers: usize, asked: usize) -> String {
    let replies = if answers > 1 { "réponses" } else { "réponse" };
    format!("{percent}\u{a0}% satisfait·e·s de leur attribution ({answers}\u{a0}{replies} sur {asked}).")
}

/// What a former cohort said, after its ranks.
pub fn former(ranks: &str, percent: usize, answers: usize) -> String {
    format!("{ranks} {percent}\u{a0}% se disent satisfait·e·s de leur attribution ({answers}\u{a0}réponses).")
}

/// Too long a word.
pub fn longest(most: u32) -> String {
    format!("Raccourcissez votre mot\u{202f}: {most}\u{a0}caractères au plus.")
}
