use std::process::ExitCode;

fn main() -> ExitCode {
    ascribe::commands::run()
}
