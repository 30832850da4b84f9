//! Hearing no more of a finding, and taking that back.

use super::Asked;
use crate::analysis::{Sentence, Status};
use crate::corroboration::Verdict;
use crate::dismissals::{By, Kind};
use crate::server::cards::plain;
use crate::server::requests::decisions::{DISMISS, RESTORE};
use crate::text::{BlockKind, Format, Span, block_at};
use serde_json::json;
use tower_lsp::ls_types::{CodeAction, CodeActionKind, Diagnostic, TextEdit};

/// How many characters of a name or a comment a title repeats.
const LONGEST: usize = 60;

/// For each claim and comment that the range touches: dismissing it or taking that back; for the file, the same.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    if !asked.wants(&CodeActionKind::QUICKFIX) {
        return Vec::new();
    }
    if snapshot.dismissed.file() {
        return vec![command(
            asked,
            "restore_file",
            RESTORE,
            json!({"file": true}),
            &[],
        )];
    }
    let mut actions = Vec::new();
    let mut reported = Vec::new();
    let mut comments: Vec<usize> = (0..snapshot.dismissed.comments.len())
        .filter(|&at| {
            let comment = snapshot.dismissed.comments.get(at);
            comment.is_some_and(|comment| asked.touches(comment.span))
        })
        .collect();
    let touched = snapshot
        .analysis
        .sentences
        .iter()
        .filter(|sentence| asked.touches(sentence.span));
    for sentence in touched {
        let (codes, by) = findings(asked, sentence);
        if by.iter().any(|by| matches!(by, By::Entry(Kind::Claim, _))) {
            let claim = snapshot.claim(sentence);
            actions.push(command(
                asked,
                "restore_claim",
                RESTORE,
                json!({"claim": claim}),
                &[],
            ));
        }
        comments.extend(by.iter().filter_map(|by| match by {
            By::Comment(at) => Some(*at),
            By::Entry(..) => None,
        }));
        if !codes.is_empty() {
            actions.extend(of_claim(asked, sentence, &codes));
            reported.extend(asked.diagnostics(sentence.span));
        }
    }
    comments.sort_unstable();
    comments.dedup();
    actions.extend(comments.into_iter().filter_map(|at| without_comment(asked, at)));
    let worth = snapshot
        .analysis
        .sentences
        .iter()
        .any(|sentence| asked.touches(sentence.span) && !findings(asked, sentence).0.is_empty());
    if worth {
        actions.push(command(
            asked,
            "dismiss_file",
            DISMISS,
            json!({"file": true}),
            &reported,
        ));
    }
    actions
}

/// The codes of what is reported of a sentence, and what dismisses the rest.
fn findings(asked: &Asked<'_>, sentence: &Sentence) -> (Vec<&'static str>, Vec<By>) {
    let snapshot = asked.snapshot;
    let corpus = asked.session.loaded(&snapshot.settings);
    let status = match sentence.status {
        Status::None => return (Vec::new(), Vec::new()),
        Status::Unattributed => Some("unattributed-claim"),
        Status::Vague => Some("vague-attribution"),
        Status::Attributed => None,
    };
    let conflicting = corpus
        .and_then(|corpus| snapshot.known_verdict(&corpus, sentence))
        .is_some_and(|found| found.verdict == Verdict::Conflicting)
        .then_some("conflicting-source");
    let (mut reported, mut dismissed) = (Vec::new(), Vec::new());
    for code in status.into_iter().chain(conflicting) {
        let by: Vec<By> = snapshot.dismissed.by(code, sentence.span).collect();
        match by.is_empty() {
            true => reported.push(code),
            false => dismissed.extend(by),
        }
    }
    (reported, dismissed)
}

