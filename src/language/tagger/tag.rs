use std::fmt;
use std::ops::{BitOr, BitOrAssign};

/// A universal part of speech (UPOS of Universal Dependencies, version 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Pos {
    /// Adjective; ordinal numbers too.
    Adj,
    /// Preposition. French contractions with an article (`du`, `au`, `des`, `aux`) are this.
    Adp,
    /// Adverb, negation in French.
    Adv,
    /// Auxiliary: of tense, of the passive, the copula; English modals.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Number.
    Num,
    /// Particle: English `to` before an infinitive, `not`, `'s`.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Mark of punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Sign.
    Sym,
    /// Verb.
    Verb,
    /// Anything else; foreign words.
    X,
}

impl Pos {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// Its code in Universal Dependencies.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }

    /// The part of speech with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pos| pos.code() == code)
    }
}

/// Morphology as a set of flags. Where a form leaves a question open (`parle` is first or third
/// person), all answers are set; where nothing is known, none.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Morph(u32);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Morph {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            /// Every flag with its name.
            pub const FLAGS: &'static [(&'static str, Self)] = &[$((stringify!($name), Self::$name)),*];
        }
    };
}

flags! {
    /// Singular.
    SINGULAR = 0;
    /// Plural.
    PLURAL = 1;
    /// Masculine.
    MASCULINE = 2;
    /// Feminine.
    FEMININE = 3;
    /// First person.
    FIRST = 4;
    /// Second person.
    SECOND = 5;
    /// Third person.
    THIRD = 6;
    /// Finite indicative.
    INDICATIVE = 7;
    /// French conditional (`aurait`, `pourrait`).
    CONDITIONAL = 8;
    /// Subjunctive.
    SUBJUNCTIVE = 9;
    /// Imperative.
    IMPERATIVE = 10;
    /// Infinitive, with or without `to`.
    INFINITIVE = 11;
    /// Participle; English `-ing` forms too.
    PARTICIPLE = 12;
    /// Present.
    PRESENT = 13;
    /// Past: French `passé simple`, English preterite, past participles.
    PAST = 14;
    /// French imperfect.
    IMPERFECT = 15;
    /// French future.
    FUTURE = 16;
    /// A past participle with an auxiliary of the passive (`est accusé`, `was accused`).
    PASSIVE = 17;
    /// Comparative or superlative.
    COMPARED = 18;
}

impl Morph {
    /// A finite mood.
    pub const FINITE: Self =
        Self(Self::INDICATIVE.0 | Self::CONDITIONAL.0 | Self::SUBJUNCTIVE.0 | Self::IMPERATIVE.0);
    /// Any mood or non-finite form.
    pub const FORM: Self = Self(Self::FINITE.0 | Self::INFINITIVE.0 | Self::PARTICIPLE.0);
    /// Any tense.
    pub const TENSE: Self = Self(Self::PRESENT.0 | Self::PAST.0 | Self::IMPERFECT.0 | Self::FUTURE.0);

    /// No flag.
    pub const fn empty() -> Self {
        Self(0)
    }

    /// Whether no flag is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all flags of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether at least one flag of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The flags that both have.
    pub const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The flags of `self` that `other` does not have.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The set as a number below 2^24, for files.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of a number out of a file.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & 0x00FF_FFFF)
    }

    /// Finite: indicative, conditional, subjunctive, imperative.
    pub const fn is_finite(self) -> bool {
        self.any(Self::FINITE)
    }

    /// Infinitive.
    pub const fn is_infinitive(self) -> bool {
        self.any(Self::INFINITIVE)
    }

    /// A past participle, active or passive.
    pub const fn is_past_participle(self) -> bool {
        self.has(Self(Self::PARTICIPLE.0 | Self::PAST.0))
    }

    /// A past participle with an auxiliary of the passive.
    pub const fn is_passive(self) -> bool {
        self.any(Self::PASSIVE)
    }

    /// French conditional.
    pub const fn is_conditional(self) -> bool {
        self.any(Self::CONDITIONAL)
    }
}

impl BitOr for Morph {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Morph {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl fmt::Debug for Morph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Self::FLAGS.iter().filter(|(_, flag)| self.has(*flag));
        let names: Vec<_> = names.map(|(name, _)| *name).collect();
        write!(f, "{}", names.join("+"))
    }
}

/// What one token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Its part of speech.
    pub pos: Pos,
    /// Its morphology.
    pub morph: Morph,
}

impl Tag {
    /// Verb or auxiliary.
    pub fn is_verbal(self) -> bool {
        matches!(self.pos, Pos::Verb | Pos::Aux)
    }

    /// A finite verb or auxiliary.
    pub fn is_finite(self) -> bool {
        self.is_verbal() && self.morph.is_finite()
    }

    /// From its text: a code, a colon and flag names with `+` between them (`VERB:INFINITIVE`).
    pub fn parse(text: &str) -> Option<Self> {
        let (code, flags) = text.split_once(':').unwrap_or((text, ""));
        let mut morph = Morph::empty();
        for name in flags.split('+').filter(|name| !name.is_empty()) {
            morph |= Morph::FLAGS.iter().find(|(known, _)| *known == name)?.1;
        }
        Some(Self {
            pos: Pos::from_code(code)?,
            morph,
        })
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.pos.code())?;
        if !self.morph.is_empty() {
            write!(f, ":{:?}", self.morph)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_flags_are_read_as_they_are_written() {
        for pos in Pos::ALL {
            assert_eq!(Pos::from_code(pos.code()), Some(pos));
        }
        let tag = Tag {
            pos: Pos::Verb,
            morph: Morph::PARTICIPLE | Morph::PAST | Morph::PASSIVE,
        };
        assert_eq!(format!("{tag:?}"), "VERB:PARTICIPLE+PAST+PASSIVE");
        assert_eq!(Tag::parse("VERB:PARTICIPLE+PAST+PASSIVE"), Some(tag));
        assert_eq!(Tag::parse("VERB:NONSENSE"), None);
    }
}
