use super::Failure;
use crate::text::Format;
use std::io::Read;
use std::path::Path;

/// A text to check.
pub(super) struct Draft {
    /// As the report calls it.
    pub name: String,
    pub text: String,
    pub format: Format,
}

impl Draft {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|cause| Failure::reading(path, &cause))?;
        Ok(Self {
            name: path.display().to_string(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            format: format_of(path),
        })
    }

    /// Reads standard input, as Markdown: plain text reads the same in it, for all but rare marks.
    pub fn stdin() -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(Failure::Input)?;
        Ok(Self {
            name: "-".to_owned(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            format: Format::Plain,
        })
    }
}

/// Markdown by the usual endings, else plain text.
pub(super) fn format_of(path: &Path) -> Format {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") {
        Format::Markdown
    } else {
        Format::Plain
    }
}
