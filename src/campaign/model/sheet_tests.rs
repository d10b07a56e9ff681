use super::*;

pub fn person() -> PersonDraft {
    PersonDraft {
        reference: "A-01".into(),
        name: "Awa Ba".into(),
        email: "awa@exemple.fr".into(),
        agreement: Agreement::Feminine,
        pitch: String::new(),
        periods: [true; 2],
    }
}

pub fn host() -> HostDraft {
    HostDraft {
        reference: "H-01".into(),
        name: "Enercoop".into(),
        kind: HostKind::Cooperative,
        contact: "Léa Roux".into(),
        email: "lea@exemple.fr".into(),
        tables: 1,
        min_meetings: 4,
        max_meetings: Some(12),
        question: String::new(),
    }
}

pub fn mission() -> MissionDraft {
    MissionDraft {
        reference: "M-01".into(),
        host: "H-01".into(),
        title: "Piloter l’équilibre économique".into(),
        family: Family::Management,
        kind: MissionKind::Strategic,
        summary: "Bâtir le modèle.".into(),
        deliverables: "Un tableau de bord.".into(),
        manager: String::new(),
        place: "Grigny".into(),
        department: "91".into(),
        tags: vec!["énergie".into()],
        places: [1, 1],
        places_total: Some(2),
    }
}

fn fields<T>(result: Result<T, Vec<Refusal>>) -> Vec<String> {
    result.err().unwrap_or_default().into_iter().filter_map(|r| r.field).collect()
}

#[test]
fn sheets_hold_and_travel() {
    assert!(person().check().is_ok() && host().check().is_ok() && mission().check().is_ok());
    let text = serde_json::to_string(&mission()).unwrap();
    assert!(text.contains("\"gestion\"") && text.contains("\"strategique\""), "{text}");
    assert_eq!(serde_json::from_str::<MissionDraft>(&text).unwrap(), mission());
    assert_eq!([HostKind::COUNT, Family::COUNT, MissionKind::COUNT], [6, 4, 2]);
}

#[test]
fn placements_are_in_the_region() {
    for code in ["75", "77", "78", "91", "92", "93", "94", "95"] {
        assert!(MissionDraft { department: code.into(), ..mission() }.check().is_ok());
    }
    for code in ["", "69", "60", "7", "075", "Paris", "97"] {
        let wrong = MissionDraft { department: code.into(), ..mission() }.check().unwrap_err();
        assert_eq!(wrong[0].field.as_deref(), Some("department"));
        assert!(wrong[0].sentence.contains("Île-de-France"), "{}", wrong[0].sentence);
    }
}

#[test]
fn every_limit_names_its_field() {
    let long = |n: usize| "é".repeat(n);
    let people = [
        (PersonDraft { reference: " ".into(), ..person() }, "reference"),
        (PersonDraft { reference: long(41), ..person() }, "reference"),
        (PersonDraft { name: String::new(), ..person() }, "name"),
        (PersonDraft { email: "awa".into(), ..person() }, "email"),
        (PersonDraft { email: "Awa@exemple.fr".into(), ..person() }, "email"),
        (PersonDraft { pitch: long(601), ..person() }, "pitch"),
        (PersonDraft { periods: [false; 2], ..person() }, "periods"),
    ];
    people.into_iter().for_each(|(draft, field)| assert_eq!(fields(draft.check()), [field]));
    let hosts = [
        (HostDraft { tables: 0, ..host() }, "tables"),
        (HostDraft { tables: 11, ..host() }, "tables"),
        (HostDraft { max_meetings: Some(3), ..host() }, "max_meetings"),
        (HostDraft { question: long(201), ..host() }, "question"),
        (HostDraft { contact: String::new(), ..host() }, "contact"),
    ];
    hosts.into_iter().for_each(|(draft, field)| assert_eq!(fields(draft.check()), [field]));
    let missions = [
        (MissionDraft { title: String::new(), ..mission() }, "title"),
        (MissionDraft { deliverables: " ".into(), ..mission() }, "deliverables"),
        (MissionDraft { tags: vec!["a,b".into()], ..mission() }, "tags"),
        (MissionDraft { places: [0, 0], places_total: None, ..mission() }, "places"),
        (MissionDraft { places: [21, 0], places_total: None, ..mission() }, "places"),
        (MissionDraft { places: [u32::MAX, u32::MAX], places_total: None, ..mission() }, "places"),
        (MissionDraft { places_total: Some(3), ..mission() }, "places_total"),
        (MissionDraft { places_total: Some(0), ..mission() }, "places_total"),
        (MissionDraft { host: String::new(), ..mission() }, "host"),
    ];
    missions.into_iter().for_each(|(draft, field)| assert_eq!(fields(draft.check()), [field]));
    assert!(PersonDraft { pitch: long(600), ..person() }.check().is_ok());
}
