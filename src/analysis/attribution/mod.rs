//! Who answers for each sentence: cues a block at a time, decided over the whole text.
//!
//! [`cues`] finds all that a block can say alone and is cached with it; [`decide()`] carries over
//! blocks what crosses them: quotations that go on, lists under their source, pronouns.

mod citation;
mod decide;
mod empty;
mod evidence;
mod group;
mod hearsay;
pub mod learned;
mod license;
mod mend;
mod preposition;
mod quotation;
mod quotes;
mod saying;
mod stance;
mod subject;
mod turn;
mod voice;
mod words;

use super::LocalSentence;
use crate::language::Language;
use crate::language::saying::Taught;
use crate::language::tagger::Tag;
use crate::text::{Block, Span, Token};
pub use decide::{by_rules, carried_quotations, decide, quotations};
use evidence::{Evidence, Reading};
use quotes::{Style, quotes};
use saying::Scope;
use words::Words;

/// What one block says about the status of its sentences.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    /// One a sentence.
    sentences: Vec<Evidence>,
    /// What the learned model makes of each; one a sentence.
    learned: Vec<learned::Local>,
    /// The quotation that an earlier block must have opened: its marks, and the block's byte where it ends.
    closes: Option<(Style, usize)>,
    /// The quotation that this block opens and does not close: its marks, and where it begins.
    opens: Option<(Style, usize)>,
    /// Whether what the block opens may as well close what an earlier one opened.
    ambiguous: bool,
    /// The marks with which the block begins, if it does with an opening one.
    begins: Option<Style>,
    /// What stands in quotation marks: bytes from the start of the block.
    quoted: Vec<Span>,
}

/// Finds the cues of one block.
pub fn cues(
    block: &Block,
    language: Language,
    tokens: &[Token],
    tags: &[Tag],
    sentences: &[LocalSentence],
    taught: Taught,
) -> Cues {
    let model = learned::Model::of(language);
    let mut known = Vec::with_capacity(sentences.len());
    let mut found = read(
        block,
        language,
        tokens,
        tags,
        sentences,
        taught,
        &mut |scope, reading| {
            known.push(learned::Local::new(model, scope, reading));
        },
    );
    found.learned = known;
    found
}

/// Reads every sentence of one block; `each` may look at each one with what the rules know of it.
fn read(
    block: &Block,
    language: Language,
    tokens: &[Token],
    tags: &[Tag],
    sentences: &[LocalSentence],
    taught: Taught,
    each: &mut dyn FnMut(&Scope<'_>, &Reading),
) -> Cues {
    let words = Words::new(&block.prose, language, tokens, tags, taught.of(language));
    let mut found = quotes(&words, tokens.len());
    let closes = found
        .iter()
        .find(|q| !q.opened)
        .map(|q| (q.style, words.cover(&q.tokens).end));
    let opens = found
        .iter()
        .find(|q| !q.closed)
        .map(|q| (q.style, words.cover(&q.tokens).start));
    let ambiguous = found.last().is_some_and(|q| q.ambiguous);
    let begins = found
        .first()
        .filter(|q| q.opened && q.tokens.start == 0)
        .map(|q| q.style);
    // A quotation that is never closed covers its own sentence for now; the document may say more.
    for quote in found.iter_mut().filter(|q| !q.closed) {
        if let Some(own) = sentences.iter().find(|s| s.tokens.contains(&quote.tokens.start)) {
            quote.tokens.end = own.tokens.end;
        }
    }
    // A straight mark that closes what nothing opened here is a stray one, unless the document knows more.
    for quote in found.iter_mut().filter(|q| !q.opened) {
        if quote.style == Style::Straight {
            quote.tokens.start = quote.tokens.end.saturating_sub(1);
        }
    }
    let alone = |i: usize| {
        let own = sentences.get(i);
        let line =
            |range: std::ops::Range<usize>| block.prose.get(range).is_none_or(|gap| gap.contains('\n'));
        own.is_some_and(|own| {
            (i == 0 || line(sentences[i - 1].span.end..own.span.start))
                && sentences
                    .get(i + 1)
                    .is_none_or(|next| line(own.span.end..next.span.start))
        })
    };
    let sentences = sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| {
            let scope = Scope {
                words: &words,
                tokens: sentence.tokens.clone(),
                quoted: &evidence::quoted(&found, sentence.tokens.clone()),
            };
            let reading = evidence::read(block, &scope, sentence, alone(i));
            each(&scope, &reading);
            reading.evidence
        })
        .collect();
    Cues {
        sentences,
        learned: Vec::new(),
        closes,
        opens,
        ambiguous,
        begins,
        quoted: found.iter().map(|quote| words.cover(&quote.tokens)).collect(),
    }
}
