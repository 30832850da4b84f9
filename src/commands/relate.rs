use super::{Failure, LanguageChoice, Outcome, OutputFormat, output};
use crate::corroboration::{Judgement, Relation, relate};
use crate::report;
use rayon::prelude::*;
use std::fmt::Write;

/// Reads `passage<TAB>claim` lines on standard input and says of each pair whether the passage
/// supports the claim, backs part of it, conflicts with it, or is about something else, and why.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How to print the answers
    #[arg(long, value_enum, default_value = "text")]
    format: OutputFormat,
    /// Language of both, instead of identifying each
    #[arg(long, value_enum, default_value = "auto")]
    language: LanguageChoice,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let input = std::io::read_to_string(std::io::stdin().lock()).map_err(Failure::Input)?;
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
