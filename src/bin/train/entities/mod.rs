//! Trains the entity models and measures them on what they have not learned from.

mod jackknife;
mod measure;
mod renamed;
mod sequoia;

pub use jackknife::Jackknife;
pub use sequoia::sequoia;

use crate::annotated::{self, Annotated};
use crate::crf::{self, Instances};
use crate::standoff;
use ascribe::analysis::actors::{self, Items, Recogniser};
use ascribe::analysis::{ActorKind, Paragraph};
use ascribe::language::Language;
use ascribe::language::model::{Pruned, Sequence, Weights, hash, pair};
use ascribe::language::names::class;
use ascribe::language::tagger::Pos;
use ascribe::text::{Block, BlockKind, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Salts of the copies of every feature (Daumé 2007): shared by all, of a language, of our own guide.
const FRENCH: u64 = 0x5EED_0001;
const ENGLISH: u64 = 0x5EED_0002;
const OWN: u64 = 0x5EED_0003;

/// Of a hundred features of a sentence with other names, how many are left out: so that the weights do not rest on
/// single words (word dropout: Iyyer et al., "Deep Unordered Composition Rivals Syntactic Methods", 2015, §3.2).
const LEFT_OUT: u64 = 30;

/// A sentence whose features come in up to three copies.
struct Copies<'a> {
    items: &'a Items,
    language: u64,
    own: bool,
    /// Of a sentence with other names: what decides which features are left out.
    renamed: Option<u64>,
}

impl Sequence for Copies<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn features(&self, at: usize, mut each: impl FnMut(u64)) {
        self.items.features(at, |feature| {
            let left_out = |seed: u64| (pair(seed ^ at as u64, feature) >> 32) % 100 < LEFT_OUT;
            if self.renamed.is_some_and(left_out) {
                return;
            }
            each(feature);
            each(pair(self.language, feature));
            if self.own {
                each(pair(OWN, feature));
            }
        });
    }
}

