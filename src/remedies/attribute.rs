//! Names the source in the sentence, as a journalist would in its language.

use super::article::with_article;
use super::phrases::Phrases;
use super::{Claim, Edit, Found, Kind, Remedy};
use crate::language::Language;
use crate::text::{Span, fill};

/// For each source that backs the claim, the attribution after it; for the best also the one before it.
pub(super) fn attribute(claim: &Claim<'_>, backing: &[Found<'_>]) -> Vec<Remedy> {
    let language = claim.sentence.language;
    let phrases = Phrases::of(language);
    let mut sources: Vec<String> = Vec::new();
    let (mut after, mut before) = (Vec::new(), Vec::new());
    for found in backing {
        let Some(source) = named(claim, found, language) else {
            continue;
        };
        if sources.contains(&source) {
            continue;
        }
        let values = [("source", source.as_str())];
        if let Some(at) = end_of_statement(claim) {
            let text = fill(&phrases.attribution_end, &values);
            after.push(Remedy {
                kind: Kind::Attribute,
                preview: format!("…{text}"),
                edits: vec![Edit::insert(at, text)],
            });
        }
        if let (true, Some((span, first))) = (sources.is_empty(), start_of_statement(claim)) {
            let text = fill(
                &phrases.attribution_start,
                &[("source", &source), ("claim", &first)],
            );
            before.push(Remedy {
                kind: Kind::Attribute,
                preview: format!(
                    "{}…",
                    fill(&phrases.attribution_start, &[("source", &source), ("claim", "")]).trim_end()
                ),
                edits: vec![Edit { span, text }],
            });
        }
        sources.push(source);
    }
    after.append(&mut before);
    after
}

/// The source as it follows the preposition; none where its words are those of another language.
fn named(claim: &Claim<'_>, found: &Found<'_>, language: Language) -> Option<String> {
    let source = super::edit::one_line(found.source()?);
    if found.passage.language == language {
        return Some(with_article(
            &source,
            language,
            &[&found.passage.text, claim.text],
        ));
    }
    // A proper name goes into any language; a description of the other one (`le communiqué`) does not.
    let proper = source
        .split_whitespace()
        .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    proper.then(|| with_article(&source, language, &[claim.text]))
}

/// The byte before the sentence's final stop, closing marks and notes, where an apposition can stand.
pub(super) fn end_of_statement(claim: &Claim<'_>) -> Option<usize> {
    let sentence = claim.sentence.span;
    let mut rest = sentence.of(claim.text).trim_end();
    loop {
        if let Some(open) = rest.strip_suffix(']').and_then(|inside| inside.rfind('[')) {
            rest = rest.get(..open)?.trim_end();
        } else if let Some(shorter) = rest.strip_suffix(['.', '!', '…']) {
            rest = shorter.trim_end();
        } else {
            break;
        }
    }
    // A question claims nothing, and after a colon something still comes.
    (!rest.is_empty() && !rest.ends_with(['?', ':', ';', ','])).then(|| sentence.start + rest.len())
}

/// The bytes of the sentence's first letter and that letter as it is in mid-sentence.
fn start_of_statement(claim: &Claim<'_>) -> Option<(Span, String)> {
    let span = claim.sentence.span;
    let sentence = span.of(claim.text);
    let first = sentence.chars().next().filter(|first| first.is_alphabetic())?;
    let word: String = sentence
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '-')
        .collect();
    let named = claim
        .analysis
        .mentions
        .iter()
        .any(|mention| mention.span.start == span.start);
    let acronym = word.chars().count() > 1 && word.chars().skip(1).any(char::is_uppercase);
    let pronoun = claim.sentence.language == Language::English && word == "I";
    let kept = named || acronym || pronoun;
    let lowered = if kept {
        first.to_string()
    } else {
        first.to_lowercase().collect()
    };
    Some((Span::new(span.start, span.start + first.len_utf8()), lowered))
}
