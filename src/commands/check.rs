use super::dismissed::Uses;
use super::draft::{Place, collect};
use super::sources::Setup;
use super::{Failure, Outcome, Shared, output, sources};
use crate::analysis::Status;
use crate::analysis::variants::{Usage, variants};
use crate::corpus::Corpus;
use crate::corroboration::{Question, corroborate};
use crate::dismissals::Dismissed;
use crate::report::terminal::Finding;
use crate::report::{self, Checked, Summary};
use crate::settings::Severity;
use crate::text;
use rayon::prelude::*;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Show the actors of drafts and the claims that nobody answers for
///
/// With --corroborate, also what your sources have on every claim. Drafts are French or English, plain text or Markdown (.md, .markdown). A folder is searched for
/// .md, .markdown and .txt files, without those that ignore files (.gitignore, .ignore) exclude and
/// without the folder of sources itself.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files and folders to check; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look every claim up in the sources
    #[arg(long)]
    corroborate: bool,
    #[command(flatten)]
    shared: Shared,
    /// How to print what was found; `sarif` is what code hosts show beside the lines of a change
    #[arg(long, value_enum, default_value = "text")]
    format: ReportFormat,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ReportFormat {
    Text,
    Json,
    Sarif,
}

const EXAMPLES: &str = "\
Examples:
  ascribe check article.md                       the claims that nobody answers for
  ascribe check --corroborate article.md         … and what seeds/ has on every claim
  ascribe check --corroborate --corpus ~/sources drafts/
  pbpaste | ascribe check -                      what is on the clipboard
  ascribe check --format json drafts/ | jq       for other programs
  ascribe check --format sarif drafts/ > a.sarif for a code host

Exit code: 0 nothing to report, 1 findings, 2 a draft, the settings or the sources could not be used.";

/// How many drafts are read before the first of them is printed.
const BATCH: usize = 32;

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut setups = args.shared.setups();
    let (places, mut failures) = collect(&args.paths, |folder| {
        let corpus = setups.of(folder).corpus.clone()?.canonicalize().ok()?;
        let inside = folder
            .canonicalize()
            .is_ok_and(|folder| folder.starts_with(&corpus));
        (!inside).then_some(corpus)
    });
    let drafts: Vec<(Place, Arc<Setup>)> = places
        .into_iter()
        .map(|place| {
            let setup = setups.of(place.folder());
            (place, setup)
        })
        .collect();
    failures.extend(setups.failures());
    let corpora = match args.corroborate {
        true => corpora(&drafts)?,
        false => HashMap::new(),
    };
    let corpus_of = |setup: &Setup| setup.corpus.as_ref().and_then(|root| corpora.get(root));
    let shows_variants = |setup: &Setup| setup.settings.severity.name_variant != Severity::Off;

    let (mut findings, mut summary) = (false, Summary::default());
    let terminal = output::terminal();
    let (mut separator, uses) = ("", Uses::default());
    match args.format {
        ReportFormat::Json => output::print(report::json::OPENING)?,
        ReportFormat::Sarif => output::print(&report::sarif::opening())?,
        ReportFormat::Text => {}
    }
    for batch in drafts.chunks(BATCH) {
        let checked: Vec<Result<Checked, Failure>> = batch
            .par_iter()
            .map(|(place, setup)| check(place, setup, corpus_of(setup), &uses))
            .collect();
        for (result, (_, setup)) in checked.into_iter().zip(batch) {
            let file = match result {
                Ok(file) => file,
                Err(failure) => {
                    failures.push(failure);
                    continue;
                }
            };
            let corpus = corpus_of(setup).map(|(corpus, _)| corpus);
            findings |= shows_variants(setup) && !file.variants.is_empty();
            findings |= file.sentences().any(|(sentence, found)| {
                Finding::of(sentence, found, &setup.settings, &file.dismissed).is_some()
            });
            let objects = match args.format {
                ReportFormat::Json => vec![report::json::checked(&file, corpus)],
                ReportFormat::Sarif => report::sarif::results(&file, corpus, &setup.settings),
                ReportFormat::Text => {
                    output::print(&report::terminal::draft(&file, corpus, &setup.settings, terminal))?;
                    summary.add(&file, &setup.settings);
                    continue;
                }
            };
            for object in objects {
                output::print(&(separator.to_owned() + &object))?;
                separator = ",";
            }
        }
    }
    let unused = uses.unused(&drafts, &args.paths);
    match args.format {
        ReportFormat::Json => output::print(&report::json::closing(&unused))?,
        ReportFormat::Sarif => output::print(report::sarif::CLOSING)?,
        ReportFormat::Text if summary.drafts() > 0 => {
            output::print(
                &(summary.text(terminal.width) + &report::unused_entries(&unused, terminal.width)),
            )?;
        }
        ReportFormat::Text => {}
    }
    for failure in &failures {
        failure.say();
    }
    Ok(match (failures.is_empty(), findings) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Nothing,
    })
}

