//! Spellings, mistakes, ranking and suggestions.

use super::*;
use crate::jobs::search::highlight;
use proptest::prelude::*;

fn board() -> Engine {
    let mut offers = vec![
        offer(1, "Chargé.e de mission étude-action et innovation sociale"),
        offer(2, "Chargée de communication"),
        offer(3, "Directeur·rice d’association"),
        offer(4, "Comptable"),
        offer(5, "Assistant·e comptable et paie"),
        offer(6, "Éducateur/trice spécialisé(e)"),
        offer(7, "Chargés de mission insertion"),
        offer(8, "Animateur nature"),
    ];
    offers[7].body = "Vous épaulez le comptable et la directrice ; chargé d’animer l’équipe.".to_owned();
    offers[3].published -= 30;
    offers[1].organisation = "Fédération des Conseillères de l’eau".to_owned();
    engine(&offers)
}

#[test]
fn m14_every_spelling_gives_the_same_list() {
    let engine = board();
    for family in [
        &["chargé", "chargé.e", "chargé·e", "chargé(e)", "chargée", "charge", "chargés", "CHARGÉ·E·S", "chargees", "charge\u{301}"][..],
        &["directeur", "directrice", "directeur·rice", "Directeur/trice", "directrices", "d’directeur", "le directeur"],
        &["éducateur", "educatrice", "éducateur·trice", "éducateurs"],
        &["l’eau", "eau", "L'EAU", "de l’eau"],
        &["conseillère", "conseiller", "conseiller·ère"],
        &["chargée de mission", "chargé·e de la mission", "chargés missions", "CHARGÉ(E)S DES MISSIONS"],
    ] {
        let expected = find(&engine, family[0]);
        assert!(expected.total > 0 && expected.correction.is_none(), "{family:?}");
        for spelling in family {
            assert_eq!(find(&engine, spelling), expected, "{spelling}");
        }
    }
}

#[test]
fn every_word_must_match_and_stop_words_need_not() {
    let engine = board();
    assert_eq!(find(&engine, "chargé mission insertion").ids, [7]);
    assert_eq!(find(&engine, "la directrice de l'association").ids, [3]);
    assert_eq!(find(&engine, "comptable nature").ids, [8]);
    assert_eq!(find(&engine, "comptable zzzzzzzz").total, 0);
    assert_eq!(find(&engine, "de la").total, 8, "a text without a meaningful word searches everything");
    assert_eq!(find(&engine, " !! … « » ").total, 8);
}

#[test]
fn an_exact_title_comes_first_then_titles_then_bodies() {
    let engine = board();
    assert_eq!(find(&engine, "comptable").ids, [4, 5, 8], "although the exact title is the oldest");
    assert_eq!(find(&engine, "chargé mission").ids[..2], [7, 1]);
    let mut offers = vec![offer(1, "Mission : être chargé de paie"), offer(2, "Chargé de mission paie"), offer(3, "Paie")];
    offers[2].keywords = "chargé mission".to_owned();
    offers[1].published -= 100;
    assert_eq!(find(&super::engine(&offers), "chargé de mission").ids, [2, 1, 3], "words side by side beat words apart");
}

#[test]
fn one_letter_wrong_is_corrected_and_said() {
    let engine = board();
    for (typed, corrected) in [
        ("chagré", "chargé"),
        ("chargé de misssion", "chargé de mission"),
        ("comtable", "comptable"),
        ("comptoble", "comptable"),
        ("Directuer d'association", "directeur d'association"),
        ("inovation social", "innovation social"),
    ] {
        let found = find(&engine, typed);
        assert_eq!(found.correction.as_deref(), Some(corrected), "{typed}");
        assert!(found.total > 0);
        let direct = find(&engine, corrected);
        assert_eq!((found.ids, found.total), (direct.ids, direct.total));
    }
    assert_eq!(find(&engine, "paye").correction.as_deref(), Some("paie"));
    assert_eq!(find(&engine, "pae").correction, None, "three letters are too few");
    assert_eq!(find(&engine, "cxmptxble").total, 0, "two mistakes are too many");
    assert_eq!(find(&engine, "comtable").searched("comtable"), "comptable");
    assert_eq!(engine.count(&text("comtable"), NOW, TODAY).unwrap(), 3);
}

#[test]
fn the_most_frequent_correction_wins() {
    let engine = engine(&[offer(1, "Vente"), offer(2, "Rente"), offer(3, "Vente de livres")]);
    assert_eq!(find(&engine, "xente").correction.as_deref(), Some("vente"));
}

#[test]
fn suggestions_complete_titles_and_names() {
    let mut offers = vec![offer(1, "Chargé.e de mission"), offer(2, "Chargé·e de mission"), offer(3, "Cheffe de projet"), offer(4, "Maçon")];
    offers[3].closes_at_ms = NOW;
    let engine = engine(&offers);
    let suggest = |typed: &str| engine.suggest(typed, 5, NOW).unwrap();
    assert_eq!(suggest("charg").len(), 1, "one suggestion for two spellings");
    assert_eq!(suggest("chargé de mi"), suggest("charg"));
    assert_eq!(suggest("PROJ"), ["Cheffe de projet"]);
    assert_eq!(suggest("projet chef"), ["Cheffe de projet"]);
    assert_eq!(suggest("ateliers du ca"), ["Les Ateliers du Canal"]);
    assert!(suggest("maço").is_empty(), "closed offers suggest nothing");
    assert!(suggest("").is_empty() && suggest("c").is_empty() && suggest("zz").is_empty() && suggest("l'").is_empty());
    assert_eq!(engine.suggest("che", 0, NOW).unwrap(), [""; 0]);
}

#[test]
fn long_texts_are_bounded() {
    let engine = board();
    assert!(find(&engine, &"chargé ".repeat(10_000)).total > 0);
    assert_eq!(find(&engine, &"x".repeat(100_000)).total, 0);
    let long = "anticonstitutionnellementantidisestablishmentarianism";
    let engine = super::engine(&[offer(1, long)]);
    assert_eq!(find(&engine, long).ids, [1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_text_breaks_anything(title in "\\PC{0,60}", body in any::<String>(), typed in any::<String>(), page in any::<usize>()) {
        let mut one = offer(1, &title);
        one.body = body.clone();
        let engine = engine(&[one]);
        for query in [&typed, &title, &body] {
            let criteria = Criteria { page, ..text(query) };
            prop_assert!(engine.search(&criteria, NOW, TODAY).unwrap().total <= 1);
            engine.suggest(query, 5, NOW).unwrap();
            highlight(&title, query);
        }
        let short: String = title.chars().take(40).collect();
        prop_assert_eq!(find(&super::engine(&[offer(1, &short)]), &short).total, 1, "a title finds its offer");
    }
}
