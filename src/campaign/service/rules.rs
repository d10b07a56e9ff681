//! `/equipe/campagnes/{id}/reglages`: the morning, the engines and the two periods, as the team sets them.

use super::THING;
use super::access::{of_team, of_team_locked};
use super::home::{nav, title};
use crate::audit::service::{Entry, write};
use crate::campaign::model::settings::{Break, Period, Policy, Settings};
use crate::campaign::store;
use crate::desk::model::{Block, Field, Form, Sheet};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields};
use crate::i18n::campaign as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::{Date, Time};

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let mut sheet = Sheet::new(say::SETTINGS).above(title(&mut tx, &campaign).await?).lead(say::SETTINGS_LEAD).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    Ok(sheet.with(Block::h2(say::SETTINGS_ALL)).with(ask.form(form(&campaign.settings))).with(Block::small(say::SETTINGS_AFTER)))
}

fn number(name: &str, label: &str, value: impl ToString) -> Field {
    Field { keyboard: "numeric".to_owned(), ..Field::new(name, "number", label).value(value.to_string()).half() }
}

fn form(s: &Settings) -> Form {
    let policy = |name: &str, label: &str, now: Policy| {
        Field::new(name, "select", label).value(now.code()).options(Policy::ALL.iter().map(|p| (p.code(), p.label(Lang::Fr))))
    };
    let day = |name: &str, label: &str, d: Option<Date>| Field::new(name, "date", label).value(d.map_or(String::new(), |d| d.to_string())).half();
    let breaks = s.breaks.iter().map(|b| format!("{}:{}", b.after, b.minutes)).collect::<Vec<_>>().join("\n");
    let [one, two] = s.periods;
    Form::new("reglages")
        .field(Field::title(say::MORNING))
        .field(day("day", say::S_DAY, s.day))
        .field(Field::new("start", "time", say::S_START).value(s.start.strftime("%H:%M").to_string()).required().half())
        .field(Field::new("place", "text", say::S_PLACE).value(&s.place).max(200))
        .field(number("tables", say::S_TABLES, s.tables).required())
        .field(number("meetings", say::S_MEETINGS, s.meetings).required())
        .field(number("minutes", say::S_MINUTES, s.minutes).required())
        .field(number("gap", say::S_GAP, s.gap).required())
        .field(number("rounds", say::S_ROUNDS, s.rounds.map_or(String::new(), |r| r.to_string())).hint(say::S_ROUNDS_HINT))
        .field(number("buffer", say::S_BUFFER, s.buffer).required().hint(say::S_BUFFER_HINT))
        .field(Field::new("breaks", "area", say::S_BREAKS).value(breaks).rows(3).max(200).hint(say::S_BREAKS_HINT))
        .field(Field::title(say::S_RULES))
        .field(number("associate_weight", say::S_WEIGHT, s.associate_weight).required().hint(say::S_WEIGHT_HINT))
        .field(number("unmet", say::S_UNMET, s.unmet).required().hint(say::S_UNMET_HINT))
        .field(policy("policy1", say::S_POLICY1, s.policy1))
        .field(policy("policy2", say::S_POLICY2, s.policy2))
        .field(Field::title(say::S_PERIODS))
        .field(day("period1", say::S_PERIOD1, one.map(|p| p.starts)))
        .field(day("period1-fin", say::S_PERIOD1_END, one.map(|p| p.ends)))
        .field(day("period2", say::S_PERIOD2, two.map(|p| p.starts)))
        .field(day("period2-fin", say::S_PERIOD2_END, two.map(|p| p.ends)))
        .button("enregistrer", say::SAVE)
}

/// Keeps what was set.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let settings = read(fields)?;
    if settings != campaign.settings {
        store::set_settings(&mut tx, campaign.id, &settings).await?;
        let entry = Entry { actor: Some(me.person), thing: THING, id: campaign.id, verb: "réglages", ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
        tx.commit().await?;
    }
    Ok(Done::saying(&ask.path(), "enregistre"))
}

/// What does not read, gathered by field.
struct Reader<'a> {
    fields: &'a Fields,
    wrong: Vec<Refusal>,
}

