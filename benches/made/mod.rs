//! Corpora that are made up, in a temporary folder: sentences of the seeds taken apart and put together again.
//!
//! Every sentence is the front of one sentence of the seeds and the end of another, cut at a comma; its persons and
//! places are drawn from lists, its figures and years are drawn anew, months change places. 20 to an article. The
//! vocabulary is as small as that of five articles, so that a word stands in far more passages than in a newsroom's
//! archive: for a search that is the harder case.

use ascribe::analysis::{ActorKind, Analyzer, Options};
use ascribe::corpus::{Corpus, OpenOptions};
use ascribe::text::{Format, Span};
use std::fmt::Write;
use std::path::Path;
use tempfile::TempDir;

const FIRST_NAMES: [&str; 24] = [
    "Igor", "Anna", "Pedro", "Claire", "Mehdi", "Sofia", "Tomas", "Lena", "Paul", "Awa", "Viktor", "Nadia",
    "Hugo", "Ines", "Oleg", "Marta", "Jean", "Sara", "Luc", "Irina", "Omar", "Julie", "Ivan", "Rosa",
];
const SURNAMES: [&str; 40] = [
    "Morel",
    "Petrov",
    "Garcia",
    "Lindqvist",
    "Diallo",
    "Rossi",
    "Novak",
    "Keller",
    "Benali",
    "Ortega",
    "Dubois",
    "Sokolov",
    "Fischer",
    "Costa",
    "Leclerc",
    "Marin",
    "Haddad",
    "Jansen",
    "Popescu",
    "Rivera",
    "Blanc",
    "Ivanov",
    "Weber",
    "Santos",
    "Traore",
    "Lambert",
    "Orlov",
    "Meyer",
    "Silva",
    "Roux",
    "Toure",
    "Horvat",
    "Navarro",
    "Giraud",
    "Volkov",
    "Bauer",
    "Pinto",
    "Renard",
    "Sow",
    "Kovac",
];
const PLACES: [&str; 36] = [
    "la France",
    "l’Espagne",
    "l’Italie",
    "le Portugal",
    "la Pologne",
    "la Suède",
    "la Norvège",
    "le Maroc",
    "la Tunisie",
    "l’Algérie",
    "le Sénégal",
    "le Mali",
    "le Brésil",
    "l’Argentine",
    "le Chili",
    "le Pérou",
    "le Mexique",
    "le Canada",
    "l’Inde",
    "le Japon",
    "la Chine",
    "la Turquie",
    "la Grèce",
    "l’Ukraine",
    "la Russie",
    "la Corée du Nord",
    "la Corée du Sud",
    "l’Iran",
    "l’Irak",
    "la Syrie",
    "le Liban",
    "l’Égypte",
    "l’Éthiopie",
    "le Kenya",
    "le Vietnam",
    "l’Australie",
];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// SplitMix64: the same corpus every time.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to `sides` - 1.
    pub fn next(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.next(words.len())]
    }
}

/// A part of a sentence and the actors in it.
struct Part {
    text: String,
    actors: Vec<(Span, ActorKind)>,
}

/// What sentences are made of.
pub struct Sentences {
    fronts: Vec<Part>,
    ends: Vec<Part>,
}

impl Sentences {
    /// Those of the seeds.
    pub fn of_the_seeds() -> Self {
        let (mut fronts, mut ends) = (Vec::new(), Vec::new());
        let analyzer = Analyzer::new(Options::default());
        for passage in seeds().passages().filter(|passage| !passage.heading) {
            let text = passage.text.trim().trim_end_matches(['.', '»', ' ']);
            let analysis = analyzer.analyze(text, Format::Plain);
            let part = |from: usize, to: usize| Part {
                text: text[from..to].to_owned(),
                actors: analysis
                    .mentions
                    .iter()
                    .filter(|mention| mention.span.start >= from && mention.span.end <= to)
                    .map(|mention| {
                        (
                            Span::new(mention.span.start - from, mention.span.end - from),
                            mention.kind,
                        )
                    })
                    .collect(),
            };
            // Near its middle, so that both parts say something.
            let middle = text.len() / 2;
            let cut = text
                .match_indices(", ")
                .map(|(at, _)| at)
                .min_by_key(|at| at.abs_diff(middle));
            fronts.push(part(0, cut.unwrap_or(text.len())));
            ends.extend(cut.map(|cut| part(cut, text.len())));
        }
        Self { fronts, ends }
    }

