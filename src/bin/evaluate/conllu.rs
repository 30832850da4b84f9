//! As much of CoNLL-U as the measurements need (<https://universaldependencies.org/format.html>).

/// One sentence.
#[derive(Debug, Default)]
pub struct Sentence {
    /// Value of `# sent_id`.
    pub id: String,
    /// Value of `# text`, or the words put together.
    pub text: String,
    /// The words as they stand in the text; a contraction is one where its words are not its letters (`du`).
    pub words: Vec<String>,
    /// Whether a paragraph begins with it.
    pub begins_paragraph: bool,
}

/// The sentences of `table`, in order.
pub fn sentences(table: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut current = Sentence::default();
    let mut joined = String::new();
    let mut covered = 0;
    let (mut whole, mut parts) = (String::new(), Vec::new());
    for line in table.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix('#') {
            match comment.split_once('=') {
                Some((key, value)) if key.trim() == "sent_id" => current.id = value.trim().to_owned(),
                Some((key, value)) if key.trim() == "text" => current.text = value.trim().to_owned(),
                _ if comment.trim_start().starts_with("newpar")
                    || comment.trim_start().starts_with("newdoc") =>
                {
                    current.begins_paragraph = true;
                }
                _ => {}
            }
            continue;
        }
        if line.trim().is_empty() {
            if !current.words.is_empty() {
                if current.text.is_empty() {
                    current.text = joined.trim_end().to_owned();
                }
                found.push(std::mem::take(&mut current));
            }
            joined.clear();
            covered = 0;
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(id), Some(form)) = (columns.next(), columns.next()) else {
            continue;
        };
        let misc = columns.nth(7).unwrap_or("");
        if id.contains('.') {
            continue;
        }
        if let Some((_, last)) = id.split_once('-') {
            covered = last.parse().unwrap_or(0);
            whole = form.to_owned();
            parts.clear();
        } else {
            let number: usize = id.parse().unwrap_or(0);
            if number <= covered {
                parts.push(form.to_owned());
                if number == covered {
                    if parts.concat() == whole {
                        current.words.append(&mut parts);
                    } else {
                        current.words.push(whole.clone());
                    }
                }
                continue;
            }
            current.words.push(form.to_owned());
        }
        joined.push_str(form);
        if !misc.contains("SpaceAfter=No") {
            joined.push(' ');
        }
    }
    found
}
