//! A second opinion on every sentence's status: a multinomial logistic regression that has learned where
//! the rules are wrong.
//!
//! [`Local`] is what the sentence alone says, kept with its block's cues; `overrule` adds what the whole text
//! says and the rules' own decision, and changes that where the odds against it exceed a line. The lines, one for each
//! pair of statuses, stand where the weight file has its transitions. The `train` command writes the files.

mod clauses;
mod document;
mod items;
mod lexical;
mod local;

use super::evidence::Reading;
use super::saying::Scope;
use crate::analysis::{Cue, Paragraph, Sentence, Status};
use crate::language::Language;
use crate::language::model::{Damaged, Weights};
use crate::language::tagger::Pos;
use crate::text::{Block, BlockKind, Span};
use document::{Seen, Text};
use items::{Item, Items};
use local::Facts;
use std::sync::{Arc, LazyLock};

/// The rule's name where the model has overruled the rules.
pub const RULE: &str = "learned";

/// How many times as large the weights are in the file: they are smaller than those of other models, and eight bits
/// should tell them apart.
pub const SCALE: f32 = 4.0;

/// The names of the statuses in the weight files, in the order of [`Status`].
pub const LABELS: [&str; 4] = ["none", "attributed", "vague", "unattributed"];

const STATUSES: [Status; 4] = [
    Status::None,
    Status::Attributed,
    Status::Vague,
    Status::Unattributed,
];

/// One number a status.
type Scores = [i32; 4];

/// The weights of one language.
#[derive(Debug)]
pub struct Model(Weights);

impl Model {
    /// The model that the program carries for a language; none where its file is damaged, and then the rules
    /// stand alone.
    pub fn of(language: Language) -> Option<&'static Self> {
        static FRENCH: LazyLock<Option<Model>> =
            LazyLock::new(|| Model::new(include_bytes!("../../../language/fr/statuses.weights")).ok());
        static ENGLISH: LazyLock<Option<Model>> =
            LazyLock::new(|| Model::new(include_bytes!("../../../language/en/statuses.weights")).ok());
        match language {
            Language::French => FRENCH.as_ref(),
            Language::English => ENGLISH.as_ref(),
        }
    }

    /// Reads a weight file.
    ///
    /// # Errors
    /// When the bytes are not a whole weight file of statuses.
    pub fn new(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let weights = Weights::parse(bytes)?;
        if weights.labels() != LABELS {
            return Err(Damaged::LABEL);
        }
        Ok(Self(weights))
    }

    /// The status that the scores speak for so much that the rules' own is overruled.
    fn better(&self, scores: &Scores, rules: Status) -> Option<Status> {
        let own = *scores.get(rules as usize)?;
        let lines = self.0.after(rules as usize).iter();
        // A line below 0 is none: the rules cannot be overruled there.
        let beyond = STATUSES
            .iter()
            .zip(scores.iter().zip(lines))
            .filter(|(status, (_, line))| **status != rules && **line >= 0)
            .map(|(status, (score, line))| (score - own - line, *status));
        let (much, status) = beyond.max_by_key(|(much, _)| *much)?;
        (much > 0).then_some(status)
    }
}

/// What the model makes of a sentence alone; spans count from the start of the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    scores: Scores,
    /// For each status, the word that spoke most for it.
    words: [Option<Span>; 4],
    facts: Facts,
}

impl Local {
    /// Looks at one sentence.
    pub(super) fn new(model: Option<&Model>, scope: &Scope<'_>, reading: &Reading) -> Self {
        let items = Items::new(scope);
        let mut scores = Scores::default();
        let mut rows = vec![Scores::default(); items.all().len()];
        let facts = local::features(scope, reading, &items, &mut |feature, at: Option<usize>| {
            if let Some(model) = model {
                let row = at.and_then(|at| rows.get_mut(at)).unwrap_or(&mut scores);
                model.0.add(feature, row);
            }
        });
        for row in &rows {
            scores.iter_mut().zip(row).for_each(|(sum, one)| *sum += one);
        }
        let rules = reading.evidence.status as usize;
        let spoke = |status: usize| {
            let much = |row: &Scores| Some(row.get(status)? - row.get(rules)?);
            let words = rows.iter().zip(items.all()).zip(scope.tokens.clone());
            words
                .filter(|((_, item), _)| item.lettered && !small(item))
                .filter_map(|((row, _), token)| Some((much(row)?, token)))
                .filter(|(much, _)| *much > 0)
                .max_by_key(|(much, token)| (*much, std::cmp::Reverse(*token)))
                .map(|(_, token)| scope.words.span(token))
        };
        Self {
            scores,
            words: std::array::from_fn(spoke),
            facts,
        }
    }
}

/// Whether a word only ties others together: a reader would not see what it says of the source.
fn small(item: &Item) -> bool {
    [Pos::Det, Pos::Pron, Pos::Cconj, Pos::Aux]
        .iter()
        .any(|pos| item.pos == *pos as u64)
}

/// Rules that follow the layout and the marks of a text, which the writer has chosen.
const FIRM: [&str; 4] = ["caption", "turn", "block-quotation", "announced"];

/// Whether the model has a say on a sentence at all: not in headings, tables and block quotations, not where the layout
/// has decided, and not on vague sources, which the rules know by their words and which are too rare to learn much of.
fn is_open(sentence: &Sentence) -> bool {
    let prose = matches!(
        sentence.block,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Boilerplate
    );
    prose && sentence.status != Status::Vague && !FIRM.contains(&sentence.rule)
}

