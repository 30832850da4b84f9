//! Reads CoNLL-U and files with more columns after its ten.

use ascribe::language::Language;
use ascribe::text::tokens;
use std::path::Path;

/// A sentence of a treebank.
pub struct Sentence {
    pub id: String,
    pub text: String,
    pub words: Vec<Word>,
    /// The words as they are written: the range of `words` that each covers, and its form.
    pub units: Vec<(std::ops::Range<usize>, String)>,
}

/// A syntactic word.
pub struct Word {
    pub form: String,
    pub upos: String,
    pub feats: String,
    pub head: usize,
    pub relation: String,
}

/// The sentences of a file.
pub fn read(path: &Path) -> std::io::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path)?;
    let mut sentences = Vec::new();
    for lines in text.split("\n\n") {
        let mut sentence = Sentence {
            id: String::new(),
            text: String::new(),
            words: Vec::new(),
            units: Vec::new(),
        };
        let mut covered = 0;
        for line in lines.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                match comment.split_once('=') {
                    Some((key, value)) if key.trim() == "sent_id" => {
                        value.trim().clone_into(&mut sentence.id)
                    }
                    Some((key, value)) if key.trim() == "text" => value.trim().clone_into(&mut sentence.text),
                    _ => {}
                }
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 10 || columns[0].contains('.') {
                continue;
            }
            if let Some((first, last)) = columns[0].split_once('-') {
                let (first, last): (usize, usize) = (number(first), number(last));
                sentence.units.push((first - 1..last, columns[1].to_owned()));
                covered = last;
                continue;
            }
            let number = number(columns[0]);
            if number > covered {
                sentence.units.push((number - 1..number, columns[1].to_owned()));
            }
            sentence.words.push(Word {
                form: columns[1].to_owned(),
                upos: columns[3].to_owned(),
                feats: columns[5].to_owned(),
                head: columns[6].parse().unwrap_or(0),
                relation: columns[7].to_owned(),
            });
        }
        if !sentence.words.is_empty() {
            sentence.split_clitics();
            sentences.push(sentence);
        }
    }
    Ok(sentences)
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or(0)
}

impl Word {
    /// The value of one feature.
    pub fn feat(&self, name: &str) -> Option<&str> {
        self.feats
            .split('|')
            .find_map(|feat| feat.strip_prefix(name)?.strip_prefix('='))
    }
}

impl Sentence {
    /// Takes apart what is written together without a change (`she's`, `cannot`), so that only
    /// contractions (`du`) stay one.
    fn split_clitics(&mut self) {
        let mut units = Vec::with_capacity(self.units.len());
        for (words, form) in std::mem::take(&mut self.units) {
            let parts = || self.words[words.clone()].iter().map(|word| word.form.as_str());
            if parts().collect::<String>() == form {
                units.extend(
                    words
                        .clone()
                        .zip(parts())
                        .map(|(at, part)| (at..at + 1, part.to_owned())),
                );
            } else {
                units.push((words, form));
            }
        }
        self.units = units;
    }

    /// The tokens that the program itself cuts from the sentence's text, each with the words that it
    /// touches and whether it is one piece of several of a word. `None` where text and words disagree.
    pub fn tokens(&self, language: Language) -> Option<Vec<Surface>> {
        let mut places = Vec::new();
        let mut at = 0;
        for (words, form) in &self.units {
            let rest = &self.text[at..];
            at += rest.len() - rest.trim_start().len();
            if !self.text[at..].starts_with(form.as_str()) {
                return None;
            }
            places.push((at..at + form.len(), words.clone()));
            at += form.len();
        }
        let mut found = Vec::new();
        for token in tokens(&self.text, language.token_rules()) {
            let touched = places
                .iter()
                .filter(|(place, _)| place.start < token.span.end && token.span.start < place.end);
            let touched: Vec<_> = touched.collect();
            let (Some((first, _)), Some((last, _))) = (touched.first(), touched.last()) else {
                return None;
            };
            found.push(Surface {
                form: token.span.of(&self.text).to_owned(),
                words: touched.iter().flat_map(|(_, words)| words.clone()).collect(),
                units: touched.len(),
                part: first.start < token.span.start || token.span.end < last.end,
            });
        }
        Some(found)
    }
}

/// A token of the program over a treebank's sentence.
pub struct Surface {
    pub form: String,
    /// The words that it touches.
    pub words: Vec<usize>,
    /// How many written words it touches.
    pub units: usize,
    /// Whether it is only a part of a written word.
    pub part: bool,
}
