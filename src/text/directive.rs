//! Comments in a draft that tell ascribe to keep still: `<!-- ascribe: ignore -->`, `[ascribe: off]`.

use super::Span;

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Nothing is to be said of what the comment belongs to.
    Ignore,
    /// Nothing is to be said from here on.
    Off,
    /// From here on everything is to be said again.
    On,
    /// None of these: as it is written.
    Unknown(String),
}

/// One such comment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// Bytes of the source, with the comment's delimiters.
    pub span: Span,
    /// What it asks for.
    pub order: Order,
    /// The codes that it is about, in lower case; none stands for all.
    pub codes: Vec<String>,
    /// Whether nothing else stands on its line.
    pub own_line: bool,
}

/// The comments of HTML in `source[range]` that are directives.
pub(super) fn in_html(source: &str, range: std::ops::Range<usize>, own_line: bool) -> Vec<Directive> {
    let Some(html) = source.get(range.clone()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find("<!--")) {
        let inner = at + open + "<!--".len();
        let Some(length) = html.get(inner..).and_then(|rest| rest.find("-->")) else {
            break;
        };
        let end = inner + length + "-->".len();
        if let Some((order, codes)) = html.get(inner..inner + length).and_then(parse) {
            found.push(Directive {
                span: Span::new(range.start + at + open, range.start + end),
                order,
                codes,
                own_line,
            });
        }
        at = end;
    }
    found
}

/// The directive that a whole line is: `[ascribe: …]`, or a comment of HTML. `start` is the byte of the
/// source where the line starts.
pub(super) fn of_line(line: &str, start: usize) -> Option<Directive> {
    let text = line.trim();
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .or_else(|| text.strip_prefix("<!--")?.strip_suffix("-->"))?;
    let (order, codes) = parse(inner)?;
    let start = start + (line.len() - line.trim_start().len());
    Some(Directive {
        span: Span::new(start, start + text.len()),
        order,
        codes,
        own_line: true,
    })
}

/// Reads `ascribe: ORDER [CODE…] [-- why]`, in any case.
fn parse(inner: &str) -> Option<(Order, Vec<String>)> {
    let (name, rest) = inner.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("ascribe") || inner.contains(['\n', '\r', '[', ']']) {
        return None;
    }
    // What stands behind two hyphens is for people.
    let rest = rest.split_once("--").map_or(rest, |(rest, _)| rest);
    let mut words = rest
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    let order = match words.next().unwrap_or_default() {
        word if word == "ignore" => Order::Ignore,
        word if word == "off" => Order::Off,
        word if word == "on" => Order::On,
        word => Order::Unknown(word),
    };
    Some((order, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_codes_in_any_case() {
        for (line, order, codes) in [
            ("[ascribe: ignore]", Order::Ignore, &[][..]),
            ("  [Ascribe : OFF]  ", Order::Off, &[]),
            ("<!--ascribe:on-->", Order::On, &[]),
            (
                "[ascribe: ignore unattributed-claim, ACTOR -- vu au desk]",
                Order::Ignore,
                &["unattributed-claim", "actor"],
            ),
            ("[ascribe: ignroe]", Order::Unknown("ignroe".to_owned()), &[]),
            ("[ascribe:]", Order::Unknown(String::new()), &[]),
        ] {
            let found = of_line(line, 10).unwrap_or_else(|| panic!("{line:?} is none"));
            assert_eq!(found.order, order, "{line:?}");
            assert_eq!(found.codes, codes, "{line:?}");
            assert_eq!(found.span.start, 10 + line.len() - line.trim_start().len());
            assert_eq!(found.span.len(), line.trim().len());
        }
    }

    #[test]
    fn lookalikes_are_prose() {
        for line in [
            "ascribe: ignore",
            "[ascribe ignore]",
            "Voir [ascribe: ignore]",
            "[ascribe: ignore](lien)",
            "[nous: ignore]",
            "[ascribe: a] et [b]",
            "[",
            "<!-->",
            "",
        ] {
            assert_eq!(of_line(line, 0), None, "{line:?}");
        }
    }
}
