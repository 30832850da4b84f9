use super::bilingual::Bilingual;
use super::calendar::Calendar;
use super::clefts::Clefts;
use super::implies::Implications;
use super::leaning::Leaning;
use super::phrases::Phrases;
use super::poles::Poles;
use super::siblings::Siblings;
use super::{Marks, NumberWords, fold, plain_stem, slot, stem_id};
use crate::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// What a function word does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Carries no content of its own.
    Stop,
    /// Negates what follows (`ne`, `not`, `sans`).
    Negation,
    /// Only about (`environ`, `nearly`).
    About,
    /// This many or more (`plus de`, `at least`).
    AtLeast,
    /// This many or fewer (`moins de`, `up to`).
    AtMost,
    /// The doer follows (`par`, `by`).
    Doer,
    /// What is done to somebody follows (`contre`, `against`).
    Target,
    /// A place or time follows (`en`, `in`).
    Where,
    /// Owner, part or doer of a noun follows (`de`, `of`).
    Of,
    /// Who answers for what is said follows (`selon`, `according to`).
    Source,
    /// One clause ends and another begins (`et`, `which`).
    Joint,
    /// What is said may, could or will be (`peut-être`, `could`).
    Possible,
    /// All, only, never, first: what one exception makes false.
    Absolute,
}

/// What the words of some families do in a sentence, beyond what they mean; `roles.tsv` says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Somebody speaks: little is told by it.
    Saying,
    /// Denies, or calls false, what stands beside it or in the sentence before.
    Denial,
    /// What follows is not done (`refuser de`, `manquer de`).
    Refusal,
    /// What follows is wanted, planned or asked for, not done.
    Plan,
    /// Before a charge it denies it (`rejected the accusation`).
    Rejection,
    /// What somebody is said to have done, or what is told.
    Charge,
    /// A wish or an ability: a negation goes through it to the verb after.
    Light,
    /// An office: who somebody is, not what is said of them.
    Office,
    /// The office of a state's head, which may stand for a name.
    Head,
    /// Somebody of whom no more is said: what is counted is told by the rest of the sentence.
    People,
}

impl Role {
    fn of(name: &str) -> Option<Self> {
        match name {
            "saying" => Some(Self::Saying),
            "denial" => Some(Self::Denial),
            "refusal" => Some(Self::Refusal),
            "plan" => Some(Self::Plan),
            "rejection" => Some(Self::Rejection),
            "charge" => Some(Self::Charge),
            "light" => Some(Self::Light),
            "office" => Some(Self::Office),
            "head" => Some(Self::Head),
            "people" => Some(Self::People),
            _ => None,
        }
    }
}

/// What a unit measures, and how many of the base unit it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The family number of the base unit.
    pub base: u32,
    /// How many of the base unit.
    pub factor: f64,
}

/// The number of the family whose first word is `head`.
pub fn family_id(head: &str) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    head.hash(&mut hasher);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32 | 1
}

