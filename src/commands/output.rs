use super::Failure;
use std::io::{self, Write};

/// Writes to standard output. A reader that has gone away (`| head`) is no failure: there is
/// nobody left to tell.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output(cause)),
        _ => Ok(()),
    }
}
