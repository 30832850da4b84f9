//! Where results go, and what of the terminal is known.

use super::Failure;
use crate::report::terminal::Terminal;
use clap::ValueEnum;
use std::io::{self, IsTerminal, Write};

/// How wide lines are where nobody looks on: about what a person reads at ease.
const PIPED_WIDTH: usize = 100;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Makes this the choice of the whole process.
    pub fn choose(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// What standard output is.
pub(super) fn terminal() -> Terminal {
    let stdout = io::stdout();
    let width = match stdout.is_terminal() {
        true => terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        false => None,
    };
    Terminal {
        width: width.unwrap_or(PIPED_WIDTH),
        color: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
    }
}

/// Writes to standard output, with colours only where they are wanted. A reader that has gone away
/// (`| head`) ends the command quietly, by [`Failure::ReaderGone`].
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|cause| match cause.kind() {
            io::ErrorKind::BrokenPipe => Failure::ReaderGone,
            _ => Failure::Output(cause),
        })
}
