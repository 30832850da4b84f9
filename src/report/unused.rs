use super::wrap::wrap;
use serde::Serialize;
use std::fmt::Write;

/// An entry of a workspace's dismissals that dismisses nothing any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnusedEntry {
    /// The file of dismissals, as the user may open it.
    pub file: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// What was dismissed: a claim, a path.
    pub text: String,
}

/// Those entries for people, two lines each.
pub fn unused_entries(unused: &[UnusedEntry], width: usize) -> String {
    let mut text = String::new();
    for entry in unused {
        let place = format!("{}:{}", super::one_line(&entry.file), entry.line);
        let _ = writeln!(text, "unused-dismissal: {place} dismisses nothing any more:");
        let what = wrap(&super::one_line(&entry.text), width.saturating_sub(4), 2);
        let _ = writeln!(text, "    {}", what.replace('\n', "\n    "));
    }
    text
}
