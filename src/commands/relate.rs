use super::{Failure, LanguageChoice, Outcome, OutputFormat, output};
use crate::corroboration::{Judgement, Relation, relate};
use crate::report;
use rayon::prelude::*;
use std::fmt::Write;

/// Judge passages against claims, one pair a line
///
/// Reads `passage<TAB>claim` lines on standard input and says of each pair whether the passage supports the claim, backs part of it, conflicts with it, or is about
/// something else, and why. This is the judge inside `corroborate`, on its own.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// How to print the answers
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
    /// Language of both, instead of identifying each
    #[arg(long, value_enum, default_value = "auto")]
    language: LanguageChoice,
}

const EXAMPLES: &str = "\
Example:
  printf 'Kim a rencontré Poutine à Moscou.\\tKim a rencontré Poutine.\\n' | ascribe relate

Exit code: 0 no pair conflicts, 1 at least one does, 2 a line is not a pair.";

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let input = super::draft::Place::Stdin.read()?.text;
    let pairs = input
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            line.split_once('\t').ok_or(Failure::Line {
                line: at + 1,
                what: "no tab; write the passage, a tab, the claim",
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let language = args.language.language();
    let mut outcome = Outcome::Nothing;
    // A part at a time, so that a long list starts to answer before it is done.
    for part in pairs.chunks(256) {
        let judged: Vec<Judgement> = part
            .par_iter()
            .map(|(passage, claim)| relate(passage, claim, (language, language)))
            .collect();
        let mut text = String::new();
        for ((_, claim), judgement) in part.iter().zip(&judged) {
            if judgement.relation == Relation::Conflicts {
                outcome = Outcome::Findings;
            }
            match args.format {
                OutputFormat::Json => text += &report::json::judgement(judgement),
                OutputFormat::Text => {
                    let _ = write!(
                        text,
                        "{:<10} {}",
                        report::relation(judgement.relation),
                        report::one_line(claim)
                    );
                    for reason in &judgement.reasons {
                        let _ = write!(text, "\n           {}", report::one_line(&report::reason(reason)));
                    }
                }
            }
            text.push('\n');
        }
        output::print(&text)?;
    }
    Ok(outcome)
}
