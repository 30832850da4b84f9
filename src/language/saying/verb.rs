//! Verbs of saying and their forms.

/// A form of a verb; a word form may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(pub(super) u8);

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

    /// The form that the letters of a paradigm stand for.
    pub(super) fn of(letters: &str) -> Self {
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
    pub(super) uses: u32,
    /// What it does to the claim (`deny`).
    pub act: Box<str>,
}

impl Verb {
    /// Whether the verb has the use that `letter` stands for.
    pub fn can(&self, letter: char) -> bool {
        self.uses & bit(letter) != 0
    }
}

/// The bit of a use.
pub(super) fn bit(letter: char) -> u32 {
    match letter {
        'a'..='z' => 1 << (letter as u32 - 'a' as u32),
        _ => 0,
    }
}
