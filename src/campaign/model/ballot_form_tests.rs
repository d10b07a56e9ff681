use super::*;
use crate::campaign::model::ballot::tests::any_ballot;
use proptest::prelude::*;

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The fields a browser sends for a ballot over `known`, silent targets included.
fn fields_of(ballot: &Ballot, known: &[i64]) -> Vec<(String, String)> {
    let mut fields = pairs(&[("geste", "remettre"), ("rangement", "x")]);
    for target in known {
        let (rank, opinion, reason) = match ballot.mark(*target) {
            Some(Mark::Ranked(rank)) => (rank.to_string(), "", String::new()),
            Some(Mark::Indifferent) => (String::new(), INDIFFERENT, String::new()),
            Some(Mark::Refused(reason)) => (String::new(), REFUSED, reason.clone()),
            None => Default::default(),
        };
        for (name, value) in [("rang", rank), ("avis", opinion.to_owned()), ("motif", reason)] {
            fields.push((format!("{name}-{target}"), value));
        }
    }
    fields
}

proptest! {
    #[test]
    fn a_ballot_comes_back_from_its_form(ballot in any_ballot(20)) {
        let known: Vec<i64> = (1..=20).collect();
        let trimmed = Ballot::of(ballot.entries.into_iter().map(|e| (e.target, match e.mark {
            Mark::Refused(reason) => Mark::Refused(reason.trim().chars().take(REASON_MOST).collect::<String>().trim().to_owned()),
            other => other,
        })));
        prop_assert_eq!(Ballot::of_fields(&fields_of(&trimmed, &known), &known).unwrap(), trimmed);
    }

    #[test]
    fn any_fields_are_read_or_refused_by_name(values in prop::collection::vec(("(rang|avis|motif)-[1-4]", "[0-9]{0,4}|indifferent|refuse|zut"), 0..12)) {
        match Ballot::of_fields(&values, &[1, 2, 3]) {
            Ok(ballot) => prop_assert!(ballot.check_draft(&[1, 2, 3]).is_ok()),
            Err(wrong) => {
                prop_assert!(!wrong.is_empty());
                for no in wrong {
                    let field = no.field.unwrap();
                    prop_assert!(NAMES.iter().any(|prefix| field.starts_with(prefix)), "{field}");
                }
            }
        }
    }
}

#[test]
fn errors_name_the_field() {
    for (fields, field) in [
        (&[("rang-1", "0")][..], "rang-1"),
        (&[("rang-1", "1000")], "rang-1"),
        (&[("rang-1", "-3")], "rang-1"),
        (&[("rang-1", "+3")], "rang-1"),
        (&[("rang-1", "1,5")], "rang-1"),
        (&[("rang-1", "99999999999999999999")], "rang-1"),
        (&[("rang-1", "2"), ("avis-1", "refuse")], "rang-1"),
        (&[("rang-1", "2"), ("avis-1", "indifferent")], "rang-1"),
        (&[("avis-1", "peut-être")], "avis-1"),
        (&[("rang-9", "1")], "rang-9"),
        (&[("rang-abc", "1")], "rang-abc"),
    ] {
        let wrong = Ballot::of_fields(&pairs(fields), &[1, 2]).unwrap_err();
        assert_eq!(wrong.iter().map(|r| r.field.as_deref()).collect::<Vec<_>>(), [Some(field)], "{fields:?}");
    }
    let long = [("avis-1".to_owned(), "refuse".to_owned()), ("motif-1".to_owned(), "x".repeat(301))];
    assert_eq!(Ballot::of_fields(&long, &[1]).unwrap_err()[0].field.as_deref(), Some("motif-1"));
}

#[test]
fn what_is_harmless_is_taken() {
    let fields = pairs(&[("rang-1", " 3 "), ("rang-2", "007"), ("motif-2", "ancien motif"), ("rang-9", " "), ("avis-3", "refuse"), ("rang-1", "4")]);
    let ballot = Ballot::of_fields(&fields, &[1, 2, 3, 4]).unwrap();
    assert_eq!(ballot.to_text(), "1=4\n2=7\n3=!");
}