/// All the word lists, read once.
#[derive(Debug, Default)]
pub struct Lexicon {
    families: Phrases,
    /// Those of phrases that leave their words what they are.
    turns: Phrases,
    opposites: FxHashMap<u32, Vec<u32>>,
    classes: [FxHashMap<String, Class>; 2],
    lemmas: [FxHashMap<String, &'static str>; 2],
    commonness: [FxHashMap<&'static str, u8>; 2],
    calendars: [Calendar; 2],
    units: [FxHashMap<String, Unit>; 2],
    numbers: NumberWords,
    /// Folded names and adjectives of states, blanks for hyphens, with the state's code.
    nations: FxHashMap<String, (&'static str, bool)>,
    heads: FxHashMap<String, &'static str>,
    /// Folded names of groups of states, with their code.
    blocs: FxHashMap<String, &'static str>,
    loose: FxHashSet<u32>,
    heads_of_families: FxHashSet<u32>,
    implications: Implications,
    poles: Poles,
    siblings: Siblings,
    /// With the number of their [`Leaning`].
    leanings: Phrases,
    clefts: Clefts,
    marks: Marks,
    roles: FxHashMap<Role, FxHashSet<u32>>,
}

/// The lexicon.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

/// The rows of a table, without comments and empty lines, cut at tabs.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

fn language_of(code: &str) -> Option<Language> {
    match code {
        "fr" => Some(Language::French),
        "en" => Some(Language::English),
        _ => None,
    }
}

impl Lexicon {
    fn read() -> Self {
        let mut this = Self::default();
        for row in rows(include_str!("irregular.tsv")) {
            if let [code, lemma, forms] = row[..]
                && let Some(language) = language_of(code)
            {
                for form in forms.split(' ') {
                    this.lemmas[slot(language)].entry(fold(form)).or_insert(lemma);
                }
            }
        }
        for row in rows(include_str!("frequency.tsv")) {
            if let [code, band, stems] = row[..]
                && let (Some(language), Ok(band)) = (language_of(code), band.parse())
            {
                this.commonness[slot(language)].extend(stems.split(' ').map(|stem| (stem, band)));
            }
        }
        for row in rows(include_str!("marks.tsv")) {
            if let [kind, code, words] = row[..]
                && let Some(language) = language_of(code)
            {
                this.marks.add(kind, language, words);
            }
        }
        for row in rows(include_str!("roles.tsv")) {
            if let [role, heads] = row[..]
                && let Some(role) = Role::of(role)
            {
                let families = heads.split(' ').map(family_id);
                this.roles.entry(role).or_default().extend(families);
            }
        }
        this.read_families();
        let mut implications = Implications::default();
        implications.read(&this, include_str!("implies.fr.tsv"), Language::French);
        this.implications = implications;
        let mut poles = Poles::default();
        for row in rows(include_str!("contraries.tsv")) {
            if let [french, english, other_french, other_english] = row[..] {
                poles.add(&this, [[french, english], [other_french, other_english]]);
            }
        }
        this.poles = poles;
        let mut siblings = Siblings::default();
        for row in rows(include_str!("siblings.tsv")) {
            siblings.add(&this, &row);
        }
        this.siblings = siblings;
        for row in rows(include_str!("leanings.tsv")) {
            if let [code, way, words] = row[..]
                && let (Some(language), Some(way)) = (language_of(code), Leaning::of(way))
            {
                for word in words.split(' ') {
                    this.leanings.add(this.key(word, language), language, way as u32);
                }
            }
        }
        for row in rows(include_str!("clefts.tsv")) {
            if let [code, kind, words] = row[..]
                && let Some(language) = language_of(code)
            {
                this.clefts.add(language, kind, words);
            }
        }
        this.read_nations();
        this.read_calendar();
        for row in rows(include_str!("function.tsv")) {
            if let [class, code, words] = row[..]
                && let (Some(class), Some(language)) = (class_of(class), language_of(code))
            {
                for word in words.split(' ') {
                    let phrase = fold(word).replace('_', " ");
                    this.classes[slot(language)].insert(phrase, class);
                }
            }
        }
        for row in rows(include_str!("numbers.tsv")) {
            if let [code, value, kind, words] = row[..]
                && let (Some(language), Ok(value)) = (language_of(code), value.parse())
            {
                for word in words.split(' ') {
                    this.numbers.add(language, word, value, kind);
                }
            }
        }
        this
    }

    fn read_families(&mut self) {
        self.read_rows(include_str!("families.tsv"), false);
        self.read_rows(include_str!("turns.tsv"), true);
        for row in rows(include_str!("opposites.tsv")) {
            if let [one, other] = row[..] {
                let (one, other) = (self.all_of(one), self.all_of(other));
                for (from, to) in [(&one, &other), (&other, &one)] {
                    for id in from {
                        let known = self.opposites.entry(*id).or_default();
                        known.extend(to.iter().filter(|id| !from.contains(id)));
                    }
                }
            }
        }
    }

    /// Reads families; with `turns` their phrases are kept apart.
    fn read_rows(&mut self, table: &'static str, turns: bool) {
        for row in rows(table) {
            let &[head, french, english] = &row[..] else {
                continue;
            };
            // A loose row has no head; its French cell is as good a name.
            let id = family_id(if head == "~" { french } else { head });
            if head == "~" {
                self.loose.insert(id);
            } else {
                self.heads_of_families.insert(id);
            }
            let head = (head != "~").then_some(head);
            let french = french.split(' ').chain(head).map(|word| (word, Language::French));
            let english = english.split(' ').map(|word| (word, Language::English));
            for (word, language) in french.chain(english).filter(|(word, _)| !word.is_empty()) {
                let key = self.key(word, language);
                let list = if turns && key.contains(' ') {
                    &mut self.turns
                } else {
                    &mut self.families
                };
                list.add(key, language, id);
            }
        }
    }

    fn read_nations(&mut self) {
        let key = |name: &str| fold(name).replace(['-', '\''], " ");
        let mut add = |name: &str, code: &'static str, adjective: bool| {
            self.nations.entry(key(name)).or_insert((code, adjective));
        };
        for row in rows(include_str!("../names/demonyms.tsv")) {
            if let [code, names] = row[..]
                && code.len() == 2
            {
                for name in names.split('|') {
                    add(name, code, true);
                    add(&format!("{name}s"), code, true);
                }
            }
        }
        for row in rows(include_str!("blocs.tsv")) {
            if let [code, names, people] = row[..] {
                for name in people.split('|') {
                    add(name, code, true);
                    add(&format!("{name}s"), code, true);
                }
                self.blocs.extend(names.split('|').map(|name| (key(name), code)));
            }
        }
        for table in [
            include_str!("../names/countries.tsv"),
            include_str!("../names/capitals.tsv"),
        ] {
            for row in rows(table) {
                if let [code, names] = row[..] {
                    names.split('|').for_each(|name| add(name, code, false));
                }
            }
        }
        for row in rows(include_str!("../names/seats.tsv")) {
            if let [names, code] = row[..]
                && code.len() == 2
            {
                names.split('|').for_each(|name| add(name, code, false));
            }
        }
        for row in rows(include_str!("offices.tsv")) {
            if let [code, names] = row[..] {
                self.heads.extend(names.split('|').map(|name| (key(name), code)));
            }
        }
    }

    fn read_calendar(&mut self) {
        for row in rows(include_str!("calendar.tsv")) {
            if let [kind, code, value, words] = row[..]
                && let Some(language) = language_of(code)
            {
                self.calendars[slot(language)].add(kind, value, words);
            }
        }
        for row in rows(include_str!("units.tsv")) {
            if let [base, factor, french, english] = row[..]
                && let Ok(factor) = factor.parse()
            {
                let unit = Unit {
                    base: family_id(base),
                    factor,
                };
                for (words, language) in [(french, Language::French), (english, Language::English)] {
                    for word in words.split(' ').filter(|word| !word.is_empty()) {
                        self.units[slot(language)].insert(fold(word).replace('_', " "), unit);
                    }
                }
            }
        }
    }

    /// The key of a word or `_`-joined phrase: its folded stems with a blank between.
    pub(super) fn key(&self, word: &str, language: Language) -> String {
        let stems: Vec<_> = word
            .split('_')
            .map(|part| {
                let lower = part.to_lowercase();
                plain_stem(self.lemma(&fold(&lower), language).unwrap_or(&lower), language)
            })
            .collect();
        stems.join(" ")
    }

    /// The families of the words of a cell, where the first word of each pair names the family.
    fn all_of(&self, cell: &str) -> Vec<u32> {
        let heads = cell.split(' ').filter(|word| !word.is_empty());
        heads.map(family_id).collect()
    }

    /// The families of a phrase whose stems, joined by blanks, are `key`.
    pub fn families(&self, key: &str, language: Language) -> &[u32] {
        self.families.of(key, language)
    }

    /// The words and phrases that have families.
    pub fn phrases(&self) -> &Phrases {
        &self.families
    }

    /// The turns of phrase with the families that the first word of content of each has besides its own.
    pub fn turns(&self) -> &Phrases {
        &self.turns
    }

    /// The number of a word as a term of a sentence has it.
    pub(super) fn number(&self, word: &str, language: Language) -> u32 {
        stem_id(&self.key(word, language), language)
    }

    /// The families of a word whose words mean nearly the same.
    pub(super) fn meanings(&self, word: &str, language: Language) -> Vec<u32> {
        let known = self.families(&self.key(word, language), language).iter().copied();
        known.filter(|id| !self.is_loose(*id)).collect()
    }

    /// The family whose first word this is.
    pub(super) fn headed(&self, word: &str) -> Option<u32> {
        Some(family_id(word)).filter(|id| self.heads_of_families.contains(id))
    }

    /// Whether what one of the words or families `from` says makes true what one of `implied` says. What follows from
    /// English words, which is read when it is first asked for, counts with `english` only.
    pub fn implies(
        &self,
        from: impl Iterator<Item = u32> + Clone,
        implied: impl Iterator<Item = u32> + Clone,
        english: bool,
    ) -> bool {
        self.implications.hold(from.clone(), implied.clone())
            || english && Implications::english().hold(from, implied)
    }

    /// Whether two words of the family only belong together, without meaning the same.
    pub fn is_loose(&self, family: u32) -> bool {
        self.loose.contains(&family)
    }

    /// Whether two families mean the opposite of each other.
    pub fn opposite(&self, one: u32, other: u32) -> bool {
        self.opposites
            .get(&one)
            .is_some_and(|known| known.contains(&other))
    }

    /// The words of the other language that may stand for the word of this number ([`stem_id`]); they are read when they are
    /// first asked for.
    pub fn translations(&self, word: u32) -> &'static [u32] {
        Bilingual::all().of(word)
    }

    /// The words and phrases of `contraries.tsv` with the sides on which each stands.
    pub fn poles(&self) -> &Phrases {
        self.poles.sides()
    }

    /// The words and phrases of `leanings.tsv`, with their [`Leaning`] as a number.
    pub fn leanings(&self) -> &Phrases {
        &self.leanings
    }

    /// The words of `clefts.tsv`.
    pub fn clefts(&self) -> &Clefts {
        &self.clefts
    }

    /// Whether two sides are contrary to each other.
    pub fn contrary(&self, one: u32, other: u32) -> bool {
        self.poles.contrary(one, other)
    }

    /// The words and phrases of `siblings.tsv` with the numbers of the things that they name.
    pub fn siblings(&self) -> &Phrases {
        self.siblings.things()
    }

    /// Whether two things exclude each other in one place.
    pub fn apart(&self, one: u32, other: u32) -> bool {
        Siblings::apart(one, other)
    }

    /// What a folded word, or phrase with blanks, does.
    pub fn class(&self, folded: &str, language: Language) -> Option<Class> {
        self.classes[slot(language)].get(folded).copied()
    }

    /// The lemma of an irregular form.
    pub fn lemma(&self, folded: &str, language: Language) -> Option<&'static str> {
        self.lemmas[slot(language)].get(folded).copied()
    }

