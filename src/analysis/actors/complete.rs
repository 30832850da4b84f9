//! Completes names that the weights cut short or passed over, where their words leave no doubt.

use super::extent::{capital_run, english_organisation, institution};
use super::repair::{Found, look_up, text};
use super::rules::{self, Guess, SURE};
use super::unit::{Shape, Unit};
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::actor_words::word;
use crate::language::names::{Name, class};
use crate::language::tagger::{Pos, Tag};

/// One sentence with all that is known of it.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// Of the block.
    pub prose: &'a str,
    /// Of the sentence.
    pub units: &'a [Unit],
    /// What the rules find in it.
    pub guesses: &'a [Guess],
    /// Of the block's tokens.
    pub tags: &'a [Tag],
    /// What it is written in.
    pub language: Language,
}

impl Sentence<'_> {
    fn has(&self, at: usize, words: u32) -> bool {
        self.units.get(at).is_some_and(|unit| unit.has(words))
    }

    fn capital(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(Unit::capital)
    }

    fn lower(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.shape == Shape::Lower)
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        let unit = self.units.get(at)?;
        self.tags.get(unit.token).map(|tag| tag.pos)
    }

    fn text(&self, first: usize, end: usize) -> &str {
        text(self.prose, self.units, first, end)
    }

    fn look_up(&self, first: usize, end: usize) -> Name {
        look_up(self.prose, self.units, first, end)
    }

    /// Whether capitals say little here: a headline in capitals, a title in title case.
    fn shouting(&self) -> bool {
        let capitals = self.units.iter().filter(|u| u.capital()).count();
        let lower = self.units.iter().filter(|u| u.shape == Shape::Lower).count();
        capitals > lower + 1
    }

    /// Completes the names of the sentence.
    pub fn complete(&self, names: &mut Vec<Found>) {
        for name in names.iter_mut() {
            self.first_names(name);
            self.hyphens(name);
            self.letters_after(name);
        }
        *names = names
            .drain(..)
            .flat_map(|name| self.parts(name))
            .flat_map(|name| self.titles(name))
            .collect();
        if self.shouting() {
            return;
        }
        self.pairs(names);
        self.ampersands(names);
        match self.language {
            Language::English => self.possessives(names),
            Language::French => {
                for at in 0..self.units.len() {
                    if let Some(end) = institution(self.units, at) {
                        put(names, (at, end, ActorKind::Organisation));
                    }
                }
                self.places(names);
                self.neighbours(names);
            }
        }
        for guess in self.guesses {
            self.place(guess, names);
            self.organisation(guess, names);
        }
        match self.language {
            Language::English => self.things(names),
            Language::French => self.tails(names),
        }
    }

    /// Lets the names of French bodies go on, see [`Sentence::tail`].
    fn tails(&self, names: &mut Vec<Found>) {
        let mut at = 0;
        while let Some(&(first, end, kind)) = names.get(at) {
            if kind == ActorKind::Organisation && self.capital(first) && self.has(first, word::ORGANISATION) {
                let longer = self.tail(first, end, names);
                names.retain(|name| name.0 <= first || name.0 >= longer);
                if let Some(name) = names.get_mut(at) {
                    name.1 = longer;
                }
            }
            at += 1;
        }
    }

    /// `Bruce Highway`: a run of capitals whose last word says that it is a thing.
    fn things(&self, names: &mut Vec<Found>) {
        names.retain(|&(first, end, kind)| {
            let Some(last) = self.units.get(end - 1).filter(|_| end > first + 1) else {
                return true;
            };
            let surname = kind == ActorKind::Person && last.name.is(class::SURNAME | class::KNOWN_SURNAME);
            !last.has(word::THING)
                || !last.capital()
                || last.has(word::ORGANISATION | word::PLACE)
                || surname
                || self.look_up(first, end).is(class::ENTITY)
        });
    }

    /// `Ruth Pemberton-Hale`, `Wong Kwok-kin`: a person's name goes on to the end of its last word.
    fn hyphens(&self, name: &mut Found) {
        while name.2 == ActorKind::Person && name.1 >= name.0 + 2 {
            let hyphen = self
                .units
                .get(name.1)
                .is_some_and(|u| u.shape == Shape::Hyphen && u.joined);
            let Some(next) = self.units.get(name.1 + 1).filter(|next| hyphen && next.joined) else {
                return;
            };
            let goes_on = next.capital() && !next.name.is(class::COUNTRY | class::CAPITAL)
                || next.shape == Shape::Lower && self.pos(name.1 + 1) == Some(Pos::Propn);
            if !goes_on {
                return;
            }
            name.1 += 2;
        }
    }

    /// `la rencontre Macron-Sánchez`: two known surnames in one word are two persons.
    fn pairs(&self, names: &mut Vec<Found>) {
        for at in 0..self.units.len() {
            let surname = |at: usize| {
                let unit = self.units.get(at);
                unit.is_some_and(|u| u.capital() && u.name.is(class::KNOWN_SURNAME))
            };
            let joined = |at: usize| self.units.get(at).is_some_and(|u| u.joined);
            let hyphen = self.units.get(at + 1).is_some_and(|u| u.shape == Shape::Hyphen);
            let word = hyphen && !joined(at) && joined(at + 1) && joined(at + 2) && !joined(at + 3);
            let free = !names.iter().any(|(first, end, _)| *first < at + 3 && at < *end);
            if word && free && surname(at) && surname(at + 2) {
                names.push((at, at + 1, ActorKind::Person));
                names.push((at + 2, at + 3, ActorKind::Person));
                names.sort_by_key(|name| name.0);
            }
        }
    }

    /// A first name and a word that no list has are a person, unless they stand where a place would.
    fn first_names(&self, name: &mut Found) {
        let (first, end, kind) = *name;
        let Some((head, rest)) = self.units.get(first..end).and_then(<[Unit]>::split_first) else {
            return;
        };
        let before = first.checked_sub(1);
        if kind == ActorKind::Place
            && (1..=2).contains(&rest.len())
            && head.name.is(class::FIRST_NAME)
            && !head.name.is(class::COUNTRY | class::CAPITAL | class::PLACE)
            && rest
                .iter()
                .all(|u| u.capital() && !u.ordinary && !u.joined && !u.name.is(class::ANY_PLACE))
            && self.look_up(first, end).classes() & class::ENTITY == 0
            && !before.is_some_and(|at| self.has(at, word::LOCATIVE) || self.has(at, word::PLACE))
        {
            name.2 = ActorKind::Person;
        }
    }

    /// `Mary Major KC`: what a person may put after the name is no part of it.
    fn letters_after(&self, name: &mut Found) {
        let Some(all) = self.units.get(name.0..name.1).filter(|all| all.len() > 2) else {
            return;
        };
        if name.2 == ActorKind::Person
            && let Some((last, before)) = all.split_last()
            && last.shape == Shape::Upper
            && (2..=3).contains(&last.span.len())
            && !last.joined
            && !last
                .span
                .of(self.prose)
                .chars()
                .all(|c| matches!(c, 'I' | 'V' | 'X'))
            && before.iter().all(|u| u.shape != Shape::Upper)
        {
            name.1 -= 1;
        }
    }

    /// English names that are two: `Jordan's King Abdullah`, `Duke Energy of Charlotte`.
    fn parts(&self, name: Found) -> Vec<Found> {
        let (first, end, kind) = name;
        if self.language != Language::English || self.look_up(first, end).is(class::ENTITY) {
            return vec![name];
        }
        match kind {
            ActorKind::Person => {
                let Some(clitic) = (first + 1..end.saturating_sub(1)).find(|&at| self.has(at, word::CLITIC))
                else {
                    return vec![name];
                };
                let owner = self.look_up(first, clitic);
                let left = owner
                    .is(SURE)
                    .then(|| rules::kind_of(owner))
                    .flatten()
                    .map(|kind| (first, clitic, kind));
                left.into_iter().chain([(clitic + 1, end, kind)]).collect()
            }
            ActorKind::Organisation => {
                let stop = english_organisation(self.units, first);
                let town = (stop + 1..end).find(|&at| self.capital(at));
                match town.filter(|_| stop < end && self.has(stop, word::LINK)) {
                    Some(at)
                        if english_organisation(self.units, at) <= end
                            && !self.has(stop, word::CONJUNCTION) =>
                    {
                        vec![(first, stop, kind), (at, end, ActorKind::Place)]
                    }
                    _ => vec![name],
                }
            }
            _ => vec![name],
        }
    }

    /// `Mail & Guardian`: the sign joins the names on both sides.
    fn ampersands(&self, names: &mut Vec<Found>) {
        for at in 1..self.units.len() {
            if self.text(at, at + 1) != "&" || !self.capital(at - 1) || !self.capital(at + 1) {
                continue;
            }
            let end = capital_run(self.units, at + 1, word::PARTICLE);
            let mut first = at - 1;
            while first > 0 && self.capital(first - 1) && !self.has(first - 1, word::FUNCTION_WORD) {
                first -= 1;
            }
            put(names, (first, end, ActorKind::Organisation));
        }
    }

    /// A title in capitals parts what stands before it from the person's name: `Adams County Supervisor
    /// John Doe`; a title alone is no name.
    fn titles(&self, name: Found) -> Vec<Found> {
        let (first, end, kind) = name;
        let title = |at: usize| {
            self.capital(at)
                && self.has(at, word::FUNCTION | word::CIVILITY)
                && self
                    .units
                    .get(at)
                    .is_some_and(|u| !u.name.is(class::FIRST_NAME | class::KNOWN_SURNAME))
        };
        if kind == ActorKind::Organisation || self.look_up(first, end).is(class::ENTITY) {
            return vec![name];
        }
        if let Some(at) = (first + 1..end).find(|&at| title(at)) {
            let acronym = at == first + 1 && self.units.get(first).is_some_and(|u| u.shape == Shape::Upper);
            let known = self.look_up(first, at);
            let of = |words| (first..at).any(|i| self.capital(i) && self.has(i, words));
            let left = match rules::kind_of(known).filter(|_| known.is(class::ENTITY)) {
                _ if acronym && known.classes() & class::ENTITY == 0 => Some(ActorKind::Organisation),
                Some(kind) => Some(kind),
                None if of(word::PLACE) => Some(ActorKind::Place),
                None if of(word::ORGANISATION) => Some(ActorKind::Organisation),
                None => None,
            };
            let ordinary = (first..at).all(|i| self.units.get(i).is_some_and(|u| u.ordinary));
            if left.is_some() || ordinary {
                let right = (at + 1 < end).then_some((at + 1, end, ActorKind::Person));
                return left
                    .map(|kind| (first, at, kind))
                    .into_iter()
                    .chain(right)
                    .collect();
            }
        }
        let civility = self.language == Language::English
            && kind == ActorKind::Person
            && end > first + 1
            && title(first)
            && self.has(first, word::CIVILITY)
            && !self.has(first, word::PARTICLE);
        if civility && self.units.get(first + 1).is_some_and(Unit::capital) {
            return vec![(first + 1, end, kind)];
        }
        let surname = |at: usize| {
            self.units.get(at).is_some_and(|u| {
                u.name
                    .is(class::SURNAME | class::FIRST_NAME | class::KNOWN_SURNAME)
            })
        };
        if kind == ActorKind::Person && end == first + 1 && title(first) && !surname(first) {
            return Vec::new();
        }
        vec![name]
    }

    /// `National Farmers' Union`, `All People's Congress`: a possessive of a common noun inside a name.
    fn possessives(&self, names: &mut Vec<Found>) {
        for at in 0..self.units.len() {
            let clitic = self.units.get(at + 1).is_some_and(|u| {
                u.joined
                    && (u.has(word::CLITIC)
                        || u.shape == Shape::Mark && matches!(u.span.of(self.prose), "'" | "’"))
            });
            let plural = self.text(at, at + 1).ends_with(['\'', '’']);
            let next = if clitic { at + 2 } else { at + 1 };
            if !(clitic || plural) || !self.capital(at) || !self.capital(next) {
                continue;
            }
            let owner = &self.units[at];
            let named = owner
                .name
                .is(class::ENTITY | class::KNOWN_SURNAME | class::FIRST_NAME);
            let common = (owner.ordinary || plural)
                && !named
                && !owner.has(word::WEEKDAY | word::FUNCTION | word::CIVILITY | word::ORGANISATION)
                && !owner.initial;
            let saint = at > 0 && self.capital(at - 1) && self.has(at - 1, word::PARTICLE | word::CIVILITY);
            let end = capital_run(self.units, next, word::PARTICLE);
            if !(common || saint) || !self.has(end - 1, word::ORGANISATION) {
                continue;
            }
            let mut first = at;
            // `The National Farmers' Union`: a word that opens a sentence may have its capital from that.
            while first > 0
                && self.capital(first - 1)
                && !self.units.get(first - 1).is_some_and(|u| u.initial && u.ordinary)
            {
                first -= 1;
            }
            put(names, (first, end, ActorKind::Organisation));
        }
    }

    /// `baie du Bengale`, `océan Indien`, `mer de Chine méridionale`, `Asie centrale`: the common noun before
    /// a place's name and the adjective after it that belong to it.
    fn places(&self, names: &mut [Found]) {
        for name in names.iter_mut() {
            if name.2 != ActorKind::Place {
                continue;
            }
            if self.lower(name.1) && self.has(name.1, word::QUARTER) {
                name.1 += 1;
            }
            let mut first = name.0;
            while first > 0 && self.lower(first - 1) && self.has(first - 1, word::PARTICLE | word::ELISION) {
                first -= 1;
            }
            let head = first
                .checked_sub(1)
                .filter(|&at| self.lower(at) && self.has(at, word::PLACE) && !self.has(at, word::LONE_PLACE));
            if let Some(head) = head {
                name.0 = head;
            }
        }
    }

    /// `Agence régionale de santé Bretagne`: a place right after a body's name belongs to it.
    fn neighbours(&self, names: &mut Vec<Found>) {
        for at in 1..names.len() {
            let (left, right) = (names[at - 1], names[at]);
            if left.2 == ActorKind::Organisation
                && right.2 == ActorKind::Place
                && left.1 == right.0
                && left.1 > left.0 + 1
                && self.capital(left.0)
                && self.has(left.0, word::ORGANISATION)
                && self.lower(left.1 - 1)
            {
                names[at - 1].1 = right.1;
                names[at].1 = names[at].0;
            }
        }
        names.retain(|name| name.0 < name.1);
    }

    /// Places that need no weights: a state that opens a sentence as a proper noun, `the West`, `bassin du
    /// Donets`.
    fn place(&self, guess: &Guess, names: &mut Vec<Found>) {
        let free = !names
            .iter()
            .any(|name| name.0 < guess.end && guess.first < name.1);
        if guess.kind != Some(ActorKind::Place) || !free {
            return;
        }
        let before = guess.first.checked_sub(1);
        let article = before.is_some_and(|at| self.has(at, word::ARTICLE));
        let sure = if guess.known {
            let next = self.capital(guess.end);
            guess.name.is(class::COUNTRY | class::CAPITAL) && self.pos(guess.first) == Some(Pos::Propn)
                || guess.name.is(class::PLACE) && article && !next
        } else {
            self.lower(guess.first) && guess.end > guess.first + 2
        };
        if sure {
            put(names, (guess.first, guess.end, ActorKind::Place));
        }
    }

    /// A run of capitals with the head noun of an organisation is one where the weights saw nothing, or
    /// only pieces.
    fn organisation(&self, guess: &Guess, names: &mut Vec<Found>) {
        // `The United States`: the article that opens a sentence is no part of the name.
        let opens = self.has(guess.first, word::FUNCTION_WORD);
        let first = if opens { guess.first + 1 } else { guess.first };
        let all = self.units.get(first..guess.end).unwrap_or(&[]);
        let capitals = all.iter().filter(|u| u.capital()).count();
        let plain = all.first().is_some_and(|u| u.initial && u.ordinary);
        let least = if plain { 3 } else { 2 };
        if guess.kind != Some(ActorKind::Organisation)
            || guess.known
            || guess.weak
            || self.look_up(first, guess.end).is(class::ENTITY)
            || all.len() < 2
            || !all.first().is_some_and(Unit::capital)
            || self.language == Language::English && capitals < least
            || self.language == Language::French && plain
            || !all.iter().any(|u| u.capital() && u.has(word::ORGANISATION))
        {
            return;
        }
        let inside: Vec<&Found> = names
            .iter()
            .filter(|name| name.0 < guess.end && first < name.1)
            .collect();
        let outside = inside.iter().any(|name| name.0 < first || name.1 > guess.end);
        let sure = inside.iter().any(|name| {
            name.2 == ActorKind::Person && name.1 > name.0 + 1
                || name.2 == ActorKind::Organisation
                || self.look_up(name.0, name.1).is(SURE) && self.language == Language::French
        });
        let free = inside.is_empty();
        if free || !outside && !sure && self.language == Language::English {
            put(names, (first, guess.end, ActorKind::Organisation));
        }
    }

    /// Where the name of a French body ends that begins with a head noun in capitals: over the nouns that
    /// complete it, in lower case (`Association des utilisateurs de transport de fret`).
    fn tail(&self, first: usize, mut end: usize, names: &[Found]) -> usize {
        let noun = |at: usize| {
            let hyphen = self
                .units
                .get(at + 1)
                .is_some_and(|u| u.shape == Shape::Hyphen && u.joined);
            self.lower(at) && self.pos(at) == Some(Pos::Noun) && !self.has(at, word::WEEKDAY) && !hyphen
        };
        let is = |at: usize, words: u32| self.lower(at) && self.has(at, words);
        if self.look_up(first, end).is(SURE) {
            return end;
        }
        let begun = end;
        loop {
            let length = end - first;
            let lowered = self.lower(end - 1) && self.pos(end - 1) == Some(Pos::Noun);
            if self.lower(end) && self.pos(end) == Some(Pos::Adj) && (length == 1 || lowered && end > begun) {
                end += 1;
                continue;
            }
            if !is(end, word::GENITIVE | word::ELISION | word::LINK) || is(end, word::CONJUNCTION) {
                return end;
            }
            let article = is(end + 1, word::ARTICLE | word::ELISION);
            let bare = is(end, word::PARTICLE | word::ELISION) && !is(end, word::DETERMINER);
            let bare = bare || matches!(self.text(end, end + 1), "de" | "d'" | "d’");
            let next = if article { end + 2 } else { end + 1 };
            let genitive = is(end, word::GENITIVE | word::ELISION);
            let short = length <= 3;
            let goes_on = noun(next)
                && if genitive {
                    bare && !article && (length > 1 || short) || short
                } else {
                    length <= 2 && !is(end, word::DETERMINER)
                };
            if goes_on {
                end = next + 1;
            } else if genitive
                && end > begun
                && self.capital(next)
                && !names
                    .iter()
                    .any(|n| n.0 == next && n.2 == ActorKind::Organisation)
            {
                return capital_run(self.units, next, word::PARTICLE);
            } else {
                return end;
            }
        }
    }
}

/// Adds a name in the place of those that it overlaps.
fn put(names: &mut Vec<Found>, new: Found) {
    if names
        .iter()
        .any(|name| name.0 < new.0 && new.0 < name.1 || name.0 < new.1 && new.1 < name.1)
    {
        return;
    }
    names.retain(|name| name.1 <= new.0 || new.1 <= name.0);
    let at = names.partition_point(|name| name.0 < new.0);
    names.insert(at, new);
}
