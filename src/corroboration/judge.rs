use super::align::{Alignment, Side};
use super::features::{COUNT, features};
use super::findings::Findings;
use super::limits::limited;
use super::model::{Answer, Asked, model};
use super::reasons::reasons;
use super::{Judgement, Reason};
use crate::analysis::facts::{Facts, Term};
use crate::analysis::{Analyzer, Options};
use crate::language::Language;
use crate::language::news::{Role, lexicon};
use crate::text::Format;

/// Judges one passage against one claim; the language of each is identified where not given.
pub fn relate(passage: &str, claim: &str, languages: (Option<Language>, Option<Language>)) -> Judgement {
    answer(passage, claim, languages, Asked::Pair)
}

/// Judges a passage that a search found, as [`super::corroborate`] does: it may well be on another matter.
pub fn relate_found(
    passage: &str,
    claim: &str,
    languages: (Option<Language>, Option<Language>),
) -> Judgement {
    answer(passage, claim, languages, Asked::Search)
}

fn answer(
    passage: &str,
    claim: &str,
    languages: (Option<Language>, Option<Language>),
    asked: Asked,
) -> Judgement {
    let (passage_facts, claim_facts) = (whole(passage, languages.0), stated(claim, languages.1));
    let (claim, passage) = (
        Side::alone(claim, &claim_facts),
        Side::alone(passage, &passage_facts),
    );
    let judged = judge(claim, passage, &general_weight, asked);
    Judgement {
        relation: judged.answer.relation,
        score: judged.answer.score,
        reasons: judged.reasons(claim, passage),
    }
}

/// The facts of a text of one or several sentences, taken as one.
pub(super) fn whole(text: &str, language: Option<Language>) -> Facts {
    let analyzer = Analyzer::new(Options {
        language,
        ..Options::default()
    });
    let analysis = analyzer.analyze(text, Format::Plain);
    let mentions: Vec<_> = analysis
        .mentions
        .iter()
        .filter_map(|mention| Some((mention.span, analysis.actors.get(mention.actor)?)))
        .collect();
    Facts::new(text, language.unwrap_or(analysis.language), &mentions, None)
}

/// How many words of a claim are looked at: a sentence that goes on for longer is no claim but a text without full stops,
/// and comparing all of it with every passage would take minutes.
const LONGEST: u16 = 400;

/// What a claim states, the beginning of it where it has no end.
pub(super) fn stated(claim: &str, language: Option<Language>) -> Facts {
    let mut facts = whole(claim, language);
    facts.shorten(LONGEST);
    facts
}

/// How much a term tells where no corpus says how rare it is: less where it only says that somebody spoke.
pub(super) fn general_weight(term: &Term) -> f32 {
    let says = lexicon().plays(&term.families, Role::Saying);
    if says { 0.5 * term.weight } else { term.weight }
}

/// All that came out of comparing a pair.
#[derive(Clone)]
pub(super) struct Judged {
    pub answer: Answer,
    pub alignment: Alignment,
    pub findings: Findings,
    pub features: [f32; COUNT],
}

impl Judged {
    /// Why; `claim` and `passage` are those that were judged. Only what is shown needs it.
    pub fn reasons(&self, claim: Side<'_>, passage: Side<'_>) -> Vec<Reason> {
        reasons(
            claim,
            passage,
            &self.alignment,
            &self.findings,
            self.answer.relation,
        )
    }
}

/// Compares and decides.
pub(super) fn judge(
    claim: Side<'_>,
    passage: Side<'_>,
    weight: &dyn Fn(&Term) -> f32,
    asked: Asked,
) -> Judged {
    let alignment = Alignment::new(claim, passage, weight);
    let findings = Findings::new(claim, passage, &alignment);
    let features = features(claim, passage, &alignment, &findings);
    let mut answer = model().answer(&features, asked);
    answer.relation = limited(answer.relation, claim, passage, &alignment, &findings, asked);
    Judged {
        answer,
        alignment,
        findings,
        features,
    }
}

/// The features of a pair by name, for training and for people who doubt a judgement.
pub fn explain(
    passage: &str,
    claim: &str,
    languages: (Option<Language>, Option<Language>),
) -> Vec<(&'static str, f32)> {
    let (passage_facts, claim_facts) = (whole(passage, languages.0), stated(claim, languages.1));
    let judged = judge(
        Side::alone(claim, &claim_facts),
        Side::alone(passage, &passage_facts),
        &general_weight,
        Asked::Pair,
    );
    super::features::NAMES.into_iter().zip(judged.features).collect()
}
