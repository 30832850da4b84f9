use super::answer;
use crate::server::diagnostics::{KINDS, kind_name};
use crate::server::session::{Session, Snapshot};
use crate::text::Span;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenType, SemanticTokens, SemanticTokensLegend, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
};

/// What the tokens' numbers mean: the kinds of actors, by name.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: KINDS.map(|kind| SemanticTokenType::new(kind_name(kind))).to_vec(),
        token_modifiers: Vec::new(),
    }
}

/// `textDocument/semanticTokens/full`: the mentions of actors.
pub async fn full(
    session: Arc<Session>,
    params: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    answer(session, &params.text_document.uri, |_, snapshot| {
        let whole = Span::new(0, snapshot.lines.text.len());
        Some(SemanticTokensResult::Tokens(tokens(snapshot, whole)))
    })
    .await
}

/// `textDocument/semanticTokens/range`
pub async fn range(
    session: Arc<Session>,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    answer(session, &params.text_document.uri, move |_, snapshot| {
        let within = snapshot.lines.span(params.range);
        Some(SemanticTokensRangeResult::Tokens(tokens(snapshot, within)))
    })
    .await
}

/// The mentions that touch `within`; one that goes over a line's end is a token on each line.
fn tokens(snapshot: &Snapshot, within: Span) -> SemanticTokens {
    let mentions = &snapshot.analysis.mentions;
    let first = mentions.partition_point(|mention| mention.span.end <= within.start);
    let (mut data, mut line, mut character) = (Vec::new(), 0, 0);
    for mention in mentions.iter().skip(first) {
        if mention.span.start >= within.end {
            break;
        }
        for piece in pieces(&snapshot.lines.text, mention.span) {
            let start = snapshot.lines.position(piece.start);
            let same_line = start.line == line;
            data.push(SemanticToken {
                delta_line: start.line - line,
                delta_start: if same_line {
                    start.character - character
                } else {
                    start.character
                },
                length: snapshot.lines.units(piece),
                token_type: mention.kind as u32,
                token_modifiers_bitset: 0,
            });
            (line, character) = (start.line, start.character);
        }
    }
    SemanticTokens {
        result_id: None,
        data,
    }
}

/// The parts of a span that lie on one line each, without the blanks at the lines' ends.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = span.start;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let words = line.trim();
        if !words.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            found.push(Span::new(start, start + words.len()));
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_two_lines_is_two_tokens() {
        let text = "x Corée \r\n  du Nord.";
        let pieces: Vec<_> = pieces(text, Span::new(2, 20))
            .iter()
            .map(|s| s.of(text))
            .collect();
        assert_eq!(pieces, ["Corée", "du Nord"]);
    }
}
