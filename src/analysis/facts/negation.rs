//! What a sentence says is not so.

use super::pieces::Piece;
use super::terms::spoken;
use super::turns::phrase;
use super::{Facts, Term};
use crate::language::Language;
use crate::language::news::{Class, Role, lexicon};
use crate::text::TokenKind;

/// Which pieces stand under a negation: the content word after it, within the clause; names, adverbs and words of wish
/// and ability do not count.
pub(super) fn negated(
    pieces: &[Piece],
    stems: &[String],
    speech: &[(usize, u16)],
    language: Language,
    facts: &mut Facts,
) -> Vec<bool> {
    let lexicon = lexicon();
    let mut found = vec![false; pieces.len()];
    let mut reach: usize = 0;
    let mut skip = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.breaks() {
            reach = 0;
        }
        if skip > 0 {
            skip -= 1;
            continue;
        }
        // `c'est la faute de Rome` says no more than whose fault it is.
        let noun = language == Language::French
            && piece.class.is_none()
            && at > 0
            && pieces[at - 1].class == Some(Class::Stop);
        let several = if noun {
            0
        } else {
            several_words(&pieces[at..], language)
        };
        if several > 0 {
            facts.negations.push(at.min(usize::from(u16::MAX)) as u16);
            (reach, skip) = (reach.max(1), several - 1);
            continue;
        }
        match piece.class {
            Some(Class::Negation) => {
                // `pas digne`, `not far`: the phrase has its own family, which says it all.
                let (length, _) = phrase(&pieces[at..], &stems[at..], language, lexicon);
                if length > 1 {
                    reach = 0;
                    skip = length - 1;
                } else if !restricts(pieces, at) {
                    facts.negations.push(at.min(usize::from(u16::MAX)) as u16);
                    // A negated subject negates its verb too, further on.
                    let subject = matches!(piece.text.as_str(), "no" | "aucun" | "aucune");
                    reach = reach.max(if subject { 2 } else { 1 });
                }
            }
            Some(Class::Joint) => {
                facts.joints.push(at.min(usize::from(u16::MAX)) as u16);
                if matches!(piece.text.as_str(), "mais" | "but") {
                    reach = 0;
                }
            }
            None if piece.kind == TokenKind::Word && reach > 0 && !(piece.capital && at > 0) => {
                found[at] = true;
                // `n'a pas voulu condamner`, `did not have the means to`: what follows is not done either.
                let light = lexicon.plays(lexicon.families(&stems[at], language), Role::Light);
                // `ne fait pas expressément mention`: an adverb only says how.
                let adverb = spoken(speech, piece.span.start) == Term::ADVERB;
                reach -= usize::from(!light && !adverb);
                // `n'a pas précisé de date`: without its article the object is negated too.
                let bare = |ahead: usize| pieces.get(at + ahead).filter(|next| !next.breaks());
                // So is that of a turn (`n'a pas fait état de date`), which no `de` ties to another noun.
                let tied = at
                    .checked_sub(1)
                    .and_then(|before| pieces.get(before))
                    .is_none_or(|before| before.class == Some(Class::Of));
                let part = spoken(speech, piece.span.start);
                if (part == Term::VERB || part == Term::NOUN && !tied)
                    && language == Language::French
                    && bare(1).is_some_and(|next| matches!(next.text.as_str(), "de" | "d"))
                    && bare(2).is_some_and(|next| spoken(speech, next.span.start) == Term::NOUN)
                    && let Some(object) = found.get_mut(at + 2)
                {
                    *object = true;
                }
            }
            _ => {}
        }
    }
    found
}

/// How many words there are that negate only together (`has yet to give a date`, `anything but isolated`); 0 where there
/// are none.
fn several_words(pieces: &[Piece], language: Language) -> usize {
    let negate = |length: &usize| {
        let Some(words) = pieces.get(..*length) else {
            return false;
        };
        let function = words.iter().any(|piece| piece.class.is_some());
        let texts = || words.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>();
        function && lexicon().class(&texts().join(" "), language) == Some(Class::Negation)
    };
    (2..=LONGEST).rev().find(negate).unwrap_or(0)
}

/// How many words negate together at most.
const LONGEST: usize = 3;

/// `ne … que` restricts, it does not negate.
fn restricts(pieces: &[Piece], at: usize) -> bool {
    let bare = |piece: &Piece| piece.text == "n" || piece.text == "ne";
    let near = || {
        pieces[at + 1..]
            .iter()
            .take(6)
            .take_while(|piece| !piece.breaks())
    };
    bare(&pieces[at])
        && near().any(|piece| piece.text == "que" || piece.text == "qu")
        && !near().any(|piece| piece.class == Some(Class::Negation) && !bare(piece))
}

/// `a refusé de condamner` negates like `n'a pas condamné`: turns the polarity of the word after such a verb, and of
/// the one that `or`, `ni` and, before another infinitive, `et de` join to it.
pub(super) fn refused(pieces: &[Piece], speech: &[(usize, u16)], facts: &mut Facts) {
    let refusals: Vec<u16> = facts
        .terms
        .iter()
        .filter(|term| lexicon().plays(&term.families, Role::Refusal))
        .map(|term| term.at)
        .collect();
    for at in refusals {
        let mut turn = |from: u16| {
            let next = facts
                .terms
                .iter_mut()
                .find(|term| term.at > from && term.at <= from.saturating_add(5) && !term.is(Term::ACTOR));
            // `interdite par le maire`: who leaves it undone is not what is left undone.
            let doer = |term: &Term| {
                let between = pieces.get(usize::from(from) + 1..usize::from(term.at));
                between.is_some_and(|words| words.iter().any(|piece| piece.class == Some(Class::Doer)))
            };
            if let Some(term) = next.filter(|term| !doer(term)) {
                term.flags ^= Term::NEGATED;
            }
        };
        turn(at);
        let after = pieces.iter().enumerate().skip(usize::from(at) + 1).take(14);
        let further = |at: usize| {
            let next = pieces.get(at + 1);
            next.is_some_and(|next| matches!(next.text.as_str(), "de" | "d" | "a"))
                && pieces
                    .get(at + 2)
                    .is_some_and(|verb| spoken(speech, verb.span.start) == Term::VERB)
        };
        let joined = after
            .take_while(|(_, piece)| !piece.breaks())
            .find(|(at, piece)| match piece.text.as_str() {
                "or" | "ni" | "nor" => true,
                // `a refusé de condamner l'offensive et d'appliquer les sanctions`.
                "et" | "ou" | "que" | "qu" => further(*at),
                _ => false,
            });
        if let Some((joined, _)) = joined {
            turn(joined.min(usize::from(u16::MAX)) as u16);
        }
    }
}
