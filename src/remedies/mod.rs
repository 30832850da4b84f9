//! What a writer can do about a claim, as edits of the draft: name the source, cite it, quote it,
//! put its figure in. Knows the draft, the corpus and what it says; no LSP, no files.

mod article;
mod attribute;
mod cite;
mod correct;
mod edit;
mod phrases;
mod quote;
mod rename;

pub use article::{with_article, without_article};
pub use edit::{Edit, Kind, Remedy, apply};
pub use phrases::source_begins;
pub use rename::{new_name, rename};

pub(crate) use edit::one_line;

use crate::analysis::{Analysis, Sentence, Status};
use crate::corpus::{Article, Corpus, Passage};
use crate::corroboration::{Evidence, Relation};
use crate::text::Format;

/// A claim in its draft.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The whole draft.
    pub text: &'a str,
    /// How it is read.
    pub format: Format,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The claim: one of the analysis' sentences.
    pub sentence: &'a Sentence,
}

/// A passage that bears on the claim, with what is needed to name it.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    evidence: &'a Evidence,
    passage: &'a Passage,
    article: &'a Article,
}

impl Found<'_> {
    /// Who answers for the passage, else who published it.
    fn source(&self) -> Option<&str> {
        let origin = self.evidence.origin.as_ref().map(|origin| origin.name.as_str());
        origin
            .or(self.article.publisher.as_deref())
            .filter(|source| !source.trim().is_empty())
    }
}

/// The remedies that the evidence offers for a claim, the most useful first.
pub fn remedies(claim: &Claim<'_>, corpus: &Corpus, evidence: &[Evidence]) -> Vec<Remedy> {
    let found: Vec<_> = evidence
        .iter()
        .filter_map(|evidence| {
            let passage = corpus.passage(evidence.passage)?;
            let article = corpus.article_of(passage)?;
            Some(Found {
                evidence,
                passage,
                article,
            })
        })
        .collect();
    let backing: Vec<_> = found
        .iter()
        .copied()
        .filter(|found| matches!(found.evidence.relation, Relation::Supports | Relation::Partly))
        .collect();

    let mut offered = Vec::new();
    for found in &found {
        offered.extend(correct::correct(claim, found));
    }
    if matches!(claim.sentence.status, Status::Unattributed | Status::Vague) {
        offered.extend(attribute::attribute(claim, &backing));
    }
    offered.extend(cite::cite(claim, &backing));
    offered.extend(quote::quote(claim, &backing));
    offered
}
