//! The order in which passages are shown: those first that say most of the claim, and what no passage before them said.

use super::align::{ACTOR_WEIGHT, Side};
use super::judge::{Judged, general_weight, judge, stated};
use super::model::Asked;
use crate::analysis::facts::{Facts, Term};
use crate::analysis::{Analyzer, Options};
use crate::language::Language;
use crate::text::{Format, Span};

/// What a passage has of a claim, as far as the order of passages depends on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// How surely it is on the claim's matter, from 0 to 1.
    pub related: f32,
    /// Of each term and actor of the claim: how much it counts, how well the passage answers to it.
    coverage: Vec<(f32, f32)>,
    /// Of each word, figure and date of the claim: how often the passage has it, saturated as BM25 does.
    words: Vec<f32>,
    /// The same of the sentences before and after it.
    near: Vec<f32>,
}

impl Ranked {
    pub(super) fn new(claim: &Facts, passage: Side<'_>, judged: &Judged) -> Self {
        let terms = claim.terms.iter().zip(&judged.alignment.terms);
        let terms = terms
            .filter(|(term, _)| !term.is(Term::ACTOR))
            .map(|(term, m)| (term.weight, m.score.max(NEIGHBOUR * m.near)));
        let actors = judged.alignment.named(claim);
        let actors = actors.map(|(_, m)| (ACTOR_WEIGHT, m.score));
        let asked = asked_words(claim);
        let mut near = vec![0.0; asked.len()];
        for side in [passage.before, passage.after].into_iter().flatten() {
            let counted = saturated(&asked, side);
            near.iter_mut().zip(counted).for_each(|(sum, own)| *sum += own);
        }
        Self {
            related: judged.answer.related,
            coverage: terms.chain(actors).collect(),
            words: saturated(&asked, passage.facts),
            near,
        }
    }
}

/// The places of the passages in the order in which they should be shown.
///
/// Each next passage is the one that adds most: Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009, §3.5) over the claim's words, of which one that a passage before has already counts less, and a
/// little what the judge holds of it.
pub fn order(passages: &[Ranked]) -> Vec<usize> {
    let count = passages.len() as f32;
    let rarity = |with: usize| (1.0 + (count - with as f32 + 0.5) / (with as f32 + 0.5)).ln();
    let asked = passages.first().map_or(0, |passage| passage.words.len());
    let has = |at: usize| {
        passages
            .iter()
            .filter(move |p| p.words.get(at).is_some_and(|own| *own > 0.0))
    };
    let rarities: Vec<f32> = (0..asked).map(|at| rarity(has(at).count())).collect();
    let terms = passages.first().map_or(0, |passage| passage.coverage.len());
    let covers = |at: usize| {
        passages
            .iter()
            .filter(move |p| p.coverage.get(at).is_some_and(|c| c.1 >= 0.7))
    };
    let covered: Vec<f32> = (0..terms).map(|at| rarity(covers(at).count())).collect();
    let judged: Vec<f32> = passages
        .iter()
        .map(|passage| {
            let all = passage.coverage.iter().zip(&covered);
            let coverage: f32 = all.map(|((weight, score), rarity)| weight * score * rarity).sum();
            let related = passage.related.clamp(1e-6, 1.0 - 1e-6);
            COVERAGE * coverage + RELATED * (related / (1.0 - related)).ln()
        })
        .collect();
    let mut left: Vec<usize> = (0..passages.len()).collect();
    let mut counts = vec![1.0_f32; asked];
    let mut found = Vec::with_capacity(passages.len());
    while !left.is_empty() {
        let value = |at: usize| {
            let passage = &passages[at];
            let own = passage
                .words
                .iter()
                .zip(&passage.near)
                .zip(rarities.iter().zip(&counts));
            let words: f32 = own
                .map(|((own, near), (rarity, count))| rarity * count * (own + NEIGHBOUR * near))
                .sum();
            words + judged[at]
        };
        // Of equals the first: `max_by` would take the last.
        let best = (0..left.len())
            .rev()
            .max_by(|a, b| value(left[*a]).total_cmp(&value(left[*b])));
        let Some(best) = best else { break };
        let at = left.remove(best);
        for (count, own) in counts.iter_mut().zip(&passages[at].words) {
            if *own > 0.0 {
                *count *= AGAIN;
            }
        }
        found.push(at);
    }
    found
}

