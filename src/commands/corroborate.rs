use super::{Failure, Outcome, OutputFormat, Shared, output, sources};
use crate::corroboration::{Corroboration, Question, Verdict, corroborate};
use crate::report;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Look claims up in a folder of sources
///
/// Prints the passages that back each claim, cover half of it, or contradict it, with document, line
/// and who says it. Without CLAIM, a claim a line is read from standard input; blank lines are passed over.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The claim; without it, one a line on standard input
    claim: Option<String>,
    #[command(flatten)]
    shared: Shared,
    /// How to print what was found
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  ascribe corroborate \"La Russie a opposé son veto en mai.\"
  ascribe corroborate --corpus ~/sources --format json < claims.txt

Exit code: 0 every claim is corroborated, 1 at least one is not, 2 the sources could not be used.";

/// How many claims are looked up before the first answer is printed.
const BATCH: usize = 64;

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut setups = args.shared.setups();
    let setup = setups.of(Path::new("."));
    let mistakes = setups.failures();
    let Some(root) = &setup.corpus else {
        return Err(Failure::NoCorpus(PathBuf::from(".")));
    };
    let corpus = sources::open(root)?;
    let input = match &args.claim {
        Some(claim) => claim.clone(),
        None => super::draft::Place::Stdin.read()?.text,
    };
    let claims: Vec<&str> = match args.claim {
        Some(_) => vec![input.trim()],
        None => input.lines().map(str::trim).collect(),
    }
    .into_iter()
    .filter(|claim| !claim.is_empty())
    .collect();
    let language = args.shared.language.language().or(setup.settings.language);
    let (mut outcome, terminal) = (Outcome::Nothing, output::terminal());
    for batch in claims.chunks(BATCH) {
        let found: Vec<Corroboration> = batch
            .par_iter()
            .map(|claim| corroborate(&corpus, &Question::new(claim, language)))
            .collect();
        let mut text = String::new();
        for (claim, found) in batch.iter().zip(&found) {
            if found.verdict != Verdict::Corroborated {
                outcome = Outcome::Findings;
            }
            match args.format {
                OutputFormat::Json => text += &report::json::corroboration(claim, found, &corpus),
                OutputFormat::Text => {
                    text +=
                        &report::terminal::claim(claim, found, &corpus, setup.settings.passages, terminal);
                }
            }
            text.push('\n');
        }
        output::print(&text)?;
    }
    for mistake in &mistakes {
        mistake.say();
    }
    Ok(if mistakes.is_empty() {
        outcome
    } else {
        Outcome::Failed
    })
}
