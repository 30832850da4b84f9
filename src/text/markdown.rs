//! Blocks of Markdown: CommonMark with front matter, tables, footnotes, strikethrough and tasks.

use super::character::{is_blank, is_terminator, trim};
use super::{Block, BlockKind, Citation, CitationKind, Directive, Span, Text, citation, directive, looks};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Without a mark of its own, only a very short line is a heading here.
const MOST_HEADING_WORDS: usize = 10;

/// In bytes; what is longer was not meant as one.
const LONGEST_TEMPLATE: usize = 1_000;

/// The blocks and directives of `source`.
pub fn read(source: &str) -> Text {
    let body = front_matter(source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut reader = Reader {
        source,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(&source[body..], options).into_offset_iter() {
        reader.read(event, range.start + body..range.end + body);
    }
    reader.close();
    let mut found = reader.found;
    found.sort_by_key(|block| block.span.start);
    found.dedup_by(|next, block| next.span.overlaps(block.span));
    let mut directives = reader.directives;
    directives.sort_by_key(|directive| directive.span.start);
    Text {
        blocks: found,
        directives,
    }
}

/// Where the text starts after a byte order mark and YAML (`---`) or TOML (`+++`) front matter.
fn front_matter(source: &str) -> usize {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = source[start..].split_inclusive('\n');
    let Some(first) = lines.next() else { return start };
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return start;
    }
    let mut at = start + first.len();
    let mut fields = 0;
    for line in lines {
        let text = line.trim_end();
        at += line.len();
        if text == fence || (fence == "---" && text == "...") {
            // Between two rules without fields there is prose.
            return if fields > 0 || at == start + first.len() + line.len() {
                at
            } else {
                start
            };
        }
        fields += usize::from(text.contains([':', '=']));
    }
    start
}

/// Gathers the pieces of prose of each block.
#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    found: Vec<Block>,
    directives: Vec<Directive>,
    /// The kinds of the containers that are open, the innermost last.
    containers: Vec<BlockKind>,
    /// How many elements without prose are open: images, code, HTML.
    silent: usize,
    leaf: Option<Leaf>,
}

