//! The command line, one file a subcommand.

mod check;
mod corroborate;
mod draft;
mod failure;
mod lsp;
mod output;
mod relate;
mod sources;

pub use failure::Failure;

use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// Who says so? Finds the named actors of a draft and the claims nobody answers for, and looks up
/// what a folder of sources has on them.
#[derive(Parser)]
#[command(name = "ascribe", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the actors of drafts, and the claims that nobody answers for
    Check(check::Args),
    /// Look claims up in a folder of sources
    Corroborate(corroborate::Args),
    /// Judge passages against claims, one pair a line
    Relate(relate::Args),
    /// Run the language server on standard input and output
    Lsp(lsp::Args),
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LanguageChoice {
    /// Identified for every paragraph by itself
    Auto,
    /// French
    Fr,
    /// English
    En,
}

impl LanguageChoice {
    fn language(self) -> Option<crate::language::Language> {
        use crate::language::Language;
        match self {
            Self::Auto => None,
            Self::Fr => Some(Language::French),
            Self::En => Some(Language::English),
        }
    }
}

/// What a command came to, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// 0
    Nothing,
    /// 1
    Findings,
    /// 2: what could not be done has been said on standard error.
    Failed,
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Corroborate(args) => corroborate::run(&args),
        Command::Relate(args) => relate::run(&args),
        Command::Lsp(args) => lsp::run(&args),
    };
    match done {
        Ok(Outcome::Nothing) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(failure) => {
            failure.say();
            ExitCode::from(2)
        }
    }
}
