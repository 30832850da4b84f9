//! The card of a claim: who answers for it, and what the sources have on it.

use super::markup::Markup;
use super::passages;
use crate::analysis::attribution::learned::RULE;
use crate::analysis::{Sentence, Status};
use crate::corroboration::{Corroboration, Evidence, Relation, Verdict};
use crate::server::messages::message;
use crate::server::session::{CorpusHandle, Loaded, Locale, Snapshot, Standing};
use crate::text::Encoding;
use tower_lsp::ls_types::MarkupContent;

/// How many reasons are given for one passage.
const MOST_REASONS: usize = 4;

/// The card of `sentence`; `None` where it makes no claim.
pub fn claim(
    snapshot: &Snapshot,
    sentence: &Sentence,
    corpus: Option<&CorpusHandle>,
    markup: Markup,
    encoding: Encoding,
) -> Option<MarkupContent> {
    let locale = snapshot.settings.locale;
    let mut paragraphs = vec![status(sentence, locale, markup)?];
    match corpus.map(|handle| (handle.loaded(), handle)) {
        None => paragraphs.push(message(locale, "verdict", "no_corpus", &[])),
        Some((Some(loaded), _)) => {
            if let Some(found) = snapshot.verdict(&loaded, sentence) {
                paragraphs.push(verdict(&found, locale, markup));
                let most = snapshot.settings.chosen.passages;
                for evidence in found.passages.iter().take(most) {
                    paragraphs.extend(passage(&loaded, evidence, locale, markup, encoding));
                }
                if found.passages.len() > most {
                    let rest = (found.passages.len() - most).to_string();
                    paragraphs.push(message(locale, "passage", "more", &[("count", &*rest)]));
                }
            }
        }
        Some((None, handle)) => paragraphs.push(standing(&handle.standing(), locale, markup)),
    }
    Some(markup.card(&paragraphs))
}

/// Who answers for it, in a line.
fn status(sentence: &Sentence, locale: Locale, markup: Markup) -> Option<String> {
    let named = sentence.source.as_ref().map(|source| markup.text(&source.text));
    let say = |name: &str, source: &str| message(locale, "status", name, &[("source", source)]);
    let line = match (sentence.status, &named) {
        (Status::None, _) => return None,
        (Status::Unattributed, _) => say("unattributed", ""),
        (Status::Attributed, Some(source)) => say("attributed_to", source),
        (Status::Attributed, None) => say("attributed", ""),
        (Status::Vague, Some(source)) => say("vague_named", source),
        (Status::Vague, None) => say("vague", ""),
    };
    let line = markup.strong(&line);
    // A quotation mark or a colon says nothing to a reader.
    let cue = sentence
        .cue
        .as_ref()
        .map(|cue| markup.text(&cue.text))
        .filter(|cue| cue.contains(char::is_alphabetic) && Some(cue) != named.as_ref());
    // The learned model has no rule to show, but the word that spoke most, or none.
    let learned = |name: &str, cue: &str| {
        let why = message(locale, "status", name, &[("cue", cue)]);
        format!("{line} {why}")
    };
    Some(match cue {
        Some(cue) if sentence.rule == RULE => learned("learned_word", &cue),
        None if sentence.rule == RULE => learned("learned", ""),
        Some(cue) => format!("{line} {}", message(locale, "status", "cue", &[("cue", &*cue)])),
        None => line,
    })
}

/// What the sources have on it, in a line.
fn verdict(found: &Corroboration, locale: Locale, markup: Markup) -> String {
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "verdict", name, slots);
    let word = markup.strong(&match found.verdict {
        Verdict::Corroborated => say("corroborated", &[]),
        Verdict::Partial => say("partial", &[]),
        Verdict::Conflicting => say("conflicting", &[]),
        Verdict::Nothing => say("nothing", &[]),
    });
    let number = |one: &str, many: &str, count: usize| match count {
        1 => say(one, &[]),
        count => say(many, &[("count", &*count.to_string())]),
    };
    let (sources, passages) = (found.independent_sources, found.backing());
    let mut parts = vec![word];
    match found.verdict {
        Verdict::Nothing => parts.push(say("searched", &[("count", &*found.searched.to_string())])),
        Verdict::Conflicting => {
            parts.push(number("against_one", "against", found.sources_against()));
            if sources > 0 {
                parts.push(number("for_one", "for", sources));
            }
        }
        Verdict::Corroborated | Verdict::Partial => {
            if found.together {
                parts.push(say("together", &[]));
            }
            let counted = number("one_source", "sources", sources);
            parts.push(if passages > sources {
                let slots = [("sources", &*counted), ("count", &*passages.to_string())];
                say("in_passages", &slots)
            } else {
                counted
            });
        }
    }
    parts.join(" · ")
}

/// Why the sources cannot be asked.
fn standing(standing: &Standing, locale: Locale, markup: Markup) -> String {
    match standing {
        Standing::Failed(why) => message(locale, "verdict", "failed", &[("why", &*markup.text(why))]),
        Standing::Indexing { done, total } => message(
            locale,
            "verdict",
            "indexing",
            &[("done", &*done.to_string()), ("total", &*total.to_string())],
        ),
        Standing::Ready => message(locale, "verdict", "indexing", &[("done", "0"), ("total", "0")]),
    }
}

/// One passage: its words, where they stand, and why it is shown.
fn passage(
    corpus: &Loaded,
    evidence: &Evidence,
    locale: Locale,
    markup: Markup,
    encoding: Encoding,
) -> Option<String> {
    let (passage, _) = passages::find(corpus, evidence.passage)?;
    let relation = message(
        locale,
        "relation",
        match evidence.relation {
            Relation::Supports => "supports",
            Relation::Partly => "partly",
            Relation::Conflicts => "conflicts",
            Relation::Unrelated => return None,
        },
        &[],
    );
    let mut reasons: Vec<_> = evidence.reasons.iter().collect();
    // What differs is what the writer has to look at.
    reasons.sort_by_key(|reason| !passages::is_difference(reason));
    let reasons = reasons
        .into_iter()
        .take(MOST_REASONS)
        .map(|reason| passages::reason(reason, locale));
    let reasons: Vec<_> = passages::covers(evidence, locale)
        .into_iter()
        .chain(reasons)
        .map(|reason| markup.text(&reason))
        .collect();
    let why = if reasons.is_empty() {
        relation
    } else {
        message(
            locale,
            "relation",
            "because",
            &[("relation", &*relation), ("reasons", &*reasons.join(" ; "))],
        )
    };
    let mut origin = super::origin(
        corpus,
        evidence.passage,
        evidence.origin.as_ref(),
        locale,
        markup,
        encoding,
    )?;
    if let Some(dependence) = passages::dependence(evidence, locale) {
        origin = format!("{origin} · {}", markup.text(&dependence));
    }
    Some(markup.quotation(&[super::quoted(&passage.text, locale, markup), origin, why]))
}
