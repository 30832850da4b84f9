//! Copies of sentences with other names in the place of theirs (mention replacement: Dai and Adel, "An Analysis of
//! Simple Data Augmentation for Named Entity Recognition", 2020), so that the weights learn places and not names.

use crate::annotated::Annotated;
use ascribe::analysis::ActorKind;
use ascribe::language::Language;
use ascribe::language::fold::fold;
use std::collections::BTreeMap;

/// Of a hundred names, how many stay what they are.
const KEPT: u64 = 10;
/// How many names are tried for a place that asks for a vowel, or for small letters.
const TRIES: usize = 20;

/// `copies` of every sentence that has names; which names they get is the same in every run, and another with another
/// `seed`.
pub fn copies(sentences: &[Annotated], copies: usize, seed: u64) -> Vec<Annotated> {
    let mut names: BTreeMap<(bool, u8), Vec<String>> = BTreeMap::new();
    for sentence in sentences {
        for (place, kind) in &sentence.marks {
            let name = sentence.text.get(place.clone()).unwrap_or("").to_owned();
            names.entry(pool(sentence, *kind)).or_default().push(name);
        }
    }
    let mut random = Random(0x2545_F491_4F6C_DD1D ^ seed << 17);
    let mut added = Vec::new();
    for copy in 0..copies {
        let named = sentences.iter().filter(|sentence| !sentence.marks.is_empty());
        let number = seed as usize * copies + copy;
        added.extend(named.map(|sentence| renamed(sentence, number, &names, &mut random)));
    }
    added
}

/// Names may take each other's places within a language and a kind.
fn pool(sentence: &Annotated, kind: ActorKind) -> (bool, u8) {
    (sentence.language == Language::French, kind as u8)
}

fn renamed(
    sentence: &Annotated,
    copy: usize,
    names: &BTreeMap<(bool, u8), Vec<String>>,
    random: &mut Random,
) -> Annotated {
    let (mut text, mut marks, mut from) = (String::new(), Vec::new(), 0);
    for (place, kind) in &sentence.marks {
        text.push_str(sentence.text.get(from..place.start).unwrap_or(""));
        let old = sentence.text.get(place.clone()).unwrap_or("");
        let others = names.get(&pool(sentence, *kind)).map_or(&[][..], Vec::as_slice);
        let mut new = old;
        if random.below(100) >= KEPT {
            let mut tried = (0..TRIES).filter_map(|_| others.get(random.below(others.len() as u64) as usize));
            new = tried.find(|other| alike(other, old)).map_or(old, String::as_str);
        }
        let start = text.len();
        text.push_str(new);
        marks.push((start..text.len(), *kind));
        from = place.end;
    }
    text.push_str(sentence.text.get(from..).unwrap_or(""));
    Annotated {
        // The part before the mark says which part of the corpora it belongs to.
        id: format!("{}{COPY}{copy}", sentence.id),
        renamed: true,
        text,
        marks,
        ..sentence.clone()
    }
}

/// Between a sentence's identifier and the number of its copy.
pub const COPY: char = '*';

/// Whether one name can stand where the other does: behind `d'` or `de`, with or without a capital.
fn alike(one: &str, other: &str) -> bool {
    let vowel = |name: &str| fold(name).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    let capital = |name: &str| name.starts_with(char::is_uppercase);
    vowel(one) == vowel(other) && capital(one) == capital(other)
}

/// Marsaglia's xorshift: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }
}