    /// One sentence.
    pub fn next(&self, dice: &mut Dice) -> String {
        let mut sentence = String::new();
        change(&self.fronts[dice.next(self.fronts.len())], dice, &mut sentence);
        change(&self.ends[dice.next(self.ends.len())], dice, &mut sentence);
        sentence.push('.');
        sentence
    }
}

/// Puts other actors, figures and dates in.
fn change(part: &Part, dice: &mut Dice, sentence: &mut String) {
    let mut at = 0;
    for (span, kind) in &part.actors {
        if span.start < at {
            continue;
        }
        plain(&part.text[at..span.start], dice, sentence);
        at = span.end;
        match kind {
            ActorKind::Person => {
                let _ = write!(sentence, "{} {}", dice.of(&FIRST_NAMES), dice.of(&SURNAMES));
            }
            ActorKind::Place => {
                // The article is there already, if any.
                let place = dice.of(&PLACES);
                sentence.push_str(place.split_once([' ', '’']).map_or(place, |(_, name)| name));
            }
            _ => sentence.push_str(&part.text[span.start..span.end]),
        }
    }
    plain(&part.text[at..], dice, sentence);
}

fn plain(text: &str, dice: &mut Dice, sentence: &mut String) {
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = &word[bare.len()..];
        if MONTHS.contains(&bare) {
            let _ = write!(sentence, "{}{rest}", dice.of(&MONTHS));
        } else if bare.parse::<u32>().is_ok() {
            let figure = if bare.len() == 4 {
                1990 + dice.next(35)
            } else {
                2 + dice.next(900)
            };
            let _ = write!(sentence, "{figure}{rest}");
        } else {
            sentence.push_str(word);
        }
    }
}

/// The seeds, in memory.
pub fn seeds() -> Corpus {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    Corpus::open(&seeds, &options, &|_| true).expect("the seeds open")
}

/// A folder of made-up articles, with its index beside it.
pub struct Made {
    folder: TempDir,
}

impl Made {
    /// Of so many articles; the index is not made yet.
    pub fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sources = folder.path().join("sources");
        std::fs::create_dir(&sources).expect("a folder");
        let (mut dice, sentences) = (Dice(articles as u64), Sentences::of_the_seeds());
        for article in 0..articles {
            let mut text = String::new();
            for sentence in 0..20 {
                let end = if sentence % 5 == 4 { "\n\n" } else { " " };
                let _ = write!(text, "{}{end}", sentences.next(&mut dice));
            }
            std::fs::write(sources.join(format!("{article:05}.txt")), text).expect("a file");
        }
        Self { folder }
    }

    /// As many articles as `ASCRIBE_BENCH_ARTICLES` says, else 5,000; with its index.
    pub fn large() -> Self {
        let articles = std::env::var("ASCRIBE_BENCH_ARTICLES")
            .ok()
            .and_then(|count| count.parse().ok());
        let made = Self::new(articles.unwrap_or(5_000));
        made.open();
        made
    }

    /// One of its files.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("sources/00000.txt")
    }

    /// Opens the corpus, making its index where there is none.
    pub fn open(&self) -> Corpus {
        let options = OpenOptions {
            cache: Some(self.folder.path().join("cache")),
            in_memory: false,
        };
        let sources = self.folder.path().join("sources");
        Corpus::open(&sources, &options, &|_| true).expect("the corpus opens")
    }

    /// Removes the index.
    pub fn forget(&self) {
        let _ = std::fs::remove_dir_all(self.folder.path().join("cache"));
    }
}
