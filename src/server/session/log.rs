//! For people who debug: `window/logMessage` and a file. Never says a word of a draft.

use crate::server::transport::Outbox;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tower_lsp::ls_types::MessageType;

/// Where messages for people who debug go.
#[derive(Debug)]
pub struct Log {
    outbox: Arc<Outbox>,
    file: Option<Mutex<File>>,
}

impl Log {
    /// A log to the client, and to `path` where one is named. A file that cannot be written is
    /// said to the client and does not stop the server.
    pub fn new(outbox: Arc<Outbox>, path: Option<&Path>) -> Self {
        let opened = path.map(|path| {
            OpenOptions::new()
                .create(true)
                .append(true)
                .open(path)
                .map_err(|cause| {
                    format!(
                        "{}: cannot be written ({cause}); name another log file",
                        path.display()
                    )
                })
        });
        let (file, failed) = match opened {
            Some(Ok(file)) => (Some(Mutex::new(file)), None),
            Some(Err(why)) => (None, Some(why)),
            None => (None, None),
        };
        let log = Self { outbox, file };
        if let Some(why) = failed {
            log.warning(&why);
        }
        log
    }

    /// Something failed.
    pub fn error(&self, message: &str) {
        self.write(MessageType::ERROR, "error", message);
    }

    /// Something is not as it should be, and was worked around.
    pub fn warning(&self, message: &str) {
        self.write(MessageType::WARNING, "warning", message);
    }

    /// What happens, in the file only: editors show their log to writers.
    pub fn info(&self, message: &str) {
        self.to_file("info", message);
    }

    fn write(&self, kind: MessageType, level: &str, message: &str) {
        self.outbox
            .notify("window/logMessage", &json!({"type": kind, "message": message}));
        self.to_file(level, message);
    }

    fn to_file(&self, level: &str, message: &str) {
        if let Some(file) = &self.file {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            // A full disk must not take the server down.
            let _ = writeln!(
                file,
                "{}.{:03} {level}: {message}",
                since.as_secs(),
                since.subsec_millis()
            );
        }
    }
}
