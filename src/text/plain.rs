//! Blocks of plain text: what a reader sees as paragraphs, headings and lists.

use super::character::{is_blank, is_terminator, trim};
use super::{Block, BlockKind, Directive, Span, Text, citation, directive, looks};

/// No text is wrapped by hand at more than this many characters.
const WIDEST_WRAP: usize = 120;

/// One line of the text, without blanks around.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
    /// In characters; what counts where lines are wrapped.
    width: usize,
}

/// The blocks and directives of `source`.
pub fn read(source: &str) -> Text {
    let (groups, directives) = groups(source);
    let wrap = wrap_width(&groups);
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let mut first = 0;
        if index == 0 {
            first += head(group, &mut found);
        }
        while first < group.len() {
            let mut end = first + 1;
            while end < group.len() && joins(group, end, wrap) {
                end += 1;
            }
            found.extend(block(source, &group[first..end]));
            first = end;
        }
    }
    // A text of one short line is what somebody has just begun to write, not a title.
    if let [only] = found.as_mut_slice()
        && only.kind == BlockKind::Heading
        && only.prose.split_whitespace().count() > 4
    {
        only.kind = BlockKind::Paragraph;
    }
    Text {
        blocks: found,
        directives,
    }
}

/// Cuts the lines where blocks of plain text end: runs of lines with no empty line between them. A
/// directive ends a run too.
fn groups(source: &str) -> (Vec<Vec<Line<'_>>>, Vec<Directive>) {
    let (mut found, mut directives) = (vec![], vec![]);
    let mut group = vec![];
    let mut start = 0;
    let breaks = source
        .bytes()
        .enumerate()
        .filter(|(_, b)| matches!(b, b'\n' | b'\r' | 0x0b | 0x0c))
        .map(|(at, _)| at)
        .chain([source.len()]);
    for end in breaks {
        let (cut, text) = trim(&source[start..end]);
        // The empty line between `\r` and `\n` is none.
        let inside_crlf = end == start
            && end > 0
            && source.as_bytes().get(end) == Some(&b'\n')
            && source.as_bytes()[end - 1] == b'\r';
        let order = directive::of_line(text, start + cut);
        if order.is_none() && (text.contains(char::is_alphanumeric) || (!text.is_empty() && !is_rule(text))) {
            group.push(Line {
                start: start + cut,
                text,
                width: text.chars().count(),
            });
        } else if !inside_crlf && !group.is_empty() {
            found.push(std::mem::take(&mut group));
        }
        directives.extend(order);
        start = end + 1;
    }
    if !group.is_empty() {
        found.push(group);
    }
    (found, directives)
}

/// A line that only separates: `-----`, `* * *`, `===`.
fn is_rule(line: &str) -> bool {
    line.chars()
        .all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '#' | '–' | '—') || is_blank(c))
}

/// The width at which the text is wrapped by hand; 0 where it is not. Lines are taken to be
/// wrapped where one of them goes on in lower case after another that ends no sentence.
fn wrap_width(groups: &[Vec<Line<'_>>]) -> usize {
    groups
        .iter()
        .filter(|group| group.iter().all(|line| line.width <= WIDEST_WRAP))
        .filter(|group| group.windows(2).any(|pair| goes_on(pair[0].text, pair[1].text)))
        .flat_map(|group| group.iter().map(|line| line.width))
        .max()
        .unwrap_or(0)
}

/// Whether the break between two lines lies inside a sentence for certain.
fn goes_on(line: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase)
        && looks::bullet_length(next) == 0
        && !line.ends_with(|c| is_terminator(c) || matches!(c, ':' | ';'))
        && !looks::is_boilerplate(line)
        && !looks::is_boilerplate(next)
}

