//! Names of actors that draft or corpus know.

use super::Offer;
use super::typed::Typed;
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::fold::fold;
use crate::server::session::{Loaded, Snapshot, word_starts};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many names of the corpus are looked at.
const MOST_READ: usize = 2_000;

/// How much a mention in the draft counts, in articles of the corpus.
const OF_DRAFT: usize = 3;

/// What is known of a name.
struct Found<'a> {
    key: &'a str,
    kind: ActorKind,
    weight: usize,
    /// Whether the name begins with what was typed, not only one of its later words.
    leads: bool,
}

/// The names that one of the stretches begins, the longest stretch that begins any; the most frequent actors first.
pub fn names(snapshot: &Snapshot, corpus: Option<&Loaded>, typed: &[Typed<'_>], offset: usize) -> Vec<Offer> {
    for typed in typed {
        let found = of_stretch(snapshot, corpus, *typed, offset);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn of_stretch(snapshot: &Snapshot, corpus: Option<&Loaded>, typed: Typed<'_>, offset: usize) -> Vec<Offer> {
    let folded = fold(typed.text);
    let language = snapshot
        .sentence_at(offset)
        .map_or(snapshot.analysis.language, |sentence| sentence.language);
    let mut found: FxHashMap<&str, Found<'_>> = FxHashMap::default();
    let mut weights: FxHashMap<&str, usize> = FxHashMap::default();
    let analysis = &snapshot.analysis;
    let mut mentions = vec![0_usize; analysis.actors.len()];
    for mention in &analysis.mentions {
        if let Some(count) = mentions.get_mut(mention.actor) {
            *count += 1;
        }
    }
    let unfit = unfit(snapshot, corpus, offset);
    for (actor, &count) in analysis.actors.iter().zip(&mentions) {
        for name in &actor.names {
            let name_folded = fold(name);
            let starts = |start: usize| {
                name_folded
                    .get(start..)
                    .is_some_and(|rest| rest.starts_with(&folded))
            };
            if !word_starts(&name_folded).any(starts) || unfit.contains(name.as_str()) || name == typed.text {
                continue;
            }
            weights.insert(&actor.key, OF_DRAFT * count);
            found.entry(name).or_insert(Found {
                key: &actor.key,
                kind: actor.kind,
                weight: 0,
                leads: name_folded.starts_with(&folded),
            });
        }
    }
    if let Some(corpus) = corpus {
        let slot = usize::from(language == Language::English);
        for (actor, name, languages) in corpus.known_names().beginning_with(&folded, MOST_READ) {
            let other = !languages.get(slot).copied().unwrap_or(false);
            let has_own = actor
                .names
                .iter()
                .any(|(_, languages)| languages.get(slot) == Some(&true));
            // A name of the other language is better than none, where the actor has no other.
            if other && has_own || name == typed.text || unfit.contains(name) {
                continue;
            }
            let draft = weights.get(actor.key.as_str()).copied().unwrap_or(0);
            let leads = fold(name).starts_with(&folded);
            let known = found.entry(name).or_insert(Found {
                key: &actor.key,
                kind: actor.kind,
                weight: 0,
                leads,
            });
            known.weight = draft + actor.articles;
        }
    }
    let mut found: Vec<(&str, Found<'_>)> = found.into_iter().collect();
    for (_, known) in &mut found {
        known.weight = known.weight.max(weights.get(known.key).copied().unwrap_or(0));
    }
    found.sort_by(|(a, one), (b, other)| {
        (other.weight, other.leads, a.len(), a).cmp(&(one.weight, one.leads, b.len(), b))
    });
    found
        .into_iter()
        .map(|(name, known)| Offer {
            text: name.split_whitespace().collect::<Vec<_>>().join(" "),
            key: known.key.to_owned(),
            kind: Some(known.kind),
            detail: None,
            span: typed.span,
            typed: typed.text.to_owned(),
        })
        .collect()
}

/// Names that are not offered: what is being typed now, which the analysis takes for a name, and what is spelled
/// otherwise elsewhere.
fn unfit<'a>(snapshot: &'a Snapshot, corpus: Option<&Loaded>, offset: usize) -> FxHashSet<&'a str> {
    let text = &snapshot.lines.text;
    let mentions = &snapshot.analysis.mentions;
    let variants = snapshot.variants(corpus);
    let spelled = variants
        .iter()
        .filter_map(|variant| mentions.get(variant.mention));
    let mut unfit: FxHashSet<&str> = spelled.map(|mention| mention.span.of(text)).collect();
    if let Some(here) = snapshot.mention_at(offset) {
        let here = here.span.of(text);
        let same = mentions.iter().filter(|mention| mention.span.of(text) == here);
        if same.count() == 1 {
            unfit.insert(here);
        }
    }
    unfit
}
