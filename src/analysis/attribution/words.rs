use crate::language::Language;
use crate::language::saying::{Classes, Entry, Form, Lexicon, Verb};
use crate::language::tagger::{Category, Morph, Pos, Tag, Tagger};
use crate::text::{Span, Token, TokenKind};
use std::ops::Range;

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    entry: Option<&'static Entry>,
    /// Classes of the word and of a phrase that begins here.
    pub classes: Classes,
    /// How many tokens the longest phrase that begins here has; 1 where there is none.
    pub len: u8,
    /// Starts with a capital letter.
    pub capital: bool,
    /// Whether it is a finite verb or auxiliary.
    pub finite: bool,
    /// Its part of speech.
    pub pos: Option<Pos>,
    /// Its morphology.
    pub morph: Morph,
}

/// The tokens of a block with what the lexicon knows of them. No method panics on an index that is
/// out of range: outside the block there is nothing.
pub struct Words<'a> {
    /// The block's prose.
    pub prose: &'a str,
    /// Its language.
    pub language: Language,
    tokens: &'a [Token],
    marks: Vec<Mark>,
    lexicon: &'static Lexicon,
}

impl<'a> Words<'a> {
    /// Looks every token up.
    pub fn new(
        prose: &'a str,
        language: Language,
        tokens: &'a [Token],
        tags: &[Tag],
        taught: Option<&'static Lexicon>,
    ) -> Self {
        let lexicon = Lexicon::of(language);
        let mut lowered = String::new();
        let forms: Vec<(Range<usize>, Option<&'static Entry>)> = {
            let mut ends = Vec::with_capacity(tokens.len());
            let mut all = String::with_capacity(prose.len());
            for token in tokens {
                lower(token.span.of(prose), &mut lowered);
                let start = all.len();
                all.push_str(&lowered);
                let taught = taught.and_then(|taught| taught.get(&lowered));
                ends.push((start..all.len(), taught.or_else(|| lexicon.get(&lowered))));
            }
            lowered = all;
            ends
        };
        let form = |i: usize| {
            forms
                .get(i)
                .and_then(|(range, _)| lowered.get(range.clone()))
                .unwrap_or("")
        };
        let mut marks: Vec<Mark> = Vec::with_capacity(tokens.len());
        let mut adverbial = 0;
        for (i, token) in tokens.iter().enumerate() {
            // `WHO say` is no relative clause: words in capitals are names.
            let acronym =
                token.span.len() > 1 && token.span.of(prose).bytes().all(|b| b.is_ascii_uppercase());
            let entry = forms
                .get(i)
                .and_then(|(_, entry)| *entry)
                .filter(|e| !acronym || e.classes.any(Classes::AGENCY));
            let mut mark = Mark {
                entry,
                classes: entry.map(|e| e.classes).unwrap_or_default(),
                len: 1,
                capital: token.span.of(prose).starts_with(char::is_uppercase),
                ..Mark::default()
            };
            if let Some(entry) = entry {
                let matching = entry.phrases.iter().filter(|(rest, _)| {
                    rest.iter()
                        .enumerate()
                        .all(|(k, word)| form(i + 1 + k) == &**word)
                });
                for (rest, class) in matching {
                    mark.classes = mark.classes.with(*class);
                    mark.len = mark.len.max(rest.len().min(200) as u8 + 1);
                    if *class == Classes::CLITIC {
                        adverbial = adverbial.max(i + rest.len() + 1);
                    }
                }
            }
            mark.capital &= mark.pos != Some(Pos::Pron);
            if i < adverbial {
                mark.classes = mark.classes.with(Classes::CLITIC);
            }
            if let Some(tag) = tags.get(i).filter(|_| token.kind == TokenKind::Word) {
                mark.pos = Some(tag.pos);
                mark.morph = tag.morph;
                // A capital behind a word is a name's: the east of `groupement Est` is no `est`.
                let name = mark.capital
                    && i.checked_sub(1)
                        .and_then(|b| tokens.get(b))
                        .is_some_and(|before| {
                            before.kind == TokenKind::Word
                                && prose.get(before.span.end..token.span.start) == Some(" ")
                        });
                if name {
                    let verbs = Classes::AUX_HAVE.with(Classes::AUX_BE).with(Classes::AUX_COND);
                    mark.classes = mark.classes.without(verbs);
                }
                mark.finite = matches!(tag.pos, Pos::Verb | Pos::Aux) && is_finite(tag.morph) && !name;
                let joins = Classes::SUB.with(Classes::THAT).with(Classes::IF);
                match tag.pos {
                    Pos::Adp => mark.classes = mark.classes.without(Classes::SUB),
                    // The reflexive `s'` and the `si` of degree are no `if`.
                    Pos::Pron | Pos::Adv if mark.classes.any(Classes::IF) => {
                        mark.classes = mark.classes.without(joins);
                    }
                    _ => {}
                }
            }
            marks.push(mark);
        }
        let mut words = Self {
            prose,
            language,
            tokens,
            marks,
            lexicon,
        };
        match language {
            Language::French => words.mend_homographs(),
            Language::English => words.mend_preterites(),
        }
        words.mend_infinitives();
        words.mend_nouns();
        words
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
            let found = (sentence.start..first).find(hidden);
            let found = found.or_else(|| sentence.clone().find(behind_comma));
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

    /// What is known of token `i`.
    pub fn mark(&self, i: usize) -> Mark {
        self.marks.get(i).copied().unwrap_or_default()
    }

    /// Whether token `i` is of one of `classes`.
    pub fn is(&self, i: usize, classes: Classes) -> bool {
        self.mark(i).classes.any(classes)
    }

    /// Whether token `i` is written in capitals, as acronyms are.
    pub fn is_acronym(&self, i: usize) -> bool {
        let text = self.text(i);
        text.chars().count() > 1 && text.chars().all(char::is_uppercase)
    }

    /// The text of token `i`.
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| token.span.of(self.prose))
    }

    /// The kind of token `i`.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|token| token.kind)
    }

    /// Whether token `i` is a word or a number.
    pub fn is_word(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(TokenKind::Word | TokenKind::Number))
    }

    /// Where token `i` stands.
    pub fn span(&self, i: usize) -> Span {
        self.tokens.get(i).map(|token| token.span).unwrap_or_default()
    }

    /// From the first to the last token of `range`, which is not empty.
    pub fn cover(&self, range: &Range<usize>) -> Span {
        let (first, last) = (self.span(range.start), self.span(range.end.saturating_sub(1)));
        Span::new(first.start, last.end.max(first.start))
    }

    /// Whether there is no blank between token `i` and the one before.
    pub fn is_joined(&self, i: usize) -> bool {
        i > 0 && self.span(i - 1).end == self.span(i).start
    }

    /// The verbs of saying that token `i` may be a form of, their tails matched.
    pub fn verbs(&self, i: usize) -> impl Iterator<Item = (&'static Verb, Form)> {
        let mark = self.mark(i);
        let verbal = matches!(mark.pos, Some(Pos::Verb | Pos::Aux | Pos::Adj) | None);
        mark.entry
            .into_iter()
            .filter(move |_| verbal)
            .flat_map(|entry| entry.verbs.iter())
            .map(move |(verb, form)| {
                let form = if mark.pos == Some(Pos::Adj) {
                    form.only(Form::PARTICIPLE)
                } else {
                    tagged(mark.morph, *form)
                };
                (*verb, form)
            })
            .filter(move |(verb, _)| self.tail(i, verb).is_some())
    }

    /// The index after the tail of `verb`, whose first word is token `i`; an adverb may stand between.
    pub fn tail(&self, i: usize, verb: &Verb) -> Option<usize> {
        if verb.tail.is_empty() {
            return Some(i + 1);
        }
        (i + 1..=i + 3).find_map(|start| {
            verb.tail
                .iter()
                .enumerate()
                .all(|(k, word)| same(self.text(start + k), word))
                .then_some(start + verb.tail.len())
        })
    }

    /// Whether token `i` ends as nouns for people do.
    pub fn names_a_role(&self, i: usize) -> bool {
        self.lexicon
            .role_endings
            .iter()
            .any(|ending| self.text(i).ends_with(&**ending))
    }

    /// Whether the text of token `i` is one of punctuation's `marks`.
    pub fn is_mark(&self, i: usize, marks: &[&str]) -> bool {
        marks.contains(&self.text(i))
    }
}

