//! What a corpus holds.

use super::one_line;
use crate::corpus::Corpus;
use serde_json::json;
use std::fmt::Write;
use std::time::SystemTime;

/// One line for an index that was built or refreshed, and one for each file left out.
pub fn built(corpus: &Corpus) -> String {
    let status = corpus.status();
    let mut text = format!(
        "{}: {} articles, {} passages\n",
        one_line(&corpus.root().display().to_string()),
        status.articles,
        status.passages
    );
    left_out(corpus, &mut text);
    note(corpus, &mut text);
    text
}

/// Everything that is worth knowing of a corpus and its index.
pub fn status(corpus: &Corpus) -> String {
    let status = corpus.status();
    let mut text = String::new();
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "{name:<10} {value}");
    };
    row(
        "corpus",
        one_line(&corpus.root().display().to_string()).into_owned(),
    );
    row("articles", status.articles.to_string());
    row("passages", status.passages.to_string());
    let languages: Vec<_> = status
        .languages
        .iter()
        .map(|(language, count)| format!("{} {count}", language.code()))
        .collect();
    row("languages", languages.join(", "));
    row(
        "index",
        match &status.location {
            Some(location) => one_line(&location.display().to_string()).into_owned(),
            None => match &status.note {
                Some(note) => format!("in memory only: {}", one_line(note)),
                None => "in memory only".to_owned(),
            },
        },
    );
    row("size", size(status.size));
    row(
        "built",
        status
            .built
            .and_then(age)
            .unwrap_or_else(|| "just now".to_owned()),
    );
    row("left out", status.left_out.len().to_string());
    left_out(corpus, &mut text);
    note(corpus, &mut text);
    text
}

/// The same as [`status`] in one line of JSON.
pub fn json(corpus: &Corpus) -> String {
    let status = corpus.status();
    let seconds = |time: SystemTime| {
        time.duration_since(SystemTime::UNIX_EPOCH)
            .ok()
            .map(|since| since.as_secs())
    };
    let languages: serde_json::Map<_, _> = status
        .languages
        .iter()
        .map(|(language, count)| (language.code().to_owned(), (*count).into()))
        .collect();
    let left_out: Vec<_> = status
        .left_out
        .iter()
        .map(|file| json!({"path": file.path, "why": file.why}))
        .collect();
    let object = json!({
        "corpus": corpus.root().to_string_lossy(),
        "articles": status.articles,
        "passages": status.passages,
        "languages": languages,
        "index": status.location.as_ref().map(|path| path.to_string_lossy()),
        "bytes": status.size,
        "built": status.built.and_then(seconds),
        "note": status.note,
        "left_out": left_out,
        "note": status.note,
    });
    super::json::line(&object) + "\n"
}

fn left_out(corpus: &Corpus, text: &mut String) {
    for file in &corpus.status().left_out {
        let _ = writeln!(text, "  {}: {}", one_line(&file.path), one_line(&file.why));
    }
}

fn note(corpus: &Corpus, text: &mut String) {
    if let Some(note) = &corpus.status().note {
        let _ = writeln!(text, "{}", one_line(note));
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn age(built: SystemTime) -> Option<String> {
    let minutes = SystemTime::now().duration_since(built).ok()?.as_secs() / 60;
    Some(match minutes {
        0 => "just now".to_owned(),
        1..120 => format!("{minutes} minutes ago"),
        120..2880 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1440),
    })
}
