use super::negation::{negated, refused};
use super::pieces::Piece;
use super::turns::{Turns, phrase};
use super::{Actor, ActorFact, Facts, Link, Term};
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::news::{Class, Leaning, Lexicon, Phrases, Role, family_id, lexicon, stem, stem_id};
use crate::language::tagger::{Pos, Tagger};
use crate::text::{Span, TokenKind, tokens};

/// Hash of a string, as [`Term`] keeps it.
fn hash(text: &str) -> u32 {
    family_id(text)
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
        marks: Default::default(),
        words: pieces.len().min(usize::from(u16::MAX)) as u16,
        question: sentence.trim_end().ends_with('?'),
    };
    let words: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    facts.marks = lexicon.marks().count(&words, language);
    let speech = parts_of_speech(sentence, language);
    let negated = negated(pieces, &stems, &speech, language, &mut facts);
    let nations: Vec<_> = (0..pieces.len())
        .map(|at| nation(&pieces[at..], language, lexicon))
        .collect();
    let turns = Turns::new(pieces, &stems, mentions, &nations, language);
    let (meant, parted) = (turns.of(lexicon.turns()), turns.parted_of(lexicon.phrases()));
    let poles = turns.of(lexicon.poles());
    let things = turns.of(lexicon.siblings());
    let leanings = turns.of(lexicon.leanings());
    let mut at = 0;
    let mut adjectives = Vec::new();
    while at < pieces.len().min(usize::from(u16::MAX)) {
        let piece = &pieces[at];
        if piece.kind != TokenKind::Word {
            at += 1;
            continue;
        }
        if let Some((length, code, adjective)) = nations.get(at).copied().flatten() {
            let span = Span::new(piece.span.start, pieces[at + length - 1].span.end);
            if !mentions.iter().any(|(m, _)| m.overlaps(span)) {
                adjectives.push(ActorFact {
                    key: code.to_owned(),
                    state: Some(code.to_owned()),
                    name: span.of(sentence).to_owned(),
                    kind: if adjective {
                        ActorKind::Group
                    } else {
                        ActorKind::Place
                    },
                    at: at as u16,
                    borrowed: false,
                    // What ties a French adjective to the words before stands before its noun (`par la diplomatie russe`).
                    link: link(
                        pieces,
                        if adjective && language == Language::French {
                            group(pieces, at)
                        } else {
                            at
                        },
                    ),
                });
                at += length;
                continue;
            }
        }
        let (length, mut families) = phrase(&pieces[at..], &stems[at..], language, lexicon);
        let content = length > 1 || (piece.class.is_none() && piece.text.chars().count() > 1);
        let number = lexicon.numbers().get(&piece.text, language).is_some() && length == 1
            || percent(&pieces[at..at + length], language, lexicon);
        if !content || number {
            at += length;
            continue;
        }
        families.extend(meant.get(at).into_iter().chain(parted.get(at)).flatten());
        // A phrase says it all; its first word alone would say the contrary (`refuse_to_apologise`).
        let own = |of: &'static Phrases| {
            if length == 1 {
                of.of(&stems[at], language)
            } else {
                &[]
            }
        };
        let unit = lexicon.unit(&piece.text, language).is_some();
        let poles_here = match poles.get(at).map(Vec::as_slice).unwrap_or_default() {
            // A month is not contrary to a year, as `monthly` is to `yearly`: figures are compared by their units.
            [] if unit => &[],
            [] => own(lexicon.poles()),
            phrase => phrase,
        };
        // `by plane` is a plane, too, but a `deputy mayor` is no mayor.
        let mut things_here = things.get(at).cloned().unwrap_or_default();
        let alone = if unit { &[] } else { own(lexicon.siblings()) };
        let alone: Vec<_> = alone
            .iter()
            .copied()
            .filter(|one| !things_here.iter().any(|thing| lexicon.apart(*one, *thing)))
            .collect();
        things_here.extend(alone);
        let leaning = match leanings.get(at).map(Vec::as_slice).unwrap_or_default() {
            [] => own(lexicon.leanings()),
            phrase => phrase,
        };
        let last = &pieces[at + length - 1];
        let span = Span::new(piece.span.start, last.span.end);
        let joined = stems[at..at + length].join(" ");
        let mut flags = 0;
        let mut set = |on: bool, flag: u16| flags |= if on { flag } else { 0 };
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
        // `less stable`.
        let turned = at
            .checked_sub(1)
            .and_then(|before| stems.get(before))
            .is_some_and(|before| lexicon.leanings().of(before, language) == [Leaning::Turned as u32]);
        let (favours, opposes) = (
            leaning == [Leaning::For as u32],
            leaning == [Leaning::Against as u32],
        );
        set(favours && !turned || opposes && turned, Term::FOR);
        set(opposes && !turned || favours && turned, Term::AGAINST);
        flags |= match (spoken(&speech, span.start), spoken(&speech, last.span.start)) {
            // `national day`.
            (Term::ADJECTIVE, Term::NOUN) => Term::NOUN,
            (first, _) => first,
        };
        facts.terms.push(Term {
            span,
            at: at as u16,
            stem: stem_id(&joined, language),
            cognate: hash(&piece.text.chars().take(7).collect::<String>()),
            families,
            poles: poles_here.to_vec(),
            things: things_here,
            weight: if length > 1 {
                1.0
            } else {
                lexicon.weight(&stems[at], language)
            },
            flags,
        });
        at += length;
    }
    refused(pieces, &speech, &mut facts);
    actors(pieces, mentions, &mut facts);
    facts.actors.append(&mut adjectives);
    facts.actors.sort_by_key(|actor| actor.at);
    heads(sentence, &mut facts);
    facts
}

