use super::{Failure, Outcome, output};
use crate::settings::{FILE_NAME, SCHEMA_NAME, example, schema};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write an ascribe.toml that explains every setting
///
/// It changes none of them. A file that is there already
/// stays as it is.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder to write it in
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Also write ascribe.schema.json, from which editors with a TOML server (taplo, Even Better TOML) complete and check it
    #[arg(long)]
    schema: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let path = args.folder.join(FILE_NAME);
    if !args.schema {
        create(&path, &example())?;
        return wrote(&path, "");
    }
    // The schema is ours: a newer program puts its own in place of an older one's.
    let beside = args.folder.join(SCHEMA_NAME);
    if std::fs::read_to_string(&beside).is_ok_and(|there| there.contains(SCHEMA_TITLE)) {
        std::fs::write(&beside, schema()).map_err(|cause| unwritable(&beside, &cause))?;
    } else {
        create(&beside, &schema())?;
    }
    wrote(&beside, "")?;
    let line = format!("#:schema ./{SCHEMA_NAME}");
    if path.exists() {
        return wrote(
            &path,
            &format!("to use it, put this line first in {FILE_NAME}: {line}"),
        );
    }
    create(&path, &format!("{line}\n{}", example()))?;
    wrote(&path, "")
}

/// What every schema of ours has in it.
const SCHEMA_TITLE: &str = "Settings of ascribe";

/// Writes a new file. `create_new` asks and writes in one step, so that no file is lost to a race.
fn create(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::File::create_new(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|cause| unwritable(path, &cause))
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Failure {
    match cause.kind() {
        ErrorKind::AlreadyExists => {
            Failure::draft(path, "is there already", "edit it, or move it away first")
        }
        ErrorKind::NotFound => Failure::draft(path, "its folder is not there", "make the folder first"),
        _ => Failure::draft(
            path,
            format!("cannot be written ({cause})"),
            "check the folder and its disk",
        ),
    }
}

/// Says that `path` was written, or `instead`.
fn wrote(path: &Path, instead: &str) -> Result<Outcome, Failure> {
    let said = match instead {
        "" => format!("wrote {}\n", crate::report::one_line(&path.display().to_string())),
        instead => format!("{instead}\n"),
    };
    output::print(&said)?;
    Ok(Outcome::Nothing)
}
