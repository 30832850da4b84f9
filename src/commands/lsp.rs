use super::{Failure, Outcome};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Speak over standard input and output; the default, and the only way
    #[arg(long)]
    stdio: bool,
    /// Write a log to this file
    #[arg(long, value_name = "FILE", env = "ASCRIBE_LOG")]
    log: Option<PathBuf>,
}

pub(super) fn run(_args: &Args) -> Result<Outcome, Failure> {
    Err(Failure::Missing(
        "the language server is not part of this build; use `ascribe check`",
    ))
}
