//! What a name or a source that is being typed may be going to be.

mod names;
mod sources;
mod typed;

pub use names::names;
pub use sources::sources;
pub use typed::{is_prose, typed};

use super::edit::Lines;
use super::session::word_starts;
use crate::analysis::ActorKind;
use crate::language::fold::fold;
use crate::text::Span;
use serde_json::json;
use tower_lsp::ls_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, TextEdit, Uri};

/// Something that may be put in for what was typed.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What is put in.
    pub text: String,
    /// Of the actor behind it; empty where none is known.
    pub key: String,
    /// Of that actor.
    pub kind: Option<ActorKind>,
    /// How the sources, else the draft, introduce it, as far as that is known.
    pub detail: Option<String>,
    /// The bytes that it replaces.
    pub span: Span,
    /// What was typed of it.
    pub typed: String,
}

impl Offer {
    /// As the protocol has it; `rank` keeps the order, which clients would make their own.
    pub fn item(self, lines: &Lines, uri: &Uri, rank: usize) -> CompletionItem {
        CompletionItem {
            filter_text: Some(filter_text(&self.typed, &self.text)),
            label: self.text.clone(),
            kind: Some(match self.kind {
                Some(ActorKind::Person) => CompletionItemKind::VARIABLE,
                Some(ActorKind::Organisation) => CompletionItemKind::MODULE,
                Some(ActorKind::Place) => CompletionItemKind::CONSTANT,
                Some(ActorKind::Group) => CompletionItemKind::CLASS,
                None => CompletionItemKind::TEXT,
            }),
            detail: self.detail,
            sort_text: Some(format!("{rank:03}")),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                range: lines.range(self.span),
                new_text: self.text,
            })),
            data: Some(json!({"uri": uri, "key": self.key})),
            ..CompletionItem::default()
        }
    }
}

/// What clients compare what is typed with: as it was typed, then the rest of `text`. They know neither that accents may
/// be left out nor that a surname leads to the full name.
fn filter_text(typed: &str, text: &str) -> String {
    let rest = rest(&fold(typed), text).unwrap_or("");
    format!("{typed}{rest}")
}

/// What follows in `text` after the first of its word beginnings where it folds to `folded`.
fn rest<'a>(folded: &str, text: &'a str) -> Option<&'a str> {
    if folded.is_empty() {
        return Some(text);
    }
    for start in std::iter::once(0).chain(word_starts(text)) {
        let from = text.get(start..).unwrap_or("");
        if !fold(from).starts_with(folded) {
            continue;
        }
        let ends = from.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = ends
            .into_iter()
            .find(|&end| fold(from.get(..end).unwrap_or("")).len() >= folded.len());
        return end.and_then(|end| from.get(end..));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_filter_by_what_was_typed() {
        for (typed, text, want) in [
            ("Mats", "Alexandre Matsegora", "Matsegora"),
            ("elys", "Élysée", "elysée"),
            ("Kim Jo", "Kim Jong-un", "Kim Jong-un"),
            ("", "le Kremlin", "le Kremlin"),
            ("krem", "le Kremlin", "kremlin"),
            ("xyz", "Poutine", "xyz"),
        ] {
            assert_eq!(filter_text(typed, text), want);
        }
    }
}
