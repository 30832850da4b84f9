//! The last pass: what crosses sentences and blocks.

use super::evidence::{Quoted, is_quotation};
use super::learned;
use super::turn::turns;
use crate::analysis::{Actor, ActorKind, Cue, Mention, Paragraph, Sentence, Source, Status};
use crate::text::{Block, BlockKind, Span, prose_at};
use std::sync::Arc;

/// How many blocks a quotation may go on for before its closing mark is taken for a stray one.
const LONGEST_QUOTATION: usize = 12;

/// Decides every sentence's status: by the rules, and by the learned model where it is sure that they are wrong.
pub fn decide(
    blocks: &[Block],
    paragraphs: &[Arc<Paragraph>],
    mentions: &[Mention],
    actors: &[Actor],
) -> Vec<Sentence> {
    let carried = carried_quotations(blocks, paragraphs);
    let mut found = by_rules(blocks, paragraphs, mentions, actors, &carried);
    learned::overrule(blocks, paragraphs, &carried, &mut found);
    found
}

/// The rules' own decision, with what crosses blocks: quotations that go on (`carried`, as [`carried_quotations`] finds
/// them), lists under their source, pronouns.
pub fn by_rules(
    blocks: &[Block],
    paragraphs: &[Arc<Paragraph>],
    mentions: &[Mention],
    actors: &[Actor],
    carried: &[Span],
) -> Vec<Sentence> {
    let mut state = State {
        mentions,
        actors,
        speaker: None,
        announced: None,
        announced_at: 0,
        index: 0,
    };
    let mut found: Vec<Sentence> = Vec::new();
    let mut quotation = 0;
    for (index, (block, paragraph)) in blocks.iter().zip(paragraphs).enumerate() {
        let turns = turns(block, mentions);
        state.enter(index, block, index.checked_sub(1).and_then(|i| blocks.get(i)));
        for (sentence, local) in paragraph.sentences.iter().zip(&paragraph.attribution.sentences) {
            let span = sentence.span.shift(block.span.start);
            while carried.get(quotation).is_some_and(|q: &Span| q.end <= span.start) {
                quotation += 1;
            }
            let in_carried = carried
                .get(quotation)
                .is_some_and(|q| q.start <= span.start && span.start < q.end);
            let text = |local: Span| local.of(&block.prose).to_owned();
            let mut own = Sentence {
                span,
                block: block.kind,
                language: paragraph.language,
                status: local.status,
                source: local
                    .source
                    .map(|at| without_hyphens(at, &block.prose))
                    .map(|at| Source {
                        text: text(at),
                        span: Some(at.shift(block.span.start)),
                        actor: state.actor(at.shift(block.span.start), local.refers.then_some(span)),
                    }),
                cue: local.cue.map(|at| Cue {
                    text: text(at),
                    span: Some(at.shift(block.span.start)),
                }),
                rule: local.rule,
            };
            let overruled = matches!(own.status, Status::Unattributed | Status::Vague)
                || (own.status == Status::None
                    && !matches!(own.rule, "heading" | "boilerplate" | "dateline"));
            if in_carried && overruled {
                own.status = Status::Attributed;
                own.rule = "quotation";
                own.source = None;
                own.cue = None;
            } else if overruled && is_quotation(block) {
                own.status = Status::Attributed;
                own.rule = "block-quotation";
            } else if let Some(name) = turns
                .iter()
                .rfind(|name| name.start < span.end)
                .filter(|_| overruled)
            {
                own.status = Status::Attributed;
                own.rule = "turn";
                own.cue = None;
                own.source = prose_at(blocks, *name).map(|text| Source {
                    text: text.to_owned(),
                    span: Some(*name),
                    actor: state.actor(*name, None),
                });
            } else if overruled {
                let quoted_only = block.kind != BlockKind::ListItem && paragraph.attribution.begins.is_some();
                let announced = state
                    .announced
                    .clone()
                    .filter(|_| own.rule != "question" && !quoted_only);
                if let Some(announced) = announced {
                    own.status = Status::Attributed;
                    own.rule = "announced";
                    (own.source, own.cue) = announced;
                }
            }
            if own.status == Status::Attributed && own.source.is_none() && local.quoted != Quoted::None {
                own.source = state.speaker.clone();
            }
            state.note(&own, local.refers, local.announces);
            found.push(own);
        }
    }
    inquits_back(&mut found);
    captions_back(&mut found);
    found
}

/// What stands in quotation marks anywhere in the text, also over blocks; in order, without overlap.
pub fn quotations(blocks: &[Block], paragraphs: &[Arc<Paragraph>]) -> Vec<Span> {
    let mut found = carried_quotations(blocks, paragraphs);
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        let own = paragraph.attribution.quoted.iter();
        found.extend(own.map(|span| span.shift(block.span.start)));
    }
    found.sort_unstable();
    found.dedup_by(|later, kept| {
        let overlap = later.start < kept.end;
        if overlap {
            kept.end = kept.end.max(later.end);
        }
        overlap
    });
    found
}

/// How many lines of a caption may stand before its credit.
const CAPTION_LINES: usize = 3;

/// The lines right before a picture's credit are its caption.
fn captions_back(found: &mut [Sentence]) {
    let credits: Vec<usize> = (0..found.len())
        .filter(|i| found.get(*i).is_some_and(|s| s.rule == "caption"))
        .collect();
    for credit in credits {
        for i in (credit.saturating_sub(CAPTION_LINES)..credit).rev() {
            let near = match (found.get(i), found.get(i + 1)) {
                (Some(line), Some(next)) => next.span.start.saturating_sub(line.span.end) <= 1,
                _ => false,
            };
            match found
                .get_mut(i)
                .filter(|line| near && line.status == Status::Unattributed)
            {
                Some(line) => {
                    line.status = Status::None;
                    line.rule = "caption";
                }
                None => break,
            }
        }
    }
}