impl Reader<'_> {
    fn say(&mut self, field: &str, sentence: &str) {
        self.wrong.push(Refusal::invalid(field, sentence));
    }

    fn number<N: std::str::FromStr + Default>(&mut self, name: &str) -> N {
        self.fields.get(name).parse().unwrap_or_else(|_| {
            self.say(name, say::NUMBER_WRONG);
            N::default()
        })
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        let typed = self.fields.get(name);
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok();
        if read.is_none() {
            self.say(name, say::DAY_WRONG);
        }
        read
    }

    fn start(&mut self) -> Time {
        let typed = self.fields.get("start").replace(['h', 'H'], ":");
        let typed = if typed.ends_with(':') { format!("{typed}00") } else { typed };
        Time::strptime("%H:%M", &typed).or_else(|_| Time::strptime("%H:%M:%S", &typed)).unwrap_or_else(|_| {
            self.say("start", say::TIME_WRONG);
            Settings::default().start
        })
    }

    fn period(&mut self, name: &str) -> Option<Period> {
        let last = format!("{name}-fin");
        match (self.day(name), self.day(&last)) {
            (Some(starts), Some(ends)) => Some(Period { starts, ends }),
            (None, None) => None,
            (starts, _) => {
                self.say(if starts.is_some() { &last } else { name }, say::PERIOD_HALF);
                None
            }
        }
    }

    fn policy(&mut self, name: &str) -> Policy {
        Policy::from_code(self.fields.get(name)).unwrap_or_else(|| {
            self.say(name, say::CHOICE_WRONG);
            Policy::Balanced
        })
    }

    fn breaks(&mut self) -> Vec<Break> {
        let lines = self.fields.get("breaks").split(['\n', ',', ';']).map(str::trim).filter(|l| !l.is_empty());
        let read = |line: &str| {
            let (after, minutes) = line.split_once(':')?;
            Some(Break { after: after.trim().parse().ok()?, minutes: minutes.trim().parse().ok()? })
        };
        let all: Vec<Option<Break>> = lines.map(read).collect();
        if all.iter().any(Option::is_none) {
            self.say("breaks", say::BREAKS_WRONG);
        }
        all.into_iter().flatten().collect()
    }
}

/// What was typed; every mistake is named by its field.
fn read(fields: &Fields) -> Result<Settings, Vec<Refusal>> {
    let mut r = Reader { fields, wrong: Vec::new() };
    let settings = Settings {
        day: r.day("day"),
        start: r.start(),
        place: fields.get("place").to_owned(),
        tables: r.number("tables"),
        rounds: if fields.has("rounds") { Some(r.number("rounds")) } else { None },
        buffer: r.number("buffer"),
        minutes: r.number("minutes"),
        gap: r.number("gap"),
        breaks: r.breaks(),
        meetings: r.number("meetings"),
        associate_weight: r.number("associate_weight"),
        unmet: r.number("unmet"),
        policy1: r.policy("policy1"),
        policy2: r.policy("policy2"),
        periods: [r.period("period1"), r.period("period2")],
    };
    let mut wrong = r.wrong;
    // A field that does not read is not also out of its limits.
    let more = settings.check().err().unwrap_or_default();
    let unread: Vec<Option<String>> = wrong.iter().map(|w| w.field.clone()).collect();
    wrong.extend(more.into_iter().filter(|m| !unread.contains(&m.field)));
    if wrong.is_empty() { Ok(settings) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the form of these settings sends.
    fn sent(s: &Settings) -> Fields {
        Fields(form(s).fields.into_iter().filter(|f| f.kind != "title").map(|f| (f.name, f.value)).collect())
    }

    #[test]
    fn the_form_says_back_what_was_set() {
        let day = |d| Date::new(2027, 3, d).unwrap();
        let period = |a, b| Some(Period { starts: day(a), ends: day(b) });
        let set = Settings {
            day: Some(day(4)),
            place: "Paris".into(),
            rounds: Some(12),
            breaks: vec![Break { after: 4, minutes: 18 }, Break { after: 8, minutes: 10 }],
            periods: [period(5, 9), period(10, 20)],
            ..Settings::default()
        };
        assert_eq!(read(&sent(&set)).unwrap(), set);
        assert_eq!(read(&sent(&Settings::default())).unwrap(), Settings::default());
    }

    #[test]
    fn each_mistake_is_named_once_by_its_field() {
        let mut fields = sent(&Settings::default());
        for (name, value) in [("tables", "beaucoup"), ("start", "midi"), ("breaks", "4/18"), ("period2-fin", "2027-03-04"), ("minutes", "90")] {
            fields.0.iter_mut().filter(|(n, _)| n == name).for_each(|(_, v)| *v = value.to_owned());
        }
        let wrong: Vec<String> = read(&fields).unwrap_err().into_iter().filter_map(|r| r.field).collect();
        assert_eq!(wrong, ["start", "tables", "breaks", "period2", "minutes"]);
    }
}
