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
use crate::corroboration::Origin;
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

/// Who answers for a passage, by way of which article (a link to its line), and the article's title and date.
/// An article whose own publisher or agency answers for it is not the way to somebody else.
fn origin(
    corpus: &Loaded,
    index: u32,
    said_by: Option<&Origin>,
    locale: Locale,
    markup: Markup,
    encoding: Encoding,
) -> Option<String> {
    let (passage, article) = passages::find(corpus, index)?;
    let location = passages::location(corpus, passage, article, encoding)?;
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
    let place = markup.link(&place, &location.uri, passage.line);
    let said_by = said_by.filter(|origin| !origin.name.trim().is_empty());
    let mut parts = match said_by.map(|origin| (markup.text(&origin.name), origin.reported)) {
        Some((source, true)) => {
            let slots = [("source", &*source), ("place", &*place)];
            vec![message(locale, "passage", "by_way", &slots)]
        }
        Some((source, false)) => vec![source, place],
        None => vec![place],
    };
    parts.extend(article.title.as_deref().map(|title| markup.text(title)));
    parts.extend(article.date.map(|date| passages::date(date, locale)));
    Some(format!("— {}", parts.join(" · ")))
}
