use std::ops::Range;

/// One thing that is wrong in settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the settings file; `None` where the settings did not come from a text.
    pub span: Option<Range<usize>>,
    /// Line of the file, counted from 1.
    pub line: Option<usize>,
    /// What is wrong and how to mend it, in one line.
    pub message: String,
}

impl Problem {
    pub(crate) fn unreadable(cause: &std::io::Error) -> Self {
        let message = match cause.kind() {
            std::io::ErrorKind::InvalidData => "is not UTF-8; save it as UTF-8".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission denied; make it readable for you".to_owned(),
            _ => format!("cannot be read ({cause}); check the file and its disk"),
        };
        Self {
            span: None,
            line: None,
            message,
        }
    }

    /// What is wrong at some bytes of `text`.
    pub(crate) fn at(text: &str, span: Option<Range<usize>>, message: String) -> Self {
        let before = span.as_ref().and_then(|span| text.get(..span.start));
        Self {
            line: before.map(|before| 1 + before.matches('\n').count()),
            span,
            message,
        }
    }

    /// `text` is no TOML.
    pub(crate) fn syntax(text: &str, error: &toml_edit::TomlError) -> Self {
        let message = format!(
            "is not TOML here ({}); mend this line by hand",
            error.message().replace('\n', "; ")
        );
        Self::at(text, error.span(), message)
    }
}
