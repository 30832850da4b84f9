//! Points to a passage by a note: a Markdown footnote, or a number in brackets in plain text.

use super::edit::one_line;
use super::phrases::Phrases;
use super::{Claim, Edit, Found, Kind, Remedy};
use crate::language::Language;
use crate::text::{Format, Span, fill};

/// A note for each passage, and one that cites all where there are several.
pub(super) fn cite(claim: &Claim<'_>, backing: &[Found<'_>]) -> Vec<Remedy> {
    let notes = Notes::of(claim.text, claim.format);
    let one = |found: &[Found<'_>]| {
        let documents: Vec<_> = found
            .iter()
            .map(|one| format!("{}:{}", one.article.path, one.passage.line))
            .collect();
        Some(Remedy {
            kind: Kind::Cite,
            preview: documents.join(", "),
            edits: notes.add(claim, found)?,
        })
    };
    let mut offered: Vec<_> = backing
        .iter()
        .filter_map(|found| one(std::slice::from_ref(found)))
        .collect();
    if backing.len() > 1 {
        offered.extend(one(backing));
    }
    offered
}

/// The numbered notes that a draft has.
struct Notes {
    open: &'static str,
    /// Number and bytes of the whole mark, in order; definitions too.
    marks: Vec<Mark>,
}

struct Mark {
    number: usize,
    span: Span,
    is_definition: bool,
}

impl Notes {
    fn of(text: &str, format: Format) -> Self {
        let open = match format {
            Format::Markdown => "[^",
            Format::Plain => "[",
        };
        let marks = text
            .match_indices(open)
            .filter_map(|(start, _)| {
                let digits = text.get(start + open.len()..)?;
                let length = digits.find(|c: char| !c.is_ascii_digit())?;
                // A year in brackets is no note.
                let number = digits
                    .get(..length)
                    .filter(|digits| digits.len() <= 3)?
                    .parse()
                    .ok()?;
                let rest = digits.get(length..)?.strip_prefix(']')?;
                let line = text.get(..start)?.rsplit('\n').next()?;
                let is_definition =
                    line.trim().is_empty() && (format == Format::Plain || rest.starts_with(':'));
                Some(Mark {
                    number,
                    span: Span::new(start, start + open.len() + length + 1),
                    is_definition,
                })
            })
            .collect();
        Self { open, marks }
    }

    fn mark(&self, number: usize) -> String {
        format!("{}{number}]", self.open)
    }

    /// The edits that put calls at the claim and definitions at their place; what comes after counts on.
    fn add(&self, claim: &Claim<'_>, found: &[Found<'_>]) -> Option<Vec<Edit>> {
        let at = place_of_call(claim)?;
        let before = self
            .marks
            .iter()
            .filter(|mark| !mark.is_definition && mark.span.start < at);
        let first = before.map(|mark| mark.number).max().unwrap_or(0) + 1;
        let numbers = first..first + found.len();

        let calls: String = numbers.clone().map(|number| self.mark(number)).collect();
        let gap = if self.open == "[" { " " } else { "" };
        let mut edits = vec![Edit::insert(at, format!("{gap}{calls}"))];
        edits.extend(
            self.marks
                .iter()
                .filter(|mark| mark.number >= first)
                .map(|mark| Edit {
                    span: mark.span,
                    text: self.mark(mark.number + found.len()),
                }),
        );

        let definitions: Vec<_> = numbers
            .zip(found)
            .map(|(number, found)| self.definition(number, found, claim.sentence.language))
            .collect();
        edits.push(self.place_of_definitions(claim.text, first, &definitions));
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Some(edits)
    }

    fn definition(&self, number: usize, found: &Found<'_>, language: Language) -> String {
        let line = found.passage.line.to_string();
        let title = found
            .article
            .title
            .as_deref()
            .or(found.article.publisher.as_deref());
        let mut words = one_line(&fill(
            &Phrases::of(language).note,
            &[
                ("title", title.unwrap_or("")),
                ("document", &found.article.path),
                ("line", &line),
                ("passage", &found.passage.text),
            ],
        ));
        if title.is_none() {
            words = words.trim_start_matches([',', ' ']).to_owned();
        }
        match self.open {
            "[" => format!("{} {words}", self.mark(number)),
            // Words of others must not become links, images or HTML of the draft.
            _ => format!("{}: {}", self.mark(number), escape_markdown(&words)),
        }
    }

    /// Before the definition that now follows, else at the end.
    fn place_of_definitions(&self, text: &str, first: usize, definitions: &[String]) -> Edit {
        let next = self
            .marks
            .iter()
            .find(|mark| mark.is_definition && mark.number >= first);
        if let Some(next) = next {
            let mut before = definitions.join("\n");
            before.push('\n');
            return Edit::insert(next.span.start, before);
        }
        let end = text.trim_end().len();
        let gap = if self.marks.iter().any(|mark| mark.is_definition) {
            "\n"
        } else {
            "\n\n"
        };
        let tail = if text.len() == end { "\n" } else { "" };
        Edit::insert(end, format!("{gap}{}{tail}", definitions.join("\n")))
    }
}

/// In French the call stands before the full stop, in English after it.
fn place_of_call(claim: &Claim<'_>) -> Option<usize> {
    if Phrases::of(claim.sentence.language).note_before_stop {
        return super::attribute::end_of_statement(claim);
    }
    let sentence = claim.sentence.span.of(claim.text).trim_end();
    (!sentence.is_empty()).then(|| claim.sentence.span.start + sentence.len())
}

fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if "\\`*_[]<>!|#$~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
