//! What a language knows about saying: verbs, speakers, and phrases that name or hide a source.

use super::Language;
use crate::text::tokens;
use rustc_hash::FxHashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A set of things that a word can be to a sentence's source, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($name:ident = $bit:literal, $row:literal, $doc:literal;)*) => {
        impl Classes {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*

            /// The class that the lexicon files call `name`.
            fn named(name: &str) -> Option<Self> {
                match name {
                    $($row => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    PERSONAL = 0, "personal", "A pronoun or description that stands for a source named before.";
    RELATIVE = 1, "relative", "The subject of a relative clause.";
    FIRST = 2, "first", "The author or the reader.";
    THING = 3, "thing", "A pronoun for a state of affairs.";
    VAGUE = 4, "vague", "A pronoun for nobody in particular.";
    CROWD = 5, "crowd", "A noun for an unbounded set of speakers.";
    CROWD_OPEN = 6, "crowd-open", "The same, unless an article or a name narrows it.";
    SOME = 7, "some", "A determiner that leaves open who.";
    ROLE = 8, "role", "A noun for people and bodies that speak.";
    DOCUMENT = 9, "document", "A noun for what can be read or heard.";
    SOURCE = 10, "source", "Introduces a source.";
    SOURCE_COMMA = 11, "source-comma", "Introduces a source at the head of a sentence, before a comma.";
    HEARSAY = 12, "hearsay", "The author passes on what nobody stands for.";
    VAGUE_NP = 13, "vague-np", "A whole noun phrase for nobody in particular.";
    NOUN = 14, "noun", "A noun of saying, object of a light verb.";
    NOUN_HEAD = 15, "noun-head", "A noun of saying that is itself the claim.";
    THAT = 16, "that", "Introduces reported speech.";
    SUB = 17, "sub", "Makes a clause subordinate.";
    AND = 18, "and", "Joins main clauses.";
    IF = 19, "if", "Makes a conditional a consequence.";
    AUX_COND = 20, "aux-cond", "An auxiliary in the conditional.";
    AUX_HAVE = 21, "aux-have", "An auxiliary of the perfect.";
    AUX_BE = 22, "aux-be", "An auxiliary of the passive.";
    MODAL = 23, "modal", "A verb that an infinitive of saying may depend on.";
    CLITIC = 24, "clitic", "Stands between a subject and its verb.";
    DET = 25, "det", "No finite verb stands behind it.";
    AGENT = 26, "agent", "Introduces the agent of a passive.";
    OPINION = 27, "opinion", "Opens what no fact-checker can check.";
    AGENCY = 28, "agency", "A medium that credits name.";
    INF = 29, "inf", "Introduces an infinitive.";
    CONTROL = 30, "control", "Takes an infinitive of saying with the same subject.";
    MEASURE = 31, "measure", "A noun that makes a source's preposition one of measure.";
    REFLEXIVE = 32, "reflexive", "A reflexive pronoun.";
    IMPERSONAL = 33, "impersonal", "A pronoun that may stand for nobody.";
    LINK = 34, "link", "Stands between a modal and its infinitive.";
    DATIVE = 36, "dative", "Introduces a penalty, or who is spoken to.";
    LIKE = 37, "like", "Makes a clause of saying an inquit.";
    CREDIT = 35, "credit", "Opens the credit of a picture.";
    REFUSAL = 38, "refusal", "A verb of refusing, before the infinitive of what is refused.";
    CLAUSAL = 39, "clausal", "An object pronoun that may stand for what is said.";
    FORUM = 40, "forum", "A body before which things are said.";
    MATTER = 41, "matter", "A noun for what one takes a stance on or owns up to.";
    AT = 42, "at", "Introduces the house for which a pronoun for nobody speaks.";
    STANCE = 43, "stance", "An adjective for what somebody thinks of a matter.";
    COPULA = 44, "copula", "A verb that an adjective of stance may follow.";
    TOPIC = 45, "topic", "Introduces what a stance is about.";
    SIGN_OFF = 46, "sign-off", "Says how the text was made, not what happened.";
    FACT = 47, "fact", "Opens a claim that looks like an opinion.";
    STATE = 48, "state", "A conditional that only hearsay explains.";
    SELF = 49, "self", "Names its source by a pronoun of its own.";
    NOBODY = 50, "nobody", "A pronoun for nobody that a house may speak through.";
    ANONYMOUS = 51, "anonymous", "The speaker is not to be named.";
    REQUEST = 52, "request", "Asks something of the reader.";
    SPREAD = 53, "spread", "What rumours do.";
    DUTY = 54, "duty", "A verb of what ought to be.";
    INDEFINITE = 56, "indefinite", "A determiner of what one owns up to, not of what a state recognises.";
    EVALUATION = 55, "evaluation", "A word of praise or blame that nothing can check.";
}

impl Classes {
    /// Both sets together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the classes of `other`.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the two share a class.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A form of a verb; a word form may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(u8);

impl Form {
    /// Present, imperfect, past or future: what a main clause is built on.
    pub const FINITE: Self = Self(1);
    /// Past participle.
    pub const PARTICIPLE: Self = Self(2);
    /// Present participle.
    pub const GERUND: Self = Self(4);
    /// Infinitive; in English also the present that looks like it.
    pub const BARE: Self = Self(8);
    /// French conditional.
    pub const CONDITIONAL: Self = Self(16);

    fn of(letters: &str) -> Self {
        Self(letters.chars().fold(0, |form, letter| {
            form | match letter {
                'P' | 'I' | 'S' | 'F' => 1,
                'Q' => 2,
                'G' => 4,
                'N' | 'B' => 8,
                'C' => 1 | 16,
                _ => 0,
            }
        }))
    }

    /// Both together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What it shares with `other`.
    pub fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the form can be one of `other`.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A verb of saying.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its lemma.
    pub lemma: Box<str>,
    /// Words that must follow it, in lower case.
    pub tail: Vec<Box<str>>,
    /// How it may be used, in the letters of the lexicon files.
    uses: u32,
    /// What it does to the claim (`deny`).
    pub act: Box<str>,
}

impl Verb {
    /// Whether the verb has the use that `letter` stands for.
    pub fn can(&self, letter: char) -> bool {
        self.uses & bit(letter) != 0
    }
}

fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (letter as u32 - 'a' as u32),
        _ => 0,
    }
}

/// What one word form can be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// Verbs of saying that it may be a form of.
    pub verbs: Vec<(&'static Verb, Form)>,
    /// Phrases that begin with it: the words after it, and their class.
    pub phrases: Vec<(Vec<Box<str>>, Classes)>,
}

/// All of a language's words of saying, by form in lower case with straight apostrophes.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: FxHashMap<Box<str>, Entry>,
    /// How nouns for people end.
    pub role_endings: Vec<Box<str>>,
}

impl Lexicon {
    /// The lexicon of `language`.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::parse(
                Language::French,
                include_str!("fr/saying.tsv"),
                include_str!("fr/saying_paradigms.tsv"),
                include_str!("fr/speakers.tsv"),
                include_str!("fr/sources.tsv"),
            )
        });
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::parse(
                Language::English,
                include_str!("en/saying.tsv"),
                include_str!("en/saying_paradigms.tsv"),
                include_str!("en/speakers.tsv"),
                include_str!("en/sources.tsv"),
            )
        });
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// What `form`, in lower case, can be.
    pub fn get(&self, form: &str) -> Option<&Entry> {
        self.entries.get(form)
    }

    fn parse(language: Language, verbs: &str, paradigms: &str, speakers: &str, sources: &str) -> Self {
        let mut lexicon = Self::default();
        let paradigms: FxHashMap<&str, (&str, &str)> = rows(paradigms)
            .filter_map(|mut cells| Some((cells.next()?, (cells.next()?, cells.next()?))))
            .collect();
        for mut cells in rows(verbs) {
            let (Some(lemma), Some(paradigm), Some(uses)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let (act, second) = (cells.next().unwrap_or("say"), cells.next());
            let mut words = lemma.split(' ');
            let first = words.next().unwrap_or(lemma);
            // Lexicons live as long as the program.
            let verb: &'static Verb = Box::leak(Box::new(Verb {
                lemma: lemma.into(),
                tail: words.map(Into::into).collect(),
                uses: uses.chars().fold(0, |all, letter| all | bit(letter)),
                act: act.into(),
            }));
            let Some((strip, endings)) = paradigms.get(paradigm) else {
                continue;
            };
            let stem = first.strip_suffix(strip).unwrap_or(first);
            for (ending, form) in endings.split(' ').filter_map(|e| e.split_once(':')) {
                let form = Form::of(form);
                match (ending.strip_prefix('2'), second) {
                    (Some(ending), Some(second)) => lexicon.inflect(format!("{second}{ending}"), verb, form),
                    (Some(_), None) => {}
                    (None, _) => lexicon.inflect(format!("{stem}{ending}"), verb, form),
                }
            }
        }
        for mut cells in rows(speakers) {
            let (name, words) = (cells.clone().next(), cells.clone().nth(1));
            if let (Some("ending"), Some(words)) = (name, words) {
                lexicon.role_endings = words.split(' ').map(Into::into).collect();
            } else if let (Some(class), Some(words)) = (cells.next().and_then(Classes::named), cells.next()) {
                for word in words.split(' ') {
                    lexicon.class(word, class);
                    // Roles and documents speak in the plural too; a plural listed elsewhere keeps that class alone.
                    let plural = format!("{word}s");
                    if class.any(Classes::ROLE.with(Classes::DOCUMENT)) && lexicon.get(&plural).is_none() {
                        lexicon.class(&plural, class);
                    }
                }
            }
        }
        for mut cells in rows(sources) {
            if let (Some(class), Some(phrase)) = (cells.next().and_then(Classes::named), cells.next()) {
                let mut words = tokens(phrase, language.token_rules())
                    .into_iter()
                    .map(|token| Box::<str>::from(token.span.of(phrase)));
                let Some(first) = words.next() else { continue };
                let rest: Vec<_> = words.collect();
                if rest.is_empty() {
                    lexicon.class(&first, class);
                } else {
                    let entry = lexicon.entries.entry(first).or_default();
                    entry.phrases.push((rest, class));
                }
            }
        }
        for entry in lexicon.entries.values_mut() {
            entry
                .phrases
                .sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }

    fn inflect(&mut self, form: String, verb: &'static Verb, as_form: Form) {
        let entry = self.entries.entry(form.into()).or_default();
        match entry
            .verbs
            .iter_mut()
            .find(|(known, _)| std::ptr::eq(*known, verb))
        {
            Some((_, known)) => known.0 |= as_form.0,
            None => entry.verbs.push((verb, as_form)),
        }
    }

    fn class(&mut self, word: &str, class: Classes) {
        let entry = self.entries.entry(word.to_lowercase().into()).or_default();
        entry.classes = entry.classes.with(class);
    }
}

