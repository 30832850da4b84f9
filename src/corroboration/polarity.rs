//! Which of two sides says that something is so, and which that it is not.

use super::align::Alignment;
use super::findings::Findings;
use super::limits::says;
use crate::analysis::facts::{Facts, Term};
use crate::language::news::{Mark, Role, lexicon};

impl Findings {
    /// Words that answer to each other or mean the opposite, of which one is negated.
    pub(super) fn polarity(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, (term, matched)) in claim.terms.iter().zip(&alignment.terms).enumerate() {
            let pair = matched.term.and_then(|p| Some((p, passage.terms.get(p)?)));
            if let Some((p, other)) = pair
                && matched.score >= 0.7
                && term.is(Term::NEGATED) != other.is(Term::NEGATED)
                && !(within_negation(claim, term.at) && within_negation(passage, other.at))
                && !(says(term) && told_alike(term, passage))
                && !refused_alike((claim, c), (passage, p), alignment)
            {
                self.negated.push((c, p));
            }
            // `enemies … and their allies`: what answers to another word of the claim is not the opposite of this one.
            if let Some(p) = matched.opposite
                && !term.is(Term::ACTOR)
                && matched.score < 0.7
                && !answers(claim, p, passage, alignment)
                && passage.terms.get(p).is_some_and(|other| {
                    !other.is(Term::ACTOR)
                        && term.is(Term::NEGATED) == other.is(Term::NEGATED)
                        && beside(&anchors(claim, term, passage, alignment), other)
                })
            {
                self.opposite.push((c, p));
            }
        }
        // Where both negate one predicate their negations answer to each other, and another word is only nearer to
        // one of them (`no meeting was planned`, `the meeting was not planned`).
        let both = claim.terms.iter().zip(&alignment.terms).any(|(term, matched)| {
            let other = matched.term.and_then(|p| passage.terms.get(p));
            matched.score >= 0.7
                && term.is(Term::NEGATED)
                && other.is_some_and(|other| other.is(Term::NEGATED))
        });
        if both {
            let verb = |facts: &Facts, at: usize| facts.terms.get(at).is_some_and(|term| term.is(Term::VERB));
            // But a second deed that one of them leaves undone is another matter (`condemned it, while refusing to act`).
            self.negated.retain(|(c, p)| verb(claim, *c) && verb(passage, *p));
        }
    }
}

/// Words of the claim that lean the other way than the passage: than their own answer (`less stable`, `stabilité`), or,
/// without one, than a word which answers nothing, where both are said of something that the two have in common.
pub(super) fn leaning(claim: &Facts, passage: &Facts, alignment: &Alignment) -> Vec<(usize, usize)> {
    let ours = claim.terms.iter().zip(&alignment.terms).enumerate();
    ours.filter_map(|(c, (term, matched))| {
        let way = leans(term)?;
        let answer = matched.term.and_then(|p| Some((p, passage.terms.get(p)?)));
        if let Some((p, other)) = answer.filter(|_| matched.score >= 0.5) {
            let turned = matched.score >= 0.7
                && term.is(Term::NEGATED) == other.is(Term::NEGATED)
                && leans(other).is_some_and(|theirs| theirs != way);
            return turned.then_some((c, p));
        }
        let anchors = anchors(claim, term, passage, alignment);
        let theirs = || {
            let all = passage.terms.iter().enumerate();
            all.filter(|(_, other)| leans(other).is_some() && beside(&anchors, other))
        };
        // A passage that has a word for either way says the claim's, too.
        let same = theirs().any(|(_, other)| leans(other) == Some(way));
        let (p, _) = theirs()
            .find(|(p, other)| leans(other) != Some(way) && !answers(claim, *p, passage, alignment))?;
        (!same).then_some((c, p))
    })
    .collect()
}

/// Whether a word says that something is done or bettered, after its negation; `None` where it does not lean.
fn leans(term: &Term) -> Option<bool> {
    let way = match (term.is(Term::FOR), term.is(Term::AGAINST)) {
        (true, false) => true,
        (false, true) => false,
        _ => return None,
    };
    (!term.is(Term::ACTOR)).then_some(way != term.is(Term::NEGATED))
}

/// Whether a word of the claim answers to the passage's at `p`.
fn answers(claim: &Facts, p: usize, passage: &Facts, alignment: &Alignment) -> bool {
    let other = passage.terms.get(p);
    other.is_some_and(|other| alignment.answers(claim, p, other))
}

/// Whether one side says that it has come to pass, and the other that it has not so far.
pub(super) fn not_yet(claim: &Facts, passage: &Facts) -> bool {
    let only = |facts: &Facts, mark: Mark, not: Mark| facts.marks(mark) > 0 && facts.marks(not) == 0;
    let (done, undone) = (Mark::Already, Mark::NotYet);
    only(claim, done, undone) && passage.marks(undone) > 0
        || only(passage, done, undone) && claim.marks(undone) > 0
}

