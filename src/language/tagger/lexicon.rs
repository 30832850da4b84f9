use super::Morph;
use crate::language::model::Damaged;

/// A class of words in a word list: what a form can be, before any context is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Category {
    /// Common noun.
    Noun,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Verb.
    Verb,
    /// Auxiliary.
    Auxiliary,
    /// First name.
    FirstName,
    /// Surname.
    Surname,
    /// Other proper name.
    Name,
    /// Number word.
    Number,
    /// Preposition.
    Preposition,
    /// Determiner.
    Determiner,
    /// Pronoun.
    Pronoun,
    /// Conjunction.
    Conjunction,
    /// Interjection.
    Interjection,
    /// A frequent word of grammar, which is looked at as itself and not as its class.
    Function,
    /// The form is a verb more often than a noun or an adjective.
    MostlyVerb,
    /// The form is a noun more often than a verb or an adjective.
    MostlyNoun,
    /// The form is an adjective more often than a noun or a verb.
    MostlyAdjective,
}

impl Category {
    const ALL: [Self; 18] = [
        Self::Noun,
        Self::Adjective,
        Self::Adverb,
        Self::Verb,
        Self::Auxiliary,
        Self::FirstName,
        Self::Surname,
        Self::Name,
        Self::Number,
        Self::Preposition,
        Self::Determiner,
        Self::Pronoun,
        Self::Conjunction,
        Self::Interjection,
        Self::Function,
        Self::MostlyVerb,
        Self::MostlyNoun,
        Self::MostlyAdjective,
    ];
}

/// One thing that a form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The class of words.
    pub category: Category,
    /// Its morphology.
    pub morph: Morph,
}

impl Reading {
    /// As a number, for files: the category in the highest byte.
    pub fn bits(self) -> u32 {
        (self.category as u32) << 24 | self.morph.bits()
    }

    fn from_bits(bits: u32) -> Option<Self> {
        Some(Self {
            category: *Category::ALL.get((bits >> 24) as usize)?,
            morph: Morph::from_bits(bits),
        })
    }
}

/// What is worth knowing of a set of readings when a word is tagged.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// What forms of this class can be.
    pub readings: Vec<Reading>,
    /// One bit a category; for verbs and auxiliaries also a bit for the mood or non-finite form.
    pub coarse: u64,
    /// Number and gender of its nouns, adjectives, participles and determiners.
    pub agreement: Morph,
}

/// A word list: forms with all their readings, in one automaton.
///
/// The file: the number of classes as four bytes; for each class a byte with the number of its
/// readings and four bytes a reading; then an `fst` map from forms to classes. Little-endian.
#[derive(Debug)]
pub struct Lexicon {
    classes: Vec<Class>,
    forms: fst::Map<&'static [u8]>,
}

impl Lexicon {
    /// Reads a lexicon file.
    ///
    /// # Errors
    /// When the bytes are no lexicon.
    pub fn parse(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let mut rest = bytes;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(taken)
        };
        let number = |four: &[u8]| Some(u32::from_le_bytes(four.try_into().ok()?));
        let mut read = || {
            let count = number(take(4)?)?;
            let mut classes = Vec::new();
            for _ in 0..count {
                let readings = usize::from(*take(1)?.first()?);
                let bits = take(4 * readings)?.chunks_exact(4);
                let readings: Option<Vec<_>> = bits.map(|four| Reading::from_bits(number(four)?)).collect();
                classes.push(Class::new(readings?));
            }
            Some(classes)
        };
        let classes = read().ok_or(Damaged::LEXICON)?;
        let forms = fst::Map::new(rest).map_err(|_| Damaged::LEXICON)?;
        // Looking a form up in a damaged automaton could panic.
        forms.as_fst().verify().map_err(|_| Damaged::LEXICON)?;
        Ok(Self { classes, forms })
    }

    /// How many forms it has.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether it has no form.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// What `form` can be; exactly as written, with `'` for every apostrophe.
    pub fn class(&self, form: &str) -> Option<&Class> {
        let class = usize::try_from(self.forms.get(form)?).ok()?;
        self.classes.get(class)
    }
}

impl Class {
    fn new(readings: Vec<Reading>) -> Self {
        let (mut coarse, mut agreement) = (0, Morph::empty());
        for reading in &readings {
            coarse |= 1 << reading.category as u64;
            match reading.category {
                Category::Verb => coarse |= form_bits(reading.morph) << 24,
                Category::Auxiliary => coarse |= form_bits(reading.morph) << 32,
                _ => {}
            }
            agreement |= reading.morph.both(AGREEMENT);
        }
        Self {
            readings,
            coarse,
            agreement,
        }
    }
}

/// Number and gender.
pub const AGREEMENT: Morph = Morph::from_bits(
    Morph::SINGULAR.bits() | Morph::PLURAL.bits() | Morph::MASCULINE.bits() | Morph::FEMININE.bits(),
);

/// One bit for each mood and non-finite form.
fn form_bits(morph: Morph) -> u64 {
    const FORMS: [Morph; 5] = [
        Morph::INDICATIVE,
        Morph::CONDITIONAL,
        Morph::SUBJUNCTIVE,
        Morph::IMPERATIVE,
        Morph::INFINITIVE,
    ];
    let mut bits = 0;
    for (bit, form) in FORMS.into_iter().enumerate() {
        bits |= u64::from(morph.has(form)) << bit;
    }
    bits | u64::from(morph.is_past_participle()) << 5
        | u64::from(morph.has(Morph::PARTICIPLE) && !morph.has(Morph::PAST)) << 6
        | u64::from(morph.has(Morph::INDICATIVE) && morph.has(Morph::PAST)) << 7
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lexicon with one class, an infinitive, and one form.
    fn small() -> Vec<u8> {
        let reading = Reading {
            category: Category::Verb,
            morph: Morph::INFINITIVE,
        };
        let mut bytes = 1_u32.to_le_bytes().to_vec();
        bytes.push(1);
        bytes.extend(reading.bits().to_le_bytes());
        bytes.extend(
            fst::Map::from_iter([("dire", 0)])
                .unwrap()
                .into_fst()
                .into_inner(),
        );
        bytes
    }

    #[test]
    fn a_form_has_its_readings() {
        let lexicon = Lexicon::parse(small().leak()).unwrap();
        let class = lexicon.class("dire").unwrap();
        assert_eq!(class.readings[0].category, Category::Verb);
        assert_eq!(class.readings[0].morph, Morph::INFINITIVE);
        assert!(lexicon.class("dires").is_none());
    }

    #[test]
    fn a_damaged_file_is_an_error_or_does_no_harm() {
        let whole = small();
        for length in 0..whole.len() {
            assert!(
                Lexicon::parse(whole[..length].to_vec().leak()).is_err(),
                "{length} bytes"
            );
        }
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            if let Ok(lexicon) = Lexicon::parse(bytes.leak()) {
                lexicon.class("dire");
            }
        }
    }
}