/// Whether the words only say that a figure is a share of a hundred.
fn percent(pieces: &[Piece], language: Language, lexicon: &Lexicon) -> bool {
    if pieces.len() < 2 {
        return false;
    }
    let words: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let unit = lexicon.unit(&words.join(" "), language);
    unit.is_some_and(|unit| Some(unit.base) == lexicon.unit("%", language).map(|unit| unit.base))
}

/// Where the noun that a French adjective at `at` belongs to begins, another adjective between or not (`les rebelles nazis
/// ukrainiens`).
fn group(pieces: &[Piece], at: usize) -> usize {
    let before = pieces.get(at.saturating_sub(2)..at).unwrap_or_default();
    let words = before
        .iter()
        .rev()
        .take_while(|piece| piece.class.is_none() && piece.kind == TokenKind::Word);
    at - words.count()
}

/// Where each token begins, and the flag of its part of speech.
fn parts_of_speech(sentence: &str, language: Language) -> Vec<(usize, u16)> {
    let tokens = tokens(sentence, language.token_rules());
    let tags = Tagger::of(language).tag(sentence, &tokens);
    let flag = |pos: Pos| match pos {
        Pos::Noun => Term::NOUN,
        Pos::Verb => Term::VERB,
        Pos::Adj => Term::ADJECTIVE,
        Pos::Adv => Term::ADVERB,
        Pos::Propn => Term::PROPER,
        _ => 0,
    };
    tokens
        .iter()
        .zip(tags)
        .map(|(token, tag)| (token.span.start, flag(tag.pos)))
        .collect()
}

/// The flag of the token that a piece at `start` belongs to.
pub(super) fn spoken(speech: &[(usize, u16)], start: usize) -> u16 {
    let after = speech.partition_point(|(token, _)| *token <= start);
    after
        .checked_sub(1)
        .and_then(|at| speech.get(at))
        .map_or(0, |(_, flag)| *flag)
}

