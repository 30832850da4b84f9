//! A name cut into the words that are compared with those of other names.

use crate::analysis::ActorKind;
use crate::analysis::actors::person_key;
use crate::language::Language;
use crate::language::actor_words::{classes, word};
use crate::language::fold::fold;
use crate::language::names::{class, look_up};
use crate::text::Span;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// How a word hangs on to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Joint {
    Blank,
    Hyphen,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes of the name.
    pub span: Span,
    /// As it is written, composed (NFC), with straight apostrophes.
    pub text: String,
    /// The same in lower case: what makes one spelling.
    pub lower: String,
    /// The same for all spellings of one word.
    pub key: String,
    pub joint: Joint,
}

/// The words of `name`. Blanks and kinds of hyphen that look alike are alike.
pub(super) fn words(name: &str, kind: ActorKind) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut start, mut joint) = (None, Joint::Blank);
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        let hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}');
        if !c.is_whitespace() && !hyphen {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            found.push(Word::new(name, Span::new(start, at), joint, kind));
            joint = Joint::Blank;
        }
        if hyphen {
            joint = Joint::Hyphen;
        }
    }
    found
}

impl Word {
    fn new(name: &str, span: Span, joint: Joint, kind: ActorKind) -> Self {
        let text = span.of(name);
        let text: String = if is_nfc(text) {
            text.replace('\u{2019}', "'")
        } else {
            text.nfc().collect::<String>().replace('\u{2019}', "'")
        };
        let key = match kind {
            // `Denis` and `Denise` sound alike to the key, and are two persons.
            ActorKind::Person if is_feminine(&text) => person_key(&text) + "e",
            ActorKind::Person | ActorKind::Place => person_key(&text),
            ActorKind::Organisation | ActorKind::Group => fold(&text),
        };
        Self {
            span,
            lower: text.to_lowercase(),
            text,
            key,
            joint,
        }
    }

    /// Whether it is written in capitals throughout: an acronym, or a headline's shouting.
    pub fn shouts(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether its case says nothing: `de Gaulle` and `De Gaulle` are one.
    pub fn is_particle(&self) -> bool {
        let particle = |language| classes(&self.lower, language) & (word::PARTICLE | word::LINK) != 0;
        particle(Language::French) || particle(Language::English)
    }

    /// Whether it can be misspelled at all: initials, numbers and acronyms cannot.
    pub fn is_comparable(&self) -> bool {
        self.text.chars().count() > 1
            && self.text.chars().all(|c| c.is_alphabetic() || c == '\'')
            && !self.shouts()
    }
}

/// Whether a first name becomes another one without its last `e`.
fn is_feminine(text: &str) -> bool {
    let masculine = text.strip_suffix('e').filter(|stem| stem.len() > 2);
    masculine.is_some_and(|stem| look_up(stem).is(class::FIRST_NAME) && look_up(text).is(class::FIRST_NAME))
}

/// Whether two keys may be two spellings of one word of the same actor: one letter apart, and not by an ending.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 3
        && a.chars().next() == b.chars().next()
        && one_letter_apart(a, b).is_some_and(|inner| inner)
}

/// Whether one letter put in, left out, replaced or two neighbours exchanged make the one of the other; true in it where
/// that is not the last letter, which tells plural, gender and case apart.
pub(super) fn one_letter_apart(a: &str, b: &str) -> Option<bool> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.get(start..)?, b.get(start..)?);
    let same_after = |skip_a: usize, skip_b: usize| {
        rest_a
            .get(skip_a..)
            .is_some_and(|a| rest_b.get(skip_b..) == Some(a))
    };
    let exchanged = rest_a.len() >= 2
        && rest_b.len() >= 2
        && rest_a.first() == rest_b.get(1)
        && rest_a.get(1) == rest_b.first()
        && same_after(2, 2);
    let apart = exchanged || same_after(1, 1) || same_after(1, 0) || same_after(0, 1);
    apart.then(|| exchanged || start + 1 < a.len().max(b.len()))
}

/// How much a spelling says: letters with marks.
pub(super) fn richness(text: &str) -> usize {
    text.nfd()
        .filter(|c| unicode_normalization::char::is_combining_mark(*c))
        .count()
}

/// A spelling without the mark of its first letter: capitals without their accents are a habit of the press, not another
/// spelling.
pub(super) fn without_first_mark(lower: &str) -> String {
    let Some(first) = lower.chars().next() else {
        return String::new();
    };
    let rest = lower.get(first.len_utf8()..).unwrap_or("");
    let mut bare: String = first.nfd().take(1).collect();
    bare.push_str(rest);
    bare
}

/// `text` in the case of `own`: capitals throughout, or a first letter in lower case or not.
pub(super) fn recase(text: &str, own: &Word) -> String {
    if own.shouts() {
        return text.to_uppercase();
    }
    let mut letters = text.chars();
    match (letters.next(), own.text.chars().next()) {
        (Some(first), Some(before)) if before.is_uppercase() => first.to_uppercase().chain(letters).collect(),
        (Some(first), Some(_)) => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, want: &[(&str, &str, Joint)]) {
        let found = words(name, ActorKind::Person);
        let found: Vec<_> = found
            .iter()
            .map(|word| (word.text.as_str(), word.key.as_str(), word.joint))
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn hyphens_and_blanks_part_words() {
        use Joint::{Blank, Hyphen};
        check(
            "Kim  Jong\u{2011}un",
            &[
                ("Kim", "kim", Blank),
                ("Jong", "jong", Blank),
                ("un", "un", Hyphen),
            ],
        );
        check("Poutine", &[("Poutine", "putin", Blank)]);
        // Composed and decomposed accents are the same.
        assert_eq!(words("Choi\u{308}gou", ActorKind::Person)[0].text, "Choïgou");
        check("", &[]);
    }

    #[test]
    fn one_letter_tells_spellings_and_endings_tell_words() {
        for (a, b) in [
            ("matsegora", "matsagora"),
            ("morgulov", "mogrulov"),
            ("kiev", "kiv"),
            ("ab", "ba"),
        ] {
            assert!(one_letter_apart(a, b).is_some(), "{a} {b}");
        }
        assert_eq!(one_letter_apart("morgulov", "matsegora"), None);
        let key = |name| {
            words(name, ActorKind::Person)
                .into_iter()
                .next()
                .map(|word| word.key)
        };
        assert_ne!(key("Denis"), key("Denise"));
        assert_eq!(one_letter_apart("ivanov", "ivanova"), Some(false));
        assert_eq!(one_letter_apart("petrov", "petrof"), Some(false));
        assert_eq!(one_letter_apart("same", "same"), None);
        assert!(is_near("kiev", "kiv"));
        assert!(!is_near("russe", "prusse"));
    }
}