/// A block that is being read.
#[derive(Default)]
struct Leaf {
    kind: Option<BlockKind>,
    range: Range<usize>,
    /// Ranges of the source, and what stands there where it is not what the source has.
    pieces: Vec<(Range<usize>, Option<String>)>,
    /// For each open link, how many pieces came before it.
    open_links: Vec<usize>,
    citations: Vec<(Range<usize>, CitationKind)>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                let raw = self.source.get(range.clone()).unwrap_or("");
                let other = (raw != &*text).then(|| text.into_string());
                self.piece(range, other);
            }
            Event::FootnoteReference(_) => {
                if self.piece(range.clone(), None)
                    && let Some(leaf) = &mut self.leaf
                {
                    leaf.citations.push((range, CitationKind::Note));
                }
            }
            Event::Rule => self.close(),
            Event::InlineHtml(_) => {
                self.directives
                    .extend(directive::in_html(self.source, range, false));
            }
            // Code, HTML and breaks stay blank; line ends are kept from the source.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let kind = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { .. } => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.open_links.push(leaf.pieces.len());
                }
                return;
            }
            Tag::Image { .. } => {
                self.silent += 1;
                return;
            }
            Tag::Heading { .. } => Some(BlockKind::Heading),
            Tag::TableCell => Some(BlockKind::TableCell),
            Tag::Paragraph => None,
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                if tag == Tag::HtmlBlock {
                    self.directives
                        .extend(directive::in_html(self.source, range, true));
                }
                self.close();
                self.silent += 1;
                return;
            }
            container => {
                self.close();
                match container {
                    Tag::BlockQuote(_) => self.containers.push(BlockKind::Quotation),
                    Tag::Item => self.containers.push(BlockKind::ListItem),
                    Tag::FootnoteDefinition(_) => self.containers.push(BlockKind::Footnote),
                    _ => {}
                }
                return;
            }
        };
        self.close();
        self.leaf = Some(Leaf {
            kind,
            range,
            ..Leaf::default()
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.silent = self.silent.saturating_sub(1);
            }
            container => {
                self.close();
                if matches!(
                    container,
                    TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition
                ) {
                    self.containers.pop();
                }
            }
        }
    }

    /// Takes a piece of prose; says whether it was taken.
    fn piece(&mut self, range: Range<usize>, text: Option<String>) -> bool {
        if self.silent > 0 {
            return false;
        }
        // The text of a tight list item has no paragraph around it.
        let leaf = self.leaf.get_or_insert_with(|| Leaf {
            range: range.clone(),
            ..Leaf::default()
        });
        leaf.range.end = leaf.range.end.max(range.end);
        leaf.pieces.push((range, text));
        true
    }

    fn end_link(&mut self) {
        let Some(leaf) = &mut self.leaf else { return };
        let Some(first) = leaf.open_links.pop() else {
            return;
        };
        let text = match (leaf.pieces.get(first), leaf.pieces.last()) {
            (Some((start, _)), Some((end, _))) => start.start..end.end,
            _ => return,
        };
        let bytes = self.source.as_bytes();
        let outer = text.start.saturating_sub(1)..(text.end + 1).min(bytes.len());
        let is_number = bytes[text.clone()].iter().all(u8::is_ascii_digit);
        if is_number && citation::note_length(bytes, outer.start) == outer.len() {
            // `[1](target)` is a note mark, and its number is no figure of the text.
            leaf.pieces.push((outer.clone(), None));
            leaf.citations.push((outer, CitationKind::Note));
        } else {
            leaf.citations.push((text, CitationKind::Link));
        }
    }

    /// Makes blocks of the leaf that is open.
    fn close(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let Some(start) = leaf.pieces.iter().map(|(range, _)| range.start).min() else {
            return;
        };
        let end = leaf
            .pieces
            .iter()
            .map(|(range, _)| range.end)
            .max()
            .unwrap_or(start);
        let mut prose = leaf.prose(self.source, start..end);
        let mut directives = blank_directives(&mut prose, start);
        if leaf.kind == Some(BlockKind::TableCell) {
            // A row is one line, and its cells share it.
            directives
                .iter_mut()
                .for_each(|directive| directive.own_line = false);
        }
        self.directives.extend(directives);
        let container = self.containers.last().copied();
        let in_quotation = self.containers.contains(&BlockKind::Quotation);
        let kind = leaf.kind.unwrap_or(match container {
            Some(_) if in_quotation => BlockKind::Quotation,
            Some(kind) => kind,
            None => self.looks(&leaf, &prose),
        });
        let depth = self
            .containers
            .iter()
            .filter(|&&kind| kind != BlockKind::Footnote)
            .count();
        for piece in split_at_bullets(&prose) {
            let (cut, text) = trim(&prose[piece.clone()]);
            let bullet = if kind == BlockKind::Paragraph {
                bullet_length(text)
            } else {
                0
            };
            let text = &text[bullet..];
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            let from = start + piece.start + cut + bullet;
            let span = Span::new(from, from + text.len());
            self.found.push(Block {
                kind: if bullet > 0 { BlockKind::ListItem } else { kind },
                depth: u8::try_from(depth + usize::from(bullet > 0)).unwrap_or(u8::MAX),
                span,
                prose: text.to_owned(),
                citations: leaf.citations_in(span, text),
            });
        }
    }

    /// What a paragraph outside all containers is, by its looks.
    fn looks(&self, leaf: &Leaf, prose: &str) -> BlockKind {
        let text = prose.trim();
        if text.contains(['\n', '\r']) {
            return BlockKind::Paragraph;
        }
        let raw = self.source.get(leaf.range.clone()).unwrap_or("").trim();
        let bold = ["**", "__"].into_iter().any(|mark| {
            raw.strip_prefix(mark)
                .and_then(|raw| raw.strip_suffix(mark))
                .is_some_and(|inner| !inner.contains(mark))
        });
        let short = text.split_whitespace().count() <= MOST_HEADING_WORDS;
        if looks::is_boilerplate(text) {
            BlockKind::Boilerplate
        } else if (bold || short) && looks::is_heading(text) && bullet_length(text) == 0 {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        }
    }
}

