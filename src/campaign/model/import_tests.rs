use super::*;

const HEAD: &str = "reference;nom;courriel\n";

fn lines<T>(imported: &Imported<T>) -> Vec<(u64, bool)> {
    imported.rows.iter().map(|(line, row)| (*line, row.is_ok())).collect()
}

#[test]
fn templates_can_be_imported_as_they_are() {
    assert!(template_people().starts_with('\u{feff}') && template_people().lines().count() == 2);
    let people = people("p.csv", template_people().as_bytes()).unwrap();
    let hosts = hosts("h.csv", template_hosts().as_bytes()).unwrap();
    let missions = missions("m.csv", template_missions().as_bytes()).unwrap();
    assert!(people.clean() && hosts.clean() && missions.clean(), "{people:?} {hosts:?} {missions:?}");
    assert_eq!([people.rows.len(), hosts.rows.len(), missions.rows.len()], [1; 3]);
    let (host, mission) = (hosts.rows[0].1.clone().unwrap(), missions.rows[0].1.clone().unwrap());
    assert_eq!(mission.host, host.reference);
    assert!(!mission.tags.is_empty() && mission.places_total.is_some());
}

#[test]
fn a_spreadsheets_habits_are_understood() {
    for text in [
        "\u{feff}Référence;Nom;Courriel;Périodes;Accord\r\nA1;Élodie;  Elodie@Exemple.FR ;1;féminin\r\n;;;;\r\n",
        "reference,name,e-mail,periods,agreement\nA1,Élodie,elodie@exemple.fr,1,feminin\n",
        "REFERENCE\tNOM\tMail\tPERIODES\tACCORD\nA1\tÉlodie\telodie@exemple.fr\t1\tFéminin (Associée)\n",
    ] {
        let people = people("p.csv", text.as_bytes()).unwrap();
        let draft = people.rows[0].1.clone().unwrap();
        assert_eq!((draft.email.as_str(), draft.periods, draft.agreement), ("elodie@exemple.fr", [true, false], Agreement::Feminine));
        assert_eq!(people.rows.len(), 1);
    }
    let text = "reference;structure;intitule;famille;nature;resume;livrables;lieu;departement;places 1;places 2\n\
                M1;H1;Un titre;Développer l'activité;Stratégique;r;l;Paris;75;1;0\n";
    let draft = missions("m.csv", text.as_bytes()).unwrap().rows[0].1.clone().unwrap();
    assert_eq!((draft.family, draft.kind, draft.places), (Family::Growth, MissionKind::Strategic, [1, 0]));
}

#[test]
fn files_that_cannot_be_read_are_refused_whole() {
    for (text, says) in [
        (b"".as_slice(), "colonne"),
        (b"nom;courriel\nA;a@b.fr\n", "reference"),
        (b"reference;nom;courriel;email\n", "email"),
        (b"reference;nom;courriel;surprise\n", "surprise"),
        (b"reference;nom;courriel\n", "ligne"),
        (b"reference;nom;courriel\nA;B\n", "ligne 2"),
        (b"\xff\xfe", "UTF-8"),
    ] {
        let no = people("liste.csv", text).unwrap_err();
        assert!(no.sentence.contains("liste.csv") && no.sentence.contains(says), "{says}: {}", no.sentence);
    }
    let many: String = (0..501).map(|n| format!("A{n};Nom {n};a{n}@exemple.fr\n")).collect();
    assert!(people("p", format!("{HEAD}{many}").as_bytes()).unwrap_err().sentence.contains("500"));
    assert_eq!(people("p", &vec![b'a'; BYTES_MOST + 1]).unwrap_err().reason, crate::kernel::refusal::Reason::TooLarge);
}

#[test]
fn a_wrong_row_says_everything_and_leaves_the_others() {
    let text = format!("{}A1;Awa;awa@exemple.fr;1\nA2;;nulle;3\nA3;Paul;paul@exemple.fr;\n", HEAD.replace('\n', ";periodes\n"));
    let people = people("p.csv", text.as_bytes()).unwrap();
    assert_eq!(lines(&people), [(2, true), (3, false), (4, true)]);
    let fields: Vec<&str> = people.rows[1].1.as_ref().unwrap_err().iter().filter_map(|r| r.field.as_deref()).collect();
    assert_eq!(fields, ["periodes", "nom", "courriel"]);
    let text = "reference;nom;type;contact;courriel;tables\nH1;Adie;banque;Léa;lea@exemple.fr;deux\n";
    let wrong = hosts("h.csv", text.as_bytes()).unwrap().rows[0].1.clone().unwrap_err();
    assert_eq!(wrong.iter().filter_map(|r| r.field.as_deref()).collect::<Vec<_>>(), ["type", "tables"]);
    assert!(wrong[0].sentence.contains("Coopérative"), "{}", wrong[0].sentence);
}

#[test]
fn what_is_said_twice_is_refused_with_both_lines() {
    let text = format!("{HEAD}A1;Awa;awa@exemple.fr\na1;Paul;paul@exemple.fr\nA3;Zoé;AWA@exemple.fr\n");
    let people = people("p.csv", text.as_bytes()).unwrap();
    assert_eq!(lines(&people), [(2, true), (3, false), (4, false)]);
    for (at, line) in [(1, "3"), (2, "4")] {
        let no = &people.rows[at].1.as_ref().unwrap_err()[0];
        assert!(no.sentence.contains('2') && no.sentence.contains(line), "{}", no.sentence);
    }
}
