//! What a text says of itself before it begins: front matter, `key: value` lines.

use super::patterns::PATTERNS;
use crate::corpus::date::{Date, dates};
use crate::language::fold::fold;

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Header {
    /// The headline.
    pub title: Option<String>,
    /// Of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The news agency that it is credited to.
    pub agency: Option<String>,
}

impl Header {
    /// Takes what a `key: value` line says; false where it is none that says anything.
    pub fn take(&mut self, line: &str) -> bool {
        let Some((key, value)) = line.split_once(':') else {
            return false;
        };
        let key = fold(key.trim().trim_start_matches(['#', '*', '"']).trim());
        let value = value.trim().trim_matches(['"', '\'', '*']).trim();
        let Some(kind) = PATTERNS.key.get(&key).filter(|_| !value.is_empty()) else {
            return false;
        };
        match *kind {
            "title" => _ = self.title.get_or_insert_with(|| folded(value)),
            "date" => {
                let date = dates(value).first().map(|(_, date)| *date);
                // A sentence may begin with the word, too.
                if date.is_none() || value.len() > 80 {
                    return false;
                }
                self.date = self.date.or(date);
            }
            _ if value.split_whitespace().count() > 6 => return false,
            _ => match PATTERNS.agency(value) {
                Some(agency) => self.agency = Some(agency.to_owned()),
                None => _ = self.publisher.get_or_insert_with(|| folded(value)),
            },
        }
        true
    }
}

/// Where front matter that `source` begins with ends, in bytes, and what it says; 0 without any.
pub(super) fn front_matter(source: &str, header: &mut Header) -> usize {
    let mut lines = source.split_inclusive('\n');
    let Some(fence) = lines
        .next()
        .filter(|line| matches!(line.trim_end(), "---" | "+++"))
    else {
        return 0;
    };
    let mut end = fence.len();
    let mut said = Header::default();
    for line in lines.take(200) {
        end += line.len();
        if line.trim_end() == fence.trim_end() || line.trim_end() == "..." {
            *header = said;
            return end;
        }
        // TOML front matter has an equals sign where YAML has a colon.
        if fence.starts_with('+') {
            said.take(&line.replacen('=', ":", 1));
        } else {
            said.take(line);
        }
    }
    0
}

/// `text` with every run of white space as one blank.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
