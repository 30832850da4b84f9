//! Puts a passage's own words in place of the claim, in the quotation marks of its language.

use super::article::with_article;
use super::edit::one_line;
use super::phrases::Phrases;
use super::{Claim, Edit, Found, Kind, Remedy};
use crate::text::fill;

/// For each passage in the draft's language the quotation that would replace the claim.
pub(super) fn quote(claim: &Claim<'_>, backing: &[Found<'_>]) -> Vec<Remedy> {
    let language = claim.sentence.language;
    let phrases = Phrases::of(language);
    backing
        .iter()
        .filter(|found| found.passage.language == language)
        .map(|found| {
            let whole = one_line(&found.passage.text);
            let words = nested(whole.trim_end_matches(['.', ' ']), phrases);
            let text = match found.source() {
                Some(source) => {
                    let source =
                        with_article(&one_line(source), language, &[&found.passage.text, claim.text]);
                    fill(&phrases.quotation, &[("passage", &words), ("source", &source)])
                }
                None => fill(&phrases.bare_quotation, &[("passage", &words)]),
            };
            let mut text = text;
            text.push('.');
            Remedy {
                kind: Kind::Quote,
                preview: text.clone(),
                edits: vec![Edit {
                    span: claim.sentence.span,
                    text,
                }],
            }
        })
        .collect()
}

/// The words with their own quotation marks turned into the second pair, also where they have no partner.
fn nested(words: &str, phrases: &Phrases) -> String {
    let mut nested = String::with_capacity(words.len());
    let mut inside = false;
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '«' | '“' | '„' => {
                nested.push_str(&phrases.inner_open);
                inside = true;
                while characters.next_if(|c| c.is_whitespace()).is_some() {}
            }
            '»' | '”' => {
                nested.truncate(nested.trim_end().len());
                nested.push_str(&phrases.inner_close);
                inside = false;
            }
            '"' => {
                nested.push_str(if inside {
                    &phrases.inner_close
                } else {
                    &phrases.inner_open
                });
                inside = !inside;
            }
            _ => nested.push(character),
        }
    }
    if inside {
        nested.push_str(&phrases.inner_close);
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn inner_marks_become_the_second_pair() {
        let french = Phrases::of(Language::French);
        assert_eq!(
            nested("une « guerre » dite \"totale\"", french),
            "une “guerre” dite “totale”"
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_is_closed() {
        let french = Phrases::of(Language::French);
        assert_eq!(nested("il dit « non", french), "il dit “non”");
    }
}