// How the parts are mixed: chosen on the claims of WiCE, of whose labels nothing else was learned.
/// What a word counts for a sentence when a neighbour has it.
const NEIGHBOUR: f32 = 0.2;
/// What a word counts that a passage shown before has.
const AGAIN: f32 = 0.8;
/// What the judge's alignment counts beside the words.
const COVERAGE: f32 = 0.2;
/// What it counts how surely the passage is on the claim's matter.
const RELATED: f32 = 0.2;

/// The claim's words, figures and dates, each once.
fn asked_words(claim: &Facts) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for word in all_words(claim) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// What BM25 counts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Stem(u32),
    Figure(f64),
    Year(i32),
    Month(u16),
}

fn all_words(facts: &Facts) -> impl Iterator<Item = Word> + '_ {
    let stems = facts.terms.iter().map(|term| Word::Stem(term.stem));
    let figures = facts.figures.iter().map(|figure| Word::Figure(figure.value));
    let dates = facts.dates.iter().flat_map(|date| {
        let month = (date.months != 0).then_some(Word::Month(date.months));
        date.year.map(Word::Year).into_iter().chain(month)
    });
    stems.chain(figures).chain(dates)
}

/// How often each of the words stands in a sentence, saturated.
fn saturated(asked: &[Word], sentence: &Facts) -> Vec<f32> {
    const K1: f32 = 0.9;
    const B: f32 = 0.4;
    /// Of a sentence of news, in words that tell something.
    const USUAL: f32 = 12.0;
    let own: Vec<_> = all_words(sentence).collect();
    let length = 1.0 - B + B * own.len() as f32 / USUAL;
    asked
        .iter()
        .map(|word| {
            let times = own.iter().filter(|known| *known == word).count() as f32;
            times * (K1 + 1.0) / (times + K1 * length)
        })
        .collect()
}

/// The sentences of one page against a claim, in the page's order, for [`order`].
pub fn page(claim: &str, sentences: &[&str], language: Language) -> Vec<Ranked> {
    let claim_facts = stated(claim, Some(language));
    let facts = facts_of(sentences, language);
    let of = |at: Option<usize>| at.and_then(|at| facts.get(at));
    let ranked = facts.iter().zip(sentences).enumerate().map(|(at, (own, text))| {
        let side = Side {
            text,
            facts: own,
            before: of(at.checked_sub(1)),
            after: of(Some(at + 1)),
            title: None,
            named: &[],
        };
        let alone = Side::alone(claim, &claim_facts);
        Ranked::new(
            &claim_facts,
            side,
            &judge(alone, side, &general_weight, Asked::Search),
        )
    });
    ranked.collect()
}

/// The facts of sentences that follow each other, whose actors are told apart over all of them.
fn facts_of(sentences: &[&str], language: Language) -> Vec<Facts> {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for sentence in sentences {
        let start = text.len();
        text.push_str(sentence);
        spans.push(Span::new(start, text.len()));
        text.push_str("\n\n");
    }
    let analyzer = Analyzer::new(Options {
        language: Some(language),
        ..Options::default()
    });
    let analysis = analyzer.analyze(&text, Format::Plain);
    let mut facts: Vec<Facts> = Vec::with_capacity(spans.len());
    for span in spans {
        let inside = analysis
            .mentions
            .iter()
            .filter(|mention| span.start <= mention.span.start && mention.span.end <= span.end);
        let mentions: Vec<_> = inside
            .filter_map(|mention| {
                let local = Span::new(mention.span.start - span.start, mention.span.end - span.start);
                Some((local, analysis.actors.get(mention.actor)?))
            })
            .collect();
        facts.push(Facts::new(span.of(&text), language, &mentions, None));
    }
    facts
}
