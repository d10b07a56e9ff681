//! Declining with a reason and a humane message, which the recruiter reads and may change before it leaves.

use crate::kernel::labelled::labelled;
use crate::kernel::refusal::Refusal;

/// Shortest message, in characters: a person gave their time.
pub const MESSAGE_MIN: usize = 40;
/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 4_000;

labelled! {
    /// Why an application is declined. None of them is a protected ground, and none is shown to visitors.
    DeclineReason {
        Experience = "experience", "une autre expérience du métier", "another experience of the trade";
        Skills = "competences", "un savoir-faire qui manque pour ce poste", "a skill this job needs";
        Closer = "plus-proche", "une candidature plus proche du poste", "an application closer to the job";
        Filled = "pourvu", "poste déjà pourvu", "already filled";
        Cancelled = "annule", "recrutement arrêté", "recruitment stopped";
        Dates = "dates", "dates incompatibles", "dates that do not match";
        Incomplete = "incomplete", "candidature incomplète", "incomplete application";
        Pay = "remuneration", "attentes de rémunération", "pay expectations";
        Wish = "projet", "projet éloigné du poste", "plans far from the job";
        Late = "trop-nombreuses", "trop de candidatures pour toutes les rencontrer", "too many applications to meet everyone";
    }
}

macro_rules! message {
    ($middle:literal) => {
        concat!(
            "Bonjour {prénom},\n\nMerci d’avoir postulé à l’offre «\u{202f}{offre}\u{202f}» et du temps que vous y avez consacré.\n\n",
            $middle,
            "\n\nBien à vous,\n{organisation}"
        )
    };
}

/// The message proposed for a reason, with `{prénom}`, `{offre}` and `{organisation}` to fill.
pub const fn template(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::Experience => message!(
            "Nous avons lu votre candidature avec attention. Pour ce poste, nous avons retenu des personnes qui ont déjà exercé ce métier, parce que nous ne pourrions pas assurer la formation nécessaire cette année. Cela ne dit rien de ce que vous sauriez faire ailleurs, et nous vous lirions volontiers pour une autre offre."
        ),
        DeclineReason::Skills => message!(
            "Votre parcours nous a intéressés. Il manque toutefois, pour ce poste précis, un savoir-faire dont l’équipe a besoin dès l’arrivée, et nous préférons vous le dire simplement. Si vous le souhaitez, répondez à ce message\u{202f}: nous vous dirons lequel."
        ),
        DeclineReason::Closer => message!(
            "Le choix a été difficile. Nous avons retenu une candidature dont l’expérience était plus proche encore de ce que demande le poste. La vôtre avait de vraies qualités, et nous vous encourageons à poursuivre."
        ),
        DeclineReason::Filled => message!(
            "Le poste vient d’être pourvu, avant que nous ayons pu étudier votre candidature comme nous l’aurions voulu. Nous en sommes désolés\u{202f}: cette réponse ne porte aucun jugement sur votre parcours."
        ),
        DeclineReason::Cancelled => message!(
            "Nous devons arrêter ce recrutement, pour des raisons qui tiennent à notre organisation et non aux candidatures reçues. Nous regrettons de vous avoir fait attendre. Si l’offre rouvre, nous vous préviendrons si vous nous dites que cela vous intéresse."
        ),
        DeclineReason::Dates => message!(
            "Votre candidature nous a plu, mais nos dates et les vôtres ne s’accordent pas et nous ne pouvons pas déplacer celles du poste. Si votre calendrier change, écrivez-nous\u{202f}: nous reprendrons votre candidature là où nous l’avons laissée."
        ),
        DeclineReason::Incomplete => message!(
            "Il nous manque une pièce demandée par l’offre, et nous n’avons pas pu étudier votre candidature avec les autres. Si l’offre est encore ouverte, vous pouvez postuler à nouveau\u{202f}: ce que vous avez déjà rempli est gardé."
        ),
        DeclineReason::Pay => message!(
            "Nous aurions aimé aller plus loin, mais la rémunération prévue pour ce poste est éloignée de ce que vous attendez, et nous ne pouvons pas l’augmenter cette année. Nous préférons vous le dire maintenant plutôt qu’au dernier entretien."
        ),
        DeclineReason::Wish => message!(
            "En vous lisant, il nous a semblé que ce que vous cherchez s’éloigne de ce que le poste propose vraiment au quotidien. Nous pouvons nous tromper\u{202f}: si c’est le cas, répondez-nous et nous relirons votre candidature."
        ),
        DeclineReason::Late => message!(
            "Nous avons reçu beaucoup plus de candidatures que nous ne pouvons rencontrer de personnes, et nous avons dû en retenir quelques-unes seulement. La vôtre a été lue. Ne pas la retenir dit nos limites, pas les vôtres."
        ),
    }
}

/// A message with its blanks filled, in one pass: braces inside a name stay as they are.
pub fn fill(message: &str, first_name: &str, offer: &str, organisation: &str) -> String {
    let mut out = String::with_capacity(message.len() + 100);
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let blanks = [("prénom}", first_name), ("offre}", offer), ("organisation}", organisation)];
        match blanks.iter().find(|(mark, _)| after.starts_with(mark)) {
            Some((mark, value)) => {
                out.push_str(value);
                rest = after.get(mark.len()..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Refuses a message too short to be humane, too long, or with a blank left. Called on the message as edited, once filled.
pub fn check_message(message: &str) -> Result<(), Refusal> {
    let length = message.trim().chars().count();
    let refuse = |sentence: String| Err(Refusal::invalid("message", sentence));
    if length < MESSAGE_MIN {
        return refuse("écrivez quelques mots\u{202f}: la personne a pris le temps de vous écrire".to_owned());
    }
    if length > MESSAGE_MAX {
        return refuse(format!("raccourcissez le message à {MESSAGE_MAX} caractères"));
    }
    if let Some(blank) = ["{prénom}", "{prenom}", "{offre}", "{organisation}"].iter().find(|b| message.contains(**b)) {
        return refuse(format!("remplacez {blank} avant l’envoi"));
    }
    Ok(())
}
