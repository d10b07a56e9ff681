//! Operations as text: what is written is read again, noise is not.

use super::op::{Logged, Op};
use super::presence::Presence;
use super::room::Room;
use super::sample::{guest, room};
use super::seat::{Seat, Side};

fn all() -> Vec<Op> {
    let replan = Op::Replan {
        plan: 3,
        meetings: room().meetings,
        hosts_added: vec![guest(9, "L’« Écho »", &[9])],
        broken: vec![2],
        why: "Karim ne vient pas.\n\"Dommage\"".to_owned(),
    };
    let mut all = vec![Op::Start, Op::Pause, Op::Resume, Op::Next, Op::End, Op::Reopen, Op::Close, replan, Op::Extend { seconds: -90 }];
    let says = |side: Side| Presence::ALL.iter().map(move |presence| Op::Presence { side, at: 4, presence: *presence });
    all.extend(Side::ALL.iter().flat_map(|side| says(*side)));
    all
}

#[test]
fn what_is_written_is_read_again() {
    for op in all() {
        assert_eq!(Op::of_text(&op.to_text()), Some(op));
    }
    let logged = Logged { rev: 3, id: "a-1".to_owned(), at: 5, by: "Nora".to_owned(), op: Op::Pause.to_text() };
    assert_eq!(miniserde::json::from_str::<Logged>(&miniserde::json::to_string(&logged)).unwrap(), logged);
    assert_eq!(Room::of_text(&room().to_text()), Some(room()));
}

#[test]
fn an_old_text_keeps_its_meaning() {
    assert_eq!(Op::of_text(r#"{"op":"start"}"#), Some(Op::Start));
    assert_eq!(Op::of_text(r#"{"op":"extend","seconds":120}"#), Some(Op::Extend { seconds: 120 }));
    let late = Op::Presence { side: Side::Host, at: 2, presence: Presence::Late };
    assert_eq!(Op::of_text(r#"{"op":"presence","side":"hote","at":2,"presence":"retard"}"#), Some(late));
}

#[test]
fn noise_is_no_operation() {
    let noise = [
        "",
        "{}",
        "null",
        "start",
        r#"{"op":"stop"}"#,
        r#"{"op":"extend"}"#,
        r#"{"op":"extend","seconds":99999999999}"#,
        r#"{"op":"presence","side":"hote","at":-1,"presence":"retard"}"#,
        r#"{"op":"presence","side":"mur","at":1,"presence":"retard"}"#,
        r#"{"op":"replan","plan":0,"meetings":[{"associate":0}],"hosts":[],"broken":[],"why":""}"#,
    ];
    for text in noise {
        assert_eq!(Op::of_text(text), None, "{text}");
    }
}

#[test]
fn codes_come_back_and_only_they() {
    for presence in Presence::ALL {
        assert_eq!(Presence::from_code(presence.code()), Some(*presence));
        assert_eq!(Presence::of_number(presence.number()), *presence);
        assert!(!presence.label().is_empty());
    }
    assert_eq!(Presence::of_number(200), Presence::Expected);
    for side in Side::ALL {
        let seat = Seat { side: *side, at: 12 };
        assert_eq!(Seat::of_code(&seat.code()), Some(seat));
    }
    for code in ["", "hote", "hote-", "hote-+1", "hote-01", "hote--1", "mur-1", "hote-99999999999"] {
        assert_eq!(Seat::of_code(code), None, "{code}");
    }
}
