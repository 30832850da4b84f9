use crate::harness::{Client, Workspace};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What drafts are made of: actors, claims, and everything that is more than one unit long.
const PIECES: &[&str] = &[
    "Vladimir Poutine a visité Pyongyang en 2024. ",
    "Selon KCNA, la Corée du Nord a livré 8 obus. ",
    "Kim Jong-un ",
    "Paris",
    "« C'est fait », a dit Macron. ",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "# Titre\n\n",
    "- ",
    "> ",
    "é",
    "e\u{301}",
    "😀",
    "👩\u{200d}👩\u{200d}👧",
    "\u{2028}",
    "\u{a0}:",
    "[x](y)",
    "`",
    "**",
];

#[derive(Clone, Debug)]
enum Edit {
    /// From and to, as shares of the text, and the pieces put there.
    Replace(f64, f64, Vec<usize>),
    Whole(Vec<usize>),
}

fn text(pieces: &[usize]) -> String {
    pieces.iter().filter_map(|&at| PIECES.get(at)).copied().collect()
}

fn pieces(most: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..PIECES.len(), 0..most)
}

fn edit() -> impl Strategy<Value = Edit> {
    let near =
        (0.0..1.0f64, 0.0..0.2f64, pieces(4)).prop_map(|(at, more, p)| Edit::Replace(at, at + more, p));
    prop_oneof![12 => near, 1 => pieces(20).prop_map(Edit::Whole)]
}

/// The byte at a share of the text, on a character and not inside a CRLF, which has no position.
fn place(text: &str, share: f64) -> usize {
    let mut at = ((text.len() as f64) * share.min(1.0)) as usize;
    while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
        at -= 1;
    }
    at
}

/// A byte as LSP says it; written apart from the server's own code.
fn position(text: &str, at: usize, encoding: &str) -> Value {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for (i, byte) in text[..at].bytes().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            line += 1;
            start = i + 1;
        }
    }
    let before = &text[start..at];
    let character = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    };
    json!({"line": line, "character": character})
}

async fn edited_and_afresh(encoding: &str, first: String, batches: Vec<Vec<Edit>>) {
    let workspace = Workspace::new(&[]);
    let capabilities = json!({"general": {"positionEncodings": [encoding]}});
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let (uri, mut text_now, mut version) = ("untitled:edited", first, 1);
    client.open(uri, "markdown", &text_now).await;
    client.diagnostics_of(uri, 1).await;
    for batch in batches {
        let mut changes = Vec::new();
        for edit in batch {
            match edit {
                Edit::Replace(from, to, pieces) => {
                    let (from, to) = (place(&text_now, from), place(&text_now, to));
                    let range = json!({
                        "start": position(&text_now, from, encoding),
                        "end": position(&text_now, to, encoding),
                    });
                    changes.push(json!({"range": range, "text": text(&pieces)}));
                    text_now.replace_range(from..to, &text(&pieces));
                }
                Edit::Whole(pieces) => {
                    text_now = text(&pieces);
                    changes.push(json!({"text": text_now}));
                }
            }
        }
        version += 1;
        client.change(uri, version, Value::Array(changes)).await;
    }
    let edited = client.diagnostics_of(uri, version).await;
    let fresh = "untitled:fresh";
    client.open(fresh, "markdown", &text_now).await;
    let afresh = client.diagnostics_of(fresh, 1).await;
    assert_eq!(edited.items(), afresh.items(), "{encoding}: {text_now:?}");
    client.finish().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_leave_the_diagnostics_of_the_final_text(
        encoding in prop::sample::select(vec!["utf-8", "utf-16", "utf-32"]),
        first in pieces(30),
        batches in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..12),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(edited_and_afresh(encoding, text(&first), batches));
    }
}
