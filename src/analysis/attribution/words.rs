use crate::language::Language;
use crate::language::saying::{Classes, Entry, Form, Lexicon, Verb};
use crate::language::tagger::{Morph, Pos, Tag};
use crate::text::{Span, Token, TokenKind};
use std::ops::Range;

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    /// What the lexicon of saying has under its form.
    pub entry: Option<&'static Entry>,
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
    pub(super) marks: Vec<Mark>,
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
        words.mend();
        words
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
