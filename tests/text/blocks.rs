use ascribe::text::{Block, BlockKind, CitationKind, Format, blocks};
use std::fmt::Write;
use std::path::Path;

/// One line a block, one indented line a citation; line ends inside a block as `⏎`.
fn shown(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        let kind = match block.kind {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Quotation => "quotation",
            BlockKind::TableCell => "table-cell",
            BlockKind::Footnote => "footnote",
            BlockKind::Boilerplate => "boilerplate",
        };
        let prose = block.prose.replace(['\n', '\r'], "⏎");
        writeln!(text, "{kind} {}: {prose}", block.depth).unwrap();
        for citation in &block.citations {
            let kind = match citation.kind {
                CitationKind::Link => "link",
                CitationKind::Note => "note",
            };
            writeln!(text, "  {kind}: {}", citation.span.of(&block.prose)).unwrap();
        }
    }
    text
}

#[test]
fn every_fixture_has_the_blocks_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/text/blocks");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let format = match path.extension().and_then(|end| end.to_str()) {
            Some("md") => Format::Markdown,
            Some("txt") => Format::Plain,
            _ => continue,
        };
        let source = std::fs::read_to_string(&path).unwrap();
        let expected = std::fs::read_to_string(format!("{}.expected", path.display())).unwrap();
        let found = shown(&blocks(&source, format));
        assert_eq!(found, expected, "{}", path.display());
        cases += 1;
    }
    assert!(cases > 20, "only {cases} fixtures found");
}