    /// How much a stem tells, from 0.25 for the most common to 1 for one that general text rarely has.
    pub fn weight(&self, stem: &str, language: Language) -> f32 {
        match self.commonness[slot(language)].get(stem) {
            Some(band) => 1.0 - 0.125 * f32::from((*band).min(6)),
            None => 1.0,
        }
    }

    /// The words of a language for days and times.
    pub fn calendar(&self, language: Language) -> &Calendar {
        &self.calendars[slot(language)]
    }

    /// The unit that a folded word names.
    pub fn unit(&self, folded: &str, language: Language) -> Option<Unit> {
        self.units[slot(language)].get(folded).copied()
    }

    /// The state that a folded name or adjective (blanks for hyphens) belongs to, and whether it is an adjective or a
    /// people's name.
    pub fn nation(&self, folded: &str) -> Option<(&'static str, bool)> {
        self.nations.get(folded).copied()
    }

    /// The group of states that a whole name, folded and with blanks for hyphens, stands for.
    pub fn bloc(&self, folded: &str) -> Option<&'static str> {
        self.blocs.get(folded).copied()
    }

    /// The state that a person is or was the head of.
    pub fn head_of(&self, name: &str) -> Option<&'static str> {
        self.heads.get(&fold(name).replace(['-', '\''], " ")).copied()
    }

    /// Words that say how something is told.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Whether one of the families plays the role.
    pub fn plays(&self, families: &[u32], role: Role) -> bool {
        self.roles
            .get(&role)
            .is_some_and(|known| families.iter().any(|family| known.contains(family)))
    }

    /// Number words.
    pub fn numbers(&self) -> &NumberWords {
        &self.numbers
    }
}

fn class_of(name: &str) -> Option<Class> {
    Some(match name {
        "stop" => Class::Stop,
        "negation" => Class::Negation,
        "about" => Class::About,
        "at-least" => Class::AtLeast,
        "at-most" => Class::AtMost,
        "doer" => Class::Doer,
        "target" => Class::Target,
        "where" => Class::Where,
        "of" => Class::Of,
        "source" => Class::Source,
        "joint" => Class::Joint,
        "possible" => Class::Possible,
        "absolute" => Class::Absolute,
        _ => return None,
    })
}
