//! Synthetic offers: titles as people write them, bodies of invented words whose frequencies follow Zipf's law, places by city.

use crate::jobs::model::{Contract, Function, Remote, Rhythm, Sector};
use crate::jobs::search::IndexedOffer;
use crate::kernel::geo::Position;
use crate::kernel::money::Cents;

/// The instant of every question.
pub const NOW_MS: i64 = 1_760_000_000_000;
/// The Paris day of that instant.
pub const TODAY: i32 = 20_370;

/// Words invented.
const VOCABULARY: usize = 30_000;
/// Words of a body.
const BODY_WORDS: std::ops::Range<usize> = 80..200;

const ROLES: [&str; 16] = [
    "Chargé·e de mission",
    "Chargée de communication",
    "Directeur·rice",
    "Comptable",
    "Éducateur/trice spécialisé·e",
    "Animateur nature",
    "Conseiller(e) en insertion",
    "Encadrant·e technique",
    "Développeuse web",
    "Responsable adjoint.e",
    "Coordinatrice",
    "Chef de projet",
    "Assistant(e) de gestion",
    "Chauffeur-livreur",
    "Formateur·rice",
    "Directrice adjointe d’association",
];
const TOPICS: [&str; 16] = [
    "insertion",
    "réemploi",
    "finance solidaire",
    "habitat participatif",
    "alimentation durable",
    "économie circulaire",
    "jeunesse",
    "grand âge",
    "accueil des réfugiés",
    "mobilité",
    "énergie citoyenne",
    "culture",
    "numérique inclusif",
    "tourisme durable",
    "égalité",
    "étude-action",
];
const CITIES: [(&str, f32, f32); 12] = [
    ("Paris", 48.857, 2.352),
    ("Lyon", 45.764, 4.836),
    ("Marseille", 43.296, 5.37),
    ("Lille", 50.629, 3.057),
    ("Nantes", 47.218, -1.554),
    ("Rennes", 48.117, -1.678),
    ("Toulouse", 43.605, 1.444),
    ("Grenoble", 45.188, 5.725),
    ("Strasbourg", 48.573, 7.752),
    ("Évry", 48.629, 2.441),
    ("Bordeaux", 44.838, -0.579),
    ("Montpellier", 43.611, 3.877),
];
const ENDINGS: [&str; 12] = ["tion", "ment", "eur", "ité", "age", "ance", "ier", "isme", "al", "ique", "ette", "oir"];

/// A small seeded generator (splitmix64): the benchmark must be repeatable, not unpredictable.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A vocabulary and a seed, from which any offer can be made again.
pub struct World {
    seed: u64,
    words: Vec<String>,
}

impl World {
    /// Invents the vocabulary.
    pub fn new(seed: u64) -> World {
        let mut dice = Dice(seed);
        let syllable = |dice: &mut Dice| {
            format!(
                "{}{}",
                dice.pick(&["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "pl"]),
                dice.pick(&["a", "e", "i", "o", "u", "é", "ou", "an"])
            )
        };
        let word = |dice: &mut Dice| {
            let stem: String = (0..2 + dice.below(2)).map(|_| syllable(dice)).collect();
            format!("{stem}{}", dice.pick(&ENDINGS))
        };
        World { seed, words: (0..VOCABULARY).map(|_| word(&mut dice)).collect() }
    }

    /// The word of a frequency rank; 0 is the most frequent.
    pub fn word(&self, rank: usize) -> &str {
        &self.words[rank % VOCABULARY]
    }

    /// A rank drawn by Zipf's law (exponent 1, by inversion of its integral).
    fn rank(dice: &mut Dice) -> usize {
        ((VOCABULARY as f64).powf(dice.unit()) as usize).saturating_sub(1).min(VOCABULARY - 1)
    }

    /// The offer of a number.
    pub fn offer(&self, number: usize) -> IndexedOffer {
        let mut dice = Dice(self.seed ^ (number as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let length = BODY_WORDS.start + dice.below(BODY_WORDS.len());
        let body: Vec<&str> = (0..length).map(|_| self.word(World::rank(&mut dice))).collect();
        let places: Vec<_> = (0..1 + dice.below(2)).map(|_| dice.pick(&CITIES)).collect();
        let mut near = |at: f32| at + (dice.unit() as f32 - 0.5);
        let positions = places.iter().map(|(_, lat, lon)| Position { lat: near(*lat), lon: near(*lon) }).collect();
        let age = dice.below(120) as i32;
        let title = format!("{} {} {}", dice.pick(&ROLES), dice.pick(&TOPICS), self.word(World::rank(&mut dice)));
        IndexedOffer {
            id: number as i64 + 1,
            title,
            title_other: String::new(),
            organisation: format!("Association {} {}", self.word(dice.below(4_000)), dice.pick(&TOPICS)),
            places: places.iter().map(|p| p.0).collect::<Vec<_>>().join(" "),
            body: body.join(" "),
            keywords: dice.pick(&TOPICS).to_owned(),
            contracts: (0..1 + dice.below(2)).map(|_| dice.pick(Contract::ALL)).collect(),
            sectors: (0..1 + dice.below(3)).map(|_| dice.pick(Sector::ALL)).collect(),
            function: (dice.below(10) > 0).then(|| dice.pick(Function::ALL)),
            remote: dice.pick(Remote::ALL),
            rhythm: dice.pick(Rhythm::ALL),
            positions,
            published: TODAY - age,
            deadline: (dice.below(2) == 0).then(|| TODAY + dice.below(60) as i32),
            closes_at_ms: NOW_MS + (dice.below(1_000) as i64 - 50) * 3_600_000,
            pay_monthly_max: (dice.below(3) > 0).then(|| Cents::euros(1_500 + dice.below(3_000) as i64)),
        }
    }
}