/// Whether line `at` of a group belongs to the block of the line before it.
fn joins(group: &[Line<'_>], at: usize, wrap: usize) -> bool {
    let (line, next) = (group[at - 1], group[at]);
    if !next.text.contains(char::is_alphanumeric) {
        // A closing quote that slipped onto a line of its own.
        return true;
    }
    if looks::bullet_length(next.text) > 0 || next.text.starts_with('#') {
        return false;
    }
    if line.text.starts_with('>') || next.text.starts_with('>') {
        return line.text.starts_with('>')
            && next.text.starts_with('>')
            && !line.text.ends_with(is_terminator);
    }
    if line.width <= WIDEST_WRAP && goes_on(line.text, next.text) {
        return true;
    }
    let word = next.text.split(is_blank).next().unwrap_or("").chars().count();
    wrap > 0
        && line.width.max(next.width) <= wrap
        && line.width + 1 + word > wrap
        && !looks::is_boilerplate(line.text)
}

/// Machine-made words before the first sentence (`nn-general date 2022-08 …`): how many whole
/// lines they take; what follows them on their last line is made a block too.
fn head(group: &[Line<'_>], found: &mut Vec<Block>) -> usize {
    let Some(line) = group.first() else { return 0 };
    let Some(ends) = head_ends(line.text) else {
        return 0;
    };
    let mut start = 0;
    for end in ends {
        found.extend(piece(
            BlockKind::Boilerplate,
            line.start + start,
            &line.text[start..end],
        ));
        start = end;
    }
    found.extend(piece(
        BlockKind::Paragraph,
        line.start + start,
        &line.text[start..],
    ));
    1
}

/// Where the fields of a machine-made head end: words without a capital up to an ISO date, then
/// a sentence.
fn head_ends(line: &str) -> Option<Vec<usize>> {
    const MOST_WORDS: usize = 6;
    let mut at = 0;
    let mut starts = vec![];
    for word in line.split(' ').take(MOST_WORDS) {
        let shape: Vec<_> = word.split('-').map(str::len).collect();
        let is_date =
            word.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(shape[..], [4, 2] | [4, 2, 2]);
        let end = at + word.len();
        if is_date {
            let sentence = line.get(end..)?.trim_start();
            // The word before the date names it; what stands before that is a field of its own.
            let label = starts.last().copied().unwrap_or(at);
            let ends = [label, end].into_iter().filter(|&end| end > 0).collect();
            return sentence.starts_with(char::is_uppercase).then_some(ends);
        }
        if word.is_empty()
            || !word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_' | b':'))
        {
            return None;
        }
        starts.push(at);
        at = end + 1;
    }
    None
}

/// One block from lines that belong together.
fn block(source: &str, lines: &[Line<'_>]) -> Option<Block> {
    let (first, last) = (lines.first()?, lines.last()?);
    let text = &source[first.start..last.start + last.text.len()];
    if lines.len() == 1 && looks::is_boilerplate(text) {
        return piece(BlockKind::Boilerplate, first.start, text);
    }
    let bullet = looks::bullet_length(text);
    if bullet > 0 {
        return piece(BlockKind::ListItem, first.start + bullet, &text[bullet..]);
    }
    if let Some(rest) = text.strip_prefix('>') {
        let mut block = piece(BlockKind::Quotation, first.start + 1, rest)?;
        block.prose = unquoted(&block.prose);
        return Some(block);
    }
    let marks = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&marks) && text[marks..].starts_with(' ') {
        return piece(BlockKind::Heading, first.start + marks, &text[marks..]);
    }
    let kind = if lines.len() == 1 && looks::is_heading(text) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    };
    piece(kind, first.start, text)
}

/// The block of `text`, which starts at byte `start` of the source, without the blanks around it.
fn piece(kind: BlockKind, start: usize, text: &str) -> Option<Block> {
    let (cut, prose) = trim(text);
    (!prose.is_empty()).then(|| Block {
        kind,
        depth: u8::from(matches!(kind, BlockKind::ListItem | BlockKind::Quotation)),
        span: Span::new(start + cut, start + cut + prose.len()),
        prose: prose.to_owned(),
        citations: citation::citations(prose),
    })
}

/// The same text with the `>` at the starts of its later lines blanked.
fn unquoted(prose: &str) -> String {
    let mut at_start = false;
    prose
        .chars()
        .map(|c| match c {
            '\n' | '\r' => {
                at_start = true;
                c
            }
            '>' if at_start => ' ',
            _ => {
                at_start &= is_blank(c);
                c
            }
        })
        .collect()
}
