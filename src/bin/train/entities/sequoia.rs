//! Sequoia's own split and annotation.

use super::measure::Score;
use super::{Jackknife, block, code, recogniser, renamed, train};
use crate::annotated::{self, Annotated};
use crate::crf;
use ascribe::analysis::Paragraph;
use ascribe::language::Language;
use std::error::Error;
use std::path::Path;

/// Sequoia's own split and annotation: learned from its train and dev parts, measured on its test
/// part without the drug notices (EMEA).
pub fn sequoia(
    data: &Path,
    gold: &Path,
    jackknife: &Jackknife,
    options: &crf::Options,
    wanted: usize,
) -> Result<(), Box<dyn Error>> {
    let kept = annotated::identifiers(&gold.join("er/er-dev.sent_ids"));
    let part = |name: &str| {
        annotated::sequoia(
            &data.join(format!("sequoia/sequoia-ud.parseme.frsemcor.{name}")),
            true,
        )
    };
    let mut training: Vec<Annotated> = part("train")?
        .into_iter()
        .chain(part("dev")?)
        .filter(|s| !kept.contains(&s.id))
        .map(|s| Annotated { own: true, ..s })
        .collect();
    training.extend(annotated::english(data, gold)?);
    // Of another guide than Sequoia's, but of the same language and kinds.
    let texts = annotated::texts(&jackknife.project.join(annotated::TEXTS))?;
    training.extend(texts.into_iter().map(|s| Annotated { own: false, ..s }));
    renamed::add(&mut training, 3);
    let [french, english] = train(&training.iter().collect::<Vec<_>>(), jackknife, options, false);
    let (french, english) = (recogniser(&french)?, recogniser(&english)?);
    let (french, _) = (french.plain(), english);
    let (mut score, mut errors) = (Score::default(), Vec::new());
    for sentence in part("test")?
        .iter()
        .filter(|s| !s.id.to_lowercase().contains("emea"))
    {
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
                    "{}\t{} not {got}",
                    &sentence.text[place.clone()],
                    code(*kind)
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
                "{}\tno {}",
                candidate.span.of(&sentence.text),
                code(candidate.kind)
            ));
        }
    }
    for error in errors.iter().take(wanted) {
        println!("{error}");
    }
    score.print("Sequoia test, no EMEA");
    Ok(())
}
