//! Trains the entity models and measures them, in cross-validation over the project's own gold files.

use crate::annotated::{self, Annotated};
use crate::crf::{self, Instances};
use ascribe::analysis::actors::{self, Items, Recogniser};
use ascribe::analysis::{ActorKind, Paragraph};
use ascribe::language::model::{Pruned, Sequence, Weights, pair};
use ascribe::language::names::class;
use ascribe::language::tagger::Pos;
use ascribe::language::{Evidence, Language, identify_all};
use ascribe::text::{Block, BlockKind, Format, Span, blocks};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Salts of the copies of every feature (Daumé 2007): shared by all, of a language, of our own guide.
const FRENCH: u64 = 0x5EED_0001;
const ENGLISH: u64 = 0x5EED_0002;
const OWN: u64 = 0x5EED_0003;

/// A sentence whose features come in up to three copies.
struct Copies<'a> {
    items: &'a Items,
    language: u64,
    own: bool,
}

impl Sequence for Copies<'_> {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn features(&self, at: usize, mut each: impl FnMut(u64)) {
        self.items.features(at, |feature| {
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
fn add(corpus: &mut Instances, sentence: &Annotated, people: bool) {
    let block = block(&sentence.text);
    let paragraph = Paragraph::new(&block, sentence.language);
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
        };
        corpus.add(&copies, labels.collect::<Vec<_>>().into_iter());
    }
}