impl Leaf {
    /// The source's `range` with all blanked that is not prose.
    fn prose(&self, source: &str, range: Range<usize>) -> String {
        let mut bytes: Vec<u8> = source.as_bytes()[range.clone()]
            .iter()
            .map(|&b| if matches!(b, b'\n' | b'\r') { b } else { b' ' })
            .collect();
        for (piece, other) in &self.pieces {
            let place = piece.start - range.start..piece.end - range.start;
            let text = match other {
                // What an entity stands for is shorter than its name; the rest stays blank.
                Some(text) if text.len() <= place.len() => text.as_bytes(),
                _ => &source.as_bytes()[piece.clone()],
            };
            if let Some(target) = bytes.get_mut(place.start..place.start + text.len()) {
                target.copy_from_slice(text);
            }
        }
        blank_templates(&mut bytes);
        String::from_utf8(bytes).unwrap_or_else(|_| " ".repeat(range.len()))
    }

    /// The citations within `span` of the source, whose prose is `text`.
    fn citations_in(&self, span: Span, text: &str) -> Vec<Citation> {
        // Links come in the order of the text.
        let first = self
            .citations
            .partition_point(|(range, _)| range.start < span.start);
        let last = self
            .citations
            .partition_point(|(range, _)| range.start < span.end);
        let mut found: Vec<_> = self.citations[first.min(last)..last]
            .iter()
            .filter(|(range, _)| span.contains(Span::new(range.start, range.end)))
            .map(|(range, kind)| Citation {
                span: Span::new(range.start - span.start, range.end - span.start),
                kind: *kind,
            })
            .collect();
        let known: Vec<_> = found.iter().map(|citation| citation.span).collect();
        for bare in citation::citations(text) {
            let after = known.partition_point(|link| link.end <= bare.span.start);
            if known.get(after).is_none_or(|link| !link.overlaps(bare.span)) {
                found.push(bare);
            }
        }
        found.sort_by_key(|citation| citation.span);
        found
    }
}

/// Blanks the lines of `prose`, which starts at byte `start` of the source, that are directives.
fn blank_directives(prose: &mut String, start: usize) -> Vec<Directive> {
    if !prose.contains('[') {
        return Vec::new();
    }
    let mut at = start;
    let mut found = Vec::new();
    for line in prose.split_inclusive(['\n', '\r']) {
        found.extend(directive::of_line(line, at));
        at += line.len();
    }
    for directive in &found {
        let line = directive.span.start - start..directive.span.end - start;
        let blanks = " ".repeat(line.len());
        prose.replace_range(line, &blanks);
    }
    found
}

/// Blanks what site generators fill in: `{{ … }}`, `{% … %}`.
fn blank_templates(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(open) = bytes
        .get(at..)
        .and_then(|rest| rest.windows(2).position(|two| two == b"{{" || two == b"{%"))
    {
        let open = at + open;
        let close: &[u8] = if bytes[open + 1] == b'{' { b"}}" } else { b"%}" };
        let reach = (open + LONGEST_TEMPLATE).min(bytes.len());
        let Some(length) = bytes[open..reach].windows(2).position(|two| two == close) else {
            at = open + 2;
            continue;
        };
        let end = open + length + 2;
        for byte in &mut bytes[open..end] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
        at = end;
    }
}

/// Bullets that CommonMark does not know, at the start of a line.
fn bullet_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii() || c.is_alphanumeric()) {
        return 0;
    }
    looks::bullet_length(text)
}

/// Cuts `prose` before lines that start with a bullet of a kind that CommonMark does not know.
fn split_at_bullets(prose: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut start = 0;
    let mut at = 0;
    for line in prose.split_inclusive(['\n', '\r']) {
        let (_, text) = trim(line);
        // A dash may also be an aside's; then the line before has not come to an end. That is looked for only behind a
        // bullet: before blanked lines it may be far away.
        let may_start = || {
            let before = prose[start..at].trim_end_matches(is_blank);
            text.starts_with('•') || before.ends_with(|c| is_terminator(c) || matches!(c, ':' | ';'))
        };
        if at > start && bullet_length(text) > 0 && may_start() {
            found.push(start..at);
            start = at;
        }
        at += line.len();
    }
    found.push(start..prose.len());
    found
}
