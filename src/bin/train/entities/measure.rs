//! Compares the whole analysis, with one model or another, with gold files.

use super::code;
use crate::annotated::{self, Annotated};
use ascribe::analysis::actors::{self, Recogniser};
use ascribe::analysis::{ActorKind, Paragraph};
use ascribe::language::{Evidence, Language, identify_all};
use ascribe::text::{Format, Span, blocks};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// Measures the gold files of a folder but `er-train`, each language by itself, and prints up to
/// `wanted` errors.
pub fn folder(folder: &Path, models: [&Recogniser; 2], wanted: usize) -> Result<(), Box<dyn Error>> {
    let mut scores: [Score; 2] = Default::default();
    let mut errors = Vec::new();
    for path in annotated::files(folder, "gold")? {
        if path.ends_with("er-train.gold") {
            continue;
        }
        let (text, format) = annotated::text_beside(&path)?;
        let sentences = annotated::gold(&path, Language::French, &[])?;
        let marks = place(&text, &sentences);
        let mut found = Vec::new();
        let (language, score) = measure(&text, format, &marks, models, &mut found);
        scores[usize::from(language == Language::English)].add(score);
        let name = annotated::stem(&path);
        errors.extend(found.into_iter().map(|error| format!("{name}\t{error}")));
    }
    for error in errors.iter().take(wanted) {
        println!("{error}");
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    for (score, language) in scores.iter().zip([Language::French, Language::English]) {
        if score.wanted > 0 {
            score.print(&format!("{name}, {}", language.code()));
        }
    }
    Ok(())
}

/// Found, wanted and right: spans, and spans with their kind.
#[derive(Clone, Copy, Default)]
pub struct Score {
    pub found: usize,
    pub wanted: usize,
    pub spans: usize,
    pub typed: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.wanted += other.wanted;
        self.spans += other.spans;
        self.typed += other.typed;
    }

    fn f1(self, right: usize) -> f64 {
        2.0 * right as f64 / (self.found + self.wanted).max(1) as f64
    }

    pub fn print(self, name: &str) {
        println!(
            "{name:24} spans {:.3}  typed {:.3}  ({} actors)",
            self.f1(self.spans),
            self.f1(self.typed),
            self.wanted
        );
    }
}

/// Measures one text; gives the language of most of it. The recognisers are those of French and English.
fn measure(
    text: &str,
    format: Format,
    marks: &[(Span, ActorKind)],
    models: [&Recogniser; 2],
    errors: &mut Vec<String>,
) -> (Language, Score) {
    let blocks = blocks(text, format);
    let evidence: Vec<_> = blocks.iter().map(|block| Evidence::of(&block.prose)).collect();
    let languages = identify_all(&evidence, Language::French);
    let english = languages
        .iter()
        .filter(|language| **language == Language::English)
        .count();
    let main = if english * 2 > languages.len() {
        Language::English
    } else {
        Language::French
    };
    let paragraphs: Vec<Arc<Paragraph>> = blocks
        .iter()
        .zip(languages)
        .map(|(block, last)| {
            let mut paragraph = Paragraph::new(block, last);
            let model = models[usize::from(last == Language::English)];
            paragraph.actors = model.candidates(
                block,
                last,
                &paragraph.tokens,
                &paragraph.tags,
                &paragraph.sentences,
            );
            Arc::new(paragraph)
        })
        .collect();
    let (mentions, _) = actors::resolve(&blocks, &paragraphs);
    let mut score = Score {
        found: mentions.len(),
        wanted: marks.len(),
        ..Score::default()
    };
    for (span, kind) in marks {
        match mentions.iter().find(|mention| mention.span == *span) {
            Some(mention) => {
                score.spans += 1;
                score.typed += usize::from(mention.kind == *kind);
                if mention.kind != *kind {
                    errors.push(format!(
                        "kind\t{}\t{} not {}",
                        span.of(text),
                        code(*kind),
                        code(mention.kind)
                    ));
                }
            }
            None => errors.push(format!("missed\t{}\t{}", span.of(text), code(*kind))),
        }
    }
    for mention in &mentions {
        if !marks.iter().any(|(span, _)| *span == mention.span) {
            errors.push(format!(
                "wrong\t{}\t{}",
                mention.span.of(text),
                code(mention.kind)
            ));
        }
    }
    (main, score)
}

/// The marks of a gold file as bytes of the text that it annotates.
fn place(text: &str, sentences: &[Annotated]) -> Vec<(Span, ActorKind)> {
    let mut at = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut marks = Vec::new();
    for sentence in sentences {
        let mut places = BTreeMap::new();
        for (offset, c) in sentence.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            if let Some((place, found)) = at.next() {
                debug_assert_eq!(found, c);
                places.insert(offset, place);
            }
        }
        for (range, kind) in &sentence.marks {
            let mut inside = places.range(range.clone());
            let (Some((_, first)), Some((_, last))) =
                (inside.next(), places.range(range.clone()).next_back())
            else {
                continue;
            };
            let end = text
                .get(*last..)
                .and_then(|rest| rest.chars().next())
                .map_or(*last, |c| last + c.len_utf8());
            marks.push((Span::new(*first, end), *kind));
        }
    }
    marks
}
