//! Gives an actor another name everywhere in a draft.

use super::Edit;
use super::edit::one_line;
use crate::analysis::Analysis;
use crate::analysis::actors::person_key;
use crate::analysis::variants::respelled;
use crate::text::{Block, Span, prose_at};

/// How many characters a name may have.
const LONGEST_NAME: usize = 200;

/// The words of a name and what they are compared by.
struct Words<'a> {
    text: &'a str,
    /// Bytes of the text.
    spans: Vec<Span>,
    keys: Vec<String>,
}

/// `name` as it can stand in a draft; `None` where it is no name.
pub fn new_name(name: &str) -> Option<String> {
    let name = one_line(name);
    (name.chars().any(char::is_alphabetic) && name.chars().count() <= LONGEST_NAME).then_some(name)
}

/// The edits that write `new` for the name of mention number `at`, in order.
///
/// Mentions by the same name get the new one. Mentions by a part of it (the surname alone, the first name alone) get the
/// same part of the new name: word by word where both have as many words, else the last words for the last and the first
/// for the first. In mentions by a longer name that part is replaced. Other names of the actor (an acronym, a nickname)
/// stay as they are.
pub fn rename(text: &str, blocks: &[Block], analysis: &Analysis, at: usize, new: &str) -> Vec<Edit> {
    let Some(named) = analysis.mentions.get(at) else {
        return Vec::new();
    };
    let old = Words::new(prose_at(blocks, named.span).unwrap_or(""));
    let new = Words::new(new);
    let same = analysis
        .mentions
        .iter()
        .filter(|mention| mention.actor == named.actor);
    same.filter_map(|mention| {
        let own = Words::new(prose_at(blocks, mention.span).unwrap_or(""));
        let target = renamed(&own, &old, &new)?;
        Some((mention.span, in_capitals(target, own.text, old.text)))
    })
    .flat_map(|(span, target)| respelled(text, blocks, span, &target))
    .map(|(span, text)| Edit { span, text })
    .collect()
}

/// What `own` becomes when `old` becomes `new`; `None` where it is another name.
fn renamed(own: &Words<'_>, old: &Words<'_>, new: &Words<'_>) -> Option<String> {
    if own.keys == old.keys {
        return Some(new.text.to_owned());
    }
    if let Some(at) = old.position(own) {
        let (part, whole) = (own.keys.len(), new.keys.len());
        return if whole == old.keys.len() {
            new.part(at, part)
        } else if at + part == old.keys.len() {
            new.part(whole.saturating_sub(part), part.min(whole))
        } else if at == 0 && part < whole {
            new.part(0, part)
        } else {
            None
        };
    }
    let at = own.position(old)?;
    if new.keys.len() > old.keys.len() {
        return Some(new.text.to_owned());
    }
    let (first, last) = (own.spans.get(at)?, own.spans.get(at + old.keys.len() - 1)?);
    let (before, after) = (own.text.get(..first.start)?, own.text.get(last.end..)?);
    Some(format!("{before}{}{after}", new.text))
}

/// `target` in capitals where `own` is and the name that was renamed is not.
fn in_capitals(target: String, own: &str, old: &str) -> String {
    let shouts = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase)
    };
    if shouts(own) && !shouts(old) {
        target.to_uppercase()
    } else {
        target
    }
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let parted = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let start = text.as_ptr() as usize;
        let words: Vec<&str> = text.split(parted).filter(|word| !word.is_empty()).collect();
        let span = |word: &&str| {
            let at = word.as_ptr() as usize - start;
            Span::new(at, at + word.len())
        };
        Self {
            text,
            spans: words.iter().map(span).collect(),
            keys: words.iter().map(|word| person_key(word)).collect(),
        }
    }

    /// Where the words of `part` stand among these.
    fn position(&self, part: &Words<'_>) -> Option<usize> {
        if part.keys.is_empty() {
            return None;
        }
        self.keys
            .windows(part.keys.len())
            .position(|window| *window == part.keys)
    }

    /// Some words, with what stands between them.
    fn part(&self, first: usize, count: usize) -> Option<String> {
        let (start, end) = (
            self.spans.get(first)?,
            self.spans.get(first + count.checked_sub(1)?)?,
        );
        self.text.get(start.start..end.end).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, own: &str, want: Option<&str>) {
        let found = renamed(&Words::new(own), &Words::new(old), &Words::new(new));
        assert_eq!(found.as_deref(), want);
    }

    #[test]
    fn parts_of_the_name_become_parts_of_the_new_one() {
        check("Vladimir Poutine", "Vladimir Putin", "Poutine", Some("Putin"));
        check("Vladimir Poutine", "Vladimir Putin", "Vladimir", Some("Vladimir"));
        check("Kim Jong-un", "Kim Jong Un", "Kim", Some("Kim"));
        check("Jean Dupont", "Jean-Pierre Durand", "Dupont", Some("Durand"));
        check("Jean Dupont", "Jean-Pierre Durand", "Jean", Some("Jean"));
        check("Jean Dupont", "Durand", "Dupont", Some("Durand"));
        check("Jean Dupont", "Durand", "Jean", None);
    }

    #[test]
    fn longer_names_keep_the_rest() {
        check("Poutine", "Putin", "Vladimir Poutine", Some("Vladimir Putin"));
        check(
            "Poutine",
            "Vladimir Putin",
            "Vladimir Poutine",
            Some("Vladimir Putin"),
        );
        check("KCNA", "ACNC", "Agence centrale de presse coréenne", None);
    }
}
