use super::Morph;
use super::lexicon::{Category, Class, Lexicon};
use crate::language::model::{START, Sequence, feature, hash, pair, step};

/// The words of one sentence as the tagger sees them. Fill it with [`Words::push`], then hand it to
/// the decoder; [`Words::clear`] keeps its buffers.
#[derive(Debug)]
pub struct Words<'a> {
    lexicon: &'a Lexicon,
    words: Vec<Word<'a>>,
    exact: String,
    lower: String,
    /// How many words there are with letters, and how many of them have a capital.
    lettered: usize,
    capitalised: usize,
}

/// One word: hashes of all that features are made of.
#[derive(Clone, Debug)]
struct Word<'a> {
    /// The form in lower case, every digit as `0`.
    lower: u64,
    /// Prefixes of 1 to 4 characters; 0 where the word is shorter.
    prefixes: [u64; 4],
    /// Suffixes of 1 to 5 characters; 0 where the word is shorter.
    suffixes: [u64; 5],
    /// Capitals, digits, marks; runs of the same are one.
    shape: u64,
    /// What the word list says of the form in lower case and as written.
    class: u64,
    /// The word itself for words of grammar, else its class.
    key: u64,
    /// Number and gender by the word list.
    agreement: u64,
    /// No word with a letter is before it in the sentence.
    first: bool,
    /// It starts with a capital.
    capital: bool,
    /// It can be an adverb and nothing else.
    adverb: bool,
    /// It can be a verb and not a noun or an adjective.
    verb: bool,
    /// A mark that parts clauses.
    boundary: bool,
    /// What the word list says of the form in lower case, and as written.
    classes: [Option<&'a Class>; 2],
}

impl<'a> Words<'a> {
    /// No words.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            words: Vec::new(),
            exact: String::new(),
            lower: String::new(),
            lettered: 0,
            capitalised: 0,
        }
    }

    /// Forgets the words.
    pub fn clear(&mut self) {
        self.words.clear();
        self.lettered = 0;
        self.capitalised = 0;
    }

    /// Appends a word.
    pub fn push(&mut self, form: &str) {
        let (mut shape, mut last, mut run) = (START, '\0', 0);
        self.exact.clear();
        self.lower.clear();
        for c in form.chars() {
            let c = if c == '’' { '\'' } else { c };
            let kind = kind_of(c);
            run = if kind == last { run + 1 } else { 0 };
            // Two letters of a kind are as good as many.
            if run < 2 {
                shape = step(shape, kind);
            }
            last = kind;
            self.exact.push(c);
            if c.is_numeric() {
                self.lower.push('0');
            } else {
                self.lower.extend(c.to_lowercase());
            }
        }
        let lettered = form.contains(char::is_alphabetic);
        let capital = form.starts_with(char::is_uppercase);
        let first = self.lettered == 0;
        self.lettered += usize::from(lettered);
        self.capitalised += usize::from(capital);

        let mut prefixes = [0; 4];
        let mut start = START;
        for (place, c) in prefixes.iter_mut().zip(self.lower.chars()) {
            start = step(start, c);
            *place = start;
        }
        let mut suffixes = [0; 5];
        let mut end = START;
        for (place, c) in suffixes.iter_mut().zip(self.lower.chars().rev()) {
            end = step(end, c);
            *place = end;
        }
        let lower = hash(&self.lower);
        let named = if capital {
            self.lexicon.class(&self.exact)
        } else {
            None
        };
        let known = self.lexicon.class(&self.lower).or_else(|| self.accented(capital));
        let coarse = known.map_or(0, |class| class.coarse);
        let cased = named.map_or(0, |class| class.coarse);
        let class = if coarse | cased == 0 {
            pair(shape, suffixes[1])
        } else {
            pair(
                pair(coarse, cased),
                u64::from(capital) << 1 | u64::from(capital && first),
            )
        };
        let function = coarse >> Category::Function as u64 & 1 == 1;
        self.words.push(Word {
            lower,
            prefixes,
            suffixes,
            shape,
            class,
            key: if function || !lettered { lower } else { class },
            agreement: u64::from(known.map_or(0, |class| class.agreement.bits())),
            first,
            capital,
            adverb: coarse & !(1 << Category::Function as u64) == 1 << Category::Adverb as u64,
            verb: coarse & VERBAL != 0 && coarse & NOMINAL == 0,
            boundary: !lettered && matches!(form, "," | ";" | ":" | "." | "?" | "!" | "(" | ")"),
            classes: [known, named],
        });
    }

    /// The word list's entry for a form whose capital has lost its accent (`Etat`, `Ecole`).
    fn accented(&mut self, capital: bool) -> Option<&'a Class> {
        let accents = match self.lower.chars().next().filter(|_| capital)? {
            'a' => ["à", "â"],
            'e' => ["é", "ê"],
            'i' => ["î", "ï"],
            'o' => ["ô", "œ"],
            _ => return None,
        };
        accents.into_iter().find_map(|accent| {
            self.exact.clear();
            self.exact.push_str(accent);
            self.exact.push_str(self.lower.get(1..)?);
            self.lexicon.class(&self.exact)
        })
    }

    /// What kind of verb comes first in `places`, a few words far, before a mark that parts clauses.
    fn verb(&self, places: impl Iterator<Item = usize>) -> u64 {
        for word in places.take(7).filter_map(|at| self.words.get(at)) {
            if word.boundary {
                return 1;
            }
            if word.verb {
                return word.class;
            }
        }
        0
    }

    /// What the word list says of the form in lower case, and of the form as written where it has a
    /// capital.
    pub fn classes(&self, at: usize) -> [Option<&'a Class>; 2] {
        self.words.get(at).map_or([None, None], |word| word.classes)
    }

    /// The union of the morphology of all readings that `keep` accepts; empty for an unknown form.
    pub fn morph(&self, at: usize, keep: impl Fn(Category, Morph) -> bool) -> Morph {
        let mut morph = Morph::empty();
        for reading in self
            .classes(at)
            .into_iter()
            .flatten()
            .flat_map(|class| &class.readings)
        {
            if keep(reading.category, reading.morph) {
                morph |= reading.morph;
            }
        }
        morph
    }
}