/// Opens every corpus that one of the drafts belongs to, and counts how it spells names.
fn corpora(drafts: &[(Place, Arc<Setup>)]) -> Result<HashMap<PathBuf, (Corpus, Usage)>, Failure> {
    let mut open = HashMap::new();
    for (place, setup) in drafts {
        let Some(root) = &setup.corpus else {
            let path = match place {
                Place::Stdin => Path::new("-"),
                Place::File(path) => path,
            };
            return Err(Failure::NoCorpus(path.to_owned()));
        };
        if !open.contains_key(root) {
            let corpus = sources::open(root)?;
            let usage = corpus.usage();
            open.insert(root.clone(), (corpus, usage));
        }
    }
    Ok(open)
}

fn check(
    place: &Place,
    setup: &Setup,
    corpus: Option<&(Corpus, Usage)>,
    uses: &Uses,
) -> Result<Checked, Failure> {
    let (corpus, usage) = (corpus.map(|(corpus, _)| corpus), corpus.map(|(_, usage)| usage));
    let draft = place.read()?;
    // A fault in the analysis of one draft must not cost the others their report.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let read = text::read(&draft.text, draft.format);
        let prose = text::prose(&draft.text, &read.blocks);
        let (analysis, _) = setup.analyzer.analyze_blocks(&read.blocks);
        let file = match place {
            Place::Stdin => None,
            Place::File(path) => path.canonicalize().ok(),
        };
        let own = corpus
            .zip(file)
            .and_then(|(corpus, file)| corpus.article_at(&file));
        let own = own.map(|article| article.id);
        let corroborations: Vec<_> = analysis
            .sentences
            .par_iter()
            .map(|sentence| match (corpus, sentence.status) {
                (None, _) | (_, Status::None) => None,
                (Some(corpus), _) => {
                    let claim = report::folded(sentence.span.of(&prose));
                    Some(corroborate(
                        corpus,
                        &Question {
                            claim: &claim,
                            language: Some(sentence.language),
                            own,
                        },
                    ))
                }
            })
            .collect();
        let house = setup.settings.analysis().house;
        let variants = variants(&draft.text, &read.blocks, &analysis, &house, usage);
        let path = match place {
            Place::Stdin => None,
            Place::File(path) => Some(path.as_path()),
        };
        let dismissed = Dismissed::new(&setup.dismissals, path, &draft.text, &read, &analysis);
        (prose, analysis, corroborations, variants, dismissed)
    }));
    match found {
        Ok((prose, analysis, corroborations, variants, dismissed)) => {
            let mut file = Checked {
                path: draft.name,
                text: draft.text,
                prose,
                analysis,
                corroborations,
                variants,
                dismissed,
                unused: Vec::new(),
            };
            if !file.dismissed.is_empty() {
                uses.note(&mut file, setup);
            }
            Ok(file)
        }
        Err(_) => Err(Failure::draft(
            Path::new(&draft.name),
            "the analysis failed on this draft",
            "this is a fault of ascribe, please report it",
        )),
    }
}
