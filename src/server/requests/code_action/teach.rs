//! Teaching what the house knows: what is an actor and of which kind, what else it is called, which vague sources are
//! taken; and taking that back.

use super::Asked;
use crate::analysis::{Actor, Status};
use crate::dismissals::{By, Kind};
use crate::language::fold::fold;
use crate::server::cards::plain;
use crate::server::diagnostics::{KINDS, kind_name};
use crate::server::requests::decisions::{DISMISS, FORGET, RESTORE, TEACH};
use crate::text::Span;
use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeAction, CodeActionKind};

/// How many characters of a name a title repeats.
const LONGEST: usize = 60;

/// A longer selection is no name.
const LONGEST_NAME: usize = 80;

/// To how many actors a name is offered as another one.
const MOST_ACTORS: usize = 3;

/// What can be taught of the name at the cursor or of the selected words, and of the source of the sentence.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    if snapshot.dismissed.file() {
        return Vec::new();
    }
    let mut actions = sources(asked);
    let mention = snapshot
        .analysis
        .mentions
        .iter()
        .find(|mention| asked.touches(mention.span));
    let selected = selection(asked);
    match (mention, selected) {
        // Who selects other words than a name's means those.
        (Some(mention), None) => actions.extend(of_mention(asked, mention.span, mention.actor)),
        (Some(mention), Some(words))
            if mention.span.contains(asked.span) || words == mention.span.of(&snapshot.lines.text) =>
        {
            actions.extend(of_mention(asked, mention.span, mention.actor));
        }
        (_, Some(words)) => actions.extend(of_words(asked, &words, None)),
        (None, None) => actions.extend(no_more(asked)),
    }
    actions
}

/// The selected words, where they can be a name.
fn selection(asked: &Asked<'_>) -> Option<String> {
    let words = asked.span.of(&asked.snapshot.lines.text).trim();
    let fits = !words.is_empty()
        && words.chars().count() <= LONGEST_NAME
        && words.contains(char::is_alphabetic)
        && !words.contains(['\n', '\r']);
    fits.then(|| words.to_owned())
}

fn of_mention(asked: &Asked<'_>, span: Span, actor: usize) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    let Some(actor) = snapshot.analysis.actors.get(actor) else {
        return Vec::new();
    };
    let words = span.of(&snapshot.lines.text).to_owned();
    let short = plain::short(&words, LONGEST);
    let slots = [("name", &*short)];
    let fix = CodeActionKind::QUICKFIX;
    let mut actions = vec![asked.command(
        asked.say("not_actor", &slots),
        fix.clone(),
        TEACH,
        json!({"notActor": words}),
    )];
    let hidden = snapshot
        .dismissed
        .by("actor", span)
        .any(|by| matches!(by, By::Entry(Kind::Actor, _)));
    let name = plain::short(&actor.name, LONGEST);
    let (title, command) = match hidden {
        true => ("restore_actor", RESTORE),
        false => ("dismiss_actor", DISMISS),
    };
    actions.push(asked.command(
        asked.say(title, &[("name", &name)]),
        fix,
        command,
        json!({"actor": actor.name}),
    ));
    actions.extend(of_words(asked, &words, Some(actor)));
    let taught = &snapshot.settings.chosen.actors;
    if let Some(taught) = taught
        .iter()
        .find(|taught| fold(&taught.name) == fold(&actor.name))
    {
        actions.push(asked.command(
            asked.say("forget_actor", &[("name", &name)]),
            CodeActionKind::REFACTOR_REWRITE,
            FORGET,
            json!({"actor": {"name": taught.name, "kind": taught.kind}}),
        ));
    }
    actions
}