/// Whether the model has a say on a sentence of a text that cites by no links or notes: where the rules leave it open, and
/// outside of quotations that cross blocks (`carried`, in order).
fn has_a_say(sentence: &Sentence, carried: &[Span]) -> bool {
    let passed = carried.partition_point(|quotation| quotation.end <= sentence.span.start);
    let inside = carried
        .get(passed)
        .is_some_and(|quotation| quotation.start < sentence.span.end);
    !inside && is_open(sentence)
}

/// Whether a text cites by links or notes: there the rules follow what the writer has marked.
fn cites(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| !block.citations.is_empty())
}

/// The whole text as the rules leave it.
fn text(paragraphs: &[Arc<Paragraph>], sentences: &[Sentence]) -> Text {
    let mut decided = sentences.iter();
    let mut seen = Vec::with_capacity(sentences.len());
    for paragraph in paragraphs {
        let locals = &paragraph.attribution.learned;
        for (place, local) in locals.iter().enumerate() {
            if let Some(sentence) = decided.next() {
                seen.push(Seen::new(sentence, local.facts, place, locals.len()));
            }
        }
    }
    Text::new(seen)
}

/// Changes what the rules have decided where the model is sure that they are wrong, and has a say.
pub(super) fn overrule(
    blocks: &[Block],
    paragraphs: &[Arc<Paragraph>],
    carried: &[Span],
    sentences: &mut [Sentence],
) {
    if cites(blocks) {
        return;
    }
    let text = text(paragraphs, sentences);
    let mut at = 0;
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        let first = at;
        at += paragraph.attribution.learned.len();
        let Some(model) = Model::of(paragraph.language) else {
            continue;
        };
        for (local, at) in paragraph.attribution.learned.iter().zip(first..) {
            let Some(sentence) = sentences.get_mut(at) else {
                return;
            };
            if !has_a_say(sentence, carried) {
                continue;
            }
            let mut scores = local.scores;
            text.own(at, |feature| model.0.add(feature, &mut scores));
            text.around(at, |feature| model.0.add(feature, &mut scores));
            let Some(status) = model.better(&scores, sentence.status) else {
                continue;
            };
            let sourced = matches!(status, Status::Attributed | Status::Vague);
            sentence.status = status;
            sentence.rule = RULE;
            sentence.source = sentence.source.take().filter(|_| sourced);
            let word = local.words.get(status as usize).copied().flatten();
            sentence.cue = word.filter(|_| sourced).map(|word| Cue {
                text: word.of(&block.prose).to_owned(),
                span: Some(word.shift(block.span.start)),
            });
        }
    }
}

/// One sentence as the model is trained on it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The features of the sentence and of what the rules say of it.
    pub own: Vec<u64>,
    /// The features of what stands around it.
    pub around: Vec<u64>,
    /// Whether the model has a say here.
    pub open: bool,
}

/// The features of every sentence of a text, as `overrule` sees them; `sentences` are the rules' own.
pub fn examples(
    blocks: &[Block],
    paragraphs: &[Arc<Paragraph>],
    carried: &[Span],
    sentences: &[Sentence],
) -> Vec<Example> {
    let cited = cites(blocks);
    let text = text(paragraphs, sentences);
    let mut found: Vec<Example> = Vec::new();
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        let taught = crate::language::saying::Taught::default();
        let Paragraph {
            language,
            tokens,
            tags,
            sentences: own,
            ..
        } = &**paragraph;
        super::read(
            block,
            *language,
            tokens,
            tags,
            own,
            taught,
            &mut |scope, reading| {
                let mut example = Example {
                    open: !cited,
                    ..Example::default()
                };
                local::features(scope, reading, &Items::new(scope), &mut |feature, _| {
                    example.own.push(feature)
                });
                found.push(example);
            },
        );
    }
    for (at, (example, sentence)) in found.iter_mut().zip(sentences).enumerate() {
        text.own(at, |feature| example.own.push(feature));
        text.around(at, |feature| example.around.push(feature));
        example.open &= has_a_say(sentence, carried);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::model::Pruned;

    #[test]
    fn the_files_that_the_program_carries_are_whole() {
        assert!(Model::of(Language::French).is_some());
        assert!(Model::of(Language::English).is_some());
    }

    #[test]
    fn a_damaged_file_and_one_of_other_labels_are_errors() {
        assert!(Model::new(b"").is_err());
        let whole = include_bytes!("../../../language/en/statuses.weights");
        assert!(Model::new(&whole[..whole.len() / 2]).is_err());
        let other = Weights::encode(&Pruned {
            labels: vec!["noun".to_owned()],
            transitions: vec![0.0],
            ..Pruned::default()
        });
        assert!(Model::new(other.leak()).is_err());
    }

    #[test]
    fn nothing_is_overruled_below_the_line() {
        let lines = (0..16).map(|pair| if pair == 13 { 1.0 } else { f32::NEG_INFINITY });
        let bytes = Weights::encode(&Pruned {
            labels: LABELS.map(str::to_owned).to_vec(),
            transitions: lines.collect(),
            ..Pruned::default()
        });
        let model = Model::new(bytes.leak()).unwrap();
        let own = Status::Unattributed;
        assert_eq!(model.better(&[0, 17, 0, 0], own), Some(Status::Attributed));
        assert_eq!(model.better(&[0, 16, 0, 0], own), None);
        assert_eq!(model.better(&[90, 0, 0, 0], own), None);
    }
}
