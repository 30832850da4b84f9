//! What a corpus costs: building its index, opening it, searching it, refreshing one file.
//!
//! The corpora are made up: sentences of news words and names in a fixed pseudo-random order, 20 to
//! an article. `ASCRIBE_BENCH_ARTICLES` sets how many articles the large one has (5,000, which is
//! 100,000 passages).

use ascribe::corpus::{Corpus, OpenOptions, Query};
use divan::{Bencher, black_box};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const NAMES: [&str; 16] = [
    "Vladimir Poutine",
    "Kim Jong-un",
    "Emmanuel Macron",
    "Joe Biden",
    "la Corée du Nord",
    "la Russie",
    "le Kremlin",
    "l’ONU",
    "Washington",
    "Pékin",
    "l’Ukraine",
    "le Japon",
    "la Commission européenne",
    "Volodymyr Zelensky",
    "Séoul",
    "l’OTAN",
];
const VERBS: [&str; 16] = [
    "a annoncé",
    "a démenti",
    "a condamné",
    "soutient",
    "a rencontré",
    "négocie",
    "prépare",
    "a signé",
    "a reporté",
    "critique",
    "finance",
    "a livré",
    "réclame",
    "examine",
    "a suspendu",
    "a adopté",
];
const THINGS: [&str; 24] = [
    "un accord",
    "des sanctions",
    "une livraison de missiles",
    "le budget",
    "une trêve",
    "des munitions",
    "un sommet",
    "la réforme",
    "une aide alimentaire",
    "le cessez-le-feu",
    "des négociations",
    "une enquête",
    "un embargo",
    "les exportations de blé",
    "un gazoduc",
    "la frontière",
    "une résolution",
    "le veto",
    "des drones",
    "un rapport",
    "la visite",
    "une lettre",
    "les élections",
    "un séisme",
];
const ENDS: [&str; 12] = [
    "selon le ministère de la Défense",
    "lundi à Moscou",
    "d’après un communiqué",
    "en avril 2022",
    "malgré les protestations",
    "pour la troisième fois",
    "devant le Parlement",
    "avec 120 millions d’euros",
    "près de la frontière",
    "au cours d’une visite officielle",
    "sans donner de détails",
    "le 3 mars",
];

/// SplitMix64: the same corpus every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn sentence(&mut self) -> String {
        let (name, verb, thing) = (NAMES[self.next(16)], VERBS[self.next(16)], THINGS[self.next(24)]);
        let (other, end) = (NAMES[self.next(16)], ENDS[self.next(12)]);
        let mut name = name.to_owned();
        if let Some(first) = name.get(..1) {
            let first = first.to_uppercase();
            name.replace_range(..1, &first);
        }
        // A number of four digits makes every sentence one of its kind.
        format!(
            "{name} {verb} {thing} avec {other} {end}, dossier {}.",
            1000 + self.next(9000)
        )
    }
}

struct Made {
    folder: TempDir,
}

impl Made {
    fn new(articles: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sources = folder.path().join("sources");
        std::fs::create_dir(&sources).expect("a folder");
        let mut dice = Dice(articles as u64);
        for article in 0..articles {
            let mut text = String::new();
            for sentence in 0..20 {
                let end = if sentence % 5 == 4 { "\n\n" } else { " " };
                let _ = write!(text, "{}{end}", dice.sentence());
            }
            std::fs::write(sources.join(format!("{article:05}.txt")), text).expect("a file");
        }
        Self { folder }
    }

    fn open(&self) -> Corpus {
        let options = OpenOptions {
            cache: Some(self.folder.path().join("cache")),
            in_memory: false,
        };
        let sources = self.folder.path().join("sources");
        Corpus::open(&sources, &options, &|_| true).expect("the corpus opens")
    }

    fn forget(&self) {
        let _ = std::fs::remove_dir_all(self.folder.path().join("cache"));
    }
}

static LARGE: LazyLock<Made> = LazyLock::new(|| {
    let articles = std::env::var("ASCRIBE_BENCH_ARTICLES")
        .ok()
        .and_then(|count| count.parse().ok());
    let made = Made::new(articles.unwrap_or(5_000));
    made.open();
    made
});

static SMALL: LazyLock<Made> = LazyLock::new(|| {
    let made = Made::new(5);
    made.open();
    made
});

fn queries() -> Vec<Query> {
    let mut dice = Dice(7);
    (0..100).map(|_| Query::of_text(&dice.sentence(), None)).collect()
}

#[divan::bench(sample_count = 50)]
fn open_small(bencher: Bencher) {
    let made = &*SMALL;
    bencher.bench(|| black_box(made.open()));
}

#[divan::bench(sample_count = 20)]
fn index_small(bencher: Bencher) {
    let made = &*SMALL;
    bencher
        .with_inputs(|| made.forget())
        .bench_values(|()| black_box(made.open()));
}

#[divan::bench(sample_count = 5)]
fn open_large(bencher: Bencher) {
    let made = &*LARGE;
    bencher.bench(|| black_box(made.open()));
}

/// The best 50 passages for each of 100 claims, on one thread.
#[divan::bench(sample_count = 5)]
fn search_large_100_claims(bencher: Bencher) {
    let corpus = LARGE.open();
    let queries = queries();
    bencher.bench(|| {
        for query in &queries {
            black_box(corpus.search(query, 50));
        }
    });
}

#[divan::bench(sample_count = 5)]
fn search_seeds_100_claims(bencher: Bencher) {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let corpus = Corpus::open(Path::new("seeds"), &options, &|_| true).expect("the corpus opens");
    let queries = queries();
    bencher.bench(|| {
        for query in &queries {
            black_box(corpus.search(query, 50));
        }
    });
}

/// One file of the large corpus changes.
#[divan::bench(sample_count = 5)]
fn refresh_large(bencher: Bencher) {
    let corpus = LARGE.open();
    let file = LARGE.folder.path().join("sources/00000.txt");
    let mut dice = Dice(99);
    bencher
        .with_inputs(|| std::fs::write(&file, dice.sentence()).expect("a file"))
        .bench_local_values(|()| black_box(corpus.refresh(&|_| true).expect("a refresh")));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn index_large(bencher: Bencher) {
    let made = &*LARGE;
    bencher
        .with_inputs(|| made.forget())
        .bench_values(|()| black_box(made.open()));
}
