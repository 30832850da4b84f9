use super::{Failure, LanguageChoice, Outcome, OutputFormat, output, sources};
use crate::corroboration::{Corroboration, Verdict, corroborate};
use crate::report;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Looks claims up in a folder of sources and prints the passages that back each of them, cover
/// half of it, or contradict it. Without CLAIM, reads a claim a line on standard input.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The claim; without it, one a line on standard input
    claim: Option<String>,
    /// The folder of sources
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// How to print the answers
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
    /// Language of the claims, instead of identifying each
    #[arg(long, value_enum, default_value = "auto")]
    language: LanguageChoice,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let corpus = sources::open(args.corpus.as_deref(), Path::new("."))?;
    let input = match &args.claim {
        Some(claim) => claim.clone(),
        None => std::io::read_to_string(std::io::stdin().lock()).map_err(Failure::Input)?,
    };
    let claims: Vec<&str> = input
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let language = args.language.language();
    let mut outcome = Outcome::Nothing;
    // A part at a time, so that a long list starts to answer before it is done.
    for part in claims.chunks(64) {
        let found: Vec<Corroboration> = part
            .par_iter()
            .map(|claim| corroborate(&corpus, claim, language))
            .collect();
        let mut text = String::new();
        for (claim, corroboration) in part.iter().zip(&found) {
            if corroboration.verdict != Verdict::Corroborated {
                outcome = Outcome::Findings;
            }
            match args.format {
                OutputFormat::Json => text += &report::json::corroboration(claim, corroboration, &corpus),
                OutputFormat::Text => {
                    text += &format!(
                        "{}: {}",
                        report::verdict(corroboration.verdict),
                        report::one_line(claim)
                    )
                }
            }
            text.push('\n');
        }
        output::print(&text)?;
    }
    Ok(outcome)
}
