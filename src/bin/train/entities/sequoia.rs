//! Sequoia's own split and annotation.

use super::measure::Score;
use super::{Jackknife, block, code, recogniser, train};
use crate::annotated::{self, Annotated};
use crate::{crf, standoff};
use ascribe::analysis::Paragraph;
use ascribe::analysis::actors::Recogniser;
use ascribe::language::Language;
use ascribe::language::model::hash;
use rayon::prelude::*;
use std::error::Error;
use std::path::Path;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// How many sentences that follow each other go to the same part: one text where texts are short.
const RUN: usize = 10;

/// Sequoia's own split and annotation: learned from its train and dev parts, measured on its test
/// part without the drug notices (EMEA); with `parts`, cross-validated over train and dev. A place that acts is an
/// organisation there (`.final`), with `literal` a place (`.prim`), as it is for the project's guide.
pub fn sequoia(
    [data, gold]: [&Path; 2],
    jackknife: &Jackknife,
    options: &crf::Options,
    (parts, literal): (Option<usize>, bool),
    wanted: usize,
) -> Fallible<()> {
    let split = |name: &str| {
        annotated::sequoia(
            &data.join(format!("sequoia/sequoia-ud.parseme.frsemcor.{name}")),
            !literal,
        )
    };
    let kept = annotated::identifiers(&gold.join("er/er-dev.sent_ids"));
    let own: Vec<Annotated> = split("train")?
        .into_iter()
        .chain(split("dev")?)
        .filter(|s| !kept.contains(&s.id))
        .map(|s| Annotated { own: true, ..s })
        .collect();
    // Of another guide than Sequoia's, but of the same languages and kinds.
    let mut others = annotated::english(data, gold)?;
    others.extend(annotated::texts(&jackknife.project.join(annotated::TEXTS))?);
    others.extend(standoff::actors(
        data,
        &jackknife.project,
        Some(standoff::SEQUOIA),
    )?);
    for other in &mut others {
        other.own = false;
    }
    let learned = |own: Vec<&Annotated>| -> Vec<u8> {
        let training: Vec<Annotated> = own.into_iter().chain(&others).cloned().collect();
        let [french, _] = train(&training, 3, jackknife, options, false);
        french
    };
    let (mut score, mut errors) = (Score::default(), Vec::new());
    if let Some(parts) = parts {
        let part = |sentence: &Annotated| {
            let (document, number) = sentence.id.rsplit_once('_').unwrap_or((&sentence.id, ""));
            let run = number.parse::<usize>().unwrap_or(0) / RUN;
            hash(&format!("{document} {run}")) as usize % parts
        };
        let weights: Vec<Vec<u8>> = (0..parts)
            .into_par_iter()
            .map(|left_out| learned(own.iter().filter(|s| part(s) != left_out).collect()))
            .collect();
        for (at, weights) in weights.iter().enumerate() {
            let french = recogniser(weights)?.plain();
            for sentence in own.iter().filter(|s| part(s) == at) {
                measure(&french, sentence, &mut score, &mut errors);
            }
        }
        score.print(&format!("Sequoia train and dev, no EMEA, {parts} parts"));
    } else {
        let french = recogniser(&learned(own.iter().collect()))?.plain();
        for sentence in &split("test")? {
            measure(&french, sentence, &mut score, &mut errors);
        }
        score.print("Sequoia test, no EMEA");
    }
    for error in errors.iter().take(wanted) {
        println!("{error}");
    }
    Ok(())
}

/// Compares the names that the weights alone find in a sentence with those of the annotation.
fn measure(french: &Recogniser, sentence: &Annotated, score: &mut Score, errors: &mut Vec<String>) {
    if sentence.id.to_lowercase().contains("emea") {
        return;
    }
    let block = block(&sentence.text);
    let paragraph = Paragraph::new(&block, Language::French);
    let found = french
        .candidates(
            &block,
            Language::French,
            &paragraph.tokens,
            &paragraph.tags,
            &paragraph.sentences,
        )
        .found;
    score.found += found.len();
    score.wanted += sentence.marks.len();
    for (place, kind) in &sentence.marks {
        let here = found
            .iter()
            .find(|c| c.span.start == place.start && c.span.end == place.end);
        score.spans += usize::from(here.is_some());
        score.typed += usize::from(here.is_some_and(|c| c.kind == *kind));
        if here.is_none_or(|c| c.kind != *kind) {
            let got = here.map_or("nothing", |c| code(c.kind));
            errors.push(format!(
                "{}\t{} not {got}\t{}",
                &sentence.text[place.clone()],
                code(*kind),
                sentence.text
            ));
        }
    }
    for candidate in found.iter().filter(|c| {
        !sentence
            .marks
            .iter()
            .any(|(place, _)| c.span.start == place.start && c.span.end == place.end)
    }) {
        errors.push(format!(
            "{}\tno {}\t{}",
            candidate.span.of(&sentence.text),
            code(candidate.kind),
            sentence.text
        ));
    }
}
