//! The command line, one file a subcommand.

mod check;
mod completions;
mod corroborate;
mod dismissed;
mod draft;
mod failure;
mod index;
mod init;
mod lsp;
mod output;
mod relate;
mod sources;

pub use failure::Failure;

use crate::language::Language;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

/// Who says so? Finds the named actors of a draft and the claims nobody answers for, and looks up
/// what a folder of your own sources has on them. Works offline; nothing leaves this machine.
#[derive(Parser)]
#[command(name = "ascribe", version, max_term_width = 100, after_help = EXAMPLES)]
#[command(disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// When to colour what is printed
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    color: output::Color,
    // Some editors call a server with this and nothing else.
    #[command(flatten)]
    server: lsp::Args,
}

const EXAMPLES: &str = "\
Examples:
  ascribe check draft.md                   the claims of a draft that nobody answers for
  ascribe check --corroborate draft.md     … and what the texts in seeds/ have on every claim
  ascribe corroborate \"The claim.\"         one claim
  ascribe index --status                   what the folder of sources holds

Editors start `ascribe lsp`. Exit code: 0 nothing to report, 1 findings, 2 it could not run.";

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Corroborate(corroborate::Args),
    Relate(relate::Args),
    Index(index::Args),
    Init(init::Args),
    Lsp(lsp::Args),
    Completions(completions::Args),
}

/// What every command that looks at texts takes.
#[derive(clap::Args)]
struct Shared {
    /// The folder of sources [default: that of ascribe.toml, else seeds/ beside or above the text]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Language of the texts, instead of identifying that of every paragraph
    #[arg(long, value_enum, default_value = "auto")]
    language: LanguageChoice,
}

impl Shared {
    fn setups(&self) -> sources::Setups<'_> {
        sources::Setups::new(self.corpus.as_deref(), self.language.language())
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    Text,
    Json,
}

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LanguageChoice {
    Auto,
    Fr,
    En,
}

impl LanguageChoice {
    fn language(self) -> Option<Language> {
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
    cli.color.choose();
    let done = match cli.command {
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Corroborate(args)) => corroborate::run(&args),
        Some(Command::Relate(args)) => relate::run(&args),
        Some(Command::Index(args)) => index::run(&args),
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Lsp(args)) => lsp::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        // A person at a terminal is shown what there is; a program at the other end is an editor.
        None if std::io::stdin().is_terminal() && !cli.server.asked_for() => {
            output::print(&Cli::command().render_help().ansi().to_string()).map(|()| Outcome::Nothing)
        }
        None => lsp::run(&cli.server),
    };
    match done {
        Ok(Outcome::Nothing) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(failure) => {
            failure.say();
            ExitCode::from(2)
        }
    }
}
