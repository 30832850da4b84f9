//! Makes the word lists and weights that the program carries, and measures them. `--leave-out` names a
//! file with identifiers of sentences that must not be learned from; the test splits never are.
//!
//! `cargo run --release --bin train -- lexicon --data DIR --leave-out FILE --hunspell DIR --wordnet DIR`
//! `cargo run --release --bin train -- tagger --data DIR --leave-out FILE`
//! `cargo run --release --bin train -- entities --data DIR --gold DIR`
//! `cargo run --release --bin train -- statuses --data DIR --gold DIR`
//! `cargo run --release --bin train -- judge --data DIR --claims FILE --corpus seeds`
//! `cargo run --release --bin train -- evaluate --data DIR`

mod annotated;
mod boosted;
mod conllu;
mod crf;
mod entities;
mod evaluate;
mod judge;
mod lexicon;
mod logistic;
mod rows;
mod standoff;
mod statuses;
mod tagger;

use ascribe::language::Language;
use ascribe::language::tagger::Tagger;
use clap::{Args, Parser, Subcommand};
use std::collections::HashSet;
use std::error::Error;
use std::path::{Path, PathBuf};

#[derive(Parser)]
#[command(about = "Makes the word lists and weights that ascribe carries, and measures them")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the taggers' word lists.
    Lexicon {
        #[command(flatten)]
        corpus: Corpus,
        /// Folder with fr.dic and fr.aff of the Dicollecte dictionary.
        #[arg(long)]
        hunspell: PathBuf,
        /// Folder with WordNet's database files.
        #[arg(long)]
        wordnet: PathBuf,
    },
    /// Train the taggers.
    Tagger {
        #[command(flatten)]
        corpus: Corpus,
        /// How many rounds over the corpus.
        #[arg(long, default_value_t = tagger::settings().epochs)]
        epochs: usize,
        #[arg(long, default_value_t = tagger::settings().rate)]
        rate: f32,
        #[arg(long, default_value_t = tagger::settings().l1)]
        l1: f32,
        #[arg(long, default_value_t = tagger::settings().l2)]
        l2: f32,
        #[arg(long, default_value_t = tagger::settings().least)]
        least: u32,
        #[arg(long, default_value_t = tagger::settings().dense)]
        dense: u32,
        #[arg(long, default_value_t = tagger::settings().prune)]
        prune: f32,
        /// Leave out the development splits, measure on them, write nothing.
        #[arg(long)]
        tuning: bool,
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
    /// Train the entity models; measure them on gold files that they have not learned from.
    Entities {
        /// Folder with sequoia, gum, uner-ewt, and what `annotations` annotates.
        #[arg(long)]
        data: PathBuf,
        /// Folder with the project's own gold files.
        #[arg(long)]
        gold: PathBuf,
        /// Folder of the project, where the files are written.
        #[arg(long, default_value = ".")]
        project: PathBuf,
        /// How many rounds over the corpora.
        #[arg(long, default_value_t = 8)]
        epochs: usize,
        /// Write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Other folders of gold files to measure on.
        #[arg(long)]
        measure: Vec<PathBuf>,
        /// Write nothing: learn and measure Sequoia's own split and annotation.
        #[arg(long)]
        sequoia: bool,
        /// With `--sequoia`, cross-validate over so many parts of its train and dev splits instead.
        #[arg(long, requires = "sequoia")]
        parts: Option<usize>,
        /// With `--sequoia`, take what a name says by itself for its kind: a state that acts is a place.
        #[arg(long, requires = "sequoia")]
        literal: bool,
        /// How many errors to print.
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
    /// Train the weights of the learned status; prints what cross-validation gives.
    Statuses {
        /// Folder with rte3-fr, daccord, gsd.
        #[arg(long)]
        data: PathBuf,
        /// Folder with the project's own gold files.
        #[arg(long)]
        gold: PathBuf,
        /// Folder of the project, where the files are written.
        #[arg(long, default_value = ".")]
        project: PathBuf,
        /// Write nothing.
        #[arg(long)]
        dry_run: bool,
        /// Folders of gold files to measure on.
        #[arg(long)]
        measure: Vec<PathBuf>,
        #[command(flatten)]
        settings: statuses::Settings,
    },
    /// Tag the lines of standard input.
    Tag {
        /// fr or en.
        #[arg(long)]
        language: String,
    },
    /// Train the judge of claims and passages; prints what cross-validation gives.
    Judge {
        /// Folder with daccord and rte3-fr.
        #[arg(long)]
        data: PathBuf,
        /// Files of annotated claims, a JSON object a line.
        #[arg(long, required = true)]
        claims: Vec<PathBuf>,
        /// The texts that the claims are about.
        #[arg(long, default_value = "seeds")]
        corpus: PathBuf,
        /// The file to write.
        #[arg(long, default_value = "src/corroboration/judge.tsv")]
        out: PathBuf,
    },
    /// Measure the taggers that the program carries on the standard test splits.
    Evaluate {
        #[command(flatten)]
        corpus: Corpus,
        /// How many wrong words to print.
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
}

/// Tags every line of standard input.
fn tag(language: Language) {
    for line in std::io::stdin().lines().map_while(Result::ok) {
        for span in language.segmenter().sentences(&line) {
            let sentence = span.of(&line);
            let tokens = ascribe::text::tokens(sentence, language.token_rules());
            let tags = Tagger::of(language).tag(sentence, &tokens);
            let tagged = tokens
                .iter()
                .zip(tags)
                .map(|(token, tag)| format!("{}/{tag:?}", token.span.of(sentence)));
            println!("{}", tagged.collect::<Vec<_>>().join(" "));
        }
    }
}

#[derive(Args)]
struct Corpus {
    /// Folder with the treebanks: sequoia, gsd, gum.
    #[arg(long)]
    data: PathBuf,
    /// Files with identifiers of sentences that must not be learned from, one a line.
    #[arg(long)]
    leave_out: Vec<PathBuf>,
    /// Only this language (fr, en).
    #[arg(long)]
    language: Option<String>,
    /// Folder of the project, where the files are written.
    #[arg(long, default_value = ".")]
    project: PathBuf,
}

impl Corpus {
    fn left_out(&self) -> Result<HashSet<String>, Box<dyn Error>> {
        let mut ids = HashSet::new();
        for path in &self.leave_out {
            let text =
                std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            ids.extend(text.lines().map(|line| line.trim().to_owned()));
        }
        Ok(ids)
    }

    fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        let wanted = |language: &Language| {
            self.language
                .as_deref()
                .is_none_or(|code| code == language.code())
        };
        [Language::French, Language::English].into_iter().filter(wanted)
    }

    fn file(&self, language: Language, name: &str) -> PathBuf {
        self.project.join("src/language").join(language.code()).join(name)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    match Cli::parse().command {
        Command::Lexicon {
            corpus,
            hunspell,
            wordnet,
        } => {
            for language in corpus.languages() {
                let mut forms = lexicon::Forms::default();
                match language {
                    Language::French => lexicon::hunspell(&hunspell, &mut forms)?,
                    Language::English => lexicon::wordnet(&wordnet, &mut forms)?,
                }
                lexicon::names(&corpus.project.join("src/language/names"), &mut forms)?;
                tagger::grammar(
                    &tagger::training(&corpus.data, language, &corpus.left_out()?, false)?,
                    &mut forms,
                );
                eprintln!("{}: {} forms", language.code(), forms.len());
                write(&corpus.file(language, "tagger.lexicon"), &forms.encode()?)?;
            }
        }
        Command::Tagger {
            corpus,
            epochs,
            rate,
            l1,
            l2,
            least,
            dense,
            prune,
            tuning,
            errors,
        } => {
            let options = crf::Options {
                epochs,
                rate,
                l1,
                l2,
                least,
                dense,
                prune,
                ..crf::Options::default()
            };
            for language in corpus.languages() {
                eprintln!("{}: training", language.code());
                let sentences = tagger::training(&corpus.data, language, &corpus.left_out()?, tuning)?;
                let lexicon: &'static [u8] = std::fs::read(corpus.file(language, "tagger.lexicon"))?.leak();
                let weights = tagger::train(&sentences, language, lexicon, &options);
                let splits = if tuning {
                    eprintln!("  {} bytes of weights", weights.len());
                    tagger::developments(&corpus.data)?
                } else {
                    write(&corpus.file(language, "tagger.weights"), &weights)?;
                    tagger::tests(&corpus.data)?
                };
                evaluate::tagger(&splits, language, weights.leak(), lexicon, errors)?;
            }
        }
        Command::Judge {
            data,
            claims,
            corpus,
            out,
        } => judge::train(&judge::Sources {
            data,
            claims,
            corpus,
            out,
        })?,
        Command::Entities {
            data,
            gold,
            project,
            epochs,
            dry_run,
            measure,
            sequoia,
            parts,
            literal,
            errors,
        } => {
            // Every feature comes in copies here: longer steps would not settle.
            let options = crf::Options {
                epochs,
                rate: 0.1,
                ..crf::Options::default()
            };
            let jackknife = entities::Jackknife::train(&data, &gold, &project)?;
            if sequoia {
                entities::sequoia([&data, &gold], &jackknife, &options, (parts, literal), errors)?;
            } else {
                let project = (!dry_run).then_some(project.as_path());
                entities::ship(&data, &gold, &measure, &jackknife, project, &options, errors)?;
            }
        }
        Command::Statuses {
            data,
            gold,
            project,
            dry_run,
            measure,
            settings,
        } => statuses::ship([&data, &gold], &project, !dry_run, &measure, &settings)?,
        Command::Tag { language } => {
            tag(if language == "en" {
                Language::English
            } else {
                Language::French
            });
        }
        Command::Evaluate { corpus, errors } => {
            let splits = tagger::tests(&corpus.data)?;
            for language in corpus.languages() {
                let read = |name| std::fs::read(corpus.file(language, name)).map(Vec::leak);
                evaluate::tagger(
                    &splits,
                    language,
                    read("tagger.weights")?,
                    read("tagger.lexicon")?,
                    errors,
                )?;
            }
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    eprintln!("  {} bytes in {}", bytes.len(), path.display());
    Ok(())
}