fn of_claim(asked: &Asked<'_>, sentence: &Sentence, codes: &[&str]) -> Vec<CodeAction> {
    let snapshot = asked.snapshot;
    let diagnostics = asked.diagnostics(sentence.span);
    let claim = json!({"claim": snapshot.claim(sentence)});
    let mut actions = vec![command(asked, "dismiss_claim", DISMISS, claim, &diagnostics)];
    let format = asked
        .session
        .document(&snapshot.uri)
        .map_or(Format::Plain, |document| document.format);
    // One finding is named, so that others of the sentence are still heard of.
    let code = match codes {
        [code] => format!(" {code}"),
        _ => String::new(),
    };
    if format == Format::Markdown {
        let at = Span::new(sentence.span.end, sentence.span.end);
        let comment = format!(" <!-- ascribe: ignore{code} -->");
        actions.push(edit(
            asked,
            asked.say("dismiss_sentence", &[]),
            at,
            comment,
            &diagnostics,
        ));
    }
    actions.extend(of_block(asked, sentence, format, &code, &diagnostics));
    actions
}

/// A comment above the block: in plain text the only one there can be, in Markdown where the block has more than one
/// finding and a comment above it tears nothing apart.
fn of_block(
    asked: &Asked<'_>,
    sentence: &Sentence,
    format: Format,
    code: &str,
    diagnostics: &[Diagnostic],
) -> Option<CodeAction> {
    let snapshot = asked.snapshot;
    let text = &snapshot.lines.text;
    let block = block_at(&snapshot.blocks, sentence.span.start)?;
    let before = text.get(..block.span.start)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let comment = match format {
        Format::Plain => format!("[ascribe: ignore{code}]"),
        Format::Markdown => {
            let sentences = snapshot.analysis.sentences.iter();
            let others = sentences
                .filter(|other| block.span.contains(other.span) && !findings(asked, other).0.is_empty());
            let alone = block.depth > 0
                || !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
                || others.count() < 2;
            if alone {
                return None;
            }
            "<!-- ascribe: ignore -->".to_owned()
        }
    };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = Span::new(start, start);
    let title = asked.say("dismiss_block", &[]);
    Some(edit(asked, title, at, comment + end, diagnostics))
}

/// Takes a comment out, with its line where it has one of its own.
fn without_comment(asked: &Asked<'_>, at: usize) -> Option<CodeAction> {
    let snapshot = asked.snapshot;
    let text = &snapshot.lines.text;
    let directive = snapshot.dismissed.comments.get(at)?;
    let mut span = directive.span;
    let before = text.get(..span.start)?;
    let after = text.get(span.end..)?;
    let line_before = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let line_after = after.split(['\n', '\r']).next().unwrap_or("");
    if line_before.trim().is_empty() && line_after.trim().is_empty() {
        span.start -= line_before.len();
        span.end += line_after.len();
        let rest = text.get(span.end..).unwrap_or("");
        span.end += match rest {
            rest if rest.starts_with("\r\n") => 2,
            "" => 0,
            _ => 1,
        };
    } else {
        span.start -= before.len() - before.trim_end_matches(' ').len();
    }
    let comment = plain::short(directive.span.of(text), LONGEST);
    let title = asked.say("remove_comment", &[("comment", &comment)]);
    Some(edit(
        asked,
        title,
        span,
        String::new(),
        &asked.diagnostics(directive.span),
    ))
}

fn command(
    asked: &Asked<'_>,
    name: &str,
    command: &str,
    argument: serde_json::Value,
    diagnostics: &[Diagnostic],
) -> CodeAction {
    let title = asked.say(name, &[]);
    CodeAction {
        diagnostics: (!diagnostics.is_empty()).then(|| diagnostics.to_vec()),
        ..asked.command(title, CodeActionKind::QUICKFIX, command, argument)
    }
}

fn edit(
    asked: &Asked<'_>,
    title: String,
    at: Span,
    new_text: String,
    diagnostics: &[Diagnostic],
) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: (!diagnostics.is_empty()).then(|| diagnostics.to_vec()),
        edit: Some(asked.edit(vec![TextEdit {
            range: asked.snapshot.lines.range(at),
            new_text,
        }])),
        ..CodeAction::default()
    }
}
