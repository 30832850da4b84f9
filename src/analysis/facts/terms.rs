use super::pieces::Piece;
use super::{Actor, ActorFact, Facts, Link, Term};
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::news::{Class, Lexicon, lexicon, stem};
use crate::text::{Span, TokenKind};

/// Hash of a string, as [`Term`] keeps it.
fn hash(text: &str) -> u32 {
    crate::language::news::family_id(text)
}

/// Words, actors, negations and clauses; figures and dates are read by their own files.
pub(super) fn read(
    sentence: &str,
    language: Language,
    pieces: &[Piece],
    mentions: &[(Span, &Actor)],
) -> Facts {
    let lexicon = lexicon();
    let stems: Vec<String> = pieces
        .iter()
        .map(|piece| match piece.kind {
            TokenKind::Word => stem(&piece.lower, language),
            _ => piece.text.clone(),
        })
        .collect();
    let mut facts = Facts {
        language,
        terms: Vec::new(),
        actors: Vec::new(),
        figures: Vec::new(),
        dates: Vec::new(),
        negations: Vec::new(),
        joints: Vec::new(),
        words: pieces.len().min(usize::from(u16::MAX)) as u16,
        question: sentence.trim_end().ends_with('?'),
    };
    let negated = negated(pieces, &mut facts);
    let mut at = 0;
    while at < pieces.len().min(usize::from(u16::MAX)) {
        let piece = &pieces[at];
        if piece.kind != TokenKind::Word {
            at += 1;
            continue;
        }
        let (length, families) = phrase(&pieces[at..], &stems[at..], language, lexicon);
        let content = length > 1 || (piece.class.is_none() && piece.text.chars().count() > 1);
        let number = lexicon.numbers().get(&piece.text, language).is_some() && length == 1;
        if !content || number {
            at += 1;
            continue;
        }
        let last = &pieces[at + length - 1];
        let span = Span::new(piece.span.start, last.span.end);
        let joined = stems[at..at + length].join(" ");
        let mut flags = 0;
        let mut set = |on: bool, flag: u8| flags |= if on { flag } else { 0 };
        set(negated[at], Term::NEGATED);
        set(piece.quoted, Term::QUOTED);
        set(piece.capital && at > 0, Term::NAME);
        set(mentions.iter().any(|(m, _)| m.overlaps(span)), Term::ACTOR);
        let near = |class: Class| {
            pieces[at.saturating_sub(3)..at]
                .iter()
                .any(|p| p.class == Some(class))
        };
        set(near(Class::Possible), Term::POSSIBLE);
        set(near(Class::Absolute), Term::ABSOLUTE);
        facts.terms.push(Term {
            span,
            at: at as u16,
            stem: hash(&format!("{}{joined}", language.code())),
            cognate: hash(&piece.text.chars().take(7).collect::<String>()),
            families,
            weight: if length > 1 {
                1.0
            } else {
                lexicon.weight(&stems[at], language)
            },
            flags,
        });
        at += length;
    }
    actors(pieces, mentions, &mut facts);
    facts
}

/// The longest phrase of the lexicon that begins here, and its families.
fn phrase(pieces: &[Piece], stems: &[String], language: Language, lexicon: &Lexicon) -> (usize, Vec<u32>) {
    let most = lexicon.longest_phrase().min(pieces.len());
    for length in (2..=most).rev() {
        if pieces[..length].iter().all(|piece| piece.kind == TokenKind::Word) {
            let known = lexicon.families(&stems[..length].join(" "), language);
            if !known.is_empty() {
                return (length, known.to_vec());
            }
        }
    }
    let known = stems
        .first()
        .map_or(&[][..], |stem| lexicon.families(stem, language));
    (1, known.to_vec())
}

/// Which pieces stand under a negation: up to three content words after it, within the clause.
fn negated(pieces: &[Piece], facts: &mut Facts) -> Vec<bool> {
    let mut found = vec![false; pieces.len()];
    let mut reach = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if piece.breaks() {
            reach = 0;
        }
        match piece.class {
            Some(Class::Negation) => {
                // `ne … que` restricts, it does not negate.
                let only = piece.text == "n" || piece.text == "ne";
                let only = only
                    && pieces[at + 1..]
                        .iter()
                        .take(6)
                        .take_while(|p| !p.breaks())
                        .any(|p| p.text == "que" || p.text == "qu")
                    && !pieces[at + 1..]
                        .iter()
                        .take(6)
                        .any(|p| p.class == Some(Class::Negation) && p.text != "ne" && p.text != "n");
                if !only {
                    facts.negations.push(at.min(usize::from(u16::MAX)) as u16);
                    reach = 3;
                }
            }
            Some(Class::Joint) => {
                facts.joints.push(at.min(usize::from(u16::MAX)) as u16);
                if matches!(piece.text.as_str(), "mais" | "but" | "et" | "and") {
                    reach = 0;
                }
            }
            None if piece.kind == TokenKind::Word && reach > 0 => {
                found[at] = true;
                reach -= 1;
            }
            _ => {}
        }
    }
    found
}

/// The named actors, with what ties them to the words before.
fn actors(pieces: &[Piece], mentions: &[(Span, &Actor)], facts: &mut Facts) {
    for (span, actor) in mentions {
        let at = pieces.partition_point(|piece| piece.span.end <= span.start);
        let link = pieces[..at.min(pieces.len())]
            .iter()
            .rev()
            .take(3)
            .find_map(|piece| match piece.class {
                Some(Class::Doer) => Some(Link::Doer),
                Some(Class::Of) => Some(Link::Of),
                Some(Class::Where) => Some(Link::Where),
                Some(Class::Target) => Some(Link::Target),
                Some(Class::Stop) => None,
                _ => Some(Link::Bare),
            })
            .unwrap_or_default();
        facts.actors.push(ActorFact {
            key: actor.key.clone(),
            state: actor.stands_for.clone().or_else(|| {
                let code = actor.key.len() == 2 && actor.key.chars().all(|c| c.is_ascii_uppercase());
                (actor.kind == ActorKind::Place && code).then(|| actor.key.clone())
            }),
            name: actor.name.clone(),
            kind: actor.kind,
            at: at.min(usize::from(u16::MAX)) as u16,
            borrowed: false,
            link,
        });
    }
}
