//! Tags that the verbs of saying show to be wrong: nouns, participles and adjectives that are verbs here.

use super::words::Words;
use crate::language::Language;
use crate::language::saying::{Classes, Entry, Form};
use crate::language::tagger::{Category, Morph, Pos, Tagger};
use crate::text::TokenKind;

impl Words<'_> {
    /// Mends the tags of the block.
    pub fn mend(&mut self) {
        match self.language {
            Language::French => self.mend_homographs(),
            Language::English => self.mend_preterites(),
        }
        self.mend_infinitives();
        self.mend_nouns();
    }

    /// `declined to comment`: behind a verb that takes an infinitive, `to` and a noun that may be a verb.
    fn mend_infinitives(&mut self) {
        for i in 2..self.marks.len() {
            let mark = self.mark(i);
            let bare = |e: &Entry| e.verbs.iter().any(|(_, form)| form.any(Form::BARE));
            let infinitive = mark.pos == Some(Pos::Noun)
                && self.is(i - 1, Classes::INF)
                && self.is(i - 2, Classes::CONTROL.with(Classes::REFUSAL))
                && mark.entry.is_some_and(bare);
            if let Some(mark) = self.marks.get_mut(i).filter(|_| infinitive) {
                mark.pos = Some(Pos::Verb);
                mark.morph = Morph::INFINITIVE;
            }
        }
    }

    /// In a sentence without a verb, a noun behind a noun that the word list knows as a verb is one:
    /// `Experts doubt that…`, `The office points to…`.
    fn mend_nouns(&mut self) {
        let mut start = 0;
        for i in 0..self.marks.len() {
            if !self.is_mark(i, &[".", "?", "!"]) && i + 1 < self.marks.len() {
                continue;
            }
            let sentence = start..i;
            start = i + 1;
            let first = sentence.clone().find(|k| self.mark(*k).finite).unwrap_or(i);
            let alone = first == i;
            // `La FDSEA 54 réclame néanmoins…`, `Kiev dément, une fois de plus, …`: a sentence without any verb has
            // its verb in the first word that may be one; `menace d'une grève si…`: those of a clause that depends on it
            // are no verbs of its own.
            let joint = (sentence.start..first).rfind(|j| {
                self.mark(*j).pos == Some(Pos::Sconj) || self.is(*j, Classes::SUB.with(Classes::IF))
            });
            let only = |k: &usize| {
                self.language == Language::French
                    && self.is_mark(i, &["."])
                    && *k > sentence.start
                    && (alone || joint.is_some_and(|joint| joint > *k))
                    && self.may_be_the_verb(*k)
            };
            let hidden = |k: &usize| self.hides_a_verb(*k) && (alone || self.is(k + 1, Classes::THAT));
            // `Ann Lee, who was not involved, cautions that…`: the verbs before are of another clause.
            let behind_comma = |k: &usize| {
                self.is_mark(k.saturating_sub(1), &[","])
                    && self.is(k + 1, Classes::THAT)
                    && self.hides_a_verb(*k)
            };
            // `As the report shows, rents have doubled`.
            let told = |k: &usize| {
                self.is(sentence.start, Classes::LIKE)
                    && *k > sentence.start + 1
                    && self.is_mark(k + 1, &[","])
                    && self.mark(*k).pos == Some(Pos::Noun)
                    && self.mark(*k).entry.is_some_and(|e| !e.verbs.is_empty())
            };
            // `The toll may rise, officials fear.`
            let closes = |k: &usize| {
                self.language == Language::English
                    && *k > sentence.start + 3
                    && self.is_mark(k + 1, &["."])
                    && self.is_mark(k - 2, &[","])
                    && matches!(self.mark(k - 1).pos, Some(Pos::Noun | Pos::Propn))
                    && matches!(self.mark(*k).pos, Some(Pos::Noun | Pos::Adj))
                    && self.mark(*k).entry.is_some_and(|e| !e.verbs.is_empty())
            };
            let found = (sentence.start..first).find(hidden);
            let found = found.or_else(|| (sentence.start..first).find(only));
            let found = found.or_else(|| sentence.clone().find(behind_comma));
            let found = found.or_else(|| sentence.end.checked_sub(1).filter(closes));
            if let Some(k) = found.or_else(|| (sentence.start..first).find(told))
                && let Some(mark) = self.marks.get_mut(k)
            {
                mark.finite = true;
                mark.pos = Some(Pos::Verb);
                mark.morph = Morph::INDICATIVE;
            }
        }
    }

    /// Whether token `k` is tagged as a noun, stands where a verb may stand, and can be one.
    fn hides_a_verb(&self, k: usize) -> bool {
        use Pos::{Adj, Adp, Det, Noun, Num, Part, Pron, Propn, Sconj};
        let mark = self.mark(k);
        k > 0
            && matches!(mark.pos, Some(Noun | Adj))
            && !mark.capital
            && (matches!(self.mark(k - 1).pos, Some(Noun | Propn | Pron))
                || (self.mark(k - 1).pos == Some(Adj) && self.is(k + 1, Classes::THAT))
                || (self.is(k - 1, Classes::CLITIC)
                    && self.is(k + 1, Classes::LINK)
                    && self.mark(k + 2).morph.any(Morph::INFINITIVE))
                || (self.is_mark(k - 1, &[","]) && mark.entry.is_some_and(|e| !e.verbs.is_empty())))
            && (matches!(
                self.mark(k + 1).pos,
                Some(Det | Pron | Adp | Sconj | Part | Num | Propn | Adj)
            ) || (self.is_mark(k + 1, &["."]) && mark.entry.is_some_and(|e| !e.verbs.is_empty())))
            && match self.language {
                Language::French => mark
                    .entry
                    .is_some_and(|e| e.verbs.iter().any(|(_, form)| form.any(Form::FINITE))),
                Language::English => Tagger::of(self.language)
                    .lexicon()
                    .class(self.text(k))
                    .is_some_and(|class| class.readings.iter().any(|r| r.category == Category::Verb)),
            }
    }

    /// Whether token `k` is tagged as a noun or an adjective, is a finite form of a verb of saying, and ends a noun group.
    fn may_be_the_verb(&self, k: usize) -> bool {
        use Pos::{Adj, Adp, Adv, Det, Noun, Num, Pron, Propn};
        let mark = self.mark(k);
        let finite = |e: &Entry| e.verbs.iter().any(|(_, form)| form.any(Form::FINITE));
        let before = self.mark(k - 1);
        matches!(mark.pos, Some(Noun | Adj))
            && !mark.capital
            && mark.entry.is_some_and(finite)
            && (matches!(before.pos, Some(Noun | Propn | Adj | Num)) || self.is_mark(k - 1, &[")"]))
            && (matches!(self.mark(k + 1).pos, Some(Det | Pron | Adp | Adv | Num))
                || self.is_mark(k + 1, &[","])
                || self.mark(k + 1).morph.any(Morph::INFINITIVE))
    }

    /// A past participle behind a noun in a clause that has no other verb is a preterite:
    /// `The bridge opened in 1932 and…`.
    fn mend_preterites(&mut self) {
        let ends = |words: &Self, k: usize| {
            matches!(
                words.mark(k).pos,
                None | Some(Pos::Punct | Pos::Cconj | Pos::Sconj)
            ) || words.is(k, Classes::RELATIVE)
        };
        for i in 1..self.marks.len() {
            let mark = self.mark(i);
            let bare = mark.morph.any(Morph::INFINITIVE);
            let participle = mark.pos == Some(Pos::Verb)
                && (bare || (mark.morph.any(Morph::PARTICIPLE) && mark.morph.any(Morph::PAST)));
            // Behind an apposition (`Its chair, Ann Lee, blamed…`) only a verb that says something.
            let relative = || {
                let open = (0..i - 1).rev().take(20).find(|k| self.is_mark(*k, &[","]));
                open.filter(|open| self.is(open + 1, Classes::RELATIVE))
                    .unwrap_or(i)
            };
            let said = self.is_mark(i - 1, &[","])
                && !bare
                && self.verbs(i).next().is_some()
                && !self.is(i + 1, Classes::AGENT)
                && {
                    let aside = relative()..i;
                    !self.around(i).any(|k| self.mark(k).finite && !aside.contains(&k))
                };
            if !participle
                || !(said || matches!(self.mark(i - 1).pos, Some(Pos::Noun | Pos::Propn | Pos::Pron)))
            {
                continue;
            }
            let verb = |k: &usize| matches!(self.mark(*k).pos, Some(Pos::Aux)) || self.mark(*k).finite;
            let before = (0..i)
                .rev()
                .take(25)
                .take_while(|k| !ends(self, *k))
                .any(|k| verb(&k));
            let behind = (i + 1..self.marks.len())
                .take(40)
                .take_while(|k| !ends(self, *k))
                .any(|k| verb(&k));
            // `Shares fell by 4 per cent`: a figure is no agent.
            let by = self.is(i + 1, Classes::AGENT) && self.kind(i + 2) != Some(TokenKind::Number);
            if !before
                && !behind
                && !by
                && let Some(mark) = self.marks.get_mut(i)
            {
                mark.finite = true;
                mark.morph = Morph::INDICATIVE;
            }
        }
    }

    /// The tokens around `i` up to marks that end sentences.
    fn around(&self, i: usize) -> impl Iterator<Item = usize> {
        let inside = |k: &usize| !self.is_mark(*k, &[".", "?", "!"]);
        let before = (0..i).rev().take(60).take_while(inside);
        before.chain((i..self.marks.len()).take(60).take_while(inside))
    }

    /// `dit :` and `écrit que` without an auxiliary are finite, whatever the tags say.
    fn mend_homographs(&mut self) {
        for i in 0..self.marks.len() {
            let mark = self.mark(i);
            let listed = mark.entry.is_some_and(|e| {
                let adjective = mark.pos == Some(Pos::Adj);
                e.verbs
                    .iter()
                    .any(|(_, form)| form.any(Form::FINITE) && (adjective || form.any(Form::PARTICIPLE)))
            });
            let helped =
                (i.saturating_sub(3)..i).any(|k| self.is(k, Classes::AUX_HAVE.with(Classes::AUX_BE)));
            let infinitive = |k: usize| self.mark(k).morph.any(Morph::INFINITIVE);
            let reports = self.is_mark(i + 1, &[":"])
                || self.is(i + 1, Classes::THAT)
                || infinitive(i + 1)
                || (self.is(i + 1, Classes::CLITIC) && infinitive(i + 2));
            if listed
                && !mark.finite
                && !helped
                && reports
                && let Some(mark) = self.marks.get_mut(i)
            {
                mark.finite = true;
                mark.pos = Some(Pos::Verb);
                mark.morph = Morph::INDICATIVE;
            }
        }
    }
}
