//! Trains and evaluates the taggers.

use crate::conllu::{self, Sentence, Word};
use crate::crf::{Instances, Options};
use crate::lexicon::Forms;
use ascribe::language::Language;
use ascribe::language::model::Weights;
use ascribe::language::tagger::{Category, Lexicon, Morph, Words};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// GUM's two test documents of news; its standard test split has these and no others of the genre.
pub const GUM_NEWS_TEST: [&str; 2] = ["GUM_news_nasa", "GUM_news_sensitive"];

const SEQUOIA_DEV: &str = "sequoia-ud.parseme.frsemcor.dev";

/// Some of GUM's documents for development: its standard ones of news and three others.
const GUM_DEV: [&str; 8] = [
    "GUM_news_homeopathic",
    "GUM_news_iodine",
    "GUM_news_election",
    "GUM_news_crane",
    "GUM_news_korea",
    "GUM_bio_byron",
    "GUM_speech_impeachment",
    "GUM_interview_cyclone",
];

/// GUM's test documents of the genres that there are.
const GUM_TEST: [&str; 14] = [
    "GUM_academic_discrimination",
    "GUM_academic_eegimaa",
    "GUM_bio_dvorak",
    "GUM_bio_jespersen",
    "GUM_court_insanity",
    "GUM_court_mitigation",
    "GUM_interview_hill",
    "GUM_interview_libertarian",
    "GUM_news_nasa",
    "GUM_news_sensitive",
    "GUM_speech_austria",
    "GUM_speech_newzealand",
    "GUM_voyage_oakland",
    "GUM_voyage_vavau",
];

/// What is measured.
pub struct Split {
    pub name: &'static str,
    pub language: Language,
    pub sentences: Vec<Sentence>,
}

/// All that a tagger of `language` may learn from: no test split, no sentence of the list `left_out`;
/// with `tuning` no development split either.
pub fn training(
    data: &Path,
    language: Language,
    left_out: &HashSet<String>,
    tuning: bool,
) -> std::io::Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    match language {
        Language::French => {
            let files = ["sequoia-ud.parseme.frsemcor.train", SEQUOIA_DEV];
            for file in files.into_iter().filter(|file| !tuning || *file != SEQUOIA_DEV) {
                sentences.extend(conllu::read(&data.join("sequoia").join(file))?);
            }
            for file in ["fr_gsd-ud-dev.conllu", "fr_gsd-ud-test.conllu"] {
                sentences.extend(conllu::read(&data.join("gsd").join(file))?);
            }
        }
        Language::English => {
            let left = |name: &str| GUM_TEST.contains(&name) || tuning && GUM_DEV.contains(&name);
            for document in gum(data)? {
                let name = document.file_stem().and_then(|name| name.to_str()).unwrap_or("");
                if !left(name) {
                    sentences.extend(conllu::read(&document)?);
                }
            }
        }
    }
    sentences.retain(|sentence| !left_out.contains(&sentence.id));
    Ok(sentences)
}

/// The development splits: what settings are chosen on.
pub fn developments(data: &Path) -> std::io::Result<Vec<Split>> {
    let mut gum_dev = Vec::new();
    for name in GUM_DEV {
        gum_dev.extend(conllu::read(&data.join(format!("gum/{name}.conllu")))?);
    }
    Ok(vec![
        Split {
            name: "Sequoia dev",
            language: Language::French,
            sentences: conllu::read(&data.join("sequoia").join(SEQUOIA_DEV))?,
        },
        Split {
            name: "GUM, some documents",
            language: Language::English,
            sentences: gum_dev,
        },
    ])
}

/// The test splits.
pub fn tests(data: &Path) -> std::io::Result<Vec<Split>> {
    let test = conllu::read(&data.join("sequoia/sequoia-ud.parseme.frsemcor.test"))?;
    let (mut all, mut news) = (Vec::new(), Vec::new());
    for document in gum(data)? {
        let name = document.file_stem().and_then(|name| name.to_str()).unwrap_or("");
        if GUM_TEST.contains(&name) {
            all.extend(conllu::read(&document)?);
        }
        if GUM_NEWS_TEST.contains(&name) {
            news.extend(conllu::read(&document)?);
        }
    }
    Ok(vec![
        Split {
            name: "Sequoia test",
            language: Language::French,
            sentences: test,
        },
        Split {
            name: "GUM test, news (nasa, sensitive)",
            language: Language::English,
            sentences: news,
        },
        Split {
            name: "GUM test, all 14 documents",
            language: Language::English,
            sentences: all,
        },
    ])
}

fn gum(data: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut documents: Vec<_> = std::fs::read_dir(data.join("gum"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "conllu"))
        .collect();
    documents.sort();
    Ok(documents)
}