/// Sentences of one quotation before its inquit have the inquit's source.
fn inquits_back(found: &mut [Sentence]) {
    for i in (1..found.len()).rev() {
        let (before, rest) = found.split_at_mut(i);
        if let (Some(last), Some(next)) = (before.last_mut(), rest.first()) {
            let told = next.rule == "inquit" || (next.rule == "quotation" && next.cue.is_some());
            if last.rule == "quotation" && last.cue.is_none() && told {
                last.source = next.source.clone();
                last.cue = next.cue.clone();
            }
        }
    }
}

/// Quotations that one block opens and another closes, as bytes of the text.
pub fn carried_quotations(blocks: &[Block], paragraphs: &[Arc<Paragraph>]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let (Some(block), Some(paragraph)) = (blocks.get(at), paragraphs.get(at)) else {
            break;
        };
        let Some((style, start)) = paragraph.attribution.opens else {
            at += 1;
            continue;
        };
        let start = block.span.start + start;
        let mut end = None;
        let mut to = at + 1;
        for (k, (later, other)) in blocks
            .iter()
            .zip(paragraphs)
            .enumerate()
            .skip(at + 1)
            .take(LONGEST_QUOTATION)
        {
            let cues = &other.attribution;
            if matches!(later.kind, BlockKind::Heading) {
                break;
            }
            if let Some((_, close)) = cues.closes.filter(|(other, _)| *other == style) {
                end = Some(later.span.start + close);
                to = k;
                break;
            }
            if let Some((_, close)) = cues.opens.filter(|(other, _)| *other == style && cues.ambiguous) {
                end = Some(later.span.start + close);
                to = k + 1;
                break;
            }
            if k == at + 1 && cues.begins == Some(style) {
                // Reopened at the head of the next paragraph: this one is quoted to its end.
                end = blocks.get(at).map(|b| b.span.end);
                to = k;
                break;
            }
            if cues.opens.is_some() || cues.begins.is_some() {
                break;
            }
        }
        if let Some(end) = end {
            found.push(Span::new(start, end.max(start)));
        }
        at = to.max(at + 1);
    }
    found
}

type Announced = (Option<Source>, Option<Cue>);

/// What the pass remembers from block to block.
struct State<'a> {
    mentions: &'a [Mention],
    actors: &'a [Actor],
    speaker: Option<Source>,
    announced: Option<Announced>,
    announced_at: usize,
    index: usize,
}

impl State<'_> {
    /// At the head of a block: an announced source lasts for one paragraph or for a whole list.
    fn enter(&mut self, index: usize, block: &Block, before: Option<&Block>) {
        self.index = index;
        let list = |b: &Block| b.kind == BlockKind::ListItem;
        if block.kind == BlockKind::Heading {
            self.announced = None;
            self.speaker = None;
        } else if before.is_some_and(|b| list(b) && !list(block))
            || (!list(block) && index > self.announced_at + 1)
        {
            self.announced = None;
        }
    }

    fn note(&mut self, sentence: &Sentence, refers: bool, announces: bool) {
        if sentence.status == Status::Attributed {
            // A pronoun leaves the name before it in place.
            let same = |known: &Source| {
                sentence
                    .source
                    .as_ref()
                    .is_some_and(|s| refers && s.actor == known.actor)
            };
            if sentence.source.is_some() && !self.speaker.as_ref().is_some_and(same) {
                self.speaker = sentence.source.clone();
            }
            if announces {
                self.announced = Some((sentence.source.clone(), sentence.cue.clone()));
                self.announced_at = self.index;
            }
        } else if sentence.status != Status::None && sentence.block != BlockKind::ListItem {
            self.announced = None;
        }
    }

    /// The actor that the words at `span` name; words that refer to somebody stand for the last
    /// speaker, else for the first person that their sentence names before them.
    fn actor(&self, span: Span, referring_in: Option<Span>) -> Option<usize> {
        let first = self.mentions.partition_point(|m| m.span.end <= span.start);
        let inside: Vec<&Mention> = self
            .mentions
            .get(first..)
            .unwrap_or(&[])
            .iter()
            .take_while(|m| m.span.start < span.end)
            .collect();
        let person = inside.iter().rev().find(|m| m.kind == ActorKind::Person);
        let body = inside.iter().find(|m| m.kind == ActorKind::Organisation);
        if let Some(mention) = person.or(body).or(inside.first()) {
            return Some(mention.actor);
        }
        let sentence = referring_in?;
        let speaker = self.speaker.as_ref().and_then(|s| s.actor);
        speaker
            .or_else(|| self.first_person(Span::new(sentence.start, span.start.max(sentence.start))))
            .filter(|actor| self.actors.get(*actor).is_some())
    }

    /// The first person that is named in `span`: the subject of a sentence stands before its objects.
    fn first_person(&self, span: Span) -> Option<usize> {
        let first = self.mentions.partition_point(|m| m.span.end <= span.start);
        let named = self.mentions.get(first..)?.iter();
        named
            .take_while(|m| m.span.start < span.end)
            .find(|m| m.kind == ActorKind::Person)
            .map(|m| m.actor)
    }
}

/// The pronoun of an inversion without what joins it to its verb: `il` of `a-t-il`.
fn without_hyphens(source: Span, prose: &str) -> Span {
    let joined = source.of(prose);
    let pronoun = joined.strip_prefix("-t-").or_else(|| joined.strip_prefix('-'));
    pronoun.map_or(source, |pronoun| {
        Span::new(source.end - pronoun.len(), source.end)
    })
}
