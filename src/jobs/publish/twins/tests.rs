use super::*;
use crate::jobs::publish::seeds;

fn prints() -> Vec<Print> {
    seeds::all().iter().map(|d| Print::of(&d.reference, d, Some("reseau"))).collect()
}

#[test]
fn no_two_offers_of_the_demo_world_are_twins() {
    let prints = prints();
    let mut nearest: f64 = 0.0;
    for draft in &prints {
        assert_eq!(twins(draft, &prints), [], "{}", draft.id);
        for other in prints.iter().filter(|o| o.id != draft.id) {
            nearest = nearest.max(share(&draft.text, &other.text));
        }
    }
    assert!(nearest < TEXT_CLOSE / 2.0, "thresholds need room: {nearest}");
}

#[test]
fn a_copy_with_another_title_and_some_changed_words_is_a_duplicate() {
    let prints = prints();
    for draft in seeds::all() {
        let mut copy = draft.clone();
        copy.title = format!("{} (H/F)", copy.title.to_uppercase());
        copy.sections.mission = copy.sections.mission.replace("semaine", "quinzaine").replace(" et ", " puis ");
        copy.sections.why.push_str(" Une phrase de plus, pour changer un peu la fin du texte.");
        let found = twins(&Print::of("copie", &copy, Some("reseau")), &prints);
        assert_eq!(found.len(), 1, "{}", draft.reference);
        assert_eq!((found[0].id.as_str(), found[0].kinship, found[0].same_place), (draft.reference.as_str(), Kinship::Same, true));
        assert!(found[0].title >= TITLE_SAME, "{} {}", draft.reference, found[0].title);
    }
}

#[test]
fn i31_the_same_text_elsewhere_in_the_network_is_a_sister() {
    let prints = prints();
    for draft in seeds::all() {
        let mut other = draft.clone();
        other.organisation = "une-autre".into();
        other.sister_mark = None;
        other.places.truncate(0);
        let found = twins(&Print::of("autre", &other, Some("reseau")), &prints);
        assert_eq!(found.len(), 1, "{}", draft.reference);
        assert_eq!((found[0].kinship, found[0].same_place), (Kinship::Sister, false));
        assert_eq!(twins(&Print::of("autre", &other, Some("autre-reseau")), &prints), []);
        assert_eq!(twins(&Print::of("autre", &other, None), &prints), []);
    }
}

#[test]
fn i31_the_same_mark_makes_sisters_whatever_the_text() {
    let draft = seeds::all().into_iter().find(|d| d.sister_mark.is_some()).unwrap();
    let mut other = draft.clone();
    other.organisation = "france-active-bretagne".into();
    other.sections = Default::default();
    let found = compare(&Print::of("a", &draft, None), &Print::of("b", &other, None)).unwrap();
    assert_eq!(found.kinship, Kinship::Sister);
}

#[test]
fn the_same_title_alone_is_not_enough() {
    let all = seeds::all();
    let mut second = all[1].clone();
    second.organisation = all[0].organisation.clone();
    second.title = all[0].title.clone();
    second.places = all[0].places.clone();
    assert_eq!(compare(&Print::of("a", &all[0], None), &Print::of("b", &second, None)), None, "two posts of one trade, two texts");
    let mut elsewhere = all[0].clone();
    elsewhere.places = all[2].places.clone();
    let found = compare(&Print::of("a", &all[0], None), &Print::of("b", &elsewhere, None)).unwrap();
    assert!(found.kinship == Kinship::Same && !found.same_place && found.sentence().contains("ajoutez le lieu"));
}

#[test]
fn an_empty_text_is_like_nothing_but_its_own_title() {
    let mut empty = seeds::all().remove(0);
    empty.sections = Default::default();
    let print = Print::of("vide", &empty, None);
    let found = twins(&print, &prints());
    assert_eq!(found.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["demo-001"]);
    empty.title = "Tout autre chose".into();
    assert_eq!(twins(&Print::of("vide", &empty, None), &prints()), []);
}
