//! The page that explains the diagnostics, where their codes link to.
//!
//! A link has to lead somewhere, and nothing here leads out of the machine: the page is written
//! into the cache folder when it is first needed. Where that cannot be done there is no link.

use super::diagnostics::Code;
use super::session::{Locale, Session};
use crate::corpus::cache_folder;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::OnceLock;
use tower_lsp::ls_types::Uri;

/// Links to the page, each language once.
#[derive(Debug, Default)]
pub struct Explanations {
    english: OnceLock<Option<Uri>>,
    french: OnceLock<Option<Uri>>,
}

/// Where a code is explained.
pub fn link(session: &Session, locale: Locale, code: Code) -> Option<Uri> {
    let (page, name, text) = match locale {
        Locale::English => (
            &session.explanations.english,
            "diagnostics.en.md",
            include_str!("messages/diagnostics.en.md"),
        ),
        Locale::French => (
            &session.explanations.french,
            "diagnostics.fr.md",
            include_str!("messages/diagnostics.fr.md"),
        ),
    };
    let page = page
        .get_or_init(|| {
            Uri::from_file_path(write(
                &cache_folder(session.options.cache.as_deref())?,
                name,
                text,
            )?)
        })
        .as_ref()?;
    Uri::from_str(&format!("{}#{}", page.as_str(), code.as_str())).ok()
}

/// Writes the page unless it is there already.
fn write(folder: &Path, name: &str, text: &str) -> Option<PathBuf> {
    let path = folder.join(name);
    if std::fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Some(path);
    }
    std::fs::create_dir_all(folder).ok()?;
    std::fs::write(&path, text).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_every_language() {
        for text in [
            include_str!("messages/diagnostics.en.md"),
            include_str!("messages/diagnostics.fr.md"),
        ] {
            for code in Code::ALL {
                assert!(text.contains(&format!("\n## {}\n", code.as_str())), "{code:?}");
            }
        }
    }
}