/// The label of a word: its part of speech, and for verbs the form that only context can tell.
pub fn label(word: &Word, sentence: &Sentence, at: usize, language: Language) -> String {
    let pos = word.upos.as_str();
    if !matches!(pos, "VERB" | "AUX") {
        if language == Language::English && pos == "NOUN" && word.feat("Number") == Some("Plur") {
            return "NOUN:PLURAL".to_owned();
        }
        return pos.to_owned();
    }
    let mut morph = Morph::empty();
    morph |= match (word.feat("VerbForm"), word.feat("Mood")) {
        (Some("Inf"), _) => Morph::INFINITIVE,
        (Some("Part" | "Ger"), _) => Morph::PARTICIPLE,
        (_, Some("Cnd")) => Morph::CONDITIONAL,
        (_, Some("Sub")) => Morph::SUBJUNCTIVE,
        (_, Some("Imp")) => Morph::IMPERATIVE,
        (Some("Fin"), _) => Morph::INDICATIVE,
        _ => Morph::empty(),
    };
    if morph == Morph::PARTICIPLE {
        let past = word.feat("Tense") == Some("Past");
        morph |= if past { Morph::PAST } else { Morph::PRESENT };
        let passive = |other: &Word| other.head == at + 1 && other.relation == "aux:pass";
        if past && sentence.words.iter().any(passive) {
            morph |= Morph::PASSIVE;
        }
    }
    if language == Language::English && morph == Morph::INDICATIVE {
        let present = word.feat("Tense") != Some("Past");
        morph |= if present { Morph::PRESENT } else { Morph::PAST };
        if present && word.feat("Person") == Some("3") && word.feat("Number") == Some("Sing") {
            morph |= Morph::THIRD | Morph::SINGULAR;
        }
    }
    if morph.is_empty() {
        pos.to_owned()
    } else {
        format!("{pos}:{morph:?}")
    }
}

/// The words of a sentence twice: as the treebank has them, and as the program cuts the text.
pub fn views(sentence: &Sentence, language: Language) -> [Option<(Vec<String>, Vec<String>)>; 2] {
    let labels: Vec<String> = sentence
        .words
        .iter()
        .enumerate()
        .map(|(at, word)| label(word, sentence, at, language))
        .collect();
    let words = sentence.words.iter().map(|word| word.form.clone()).collect();
    let surface = sentence.tokens(language).map(|tokens| {
        let labels = tokens.iter().map(|token| {
            let pos = |at: &usize| sentence.words[*at].upos.as_str();
            let marks = token.form.chars().all(|c| c.is_ascii_punctuation());
            let of = |wanted: &dyn Fn(&usize) -> bool| token.words.iter().rev().find(|at| wanted(at));
            // A contraction is what its first word is; a compound what its last word is.
            let chosen = if token.part && marks {
                return "PUNCT".to_owned();
            } else if token.units == 1 && token.words.len() > 1 && language == Language::French {
                token.words.first()
            } else if token.units > 1
                && token
                    .words
                    .iter()
                    .all(|at| matches!(pos(at), "NUM" | "PUNCT" | "SYM"))
            {
                of(&|at| pos(at) == "NUM")
            } else {
                of(&|at| !matches!(pos(at), "PUNCT" | "SYM"))
            };
            labels[*chosen.unwrap_or(&token.words[0])].clone()
        });
        (
            tokens.iter().map(|token| token.form.clone()).collect(),
            labels.collect(),
        )
    });
    [Some((words, labels)), surface]
}

/// The settings that were best on the development splits.
pub fn settings() -> Options {
    Options {
        epochs: 12,
        l2: 0.3,
        dense: 300,
        ..Options::default()
    }
}

/// Trains one tagger; gives its weight file.
pub fn train(
    sentences: &[Sentence],
    language: Language,
    lexicon: &'static [u8],
    options: &Options,
) -> Vec<u8> {
    let lexicon = Lexicon::parse(lexicon).expect("a lexicon that was just made");
    let mut counts: HashMap<String, usize> = HashMap::new();
    let views: Vec<_> = sentences
        .iter()
        .flat_map(|sentence| {
            let [words, surface] = views(sentence, language);
            // A sentence that is cut alike both ways counts once.
            let surface = surface.filter(|surface| Some(surface) != words.as_ref());
            [words, surface]
        })
        .flatten()
        .collect();
    for label in views.iter().flat_map(|(_, labels)| labels) {
        *counts.entry(label.clone()).or_default() += 1;
    }
    let mut corpus = Instances::default();
    for (forms, labels) in &views {
        let mut words = Words::new(&lexicon);
        forms.iter().for_each(|form| words.push(form));
        // Rare labels are not worth a column.
        let common = |label: &String| {
            let rare = counts[label] < 12;
            if rare {
                label.split(':').next().unwrap_or(label).to_owned()
            } else {
                label.clone()
            }
        };
        corpus.add(&words, labels.iter().map(common));
    }
    eprintln!("  {} sentences, {} tokens", views.len(), corpus.len());
    Weights::encode(&crate::crf::train(&corpus, options))
}

/// Adds the treebank's words of grammar to a lexicon.
pub fn grammar(sentences: &[Sentence], forms: &mut Forms) {
    // Other words, words of grammar, and auxiliaries among these.
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let grammar = matches!(
            word.upos.as_str(),
            "ADP" | "AUX" | "CCONJ" | "DET" | "PART" | "PRON" | "SCONJ"
        );
        let counts = counts
            .entry(word.form.to_lowercase().replace('’', "'"))
            .or_default();
        counts[usize::from(grammar)] += 1;
        counts[2] += usize::from(word.upos == "AUX");
    }
    for (form, [other, grammar, auxiliary]) in counts {
        if grammar >= 4 && grammar * 3 > other {
            forms.add(&form, Category::Function, Morph::empty());
        }
        if auxiliary >= 4 && auxiliary * 2 > other + grammar {
            forms.add(&form, Category::Auxiliary, Morph::empty());
        }
    }
}
