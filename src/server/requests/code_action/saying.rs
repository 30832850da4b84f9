//! Teaching verbs of saying, and taking that back.

use super::Asked;
use crate::analysis::{Paragraph, Status};
use crate::language::saying::{Lexicon, infinitive};
use crate::language::tagger::Pos;
use crate::server::cards::plain;
use crate::server::requests::decisions::{FORGET, TEACH};
use crate::text::{Span, block_at};
use serde_json::json;
use tower_lsp::ls_types::{CodeAction, CodeActionKind};

/// How many characters of a verb a title repeats.
const LONGEST: usize = 40;

/// A longer block is no paragraph of a draft; in bytes.
const LARGEST_BLOCK: usize = 20_000;

/// For the verb at the cursor: that it is one of saying where nobody answers for its sentence, or that it is none after
/// all where it was taught.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    find(asked).into_iter().collect()
}

fn find(asked: &Asked<'_>) -> Option<CodeAction> {
    let snapshot = asked.snapshot;
    let sentence = snapshot.sentence_at(asked.span.start)?;
    let block = block_at(&snapshot.blocks, asked.span.start)?;
    if block.prose.len() > LARGEST_BLOCK {
        return None;
    }
    let paragraph = Paragraph::new(block, sentence.language);
    let at = paragraph.tokens.iter().position(|token| {
        let span = token.span.shift(block.span.start);
        match asked.span.is_empty() {
            // Between two words it is the one that begins.
            true => span.start <= asked.span.start && asked.span.start < span.end,
            false => span == trimmed(asked),
        }
    })?;
    let (token, tag) = (paragraph.tokens.get(at)?, paragraph.tags.get(at)?);
    let form = token.span.of(&block.prose).to_lowercase();
    if tag.pos != Pos::Verb || !form.chars().all(char::is_alphabetic) {
        return None;
    }
    let verb = infinitive(&form, sentence.language)?;
    let taught = &snapshot.settings.chosen.saying_verbs;
    let known = Lexicon::of(sentence.language).get(&form);
    let (title, kind, command) = if taught.contains(&verb) {
        ("refuse_verb", CodeActionKind::QUICKFIX, FORGET)
    } else if matches!(sentence.status, Status::Unattributed | Status::Vague)
        && known.is_none_or(|known| known.verbs.is_empty())
    {
        ("saying_verb", CodeActionKind::REFACTOR_REWRITE, TEACH)
    } else {
        return None;
    };
    let title = asked.say(title, &[("verb", &plain::short(&verb, LONGEST))]);
    Some(asked.command(title, kind, command, json!({"sayingVerb": verb})))
}

/// The selected range without the blanks around it.
fn trimmed(asked: &Asked<'_>) -> Span {
    let words = asked.span.of(&asked.snapshot.lines.text);
    let start = asked.span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}