/// How nearly the same must be what one side leaves undone.
const SAME: f32 = 0.75;
/// How far before a word that stands which leaves it undone (`a interdit toute coopération`).
const REFUSED: u16 = 5;

/// Whether the word that leaves undone what stands behind it on one side answers to one of the other that leaves nothing else
/// undone: the two only say in another order that it is not so (`la coopération est interdite`).
fn refused_alike((claim, c): (&Facts, usize), (passage, p): (&Facts, usize), alignment: &Alignment) -> bool {
    let (Some(term), Some(other), Some(matched)) =
        (claim.terms.get(c), passage.terms.get(p), alignment.terms.get(c))
    else {
        return false;
    };
    let (ours, theirs) = (refusal(claim, term), refusal(passage, other));
    // `nie avoir livré` is no more than a denial: what others allege is not the opposite of it.
    let denies = |at: usize| {
        let own = claim.terms.get(at);
        own.is_some_and(|term| lexicon().plays(&term.families, Role::Denial))
    };
    // What is refused must be the same thing (`bans fishing`, `promised the fishermen`).
    let akin = term.stem != other.stem && matched.score < SAME;
    let answered = |at: usize| {
        let matched = alignment.terms.get(at).filter(|matched| matched.score >= 0.7);
        matched.is_some_and(|matched| matched.term.is_some_and(|p| !leaves_undone(passage, p)))
    };
    let answers = |at: usize| {
        let mut own = alignment.terms.iter().enumerate();
        own.any(|(c, matched)| matched.term == Some(at) && matched.score >= 0.7 && !leaves_undone(claim, c))
    };
    (ours.is_some() || theirs.is_some()) && akin
        || ours.is_some_and(|at| denies(at) || answered(at))
        || theirs.is_some_and(answers)
}

/// The term that leaves a negated one undone, by its number.
fn refusal(facts: &Facts, own: &Term) -> Option<usize> {
    let refuses = |term: &Term| {
        term.at < own.at
            && term.at.saturating_add(REFUSED) >= own.at
            && lexicon().plays(&term.families, Role::Refusal)
    };
    own.is(Term::NEGATED)
        .then(|| facts.terms.iter().rposition(refuses))
        .flatten()
}

/// Whether something stands behind the term number `at` that is left undone by it.
fn leaves_undone(facts: &Facts, at: usize) -> bool {
    let Some(term) = facts.terms.get(at) else {
        return false;
    };
    let mut behind = facts.terms.iter().skip(at + 1);
    behind.any(|other| other.is(Term::NEGATED) && other.at <= term.at.saturating_add(REFUSED))
}

/// Whether another word of saying of the passage is negated as the claim's is: of several the one that is meant
/// (`a indiqué la présidence, qui n'a pas fait état de date`).
fn told_alike(term: &Term, passage: &Facts) -> bool {
    let mut told = passage.terms.iter().filter(|other| says(other));
    told.any(|other| other.is(Term::NEGATED) == term.is(Term::NEGATED))
}

/// How far from two words that mean the opposite something must be that both sides say, in words of the claim and of the
/// passage: else the two are said of other things.
const SAID_OF: [u16; 2] = [6, 9];

/// Where in the passage those words and names stand that answer to some near the claim's word: of what is near one of them
/// both may be said.
pub(super) fn anchors(claim: &Facts, term: &Term, passage: &Facts, alignment: &Alignment) -> Vec<u16> {
    let near = |at: u16| at.abs_diff(term.at) <= SAID_OF[0];
    let terms = claim.terms.iter().zip(&alignment.terms);
    let words = terms
        .filter(|(own, matched)| matched.score >= 0.5 && near(own.at))
        .filter_map(|(_, matched)| Some(passage.terms.get(matched.term?)?.at));
    let actors = claim.actors.iter().zip(&alignment.actors);
    let names = actors
        .filter(|(own, matched)| matched.score >= 0.4 && near(own.at))
        .filter_map(|(_, matched)| Some(passage.actors.get(matched.actor?)?.at));
    words.chain(names).collect()
}

/// Whether a word of the passage stands near one of the places.
pub(super) fn beside(anchors: &[u16], other: &Term) -> bool {
    anchors.iter().any(|at| at.abs_diff(other.at) <= SAID_OF[1])
}

/// How many words after a negation still belong to what it negates, within its clause.
const NEGATION_REACH: u16 = 8;

/// Whether the word at `at` stands in a clause behind a negation, near it or not: `n'a pas encore fait état de date précise`
/// and `sans préciser la date` leave the same thing unsaid.
fn within_negation(facts: &Facts, at: u16) -> bool {
    facts.negations.iter().any(|negation| {
        *negation < at
            && at - negation <= NEGATION_REACH
            && !facts.joints.iter().any(|joint| joint > negation && *joint < at)
    })
}
