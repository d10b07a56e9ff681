//! Figures without names about the files of an edition: only of who said yes to them, and never about fewer than five people
//! (rules N1, Q18). Age, form of address and accommodations are never counted.

use super::choices::Programme;
use super::experience::count;
use super::fields::fields_for;
use super::file::Dossier;
use super::settings::Settings;
use super::state::State;
use crate::kernel::lang::Lang;
use jiff::civil::Date;

/// The fewest people anything is told about.
pub const LEAST: usize = 5;
/// Where answers too few to be told apart go.
pub const OTHERS: &str = "Autres réponses";

/// A question, and how many gave each answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The question.
    pub question: &'static str,
    /// How many answered it.
    pub answered: usize,
    /// Each answer and how many gave it; none below [`LEAST`].
    pub lines: Vec<(&'static str, usize)>,
}

/// One question told without anybody being told of: answers given by fewer than [`LEAST`] are put together, with the next smallest
/// one when they are still too few. None when too few answered at all.
pub fn told(question: &'static str, answers: &[&'static str]) -> Option<Figure> {
    let mut lines: Vec<(&'static str, usize)> = Vec::new();
    for answer in answers {
        match lines.iter_mut().find(|(a, _)| a == answer) {
            Some(line) => line.1 += 1,
            None => lines.push((answer, 1)),
        }
    }
    if answers.len() < LEAST {
        return None;
    }
    lines.sort_by_key(|(answer, n)| (std::cmp::Reverse(*n), *answer));
    let mut others = 0;
    while lines.last().is_some_and(|(_, n)| *n < LEAST || (others > 0 && others < LEAST)) {
        others += lines.pop().map_or(0, |(_, n)| n);
    }
    if others > 0 {
        lines.push((OTHERS, others));
    }
    Some(Figure { question, answered: answers.len(), lines })
}

/// The figures of an edition's submitted files, of who said yes; experience is counted at `closing`.
pub fn figures(programme: Programme, settings: &Settings, files: &[(State, &Dossier)], closing: Date) -> Vec<Figure> {
    let asks = |code: &str| fields_for(programme).any(|f| f.code == code);
    let all = |answer: &dyn Fn(&Dossier) -> Option<&'static str>| files.iter().filter_map(|(_, d)| answer(d)).collect::<Vec<_>>();
    let mut questions = vec![("Où en sont les dossiers", files.iter().map(|(state, _)| outcome(*state)).collect::<Vec<_>>())];
    if asks("experiences") {
        questions.push(("Expérience comptée", all(&|d| Some(years(count(&d.experiences, closing).months)))));
    }
    if asks("diplomas") {
        questions.push(("Diplôme", all(&|d| d.answers(settings).diploma.map(|l| l.label(Lang::Fr)))));
    }
    if asks("french") {
        questions.push(("Français", all(&|d| d.french.map(|l| l.label(Lang::Fr)))));
    }
    if asks("english") {
        questions.push(("Anglais", all(&|d| d.english.map(|l| l.label(Lang::Fr)))));
    }
    if asks("search") {
        questions.push(("Recherche d’emploi", all(&|d| d.search.map(|l| l.label(Lang::Fr)))));
    }
    questions.into_iter().filter_map(|(question, answers)| told(question, &answers)).collect()
}

/// Where a file stands, as far as its author knows: a decision taken in private is not one yet.
const fn outcome(state: State) -> &'static str {
    match state {
        State::Draft | State::Submitted | State::InReview => "À l’étude",
        State::Invited | State::Planned | State::Interviewed | State::Decided => "Entretiens",
        State::ConditionalOffer | State::FinalOffer | State::Signed | State::Started => "Une place",
        State::Waitlisted => "Liste d’attente",
        State::NotEligible | State::NotInvited | State::NotSelected => "Non retenue",
        State::Withdrawn => "Retirée",
    }
}

/// Months of experience, by bracket.
const fn years(months: usize) -> &'static str {
    match months {
        0..36 => "Moins de 3 ans",
        36..72 => "De 3 à 6 ans",
        72..120 => "De 6 à 10 ans",
        120..180 => "De 10 à 15 ans",
        _ => "15 ans et plus",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidacy::model::choices::Search;

    const ANSWERS: [&str; 4] = ["A", "B", "C", "D"];

    #[test]
    fn nothing_is_told_about_fewer_than_five_people_whatever_they_answer() {
        // Every way up to seven people can answer four ways, and larger uneven crowds.
        let crowds = (0..8usize.pow(4)).map(|n| [n % 8, n / 8 % 8, n / 64 % 8, n / 512]);
        for crowd in crowds.chain([[40, 1, 0, 0], [30, 4, 1, 0], [5, 5, 5, 1], [100, 3, 3, 2]]) {
            let answers: Vec<&'static str> = ANSWERS.iter().zip(crowd).flat_map(|(a, n)| std::iter::repeat_n(*a, n)).collect();
            let total: usize = crowd.iter().sum();
            match told("?", &answers) {
                None => assert!(total < LEAST, "{crowd:?}"),
                Some(f) => {
                    assert!(total >= LEAST && f.answered == total, "{crowd:?}");
                    assert_eq!(f.lines.iter().map(|(_, n)| n).sum::<usize>(), total, "{crowd:?}: {f:?}");
                    assert!(f.lines.iter().all(|(_, n)| *n >= LEAST), "{crowd:?}: {f:?}");
                }
            }
        }
        let answers: Vec<&'static str> = [["A"; 5], ["B"; 5]].concat().into_iter().chain(["C"]).collect();
        assert_eq!(told("?", &answers).unwrap().lines, [("A", 5), (OTHERS, 6)]);
    }

    #[test]
    fn a_programme_is_asked_about_what_its_file_holds_and_a_private_decision_shows_nothing() {
        let d = Dossier { search: Some(Search::Ess), ..Dossier::default() };
        let files = |states: &[State]| states.iter().map(|s| (*s, &d)).collect::<Vec<_>>();
        let of = |programme, states: &[State]| figures(programme, &Settings::of(programme), &files(states), jiff::civil::date(2026, 11, 22));
        let five = [State::Invited, State::Planned, State::Interviewed, State::Decided, State::Decided];
        let propulse = of(Programme::Propulse, &five);
        assert_eq!(propulse[0].lines, [("Entretiens", 5)]);
        assert_eq!(propulse.iter().map(|f| f.question).collect::<Vec<_>>(), ["Où en sont les dossiers", "Recherche d’emploi"]);
        assert_eq!(of(Programme::Associe, &five).last().unwrap().lines, [("Moins de 3 ans", 5)]);
        assert_eq!(of(Programme::Associe, &five[..4]), []);
    }
}