/// Trains on `sentences`; gives the French and the English weight file.
fn train(sentences: &[&Annotated], options: &crf::Options, people: bool) -> [Vec<u8>; 2] {
    let mut corpus = Instances::default();
    for sentence in sentences {
        add(&mut corpus, sentence, people && !sentence.own);
    }
    eprintln!("  {} sentences, {} units", sentences.len(), corpus.len());
    let options = crf::Options {
        forbidden: |from, to| {
            to.strip_prefix("I-")
                .is_some_and(|kind| from.len() < 2 || &from[2..] != kind)
        },
        ..options.clone()
    };
    let model = crf::train(&corpus, &options);
    [FRENCH, ENGLISH].map(|language| Weights::encode(&merge(&model, language)))
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
            match sum.iter_mut().find(|(known, _)| known == label) {
                Some((_, total)) => *total += weight,
                None => sum.push((*label, *weight)),
            }
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

/// Found, wanted and right: spans, and spans with their kind.
#[derive(Clone, Copy, Default)]
pub struct Score {
    found: usize,
    wanted: usize,
    spans: usize,
    typed: usize,
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

    fn print(self, name: &str) {
        println!(
            "{name:24} spans {:.3}  typed {:.3}  ({} actors)",
            self.f1(self.spans),
            self.f1(self.typed),
            self.wanted
        );
    }
}

/// Measures one text; the recognisers are those of French and English.
fn measure(
    text: &str,
    format: Format,
    marks: &[(Span, ActorKind)],
    language: Option<Language>,
    models: [&Recogniser; 2],
    errors: &mut Vec<String>,
) -> Score {
    let blocks = blocks(text, format);
    let evidence: Vec<_> = blocks.iter().map(|block| Evidence::of(&block.prose)).collect();
    let languages = match language {
        Some(language) => vec![language; blocks.len()],
        None => identify_all(&evidence, Language::French),
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
    score
}

/// The marks of a gold file as bytes of the text that it annotates.
fn place(text: &str, sentences: &[&Annotated]) -> Vec<(Span, ActorKind)> {
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

fn recogniser(weights: &[u8]) -> Result<Recogniser, Box<dyn Error>> {
    Ok(Recogniser::new(weights.to_vec().leak())?)
}

/// Trains the shipped models.
pub fn ship(data: &Path, gold: &Path, project: &Path, options: &crf::Options) -> Result<(), Box<dyn Error>> {
    let all = annotated::everything(data, gold)?;
    let [french, english] = train(&all.iter().collect::<Vec<_>>(), options, true);
    for (code, weights) in [("fr", french), ("en", english)] {
        let path = project.join("src/language").join(code).join("entities.weights");
        eprintln!("  {} bytes in {}", weights.len(), path.display());
        fs::write(path, weights)?;
    }
    Ok(())
}

/// Two-fold cross-validation over the gold files; `er-dev` is in no training.
pub fn cross_validate(
    data: &Path,
    gold: &Path,
    options: &crf::Options,
    wanted: usize,
) -> Result<(), Box<dyn Error>> {
    let all = annotated::everything(data, gold)?;
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut errors: Vec<String> = Vec::new();
    let own = annotated::own_gold(gold)?;
    let mut documents: Vec<String> = own.iter().map(|sentence| sentence.document.clone()).collect();
    documents.dedup();
    for fold in 0..2 {
        let held = |sentence: &Annotated, at: usize| -> bool {
            if sentence.document == "er-train" {
                return at % 2 == fold;
            }
            let name = sentence
                .document
                .strip_prefix("GUM_news_")
                .unwrap_or(&sentence.document);
            documents
                .iter()
                .position(|known| known == name)
                .is_some_and(|at| at % 2 == fold)
        };
        // The halves of er-train are long runs, so that a document's sentences stay together.
        let half = |at: usize, of: usize| usize::from(at * 2 >= of);
        let er: Vec<&Annotated> = own.iter().filter(|s| s.document == "er-train").collect();
        let er_held: std::collections::HashSet<&str> = er
            .iter()
            .enumerate()
            .filter(|(at, _)| half(*at, er.len()) == fold)
            .map(|(_, s)| s.text.as_str())
            .collect();
        let training: Vec<&Annotated> = all
            .iter()
            .filter(|s| {
                if s.document == "er-train" {
                    !er_held.contains(s.text.as_str())
                } else {
                    !held(s, 0)
                }
            })
            .collect();
        eprintln!("fold {fold}");
        let [french, english] = train(&training, options, true);
        let (french, english) = (recogniser(&french)?, recogniser(&english)?);
        let models = [&french, &english];
        let mut run = |name: &str, text: &str, format: Format, sentences: &[&Annotated]| {
            let marks = place(text, sentences);
            let mut found = Vec::new();
            let score = measure(text, format, &marks, None, models, &mut found);
            scores.entry(name.to_owned()).or_default().add(score);
            errors.extend(found.into_iter().map(|error| format!("{name}\t{error}")));
        };
        let er_text: String = er
            .iter()
            .filter(|s| er_held.contains(s.text.as_str()))
            .map(|s| format!("{}\n", s.text))
            .collect();
        let er_sentences: Vec<&Annotated> = er
            .iter()
            .copied()
            .filter(|s| er_held.contains(s.text.as_str()))
            .collect();
        run("er-train", &er_text, Format::Plain, &er_sentences);
        let dev = annotated::gold(&gold.join("er/er-dev.gold"), Language::French, &[])?;
        let text = fs::read_to_string(gold.join("er/er-dev.txt"))?;
        run("er-dev", &text, Format::Plain, &dev.iter().collect::<Vec<_>>());
        for (at, document) in documents.iter().enumerate() {
            if at % 2 != fold || document == "er-train" {
                continue;
            }
            let sentences: Vec<&Annotated> = own.iter().filter(|s| s.document == *document).collect();
            for (folder, ending, format) in [
                ("wikinews", "txt", Format::Plain),
                ("seeds", "txt", Format::Plain),
                ("drafts", "md", Format::Markdown),
            ] {
                let path = gold.join(folder).join(format!("{document}.{ending}"));
                if path.exists() {
                    run(folder, &fs::read_to_string(path)?, format, &sentences);
                }
            }
        }
    }
    for error in errors.iter().take(wanted) {
        println!("{error}");
    }
    for (name, score) in &scores {
        score.print(name);
    }
    Ok(())
}

/// Sequoia's own split and annotation: learned from its train and dev parts, measured on its test
/// part without the drug notices (EMEA).
pub fn sequoia(
    data: &Path,
    gold: &Path,
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
    training.extend(annotated::english(data)?);
    let [french, english] = train(&training.iter().collect::<Vec<_>>(), options, false);
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
