//! Cards as text that a client can show: Markdown without HTML, or plain text.
//!
//! Everything foreign goes through [`Markup::text`], which leaves nothing in it that Markdown
//! could take for a link, an image, HTML or emphasis.

use super::plain;
use tower_lsp::ls_types::{MarkupContent, MarkupKind, Uri};

/// How many characters of one foreign text are shown.
const LONGEST: usize = 600;

/// The kind of text that the client asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup {
    /// Else plain text.
    pub markdown: bool,
}

impl Markup {
    /// Foreign text on one line.
    pub fn text(self, text: &str) -> String {
        let line = plain::short(text, LONGEST);
        if self.markdown { escape(&line) } else { line }
    }

    /// Text of our own or already made fit, emphasised.
    pub fn strong(self, text: &str) -> String {
        if self.markdown && !text.is_empty() {
            format!("**{text}**")
        } else {
            text.to_owned()
        }
    }

    /// A link to a line, counted from 1, of a file; foreign text makes its label.
    pub fn link(self, label: &str, uri: &Uri, line: u32) -> String {
        let label = self.text(label);
        if self.markdown {
            // A file's URI has its brackets and blanks percent-encoded.
            format!("[{label}]({}#L{line})", uri.as_str())
        } else {
            label
        }
    }

    /// Lines that are somebody else's words.
    pub fn quotation(self, lines: &[String]) -> String {
        let (start, end) = if self.markdown {
            ("> ", "  \n")
        } else {
            ("  ", "\n")
        };
        let lines: Vec<_> = lines
            .iter()
            .filter(|line| !line.is_empty())
            .map(|line| format!("{start}{line}"))
            .collect();
        lines.join(end)
    }

    /// Lines of one paragraph.
    pub fn paragraph(self, lines: &[String]) -> String {
        let lines: Vec<_> = lines.iter().filter(|line| !line.is_empty()).cloned().collect();
        lines.join(if self.markdown { "  \n" } else { "\n" })
    }

    /// The card made of some paragraphs.
    pub fn card(self, paragraphs: &[String]) -> MarkupContent {
        let paragraphs: Vec<_> = paragraphs.iter().filter(|p| !p.is_empty()).cloned().collect();
        MarkupContent {
            kind: if self.markdown {
                MarkupKind::Markdown
            } else {
                MarkupKind::PlainText
            },
            value: paragraphs.join("\n\n"),
        }
    }
}

/// Escapes what Markdown (CommonMark 0.31 and the autolinks, strikethrough, tables and formulas of
/// its dialects) could take for markup. Ordinary prose stays as it is: some clients show the
/// source of a card.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let before = line.get(..at).unwrap_or("");
        let after = line.get(at + c.len_utf8()..).unwrap_or("");
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '@' | '^' => true,
            // Inside a word it is no mark, and file names are full of it.
            '_' => !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)),
            // Autolinks of bare addresses.
            ':' => after.starts_with('/'),
            '.' => ends_with_www(before) || numbers_only(before),
            ')' => numbers_only(before),
            // What makes a heading, a list, a rule or front matter at the start of a line.
            '#' | '+' | '-' | '=' => before.is_empty(),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    text.get(text.len().saturating_sub(3)..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

fn numbers_only(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// The text that a reader sees, when nothing but text and its paragraph is in it.
    fn read(markdown: &str) -> Option<String> {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(text)
    }

    #[test]
    fn hostile_text_reads_as_itself_and_does_nothing() {
        for hostile in [
            "[here](https://example.org)",
            "![x](file:///etc/passwd) <img src=x onerror=alert(1)>",
            "<script>alert(1)</script> &lt;b&gt;",
            "`code` **strong** _emphasis_ ~~gone~~ $x$ x^2^",
            "# heading",
            "- item",
            "+ item",
            "1. item",
            "2) item",
            "=== ---",
            "[label]: https://example.org",
            "| a | b |",
            "a\\",
            "https://example.org www.example.org me@example.org",
            "> [!NOTE] quoted",
            "[^1] ] ) (",
            "_a_ __b__ 001_21cf a_b_c",
        ] {
            let escaped = Markup { markdown: true }.text(hostile);
            assert_eq!(read(&escaped).as_deref(), Some(hostile), "{escaped}");
            assert!(!escaped.contains("https://"), "{escaped}");
        }
    }

    #[test]
    fn prose_stays_as_it_is() {
        let prose =
            "« C’est “fait” », dit-il à 14 h 30 (heure de Paris) : 25,7 % ; l'ONU s'en dit « préoccupée »…";
        assert_eq!(Markup { markdown: true }.text(prose), prose);
    }

    #[test]
    fn lines_and_directions_cannot_be_forged() {
        let hostile = "a\n\n# b\u{202e}c\r\n\u{2067}d\u{0}";
        assert_eq!(Markup { markdown: false }.text(hostile), "a # bc d");
    }
}
