use super::{Failure, Outcome};
use crate::server;
use std::path::PathBuf;

/// Run the language server on standard input and output
#[derive(clap::Args)]
pub(super) struct Args {
    /// Speak over standard input and output; the default, and the only way
    #[arg(long)]
    stdio: bool,
    /// Write a log to this file
    #[arg(long, value_name = "FILE", env = "ASCRIBE_LOG")]
    log: Option<PathBuf>,
}

impl Args {
    /// Whether the server was asked for by name.
    pub fn asked_for(&self) -> bool {
        self.stdio
    }
}

/// Serves the client at standard input and output, and ends the process.
pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    server::quiet_panics();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime)?;
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let options = server::Options {
        log: args.log.clone(),
        locale,
        cache: None,
    };
    let code = runtime.block_on(server::serve(tokio::io::stdin(), tokio::io::stdout(), options));
    // At once: a thread may still be reading standard input or at work on a draft, and neither
    // matters any more.
    std::process::exit(code.into())
}
