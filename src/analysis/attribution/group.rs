//! The verb group: what stands before a verb and says how it is used.

use super::saying::Scope;
use super::words::Words;
use crate::language::saying::Classes;
use crate::language::tagger::Pos;

/// The verb group around token `i`: where it begins, and what its auxiliaries say.
pub struct Group {
    /// Its first token.
    pub start: usize,
    /// It has an auxiliary of the perfect.
    pub have: bool,
    /// It has an auxiliary of the passive.
    pub be: bool,
    /// Its auxiliary is in the French conditional.
    pub conditional: bool,
    /// Its verb depends on a modal or on a verb with the same subject.
    pub modal: bool,
    /// Its verb depends on one of refusing: what is refused is to say something.
    pub refusal: bool,
    /// It has a reflexive pronoun.
    pub reflexive: bool,
    /// Its verb is marked as an infinitive.
    pub infinitive_mark: bool,
    /// Something in front of its verb is finite.
    pub finite: bool,
}

/// Looks from the verb at token `i` back over auxiliaries, adverbs and clitics.
pub fn group(scope: &Scope<'_>, i: usize) -> Group {
    let words = scope.words;
    let mut group = Group {
        start: i,
        have: false,
        be: false,
        conditional: false,
        modal: false,
        refusal: false,
        reflexive: false,
        infinitive_mark: false,
        finite: false,
    };
    let mut k = i;
    let mut steps = 0;
    while let Some(before) = k
        .checked_sub(1)
        .filter(|b| *b >= scope.tokens.start && !scope.is_quoted(*b))
    {
        let text = words.text(before);
        if let Some(open) = Some(before)
            .filter(|b| words.is_mark(*b, &[","]))
            .and_then(|b| parenthesis(scope, b))
        {
            k = open;
            continue;
        }
        let inverted = text.starts_with('-') && text.len() > 1;
        let mark = words.mark(before);
        let finite_so_far = group.finite;
        group.finite |= mark.finite;
        if mark.classes.any(Classes::AUX_HAVE) {
            group.have = true;
            group.conditional |= mark.classes.any(Classes::AUX_COND);
        } else if mark.classes.any(Classes::AUX_BE) {
            group.be = true;
            group.conditional |= mark.classes.any(Classes::AUX_COND);
        } else if mark.classes.any(Classes::MODAL.with(Classes::CONTROL)) {
            group.modal = true;
            group.refusal |= mark.classes.any(Classes::REFUSAL);
        } else if mark.classes.any(Classes::INF) {
            group.infinitive_mark = true;
        } else if is_adverb(words, before) || inverted || is_link(words, before) {
            // `se refuse à conclure`: the pronoun belongs to the verb in front.
            if is_reflexive(words, before) && !group.modal {
                group.reflexive = true;
            }
        } else if let Some(auxiliary) = auxiliary_before_adverbial(scope, k) {
            group.finite = finite_so_far;
            k = auxiliary + 1;
            continue;
        } else {
            group.finite = finite_so_far;
            break;
        }
        steps += 1;
        if steps > 9 {
            break;
        }
        k = before;
    }
    group.start = k;
    group
}

/// Where the verb group proper begins: adverbs at its left edge are no part of the cue.
pub fn cue_start(words: &Words<'_>, group: &Group, i: usize) -> usize {
    (group.start..i)
        .find(|k| {
            let mark = words.mark(*k);
            mark.finite || mark.pos != Some(Pos::Adv) || words.is_joined(k + 1)
        })
        .unwrap_or(i)
}

/// Where a parenthesis between an auxiliary and its participle begins (`a, lundi soir, déclaré`), its
/// closing comma being token `close`.
fn parenthesis(scope: &Scope<'_>, close: usize) -> Option<usize> {
    let words = scope.words;
    let open = (scope.tokens.start + 1..close)
        .rev()
        .take(10)
        .find(|k| words.is_mark(*k, &[","]))?;
    let plain = (open + 1..close).all(|k| !words.mark(k).finite && !scope.is_quoted(k));
    (plain && words.is(open - 1, Classes::AUX_HAVE.with(Classes::AUX_BE))).then_some(open)
}

/// The auxiliary that an adverbial group parts from the participle at `close`: `a de nouveau réclamé`,
/// `has in the past denied`.
fn auxiliary_before_adverbial(scope: &Scope<'_>, close: usize) -> Option<usize> {
    let words = scope.words;
    let auxiliary = (scope.tokens.start..close)
        .rev()
        .take(6)
        .find(|k| words.is(*k, Classes::AUX_HAVE) && words.mark(*k).finite)?;
    let adverbial =
        words.mark(auxiliary + 1).pos == Some(Pos::Adp) || words.is(auxiliary + 1, Classes::CLITIC);
    let plain = |k: usize| {
        words.is_word(k)
            && !matches!(words.mark(k).pos, Some(Pos::Verb | Pos::Aux | Pos::Pron))
            && !scope.is_quoted(k)
    };
    (auxiliary + 1 < close && adverbial && (auxiliary + 1..close).all(plain)).then_some(auxiliary)
}

fn is_adverb(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::CLITIC)
        || (words.mark(i).pos == Some(Pos::Adv)
            && !words.is(i, Classes::SUB.with(Classes::THAT).with(Classes::VAGUE)))
}

fn is_reflexive(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::REFLEXIVE)
}

/// `à` and `de` between a modal and its infinitive.
fn is_link(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::LINK) && i > 0 && words.is(i - 1, Classes::MODAL)
}
