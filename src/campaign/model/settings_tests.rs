use super::*;
use crate::kernel::dates::hour;
use jiff::civil::date;

#[test]
fn defaults_hold_and_travel() {
    let settings = Settings::default();
    settings.check().unwrap();
    let text = serde_json::to_string(&settings).unwrap();
    assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), settings);
    assert_eq!(serde_json::from_str::<Settings>("{\"start\":\"09:30\"}").unwrap().start, jiff::civil::time(9, 30, 0, 0));
    assert!(serde_json::from_str::<Settings>("{\"inconnu\":1}").is_err());
}

#[test]
fn the_timetable_is_the_drawn_one() {
    let settings = Settings { day: Some(date(2027, 3, 4)), breaks: vec![Break { after: 4, minutes: 18 }], ..Settings::default() };
    let starts: Vec<String> = settings.timetable(8).iter().map(|s| hour(s.starts)).collect();
    assert_eq!(starts, ["10:00", "10:18", "10:36", "10:54", "11:27", "11:45", "12:03", "12:21"]);
    assert_eq!(settings.timetable(8).last().map(|s| hour(s.ends)), Some("12:36".to_owned()));
    assert_eq!(settings.lasts(8), 156);
    assert_eq!(settings.timetable(0), []);
    assert_eq!(Settings::default().timetable(8), []);
}

#[test]
fn every_limit_names_its_field() {
    let base = Settings::default;
    let day = |m, d| date(2027, m, d);
    let period = |a, b| Some(Period { starts: a, ends: b });
    let cases = [
        (Settings { tables: 0, ..base() }, "tables"),
        (Settings { rounds: Some(41), ..base() }, "rounds"),
        (Settings { rounds: Some(2), buffer: 2, ..base() }, "buffer"),
        (Settings { minutes: 2, ..base() }, "minutes"),
        (Settings { gap: 31, ..base() }, "gap"),
        (Settings { meetings: 0, ..base() }, "meetings"),
        (Settings { associate_weight: 1001, ..base() }, "associate_weight"),
        (Settings { unmet: 1001, ..base() }, "unmet"),
        (Settings { place: "a".repeat(201), ..base() }, "place"),
        (Settings { day: Some(date(1999, 1, 1)), ..base() }, "day"),
        (Settings { breaks: vec![Break { after: 0, minutes: 10 }], ..base() }, "breaks"),
        (Settings { breaks: vec![Break { after: 3, minutes: 10 }, Break { after: 3, minutes: 10 }], ..base() }, "breaks"),
        (Settings { start: jiff::civil::time(22, 0, 0, 0), rounds: Some(12), ..base() }, "start"),
        (Settings { periods: [period(day(4, 5), day(4, 5)), None], ..base() }, "period1"),
        (Settings { periods: [period(day(4, 5), day(10, 4)), period(day(10, 4), day(12, 1))], ..base() }, "period2"),
    ];
    for (settings, field) in cases {
        let wrong = settings.check().unwrap_err();
        assert_eq!(wrong.iter().map(|r| r.field.as_deref()).collect::<Vec<_>>(), [Some(field)], "{wrong:?}");
    }
}
