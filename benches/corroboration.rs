//! What a verdict costs.
//!
//! `ASCRIBE_BENCH_ARTICLES` sets how many articles of 20 sentences the large corpus has (5,000, which is 100,000
//! passages), `RAYON_NUM_THREADS` how many threads look claims up.

#[expect(dead_code, reason = "each bench uses a part of it")]
mod made;

use ascribe::corroboration::{Question, corroborate};
use ascribe::language::Language;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use made::{Dice, Made, Sentences};
use rayon::prelude::*;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static LARGE: LazyLock<Made> = LazyLock::new(Made::large);

fn claims(count: usize) -> Vec<String> {
    let (mut dice, sentences) = (Dice(7), Sentences::of_the_seeds());
    (0..count).map(|_| sentences.next(&mut dice)).collect()
}

/// One claim of those that are looked up in the seeds by the tests, each in its turn, on one thread.
#[divan::bench(sample_count = 300, sample_size = 1)]
fn one_claim_on_the_seeds(bencher: Bencher) {
    let corpus = made::seeds();
    let claims: Vec<String> = include_str!("../tests/corroboration/claims.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|claim| Some(claim["claim"].as_str()?.to_owned()))
        .collect();
    // The first claim reads the tagger's files and the lexicons.
    black_box(corroborate(&corpus, &Question::new(&claims[0], None)));
    let mut next = claims.iter().cycle();
    bencher
        .with_inputs(|| next.next().map_or("", String::as_str))
        .bench_local_values(|claim| black_box(corroborate(&corpus, &Question::new(claim, None))));
}

/// A thousand claims on the large corpus, as `ascribe corroborate` looks them up.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_thousand_claims_on_the_large_corpus(bencher: Bencher) {
    let (corpus, claims) = (LARGE.open(), claims(1_000));
    bencher.counter(ItemsCount::new(claims.len())).bench_local(|| {
        let verdicts = claims.par_iter().map(|claim| {
            let question = Question::new(claim, Some(Language::French));
            corroborate(&corpus, &question).verdict as usize
        });
        black_box(verdicts.sum::<usize>())
    });
}