/// What words can be taught as: an actor of each kind but its own, another name of an actor of the draft.
fn of_words(asked: &Asked<'_>, words: &str, known: Option<&Actor>) -> Vec<CodeAction> {
    let short = plain::short(words, LONGEST);
    let teach = |title: String, argument: Value| {
        asked.command(title, CodeActionKind::REFACTOR_REWRITE, TEACH, argument)
    };
    let kinds = KINDS
        .into_iter()
        .filter(|kind| known.is_none_or(|actor| actor.kind != *kind));
    let mut actions: Vec<_> = kinds
        .map(|kind| {
            let title = asked.say(&format!("actor_{}", kind_name(kind)), &[("name", &short)]);
            teach(title, json!({"actor": {"name": words, "kind": kind}}))
        })
        .collect();
    actions.extend(others(asked, words, known).map(|actor| {
        let name = plain::short(&actor.name, LONGEST);
        let title = asked.say("actor_alias", &[("alias", &short), ("name", &name)]);
        teach(
            title,
            json!({"actor": {"name": actor.name, "kind": actor.kind, "aliases": [words]}}),
        )
    }));
    actions
}

/// Actors that words may be another name of: those of their kind, the likeliest first.
fn others<'a>(asked: &Asked<'a>, words: &str, known: Option<&'a Actor>) -> impl Iterator<Item = &'a Actor> {
    let folded = fold(words);
    let same_kind = |actor: &&Actor| {
        let other = known.is_none_or(|known| known.kind == actor.kind && known.key != actor.key);
        other
            && actor
                .names
                .iter()
                .chain([&actor.name])
                .all(|name| fold(name) != folded)
    };
    let mut likely: Vec<_> = asked
        .snapshot
        .analysis
        .actors
        .iter()
        .filter(same_kind)
        .map(|actor| (likeness(&folded, &fold(&actor.name)), actor))
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    likely.into_iter().take(MOST_ACTORS).map(|(_, actor)| actor)
}

/// From 0 to 1 and more: initials that fit, words shared, letters alike.
fn likeness(a: &str, b: &str) -> f64 {
    let initials =
        |name: &str| -> String { name.split(' ').filter_map(|word| word.chars().next()).collect() };
    let fits = |short: &str, long: &str| short.len() > 1 && initials(long).contains(short);
    let shared = a
        .split(' ')
        .filter(|word| word.len() > 2 && b.split(' ').any(|other| other == *word));
    let shared = shared.count() as f64;
    shared + strsim::jaro_winkler(a, b) + if fits(a, b) || fits(b, a) { 1.0 } else { 0.0 }
}

/// Accepting the vague source of a sentence, or no longer.
fn sources(asked: &Asked<'_>) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    let accepted = &snapshot.settings.chosen.accepted_sources;
    let mut actions = Vec::new();
    for sentence in &snapshot.analysis.sentences {
        let (true, Some(source)) = (asked.touches(sentence.span), &sentence.source) else {
            continue;
        };
        let short = plain::short(&source.text, LONGEST);
        if sentence.status == Status::Vague && !snapshot.dismissed.hides("vague-attribution", sentence.span) {
            let diagnostics = asked.diagnostics(sentence.span);
            let title = asked.say("accept_source", &[("source", &short)]);
            let argument = json!({"acceptedSource": source.text});
            let mut action = asked.command(title, CodeActionKind::QUICKFIX, TEACH, argument);
            action.diagnostics = (!diagnostics.is_empty()).then_some(diagnostics);
            actions.push(action);
        } else if sentence.rule == "accepted-source" {
            let folded = fold(&source.text);
            let taken = accepted.iter().filter(|known| folded.contains(&fold(known)));
            actions.extend(taken.map(|known| {
                let title = asked.say("refuse_source", &[("source", &plain::short(known, LONGEST))]);
                let argument = json!({"acceptedSource": known});
                asked.command(title, CodeActionKind::QUICKFIX, FORGET, argument)
            }));
        }
    }
    actions
}

/// Names at the cursor that are none because the house says so.
fn no_more(asked: &Asked<'_>) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    let text = &snapshot.lines.text;
    let names = snapshot.settings.chosen.not_actors.iter();
    let here = |name: &&String| {
        let mut places = text.match_indices(name.as_str());
        places.any(|(at, _)| asked.touches(Span::new(at, at + name.len())))
    };
    names
        .filter(here)
        .map(|name| {
            let title = asked.say("actor_after_all", &[("name", &plain::short(name, LONGEST))]);
            asked.command(title, CodeActionKind::QUICKFIX, FORGET, json!({"notActor": name}))
        })
        .collect()
}