/// Verbs of saying that a house teaches, for each language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taught {
    french: Option<&'static Lexicon>,
    english: Option<&'static Lexicon>,
}

impl Taught {
    /// The verbs with these infinitives, inflected by rule, each good for any use. The same list is
    /// kept once for as long as the program runs.
    pub fn new(infinitives: &[String]) -> Self {
        static KNOWN: Mutex<Vec<(Vec<String>, Taught)>> = Mutex::new(Vec::new());
        if infinitives.is_empty() {
            return Self::default();
        }
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, taught)) = known.iter().find(|(list, _)| list == infinitives) {
            return *taught;
        }
        let of = |paradigms: &str, longest: usize| -> Option<&'static Lexicon> {
            let rows: Vec<_> = infinitives
                .iter()
                .filter_map(|verb| {
                    let verb = verb.trim().to_lowercase();
                    let paradigm = paradigm_of(&verb, paradigms, longest)?;
                    Some(format!("{verb}\t{paradigm}\ts\tsay\n"))
                })
                .collect();
            let lexicon = Lexicon::parse(Language::French, &rows.concat(), paradigms, "", "");
            Some(Box::leak(Box::new(lexicon)))
        };
        let taught = Self {
            french: of(include_str!("fr/saying_paradigms.tsv"), usize::MAX),
            // Longer endings are whole irregular verbs.
            english: of(include_str!("en/saying_paradigms.tsv"), 1),
        };
        known.push((infinitives.to_vec(), taught));
        taught
    }

    /// Those of `language`.
    pub fn of(self, language: Language) -> Option<&'static Lexicon> {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }
}

/// The paradigm with the longest ending, of at most `longest` bytes, that `verb` ends in; the first of several.
fn paradigm_of<'a>(verb: &str, paradigms: &'a str, longest: usize) -> Option<&'a str> {
    let mut best: Option<(&str, usize)> = None;
    for mut cells in rows(paradigms) {
        let (Some(name), Some(ending)) = (cells.next(), cells.next()) else {
            continue;
        };
        let fits = ending.len() <= longest && verb.len() > ending.len() && verb.ends_with(ending);
        if fits && best.is_none_or(|(_, length)| ending.len() > length) {
            best = Some((name, ending.len()));
        }
    }
    best.map(|(name, _)| name)
}

/// The rows of a lexicon file, without its header, as cells.
fn rows(file: &str) -> impl Iterator<Item = std::str::Split<'_, char>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t'))
}
