use super::sources::{self, Setups};
use super::{Failure, Outcome, OutputFormat, output};
use crate::report;
use std::path::{Path, PathBuf};

/// Build or refresh the index of a folder of sources
///
/// `check` and the editor do so by themselves;
/// this is for a large folder before the first use, and for a look at what is in it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The folder of sources [default: that of ascribe.toml, else seeds/ here or above]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Print articles, passages, languages, size, age, and the files left out and why
    #[arg(long)]
    status: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  ascribe index --corpus ~/sources
  ascribe index --status";

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut setups = Setups::new(args.corpus.as_deref(), None);
    let setup = setups.of(Path::new("."));
    let mistakes = setups.failures();
    let Some(root) = &setup.corpus else {
        return Err(Failure::NoCorpus(PathBuf::from(".")));
    };
    let corpus = sources::open(root)?;
    output::print(&match (args.format, args.status) {
        (OutputFormat::Json, _) => report::index::json(&corpus),
        (OutputFormat::Text, true) => report::index::status(&corpus),
        (OutputFormat::Text, false) => report::index::built(&corpus),
    })?;
    for mistake in &mistakes {
        mistake.say();
    }
    Ok(if mistakes.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Failed
    })
}
