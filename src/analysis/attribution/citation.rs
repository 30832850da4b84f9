//! Sources that a mark, a credit or a noun of saying names.

use super::evidence::Evidence;
use super::saying::Scope;
use super::subject::{self, Kind, Subject};
use crate::analysis::{LocalSentence, Status};
use crate::language::saying::Classes;
use crate::language::tagger::Pos;
use crate::text::{Block, CitationKind, Span};

/// `[1]`, `(Reuters)`, a link.
pub fn citation(
    block: &Block,
    scope: &Scope<'_>,
    sentence: &LocalSentence,
    base: &Evidence,
) -> Option<Evidence> {
    let words = scope.words;
    let mut next = base.clone();
    next.status = Status::Attributed;
    let cited = block
        .citations
        .iter()
        .filter(|citation| citation.kind == CitationKind::Note || !links_a_name(scope, citation.span))
        .find(|citation| citation.span.overlaps(sentence.span) || citation.span.start == sentence.span.end);
    if let Some(citation) = cited {
        next.rule = match citation.kind {
            CitationKind::Link => "link",
            CitationKind::Note => "note",
        };
        next.source = Some(citation.span);
        next.cue = Some(citation.span);
        return Some(next);
    }
    let range = scope.tokens.clone();
    let credit = range.clone().find(|k| {
        words.is_mark(k.saturating_sub(1), &["(", "["])
            && words.is(*k, Classes::AGENCY)
            && (words.mark(*k).capital || words.is_mark(k + 1, &[":"]))
            && *k > range.start + 3
    })?;
    let end = credit + usize::from(words.mark(credit).len);
    next.rule = "credit";
    next.source = Some(words.cover(&(credit..end)));
    next.cue = Some(words.cover(&(credit..end)));
    Some(next)
}

/// Whether a link's text is a mere name: it leads to what it names and says nothing of the claim.
fn links_a_name(scope: &Scope<'_>, link: Span) -> bool {
    let words = scope.words;
    let mut inside = scope
        .tokens
        .clone()
        .filter(|k| words.is_word(*k) && words.span(*k).overlaps(link))
        .peekable();
    let citing = Classes::AGENCY.with(Classes::DOCUMENT).with(Classes::SIGN_OFF);
    inside.peek().is_some()
        && inside
            .all(|k| words.mark(k).capital && words.mark(k).pos == Some(Pos::Propn) && !words.is(k, citing))
}

/// `Accusation démentie par…`: a noun of saying that is itself the claim.
pub fn noun_head(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let first = scope.tokens.clone().find(|k| words.is_word(*k))?;
    let spreads = |k: usize| words.is(k, Classes::SPREAD) || words.is(k + 1, Classes::SPREAD);
    if !words.is(first, Classes::NOUN_HEAD)
        || scope.tokens.clone().any(|k| {
            words.mark(k).finite
                && !words.is(k, Classes::NOUN_HEAD)
                && !spreads(k)
                && words.verbs(k).next().is_none()
        })
    {
        return None;
    }
    let by = scope.tokens.clone().find(|k| words.is(*k, Classes::AGENT));
    let spread = scope
        .tokens
        .clone()
        .take(16)
        .find(|k| words.is(*k, Classes::SPREAD));
    if let (None, Some(spread)) = (by, spread) {
        let mut next = base.clone();
        (next.status, next.rule) = (Status::Vague, "noun-of-saying");
        next.cue = Some(words.span(spread));
        return Some(next);
    }
    let by = by?;
    let subject: Subject = subject::after(words, by + 1, scope.tokens.end, &|k| scope.is_quoted(k));
    let mut next = base.clone();
    next.cue = Some(words.cover(&(first..by)));
    next.source = Some(words.cover(&subject.tokens)).filter(|_| !subject.tokens.is_empty());
    next.refers = subject.kind == Kind::Described;
    (next.status, next.rule) = match subject.kind {
        Kind::Vague => (Status::Vague, "noun-of-saying"),
        _ => (Status::Attributed, "noun-of-saying"),
    };
    Some(next)
}
