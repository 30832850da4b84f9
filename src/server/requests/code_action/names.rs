//! Spells names as they stand elsewhere: one, all of one actor, all of the draft.

use super::Asked;
use crate::analysis::variants::Variant;
use crate::server::cards::plain;
use crate::server::messages::message;
use std::sync::Arc;
use tower_lsp::ls_types::{CodeAction, CodeActionKind, Diagnostic, TextEdit};

/// What editors ask for when they fix on save: `source.fixAll.ascribe`.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.ascribe");

/// How many characters of a name a title repeats.
const LONGEST_NAME: usize = 70;

/// For each variant that the range touches, the fix here and everywhere; for the draft, all of them in one edit. That one
/// is offered wherever the cursor is to clients that ask for it, to others beside the fix of a variant.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    let corpus = asked.session.loaded(&snapshot.settings);
    let variants: Arc<Vec<Variant>> = snapshot.variants(corpus.as_deref());
    let reported = |variant: &&Variant| {
        let mention = snapshot.analysis.mentions.get(variant.mention);
        mention.is_some_and(|mention| !snapshot.dismissed.hides("name-variant", mention.span))
    };
    let fixable: Vec<&Variant> = variants
        .iter()
        .filter(|variant| !variant.edits.is_empty())
        .filter(reported)
        .collect();
    let mut actions = Vec::new();
    let mut touched = false;
    if asked.wants(&CodeActionKind::QUICKFIX) || asked.params.context.only.is_none() {
        for variant in &fixable {
            let Some(mention) = snapshot.analysis.mentions.get(variant.mention) else {
                continue;
            };
            if asked.touches(mention.span) {
                touched = true;
                actions.extend(of_name(asked, variant, &fixable, asked.diagnostics(mention.span)));
            }
        }
    }
    let all =
        (asked.params.context.only.is_some() && asked.wants(&FIX_ALL)) || (touched && asked.wants(&FIX_ALL));
    if all && !fixable.is_empty() {
        let count = fixable.len().to_string();
        actions.push(CodeAction {
            title: say(asked, "fix_all", &[("count", &count)]),
            kind: Some(FIX_ALL),
            edit: Some(asked.edit(fixable.iter().flat_map(|variant| edits(asked, variant)).collect())),
            ..CodeAction::default()
        });
    }
    actions
}

fn of_name(
    asked: &Asked<'_>,
    variant: &Variant,
    all: &[&Variant],
    diagnostics: Vec<Diagnostic>,
) -> Vec<CodeAction> {
    let mentions = &asked.snapshot.analysis.mentions;
    let actor = |variant: &Variant| mentions.get(variant.mention).map(|mention| mention.actor);
    let name = plain::short(&variant.name, LONGEST_NAME);
    let action = |title: String, edits: Vec<TextEdit>, preferred: bool| CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: (!diagnostics.is_empty()).then(|| diagnostics.clone()),
        is_preferred: preferred.then_some(true),
        edit: Some(asked.edit(edits)),
        ..CodeAction::default()
    };
    let here = action(
        say(asked, "variant", &[("name", &name)]),
        edits(asked, variant),
        true,
    );
    let same: Vec<_> = all
        .iter()
        .filter(|other| actor(other) == actor(variant))
        .collect();
    let title = match same.len() - same.len().min(1) {
        0 => return vec![here],
        1 => say(asked, "variant_one_more", &[("name", &name)]),
        more => say(
            asked,
            "variants",
            &[("name", &name), ("count", &more.to_string())],
        ),
    };
    let everywhere = same.iter().flat_map(|other| edits(asked, other)).collect();
    vec![here, action(title, everywhere, false)]
}

fn edits(asked: &Asked<'_>, variant: &Variant) -> Vec<TextEdit> {
    let edit = |(span, text): &(crate::text::Span, String)| TextEdit {
        range: asked.snapshot.lines.range(*span),
        new_text: text.clone(),
    };
    variant.edits.iter().map(edit).collect()
}

fn say(asked: &Asked<'_>, name: &str, slots: &[(&str, &str)]) -> String {
    message(asked.snapshot.settings.locale, "action", name, slots)
}