fn code(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

/// One block of prose.
fn block(text: &str) -> Block {
    Block {
        kind: BlockKind::Paragraph,
        depth: 0,
        span: Span::new(0, text.len()),
        prose: text.to_owned(),
        citations: Vec::new(),
    }
}

/// Adds a sentence to the corpus; `people` marks peoples that its annotation has no kind for.
fn add(corpus: &mut Instances, sentence: &Annotated, jackknife: &Jackknife, people: bool) {
    let block = block(&sentence.text);
    let mut paragraph = Paragraph::new(&block, sentence.language);
    paragraph.tags = jackknife.tags(&sentence.id, &sentence.text, &paragraph);
    let parts = actors::sentences(
        &block,
        sentence.language,
        &paragraph.tokens,
        &paragraph.tags,
        &paragraph.sentences,
    );
    for (items, units) in parts {
        if items.is_empty() {
            continue;
        }
        let labels = units.iter().map(|unit| {
            let inside = sentence
                .marks
                .iter()
                .find(|(place, _)| place.start <= unit.span.start && unit.span.end <= place.end);
            match inside {
                Some((place, kind)) => {
                    let first = unit.span.start == place.start
                        || !units.iter().any(|other| {
                            other.span.start < unit.span.start && other.span.start >= place.start
                        });
                    format!("{}-{}", if first { "B" } else { "I" }, code(*kind))
                }
                None => {
                    let noun = paragraph
                        .tags
                        .get(unit.token)
                        .is_some_and(|tag| matches!(tag.pos, Pos::Noun | Pos::Propn));
                    let plural = unit.span.of(&sentence.text).ends_with(['s', 'x']);
                    let french = sentence.language == Language::French;
                    if people
                        && unit.capital()
                        && noun
                        && unit.name.is(class::PEOPLE)
                        && !unit.name.is(class::PLACE | class::COUNTRY)
                        && (plural || french)
                    {
                        "B-group".to_owned()
                    } else {
                        "O".to_owned()
                    }
                }
            }
        });
        let copies = Copies {
            items: &items,
            language: if sentence.language == Language::French {
                FRENCH
            } else {
                ENGLISH
            },
            own: sentence.own,
            renamed: sentence.renamed.then(|| hash(&sentence.id)),
        };
        corpus.add(&copies, labels.collect::<Vec<_>>().into_iter());
    }
}

/// How many models are averaged: each has seen copies with other names (bagging: Breiman 1996), so that what one of
/// them has by chance weighs little.
const MODELS: u64 = 12;

/// Trains on `sentences` and on `copies` of each with other names; gives the French and the English weight file.
fn train(
    sentences: &[Annotated],
    copies: usize,
    jackknife: &Jackknife,
    options: &crf::Options,
    people: bool,
) -> [Vec<u8>; 2] {
    let options = crf::Options {
        forbidden: |from, to| {
            to.strip_prefix("I-")
                .is_some_and(|kind| from.len() < 2 || &from[2..] != kind)
        },
        ..options.clone()
    };
    let models: Vec<Pruned> = (0..MODELS)
        .into_par_iter()
        .map(|number| {
            let mut corpus = Instances::default();
            for sentence in sentences
                .iter()
                .chain(&renamed::copies(sentences, copies, number))
            {
                add(&mut corpus, sentence, jackknife, people && !sentence.own);
            }
            eprintln!("  model {number}: {} units", corpus.len());
            crf::train(&corpus, &options)
        })
        .collect();
    let model = averaged(&models, options.prune);
    [FRENCH, ENGLISH].map(|language| Weights::encode(&merge(&model, language)))
}

/// Adds to the weight of a label.
fn increase(weights: &mut Vec<(u8, f32)>, label: u8, by: f32) {
    match weights.iter_mut().find(|(known, _)| *known == label) {
        Some((_, weight)) => *weight += by,
        None => weights.push((label, by)),
    }
}

/// The mean of models that have the same labels, since they learn the same sentences first; weights nearer to 0 than
/// `prune` are left out.
fn averaged(models: &[Pruned], prune: f32) -> Pruned {
    let share = 1.0 / models.len().max(1) as f32;
    let mut mean = Pruned {
        labels: models.first().map_or(Vec::new(), |model| model.labels.clone()),
        transitions: Vec::new(),
        features: BTreeMap::new(),
    };
    for model in models {
        assert_eq!(model.labels, mean.labels, "models that can be averaged");
        mean.transitions.resize(model.transitions.len(), 0.0);
        for (sum, weight) in mean.transitions.iter_mut().zip(&model.transitions) {
            *sum += weight * share;
        }
        for (feature, weights) in &model.features {
            let sums = mean.features.entry(*feature).or_default();
            for (label, weight) in weights {
                increase(sums, *label, weight * share);
            }
        }
    }
    for weights in mean.features.values_mut() {
        weights.retain(|(_, weight)| weight.abs() >= prune);
        weights.sort_by_key(|(label, _)| *label);
    }
    mean.features.retain(|_, weights| !weights.is_empty());
    mean
}

/// The sum of the copies that one language uses.
fn merge(model: &Pruned, language: u64) -> Pruned {
    let salted = |salt: u64| -> BTreeMap<u64, u64> {
        model
            .features
            .keys()
            .map(|feature| (pair(salt, *feature), *feature))
            .collect()
    };
    let copies = [
        salted(language),
        salted(OWN),
        salted(if language == FRENCH { ENGLISH } else { FRENCH }),
    ];
    let mut features: BTreeMap<u64, Vec<(u8, f32)>> = BTreeMap::new();
    for (feature, weights) in &model.features {
        if copies[2].contains_key(feature) {
            continue;
        }
        let base = copies[0]
            .get(feature)
            .or_else(|| copies[1].get(feature))
            .unwrap_or(feature);
        let sum = features.entry(*base).or_default();
        for (label, weight) in weights {
            increase(sum, *label, *weight);
        }
    }
    for weights in features.values_mut() {
        weights.sort_by_key(|(label, _)| *label);
    }
    Pruned {
        labels: model.labels.clone(),
        transitions: model.transitions.clone(),
        features,
    }
}

fn recogniser(weights: &[u8]) -> Result<Recogniser, Box<dyn Error>> {
    Ok(Recogniser::new(weights.to_vec().leak())?)
}

/// Trains the shipped models and measures them on the gold files that they have not learned from, and
/// on every other folder of such files in `more`; with a `project`, writes them there.
pub fn ship(
    data: &Path,
    gold: &Path,
    more: &[PathBuf],
    jackknife: &Jackknife,
    project: Option<&Path>,
    options: &crf::Options,
    errors: usize,
) -> Result<(), Box<dyn Error>> {
    let mut learned = annotated::learned(data, gold)?;
    learned.extend(annotated::texts(&jackknife.project.join(annotated::TEXTS))?);
    // What is annotated after our own guide takes the place of the corpora's own annotation.
    let own = standoff::actors(data, &jackknife.project, None)?;
    let ids: HashSet<&str> = own.iter().map(|sentence| sentence.id.as_str()).collect();
    learned.retain(|sentence| !ids.contains(sentence.id.as_str()));
    learned.extend(own);
    let [french, english] = train(&learned, 2, jackknife, options, true);
    for (code, weights) in [("fr", &french), ("en", &english)] {
        eprintln!("  {code}: {} bytes", weights.len());
        if let Some(project) = project {
            let path = project.join("src/language").join(code).join("entities.weights");
            fs::write(&path, weights).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    let (french, english) = (recogniser(&french)?, recogniser(&english)?);
    let folders = ["er", "wikinews", "seeds", "drafts"].map(|name| gold.join(name));
    for folder in folders.iter().chain(more) {
        measure::folder(folder, [&french, &english], errors)?;
    }
    Ok(())
}
