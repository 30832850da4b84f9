//! How fast the parts of the analysis are: blocks, sentences, tokens, the whole from nothing, and
//! the whole after one edit. `cargo bench --bench analysis`; a word's cost is its row's median
//! divided by its words.

use ascribe::analysis::{Analyzer, Options};
use ascribe::language::Language;
use ascribe::text::{Format, LineIndex, blocks, tokens};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::fmt::Write;

fn main() {
    divan::main();
}

/// French news of about `words` words: the paragraphs of the seeds over and over, no two alike,
/// with the figures and some names changed.
fn news(words: usize) -> String {
    let seeds = [
        include_str!("../seeds/000_38df5188dfea8c2f.txt"),
        include_str!("../seeds/001_21cfa6a224acffa7.txt"),
        include_str!("../seeds/002_3556c82baabcb37e.txt"),
        include_str!("../seeds/003_b58262a57bd1c4a3.txt"),
        include_str!("../seeds/004_9c59918afabf35df.txt"),
    ];
    let names = ["Morel", "Roux", "Lenoir", "Caron", "Delage", "Petit"];
    let mut text = String::new();
    let mut count = 0;
    for round in 0.. {
        for paragraph in seeds
            .iter()
            .flat_map(|seed| seed.lines())
            .filter(|line| !line.is_empty())
        {
            let name = names[(round + count) % names.len()];
            let paragraph = paragraph
                .replace("Poutine", name)
                .replace("Izvestia", names[round % names.len()]);
            writeln!(
                text,
                "{paragraph} {} {name} en parle depuis {}.\n",
                round * 7 + 3,
                1900 + count % 120
            )
            .unwrap();
            count += paragraph.split_whitespace().count() + 6;
            if count >= words {
                return text;
            }
        }
    }
    text
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

#[divan::bench(args = SIZES)]
fn blocks_of_plain_text(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| blocks(black_box(&text), Format::Plain).len());
}

#[divan::bench(args = SIZES)]
fn blocks_of_markdown(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| blocks(black_box(&text), Format::Markdown).len());
}

#[divan::bench(args = [10_000])]
fn sentences(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    let blocks = blocks(&text, Format::Plain);
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        let segmenter = Language::French.segmenter();
        blocks
            .iter()
            .map(|block| segmenter.sentences(black_box(&block.prose)).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = [10_000])]
fn words(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    let blocks = blocks(&text, Format::Plain);
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        let rules = Language::French.token_rules();
        blocks
            .iter()
            .map(|block| tokens(black_box(&block.prose), rules).len())
            .sum::<usize>()
    });
}

/// Every paragraph in turn, on one core.
#[divan::bench(args = [1_000, 10_000])]
fn paragraphs_one_by_one(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    let blocks = blocks(&text, Format::Plain);
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        for block in &blocks {
            black_box(ascribe::analysis::Paragraph::new(block, Language::French));
        }
    });
}

/// A paragraph of thirty words.
#[divan::bench]
fn one_paragraph(bencher: Bencher<'_, '_>) {
    let text = "Selon le ministère, le président Morel a rencontré hier à Lyon l'ambassadeur de Suède, qui a \
                déclaré que les deux pays signeraient en mars 2025 un accord de 30 millions d'euros.";
    let blocks = blocks(text, Format::Plain);
    bencher.bench_local(|| ascribe::analysis::Paragraph::new(black_box(&blocks[0]), Language::French));
}

/// All of a text that was never seen.
#[divan::bench(args = SIZES)]
fn whole_from_nothing(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| Analyzer::new(Options::default()).analyze(black_box(&text), Format::Plain));
}

/// A letter typed in the middle of a text that was seen: what a keystroke costs before the editor
/// is told.
#[divan::bench(args = SIZES)]
fn whole_after_an_edit(bencher: Bencher<'_, '_>, words: usize) {
    let mut text = news(words);
    let middle = (text.len() / 2..)
        .find(|&at| text.is_char_boundary(at) && text[at..].starts_with(' '))
        .unwrap_or(0);
    let analyzer = Analyzer::new(Options::default());
    analyzer.analyze(&text, Format::Plain);
    bencher.bench_local(|| {
        text.insert(middle, 'x');
        analyzer.analyze(black_box(&text), Format::Plain)
    });
}

/// The last pass alone: nothing has changed.
#[divan::bench(args = SIZES)]
fn last_pass(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    let blocks = blocks(&text, Format::Plain);
    let analyzer = Analyzer::new(Options::default());
    analyzer.analyze_blocks(&blocks);
    bencher.bench_local(|| analyzer.analyze_blocks(black_box(&blocks)));
}

#[divan::bench(args = [100_000])]
fn line_index(bencher: Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher.bench_local(|| LineIndex::new(black_box(&text)));
}
