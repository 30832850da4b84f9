//! What a corpus costs: building its index, opening it, searching it, refreshing one file.
//!
//! `ASCRIBE_BENCH_ARTICLES` sets how many articles of 20 sentences the large one has (5,000, which is 100,000
//! passages).

mod made;

use ascribe::corpus::Query;
use divan::{Bencher, black_box};
use made::{Dice, Made, Sentences};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static LARGE: LazyLock<Made> = LazyLock::new(Made::large);

static SMALL: LazyLock<Made> = LazyLock::new(|| {
    let made = Made::new(5);
    made.open();
    made
});

fn queries() -> Vec<Query> {
    let (mut dice, sentences) = (Dice(7), Sentences::of_the_seeds());
    (0..100)
        .map(|_| Query::of_text(&sentences.next(&mut dice), None))
        .collect()
}

#[divan::bench(sample_count = 50)]
fn open_small(bencher: Bencher) {
    let made = &*SMALL;
    bencher.bench(|| black_box(made.open()));
}

#[divan::bench(sample_count = 20)]
fn index_small(bencher: Bencher) {
    let made = &*SMALL;
    bencher
        .with_inputs(|| made.forget())
        .bench_values(|()| black_box(made.open()));
}

#[divan::bench(sample_count = 5)]
fn open_large(bencher: Bencher) {
    let made = &*LARGE;
    bencher.bench(|| black_box(made.open()));
}

/// The best 50 passages for each of 100 claims, on one thread.
#[divan::bench(sample_count = 5)]
fn search_large_100_claims(bencher: Bencher) {
    let corpus = LARGE.open();
    let queries = queries();
    bencher.bench(|| {
        for query in &queries {
            black_box(corpus.search(query, 50));
        }
    });
}

#[divan::bench(sample_count = 5)]
fn search_seeds_100_claims(bencher: Bencher) {
    let corpus = made::seeds();
    let queries = queries();
    bencher.bench(|| {
        for query in &queries {
            black_box(corpus.search(query, 50));
        }
    });
}

/// One file of the large corpus changes.
#[divan::bench(sample_count = 5)]
fn refresh_large(bencher: Bencher) {
    let corpus = LARGE.open();
    let (mut dice, sentences) = (Dice(99), Sentences::of_the_seeds());
    bencher
        .with_inputs(|| std::fs::write(LARGE.file(), sentences.next(&mut dice)).expect("a file"))
        .bench_local_values(|()| black_box(corpus.refresh(&|_| true).expect("a refresh")));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn index_large(bencher: Bencher) {
    let made = &*LARGE;
    bencher
        .with_inputs(|| made.forget())
        .bench_values(|()| black_box(made.open()));
}
