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
    pub(super) fn unreadable(cause: &std::io::Error) -> Self {
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
}
