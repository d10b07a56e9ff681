use super::*;
use std::collections::HashSet;

const SECRET: [u8; 32] = [7; 32];

#[test]
fn names_are_stable_short_and_tell_the_kind() {
    let a = pseudonym(&SECRET, ASSOCIATE, 12);
    assert_eq!(a, pseudonym(&SECRET, ASSOCIATE, 12));
    assert_eq!((a.len(), a.chars().next()), (7, Some('A')));
    assert!(a.bytes().skip(1).all(|b| ALPHABET.contains(&b)));
    assert!(pseudonym(&SECRET, HOST, 12).starts_with('O') && pseudonym(&SECRET, MISSION, 12).starts_with('M'));
    assert_ne!(a[1..], pseudonym(&SECRET, HOST, 12)[1..]);
    assert_ne!(a, pseudonym(&[8; 32], ASSOCIATE, 12));
    assert!(!seat_code(&SECRET, ASSOCIATE, 12).starts_with(&a[1..]));
    // Fixed: what was published must still be found again.
    assert_eq!([a, seat_code(&SECRET, HOST, 3)], ["AXHN9FJ", "DBVMWWFY76"].map(str::to_owned));
}

#[test]
fn a_whole_side_has_different_names_in_an_order_that_tells_nothing() {
    let names = pseudonyms(&SECRET, ASSOCIATE, 1..=60_000);
    assert_eq!(names.iter().map(|n| &n.1).collect::<HashSet<_>>().len(), 60_000);
    assert!(names.windows(2).all(|two| two[0].1 < two[1].1));
    assert!(names.iter().any(|n| n.1.len() > 7), "sixty thousand names of thirty bits meet");
    let backwards = pseudonyms(&SECRET, ASSOCIATE, (1..=60_000).rev());
    assert_eq!(names, backwards);
}

#[test]
fn codes_are_read_as_people_type_them() {
    for id in 0..500 {
        let code = seat_code(&SECRET, ASSOCIATE, id);
        assert_eq!(code.len(), CODE_LENGTH);
        assert_eq!(read_code(&code), Some(code.clone()));
        let typed = format!("  {}-{} {}", &code[..3].to_lowercase(), &code[3..6], code[6..].replace('0', "o").replace('1', "l"));
        assert_eq!(read_code(&typed), Some(code));
    }
    assert_eq!(read_code("oil0-oil0‑00"), Some("0110011000".to_owned()));
    for typed in ["", "12345", "0123456789A", "012345678U", "é123456789", "0123456.89"] {
        assert_eq!(read_code(typed), None, "{typed}");
    }
}
