//! Puts the source's figure, date or name in place of the draft's, where the two differ.

use super::{Claim, Edit, Found, Kind, Remedy};
use crate::corroboration::Reason;
use crate::text::Span;

/// One remedy for each thing that differs and that the draft has, word for word, exactly once in the claim.
pub(super) fn correct(claim: &Claim<'_>, found: &Found<'_>) -> Vec<Remedy> {
    let sentence = claim.sentence.span;
    found
        .evidence
        .reasons
        .iter()
        .filter_map(|reason| match reason {
            Reason::Differs { draft, source, .. } => Some((draft.trim(), super::edit::one_line(source))),
            _ => None,
        })
        .filter(|(draft, source)| !draft.is_empty() && !source.is_empty() && draft != source)
        .filter_map(|(draft, source)| {
            let at = sentence.start + only_occurrence(sentence.of(claim.text), draft)?;
            Some(Remedy {
                kind: Kind::Correct,
                preview: format!("{draft} → {source}"),
                edits: vec![Edit {
                    span: Span::new(at, at + draft.len()),
                    text: source,
                }],
            })
        })
        .collect()
}

/// The byte at which `words` stand, as words of their own and nowhere else.
fn only_occurrence(text: &str, words: &str) -> Option<usize> {
    let mut found = text.match_indices(words).map(|(at, _)| at).filter(|&at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + words.len()..)
            .and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::only_occurrence;

    #[test]
    fn a_figure_is_found_as_a_word_of_its_own() {
        assert_eq!(only_occurrence("Les 180 chars et 18 avions", "18"), Some(17));
    }

    #[test]
    fn a_figure_that_stands_twice_is_left_to_the_writer() {
        assert_eq!(only_occurrence("18 chars et 18 avions", "18"), None);
    }
}
