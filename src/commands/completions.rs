use super::{Cli, Failure, Outcome, output};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print completions for a shell
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  ascribe completions bash > ~/.local/share/bash-completion/completions/ascribe
  ascribe completions zsh > ~/.zfunc/_ascribe
  ascribe completions fish > ~/.config/fish/completions/ascribe.fish";

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ascribe", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Nothing)
}
