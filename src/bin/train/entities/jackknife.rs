//! Parts of speech for training as they will be in use: given by taggers that have not learned the
//! sentence. With the shipped taggers' own, which know the corpora nearly by heart, the entity models
//! would trust parts of speech more than they deserve.

use crate::{annotated, tagger};
use ascribe::analysis::Paragraph;
use ascribe::language::Language;
use ascribe::language::model::hash;
use ascribe::language::tagger::{Morph, Pos, Tag, Tagger};
use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Taggers of French and English, each without one part of the corpora.
pub struct Jackknife {
    taggers: [Vec<Tagger>; 2],
    /// The project's folder.
    pub project: PathBuf,
}

/// How many parts there are.
const PARTS: usize = 4;

/// How many sentences of Sequoia that follow each other go to the same part.
const RUN: usize = 50;

/// Which part a sentence belongs to: whole documents where the corpus has documents.
fn part(id: &str) -> usize {
    let id = id.split(super::renamed::COPY).next().unwrap_or("");
    let (document, number) = id.rsplit_once(['-', '_']).unwrap_or((id, ""));
    let number: usize = number.parse().unwrap_or(0);
    let run = if document.starts_with("GUM") {
        0
    } else {
        number / RUN
    };
    (hash(&format!("{document} {run}")) % PARTS as u64) as usize
}

impl Jackknife {
    /// Trains the taggers from the corpora in `data`, but for `er-dev`, and the lexicons of `project`.
    pub fn train(data: &Path, gold: &Path, project: &Path) -> Result<Self, Box<dyn Error>> {
        let kept: HashSet<String> = annotated::identifiers(&gold.join("er/er-dev.sent_ids"))
            .into_iter()
            .collect();
        let pair = |language: Language| -> Result<Vec<Tagger>, Box<dyn Error>> {
            let path = project
                .join("src/language")
                .join(language.code())
                .join("tagger.lexicon");
            let lexicon: &'static [u8] = std::fs::read(path)?.leak();
            let one = |left_out: usize| -> Result<Tagger, Box<dyn Error>> {
                let mut sentences = tagger::training(data, language, &kept, false)?;
                sentences.retain(|sentence| part(&sentence.id) != left_out);
                let weights = tagger::train(&sentences, language, lexicon, &tagger::settings());
                Ok(Tagger::new(weights.leak(), lexicon)?)
            };
            (0..PARTS).map(one).collect()
        };
        Ok(Self {
            taggers: [pair(Language::French)?, pair(Language::English)?],
            project: project.to_owned(),
        })
    }

    /// The tags of a paragraph that is the sentence `id`.
    pub fn tags(&self, id: &str, prose: &str, paragraph: &Paragraph) -> Vec<Tag> {
        let outside = Tag {
            pos: Pos::X,
            morph: Morph::empty(),
        };
        let of_language = &self.taggers[usize::from(paragraph.language == Language::English)];
        let tagger = &of_language[part(id)];
        let mut tags = Vec::with_capacity(paragraph.tokens.len());
        for sentence in &paragraph.sentences {
            tags.resize(sentence.tokens.start, outside);
            if let Some(tokens) = paragraph.tokens.get(sentence.tokens.clone()) {
                tagger.tag_into(prose, tokens, &mut tags);
            }
        }
        tags.resize(paragraph.tokens.len(), outside);
        tags
    }
}
