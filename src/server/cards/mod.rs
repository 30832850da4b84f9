//! Cards: what a hover shows. Short enough to be read in one, in the client's language.

mod actor;
mod claim;
mod markup;
pub mod passages;
pub mod plain;

pub use actor::actor;
pub use claim::claim;
pub use markup::Markup;

use super::messages::message;
use super::session::{Loaded, Locale};
use crate::text::Encoding;

/// How many characters of a path are shown.
const LONGEST_PATH: usize = 120;

/// Foreign words in the quotation marks of the client's language, unless they have some.
fn quoted(text: &str, locale: Locale, markup: Markup) -> String {
    let text = markup.text(text);
    if text.starts_with(['«', '“', '"']) {
        return text;
    }
    let mark = |name| message(locale, "passage", name, &[]);
    format!("{}{text}{}", mark("quote_open"), mark("quote_close"))
}

/// Who said a passage, the article's title and date, and a link to its line.
fn origin(
    corpus: &Loaded,
    index: u32,
    said_by: Option<&str>,
    locale: Locale,
    markup: Markup,
    encoding: Encoding,
) -> Option<String> {
    let (passage, article) = passages::find(corpus, index)?;
    let location = passages::location(corpus, passage, article, encoding)?;
    let mut parts = Vec::new();
    if let Some(source) = said_by.filter(|source| !source.trim().is_empty()) {
        parts.push(message(
            locale,
            "passage",
            "said_by",
            &[("source", &*markup.text(source))],
        ));
    }
    parts.extend(article.title.as_deref().map(|title| markup.text(title)));
    parts.extend(article.date.map(|date| passages::date(date, locale)));
    let line = passage.line.to_string();
    let place = message(
        locale,
        "passage",
        "line",
        &[
            ("document", &*plain::short(&article.path, LONGEST_PATH)),
            ("line", &*line),
        ],
    );
    parts.push(markup.link(&place, &location.uri, passage.line));
    Some(format!("— {}", parts.join(" · ")))
}