/// The name or adjective of a state: how many words it has, the state's code, and whether it is an adjective.
pub(super) type Nation = (usize, &'static str, bool);

/// How many words a state's name has at most.
const LONGEST_NATION: usize = 5;

/// The longest name or adjective of a state that begins here: its length, code, and whether it is an adjective.
fn nation(pieces: &[Piece], language: Language, lexicon: &Lexicon) -> Option<Nation> {
    let first = pieces.first()?;
    // Small words are adjectives in French only.
    if language == Language::English && !first.capital {
        return None;
    }
    (1..=LONGEST_NATION.min(pieces.len())).rev().find_map(|length| {
        let words: Vec<_> = pieces[..length].iter().map(|piece| piece.text.as_str()).collect();
        let (code, adjective) = lexicon.nation(&words.join(" "))?;
        (adjective || first.capital).then_some((length, code, adjective))
    })
}

/// `le dirigeant nord-coréen`, `the president of Russia`: somebody who is named by office and state only.
fn heads(sentence: &str, facts: &mut Facts) {
    let mut found = Vec::new();
    for term in &facts.terms {
        if term.is(Term::ACTOR) || !lexicon().plays(&term.families, Role::Head) {
            continue;
        }
        let near = |actor: &&ActorFact| {
            let distance = i32::from(actor.at) - i32::from(term.at);
            match facts.language {
                Language::French => (1..=4).contains(&distance),
                Language::English => {
                    (-2..=-1).contains(&distance) || (2..=4).contains(&distance) && actor.link == Link::Of
                }
            }
        };
        let Some(state) = facts
            .actors
            .iter()
            .find(|actor| actor.state.is_some() && actor.kind != ActorKind::Person && near(actor))
        else {
            continue;
        };
        // The name follows: it is that person who acts.
        let named = facts.actors.iter().any(|actor| {
            actor.kind == ActorKind::Person && (1..=6).contains(&(i32::from(actor.at) - i32::from(term.at)))
        });
        if !named && let Some(code) = &state.state {
            found.push(ActorFact {
                key: format!("head:{code}"),
                state: Some(code.clone()),
                name: format!("{} {}", term.span.of(sentence), state.name),
                kind: ActorKind::Person,
                at: term.at,
                borrowed: false,
                link: Link::Bare,
            });
        }
    }
    facts.actors.append(&mut found);
    facts.actors.sort_by_key(|actor| actor.at);
}

/// What ties the piece at `at` to the words before it.
fn link(pieces: &[Piece], at: usize) -> Link {
    let before = pieces[..at.min(pieces.len())].iter().rev();
    // `selon l'agence officielle KCNA`: the title of a source stands between.
    let named = before.clone().take(5).take_while(|piece| !piece.breaks());
    if named
        .take_while(|piece| piece.class != Some(Class::Joint))
        .any(|piece| piece.class == Some(Class::Source))
    {
        return Link::Source;
    }
    before
        .take(3)
        .find_map(|piece| match piece.class {
            Some(Class::Doer) => Some(Link::Doer),
            Some(Class::Of) => Some(Link::Of),
            Some(Class::Where) => Some(Link::Where),
            Some(Class::Target) => Some(Link::Target),
            Some(Class::Stop) => None,
            _ => Some(Link::Bare),
        })
        .unwrap_or_default()
}

/// The named actors, with what ties them to the words before.
fn actors(pieces: &[Piece], mentions: &[(Span, &Actor)], facts: &mut Facts) {
    let lexicon = lexicon();
    for (span, actor) in mentions {
        let at = pieces.partition_point(|piece| piece.span.end <= span.start);
        let person = actor.kind == ActorKind::Person;
        let head = if person {
            lexicon
                .head_of(&actor.key)
                .or_else(|| lexicon.head_of(&actor.name))
        } else {
            None
        };
        // `Américains`, `Présidence russe`: a people or body is its state's.
        let last = pieces.partition_point(|piece| piece.span.start < span.end);
        let inside = pieces.get(at..last.max(at)).unwrap_or_default();
        let own = if person {
            None
        } else {
            let whole: Vec<_> = inside.iter().map(|piece| piece.text.as_str()).collect();
            let state = || {
                (0..inside.len())
                    .find_map(|from| nation(&inside[from..], facts.language, lexicon))
                    .map(|(_, code, _)| code)
            };
            lexicon.bloc(&whole.join(" ")).or_else(state)
        };
        facts.actors.push(ActorFact {
            key: actor.key.clone(),
            state: head
                .or(own)
                .map(str::to_owned)
                .or_else(|| actor.stands_for.clone())
                .or_else(|| {
                    let code = actor.key.len() == 2 && actor.key.chars().all(|c| c.is_ascii_uppercase());
                    (!person && code).then(|| actor.key.clone())
                }),
            name: actor.name.clone(),
            kind: actor.kind,
            at: at.min(usize::from(u16::MAX)) as u16,
            borrowed: false,
            link: if actor.kind == ActorKind::Place && scene(pieces, last) {
                Link::Where
            } else {
                link(pieces, at)
            },
        });
    }
}

/// Whether the words behind a place say what happens there (`Vladivostok, où`).
fn scene(pieces: &[Piece], after: usize) -> bool {
    let comma = pieces.get(after).is_some_and(|piece| piece.text == ",");
    let word = pieces.get(after + usize::from(comma));
    // Folded, `où` is `ou`.
    word.is_some_and(|piece| matches!(piece.lower.as_str(), "où" | "where"))
}