const VERBAL: u64 = 1 << Category::Verb as u64 | 1 << Category::Auxiliary as u64;
const NOMINAL: u64 = 1 << Category::Noun as u64 | 1 << Category::Adjective as u64;

fn kind_of(c: char) -> char {
    if c.is_uppercase() {
        'A'
    } else if c.is_alphabetic() {
        'a'
    } else if c.is_numeric() {
        '0'
    } else {
        c
    }
}

impl Sequence for Words<'_> {
    fn len(&self) -> usize {
        self.words.len()
    }

    fn features(&self, at: usize, mut each: impl FnMut(u64)) {
        let Some(word) = self.words.get(at) else { return };
        let near = |distance: isize| at.checked_add_signed(distance).and_then(|at| self.words.get(at));
        let (before2, before, after, after2) = (near(-2), near(-1), near(1), near(2));
        let lower = |word: Option<&Word>| word.map_or(1, |word| word.lower);
        let key = |word: Option<&Word>| word.map_or(1, |word| word.key);
        let class = |word: Option<&Word>| word.map_or(1, |word| word.class);
        let agreement = |word: Option<&Word>| word.map_or(1 << 40, |word| word.agreement);
        let suffix = |word: Option<&Word>, length: usize| {
            word.map_or(1, |word| match word.suffixes[length - 1] {
                0 => word.lower,
                hash => hash,
            })
        };
        let mut emit = |template: u64, value: u64| each(feature(template, value));

        emit(0, 0);
        emit(1, word.lower);
        for (length, prefix) in (0..).zip(word.prefixes) {
            if prefix != 0 {
                emit(2 + length, prefix);
            }
        }
        for (length, suffix) in (0..).zip(word.suffixes) {
            if suffix != 0 {
                emit(6 + length, suffix);
            }
        }
        // Where most words have a capital, a capital says little.
        let shouting = self.lettered > 2 && self.capitalised * 10 > self.lettered * 7;
        let case = u64::from(word.first) | u64::from(shouting) << 1;
        emit(11, pair(word.shape, case));
        emit(12, pair(word.class, case));
        emit(13, word.key);
        for [bit, class] in [[14, 0], [15, 1]] {
            if let Some(class) = word.classes.get(class as usize).copied().flatten() {
                let mut bits = class.coarse;
                while bits != 0 {
                    emit(
                        bit,
                        pair(bits.trailing_zeros().into(), u64::from(word.capital) << 2 | case),
                    );
                    bits &= bits - 1;
                }
            }
        }
        if word.capital {
            emit(16, pair(pair(key(before), key(after)), case));
            emit(17, pair(u64::from(before.is_some_and(|word| word.capital)), case));
            emit(18, pair(u64::from(after.is_some_and(|word| word.capital)), case));
        }

        emit(20, lower(before));
        emit(21, lower(after));
        emit(22, lower(before2));
        emit(23, lower(after2));
        emit(24, pair(lower(before), word.lower));
        emit(25, pair(word.lower, lower(after)));
        emit(26, pair(lower(before), lower(after)));

        emit(30, key(before));
        emit(31, key(after));
        emit(32, key(before2));
        emit(33, key(after2));
        emit(34, pair(key(before), word.key));
        emit(35, pair(word.key, key(after)));
        emit(36, pair(pair(key(before), word.key), key(after)));
        emit(37, pair(key(before), key(after)));
        emit(38, pair(key(before2), key(before)));
        emit(39, pair(key(after), key(after2)));
        emit(40, pair(word.lower, key(after)));
        emit(41, pair(key(before), word.lower));
        emit(42, pair(pair(key(before2), key(before)), word.key));
        emit(43, pair(pair(word.key, key(after)), key(after2)));
        emit(44, pair(pair(word.lower, key(before)), key(after)));

        let verb_after = self.verb(at + 1..self.words.len());
        let verb_before = self.verb((0..at).rev());
        emit(45, pair(word.key, verb_after));
        emit(46, pair(word.key, verb_before));
        emit(47, pair(word.key, pair(verb_before, verb_after)));
        emit(
            48,
            pair(
                word.lower,
                key(self
                    .words
                    .get(at + 1..)
                    .and_then(|rest| rest.iter().find(|word| !word.adverb))),
            ),
        );

        emit(50, suffix(before, 3));
        emit(51, suffix(after, 3));
        emit(52, pair(suffix(before, 2), word.class));
        emit(53, pair(word.class, suffix(after, 2)));
        emit(54, pair(agreement(before), pair(word.agreement, word.class)));
        emit(55, pair(word.agreement, pair(agreement(after), word.class)));
        emit(56, pair(class(before), suffix(Some(word), 3)));
        emit(57, pair(key(before), suffix(Some(word), 3)));
        emit(58, pair(key(after), suffix(Some(word), 3)));
    }
}
