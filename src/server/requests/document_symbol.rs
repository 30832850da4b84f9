use super::answer;
use crate::analysis::{ActorKind, Status};
use crate::server::cards::plain;
use crate::server::diagnostics::kind_name;
use crate::server::messages::message;
use crate::server::session::{Session, Snapshot};
use crate::text::{BlockKind, Span};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind,
};

/// How many characters of a sentence name its symbol.
const LONGEST_NAME: usize = 80;

/// `textDocument/documentSymbol`: headings, below them their claims, in these the actors.
pub async fn document_symbol(
    session: Arc<Session>,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    answer(session, &params.text_document.uri, |session, snapshot| {
        let tree = outline(snapshot);
        Some(if session.setup().hierarchical_symbols {
            DocumentSymbolResponse::Nested(tree)
        } else {
            let mut flat = Vec::new();
            flatten(tree, None, snapshot, &mut flat);
            DocumentSymbolResponse::Flat(flat)
        })
    })
    .await
}

/// The kind of symbol that an editor's icons fit best.
pub(super) fn symbol_kind(kind: ActorKind) -> SymbolKind {
    match kind {
        ActorKind::Person => SymbolKind::VARIABLE,
        ActorKind::Organisation => SymbolKind::CLASS,
        ActorKind::Place => SymbolKind::CONSTANT,
        ActorKind::Group => SymbolKind::ENUM,
    }
}

fn outline(snapshot: &Snapshot) -> Vec<DocumentSymbol> {
    let text = &snapshot.lines.text;
    let headings: Vec<_> = snapshot
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading)
        .map(|block| (block.span, level(text, block.span)))
        .collect();
    let mut roots = Vec::new();
    // Headings that are open, the innermost last, with their levels.
    let mut open: Vec<(u8, DocumentSymbol)> = Vec::new();
    let mut next = 0;
    for sentence in &snapshot.analysis.sentences {
        while let Some(&(span, level)) = headings.get(next).filter(|(h, _)| h.start <= sentence.span.start) {
            next += 1;
            close(&mut open, &mut roots, level);
            let name = plain::short(span.of(text), LONGEST_NAME);
            open.push((level, symbol(snapshot, span, name, None, SymbolKind::STRING)));
        }
        if sentence.status != Status::None {
            let claim = claim(snapshot, sentence.span, sentence.status);
            match open.last_mut() {
                Some((_, heading)) => heading.children.get_or_insert_default().push(claim),
                None => roots.push(claim),
            }
        }
    }
    for &(span, level) in headings.get(next..).unwrap_or(&[]) {
        close(&mut open, &mut roots, level);
        let name = plain::short(span.of(text), LONGEST_NAME);
        open.push((level, symbol(snapshot, span, name, None, SymbolKind::STRING)));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Ends the headings that one of `level` ends; a heading reaches as far as what stands below it.
fn close(open: &mut Vec<(u8, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>, level: u8) {
    while open.last().is_some_and(|(other, _)| *other >= level) {
        let Some((_, mut done)) = open.pop() else {
            return;
        };
        if let Some(last) = done.children.as_ref().and_then(|children| children.last()) {
            done.range.end = done.range.end.max(last.range.end);
        }
        match open.last_mut() {
            Some((_, heading)) => heading.children.get_or_insert_default().push(done),
            None => roots.push(done),
        }
    }
}

/// How deep a heading is: by the number signs before it, else 1.
fn level(text: &str, heading: Span) -> u8 {
    let before = text.get(..heading.start).unwrap_or("");
    let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
    let signs = line.bytes().filter(|&byte| byte == b'#').count();
    u8::try_from(signs.clamp(1, 6)).unwrap_or(1)
}

fn claim(snapshot: &Snapshot, span: Span, status: Status) -> DocumentSymbol {
    let locale = snapshot.settings.locale;
    let name = plain::short(span.of(&snapshot.lines.text), LONGEST_NAME);
    let detail = match status {
        Status::Unattributed => Some(message(locale, "diagnostic", "unattributed", &[])),
        Status::Vague => Some(message(locale, "status", "vague", &[])),
        Status::Attributed => Some(message(locale, "status", "attributed", &[])),
        Status::None => None,
    };
    let analysis = &snapshot.analysis;
    let first = analysis.mentions.partition_point(|m| m.span.start < span.start);
    let actors: Vec<_> = analysis
        .mentions
        .iter()
        .skip(first)
        .take_while(|mention| mention.span.end <= span.end)
        .map(|mention| {
            let kind = message(locale, "kind", kind_name(mention.kind), &[]);
            let name = analysis.actors.get(mention.actor).map_or("", |actor| &actor.name);
            symbol(
                snapshot,
                mention.span,
                plain::short(name, LONGEST_NAME),
                Some(kind),
                symbol_kind(mention.kind),
            )
        })
        .collect();
    let mut claim = symbol(snapshot, span, name, detail, SymbolKind::EVENT);
    claim.children = (!actors.is_empty()).then_some(actors);
    claim
}

fn symbol(
    snapshot: &Snapshot,
    span: Span,
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
) -> DocumentSymbol {
    let range = snapshot.lines.range(span);
    #[allow(deprecated)]
    DocumentSymbol {
        // Clients refuse symbols without a name.
        name: if name.is_empty() { "…".to_owned() } else { name },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

fn flatten(
    tree: Vec<DocumentSymbol>,
    container: Option<&str>,
    snapshot: &Snapshot,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in tree {
        #[allow(deprecated)]
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            deprecated: None,
            location: Location {
                uri: snapshot.uri.clone(),
                range: symbol.range,
            },
            container_name: container.map(str::to_owned),
        });
        flatten(
            symbol.children.unwrap_or_default(),
            Some(&symbol.name),
            snapshot,
            flat,
        );
    }
}
