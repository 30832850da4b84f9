use super::{Failure, Outcome, output};
use crate::settings::{FILE_NAME, example};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

/// Write an ascribe.toml that explains every setting
///
/// It changes none of them. A file that is there already
/// stays as it is.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder to write it in
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let path = args.folder.join(FILE_NAME);
    let failure = |what: &str, mend| Failure::draft(&path, what, mend);
    // `create_new` asks and writes in one step, so that no file is lost to a race.
    std::fs::File::create_new(&path)
        .and_then(|mut file| file.write_all(example().as_bytes()))
        .map_err(|cause| match cause.kind() {
            ErrorKind::AlreadyExists => failure("is there already", "edit it, or move it away first"),
            ErrorKind::NotFound => failure("its folder is not there", "make the folder first"),
            _ => failure(
                &format!("cannot be written ({cause})"),
                "check the folder and its disk",
            ),
        })?;
    output::print(&format!(
        "wrote {}\n",
        crate::report::one_line(&path.display().to_string())
    ))?;
    Ok(Outcome::Nothing)
}
