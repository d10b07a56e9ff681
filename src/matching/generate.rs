//! Seeded instances of any size, for tests and benches.
//!
//! Popularity follows Zipf's law (weight of the i-th target `1 / i^s`); each associate draws `list` different targets by it; satisfactions
//! mix a common taste and an own one by `correlation`. Weighted draws without replacement use exponential keys with
//! integers only after the draw, so files are the same everywhere that IEEE doubles are.

use serde_json::{Value, json};

use crate::kernel::dice::Dice;

/// What to generate.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Two-period missions instead of meetings.
    pub attribution: bool,
    /// Number of associates.
    pub associates: usize,
    /// Number of organisations.
    pub organisations: usize,
    /// Acceptable targets of each associate.
    pub list: usize,
    /// Zipf exponent in thousandths.
    pub popularity: u32,
    /// Share of the common taste, per mille.
    pub correlation: u32,
    /// Places over wishes, per cent: 100 is just enough.
    pub room: u32,
    /// Associates who need one period only, per cent.
    pub single: u32,
    /// Missions open in one period only, per cent.
    pub one_period: u32,
    /// Meetings each.
    pub meetings: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            attribution: false,
            associates: 40,
            organisations: 25,
            list: 40,
            popularity: 600,
            correlation: 300,
            room: 125,
            single: 0,
            one_period: 30,
            meetings: 8,
            seed: 1,
        }
    }
}

/// The instance as JSON text, one pair a line.
#[must_use]
pub fn instance(recipe: &Recipe) -> String {
    let mut dice = Dice::new(recipe.seed);
    let targets = recipe.organisations;
    let list = recipe.list.min(targets);
    let appeal: Vec<f64> = (0..targets).map(|i| ((i + 1) as f64).powf(-f64::from(recipe.popularity) / 1000.0)).collect();
    let taste: Vec<u32> = (0..targets).map(|_| dice.below(1001) as u32).collect();
    let mut running = Vec::with_capacity(targets);
    let mut sum = 0.0;
    for a in &appeal {
        sum += a;
        running.push(sum);
    }
    let mut pairs = Vec::new();
    let mut chosen = vec![usize::MAX; targets];
    for a in 0..recipe.associates {
        let merit = dice.below(1001) as u32;
        let mut found = 0;
        let mut tries = 0;
        while found < list {
            tries += 1;
            let t = if tries < 50 * list {
                let point = dice.unit() * sum;
                running.partition_point(|&r| r < point).min(targets - 1)
            } else {
                (0..targets).find(|&t| chosen[t] != a).unwrap_or(0)
            };
            if chosen[t] == a {
                continue;
            }
            chosen[t] = a;
            found += 1;
            let mut mix = |common: u32| {
                let own = dice.below(1001) as u32;
                (common * recipe.correlation + own * (1000 - recipe.correlation)) / 1000
            };
            let (own, host) = (mix(taste[t]), mix(merit));
            pairs.push(format!("    [\"a{}\", \"{}{}\", {own}, {host}]", a + 1, if recipe.attribution { 'm' } else { 'o' }, t + 1));
        }
    }
    let head = if recipe.attribution { missions(recipe, &mut dice) } else { meetings(recipe, list) };
    let text = serde_json::to_string_pretty(&head).unwrap_or_default();
    let open = text.trim_end().trim_end_matches('}').trim_end();
    format!("{open},\n  \"pairs\": [\n{}\n  ]\n}}\n", pairs.join(",\n"))
}

fn people(recipe: &Recipe, mut periods: impl FnMut() -> Option<Vec<u32>>) -> Vec<Value> {
    (1..=recipe.associates)
        .map(|a| match periods() {
            Some(periods) => json!({"id": format!("a{a}"), "periods": periods}),
            None => json!({"id": format!("a{a}")}),
        })
        .collect()
}

fn meetings(recipe: &Recipe, list: usize) -> Value {
    let wishes = recipe.associates * recipe.meetings.min(list);
    let most = (wishes * recipe.room as usize).div_ceil(100 * recipe.organisations.max(1)).max(1);
    let hosts: Vec<Value> =
        (1..=recipe.organisations).map(|o| json!({"id": format!("o{o}"), "min_meetings": 0, "max_meetings": most.min(recipe.associates)})).collect();
    json!({"version": 1, "meetings_per_associate": recipe.meetings, "associates": people(recipe, || None), "organisations": hosts})
}

fn missions(recipe: &Recipe, dice: &mut Dice) -> Value {
    let per_period = (recipe.associates * recipe.room as usize).div_ceil(100);
    // Every mission gets one place a period it is open in; extra places go round until each period has its share.
    let mut capacity: Vec<[u32; 2]> = (0..recipe.organisations)
        .map(|_| match dice.below(100) as u32 {
            roll if roll < recipe.one_period / 2 => [1, 0],
            roll if roll < recipe.one_period => [0, 1],
            _ => [1, 1],
        })
        .collect();
    for period in 0..2 {
        let open: Vec<usize> = (0..capacity.len()).filter(|&m| capacity[m][period] > 0).collect();
        let mut places = open.len();
        while places < per_period && !open.is_empty() {
            capacity[open[dice.below(open.len())]][period] += 1;
            places += 1;
        }
    }
    let hosts: Vec<Value> = (1..=recipe.organisations).map(|o| json!({"id": format!("o{o}")})).collect();
    let missions: Vec<Value> = capacity
        .iter()
        .enumerate()
        .map(|(m, c)| json!({"id": format!("m{}", m + 1), "organisation": format!("o{}", m + 1), "capacity": c}))
        .collect();
    let single = recipe.single;
    let people = people(recipe, || ((dice.below(100) as u32) < single).then(|| vec![1 + dice.below(2) as u32]));
    json!({"version": 1, "associates": people, "organisations": hosts, "missions": missions})
}