/// `word` in lower case with straight apostrophes, into `out`.
fn lower(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' | 'ʼ' => out.push('\''),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// Whether `word` is `lowered` but for case and the shape of its apostrophe.
fn same(word: &str, lowered: &str) -> bool {
    if word.is_ascii() && lowered.is_ascii() {
        return word.eq_ignore_ascii_case(lowered);
    }
    let mut own = String::new();
    lower(word, &mut own);
    own == lowered
}

/// Whether the form is one that a clause is built on.
fn is_finite(morph: Morph) -> bool {
    morph.any(Morph::INDICATIVE | Morph::CONDITIONAL | Morph::SUBJUNCTIVE | Morph::IMPERATIVE)
        && !morph.any(Morph::INFINITIVE | Morph::PARTICIPLE)
}

/// Which form of a verb the tags say it is; what the lexicon says where they are silent.
fn tagged(morph: Morph, listed: Form) -> Form {
    if morph.any(Morph::PARTICIPLE) {
        if morph.any(Morph::PAST | Morph::PASSIVE) {
            Form::PARTICIPLE
        } else {
            Form::GERUND
        }
    } else if morph.any(Morph::INFINITIVE) {
        Form::BARE
    } else if morph.any(Morph::CONDITIONAL) {
        Form::FINITE.with(Form::CONDITIONAL)
    } else if is_finite(morph) {
        Form::FINITE
    } else {
        listed
    }
}
