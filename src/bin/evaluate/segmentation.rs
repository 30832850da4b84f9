//! Sentence boundaries and tokens against CoNLL-U.

use super::conllu::{self, Sentence};
use ascribe::language::Language;
use ascribe::text::{Format, blocks, tokens};
use std::collections::BTreeSet;

/// Runs the measurement with the command line's `arguments`.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let mut files = Vec::new();
    let (mut only, mut errors, mut language) = (String::new(), 0, None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or(format!("{argument} wants a value"));
        match argument.as_str() {
            "--only" => only = value()?,
            "--errors" => errors = value()?.parse().map_err(|_| "--errors wants a number")?,
            "fr" => language = Some(Language::French),
            "en" => language = Some(Language::English),
            file => files.push(file.to_owned()),
        }
    }
    let language = language.ok_or("name the language, fr or en")?;
    let mut all = Vec::new();
    for file in &files {
        let table = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        all.extend(conllu::sentences(&table));
    }
    if all.is_empty() {
        return Err("no sentences; name CoNLL-U files".to_owned());
    }
    words(&all, language, errors);
    all.retain(|sentence| sentence.id.contains(&only));
    // Sequoia's parts are cut from one text sentence by sentence; its numbers give the order back.
    all.sort_by(|a, b| key(&a.id).cmp(&key(&b.id)));
    boundaries(&all, language, errors);
    Ok(())
}

/// The document's name, and the sentence's number in it.
fn key(id: &str) -> (&str, usize) {
    let at = id.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    (&id[..at], id[at..].parse().unwrap_or(0))
}

/// Prints how many words of `sentences` are tokens too.
fn words(sentences: &[Sentence], language: Language, mut errors: usize) {
    let (mut same, mut wanted, mut given) = (0, 0, 0);
    for sentence in sentences {
        let found: Vec<_> = tokens(&sentence.text, language.token_rules());
        let have: BTreeSet<_> = ends(found.iter().map(|token| token.span.of(&sentence.text)));
        let want: BTreeSet<_> = ends(sentence.words.iter().map(String::as_str));
        for missed in want.difference(&have).take(errors.min(1)) {
            errors -= 1;
            let words: Vec<_> = found.iter().map(|token| token.span.of(&sentence.text)).collect();
            let near = want.iter().position(|end| end == missed).unwrap_or(0);
            println!(
                "  word {:?} not in {:?}",
                sentence.words[near],
                words.get(near.saturating_sub(2)..(near + 3).min(words.len()))
            );
        }
        same += want.intersection(&have).count();
        wanted += want.len();
        given += have.len();
    }
    print("words", same, given, wanted);
}

/// Start and end of each word, in characters that are not blank.
fn ends<'a>(words: impl Iterator<Item = &'a str>) -> BTreeSet<(usize, usize)> {
    let mut at = 0;
    words
        .map(|word| {
            let start = at;
            at += word.chars().filter(|c| !c.is_whitespace()).count();
            (start, at)
        })
        .collect()
}

/// Prints how many sentence ends are found where `sentences` are put together again: with blanks
/// between them, an empty line before each paragraph, and a line end after what has no mark at its end.
fn boundaries(sentences: &[Sentence], language: Language, errors: usize) {
    let mut text = String::new();
    let mut want = BTreeSet::new();
    let mut previous: Option<&Sentence> = None;
    for sentence in sentences {
        if let Some(before) = previous {
            let same_text = key(&before.id).0 == key(&sentence.id).0;
            let ended = before
                .text
                .trim_end_matches(['"', '»', '”', ')', ']', '\'', '’', ' ', '\u{a0}'])
                .ends_with(['.', '!', '?', '…']);
            text.push_str(match (same_text && !sentence.begins_paragraph, ended) {
                (false, _) => "\n\n",
                (true, true) => " ",
                (true, false) => "\n",
            });
        }
        text.push_str(&sentence.text);
        want.insert(text.len());
        previous = Some(sentence);
    }
    let mut have = BTreeSet::new();
    for block in blocks(&text, Format::Plain) {
        for span in language.segmenter().sentences(&block.prose) {
            have.insert(block.span.start + span.end);
        }
    }
    for (end, kind) in want
        .symmetric_difference(&have)
        .map(|end| (end, want.contains(end)))
        .take(errors)
    {
        let around = |from: usize, to: usize| {
            let from = (from..=*end)
                .find(|&at| text.is_char_boundary(at))
                .unwrap_or(*end);
            let to = (*end..=to.min(text.len()))
                .rev()
                .find(|&at| text.is_char_boundary(at))
                .unwrap_or(*end);
            (from, to)
        };
        let (from, to) = around(end.saturating_sub(60), end + 50);
        println!(
            "  {} {:?} | {:?}",
            if kind { "missed" } else { "wrong " },
            &text[from..*end],
            &text[*end..to]
        );
    }
    let same = want.intersection(&have).count();
    print("sentence ends", same, have.len(), want.len());
}

fn print(what: &str, same: usize, given: usize, wanted: usize) {
    let precision = same as f64 / given.max(1) as f64;
    let recall = same as f64 / wanted.max(1) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    println!("{what}: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4} ({wanted} in the corpus)");
}
