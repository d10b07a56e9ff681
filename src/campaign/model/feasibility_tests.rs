use super::*;
use jiff::civil::date;

#[test]
fn the_rounds_a_morning_needs() {
    let settings = Settings::default();
    let f = feasibility(30, &[1; 18], &settings);
    assert_eq!((f.rounds_needed, f.rounds, f.fits), (14, 14, true));
    assert_eq!(f.words[0], "30\u{a0}associé.e.s, 18\u{a0}tables\u{202f}: 14\u{a0}manches");
    for (associates, tables, meetings, rounds) in [
        (12, vec![1; 10], 8, 10),
        (24, vec![1; 19], 8, 11),
        (12, vec![1; 6], 8, 12),
        (8, vec![1; 20], 8, 8),
        // A host with many tables still meets each associate once.
        (10, vec![5, 1], 2, 10),
        (10, vec![5, 1, 1], 2, 5),
        (1, vec![1; 10], 8, 8),
    ] {
        let settings = Settings { meetings, tables: 300, ..Settings::default() };
        let f = feasibility(associates, &tables, &settings);
        assert_eq!(f.rounds_needed, rounds, "{associates} {tables:?}");
        let bound = (associates as u32 * f.each).div_ceil(tables.iter().sum());
        assert!(f.rounds_needed >= f.each && f.rounds_needed >= bound);
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let base = Settings { day: Some(date(2027, 3, 4)), ..Settings::default() };
    let says = |f: &Feasibility, part: &str| f.words.iter().any(|w| w.contains(part));
    let f = feasibility(12, &[1; 6], &base);
    assert!(f.fits && f.each == 6 && says(&f, "6\u{a0}structures"), "{:?}", f.words);
    assert!(says(&f, "13:33"), "{:?}", f.words);
    let f = feasibility(30, &[2; 11], &base);
    assert!(!f.fits && says(&f, "22\u{a0}tables"), "{:?}", f.words);
    let f = feasibility(12, &[1; 10], &Settings { rounds: Some(10), buffer: 1, ..base.clone() });
    assert!(!f.fits && f.rounds == 10 && says(&f, "10\u{a0}manches"), "{:?}", f.words);
    let f = feasibility(12, &[1; 10], &Settings { rounds: Some(12), buffer: 1, ..base.clone() });
    assert!(f.fits && f.rounds == 12);
    assert!(!feasibility(100, &[1; 12], &base).fits);
    for (associates, tables) in [(0, vec![1; 10]), (10, vec![]), (10, vec![0, 0]), (0, vec![])] {
        let f = feasibility(associates, &tables, &base);
        assert!(!f.fits && says(&f, "personne"), "{:?}", f.words);
    }
}
