//! How fast the tagger is: words a second on one core, on the seeds and on an English text of the
//! same size made of sentences of our own.

use ascribe::language::Language;
use ascribe::language::tagger::Tagger;
use ascribe::text::{Token, tokens};
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// The sentences of a text, with their tokens.
fn sentences(text: &str, language: Language) -> Vec<(&str, Vec<Token>)> {
    let cut = language.segmenter().sentences(text);
    cut.into_iter()
        .map(|span| (span.of(text), tokens(span.of(text), language.token_rules())))
        .collect()
}

fn measure(bencher: divan::Bencher, language: Language, text: &str) {
    let sentences = sentences(text, language);
    let words: usize = sentences.iter().map(|(_, tokens)| tokens.len()).sum();
    let tagger = Tagger::of(language);
    let mut tags = Vec::new();
    bencher.counter(ItemsCount::new(words)).bench_local(|| {
        tags.clear();
        for (prose, tokens) in &sentences {
            tagger.tag_into(prose, tokens, &mut tags);
        }
        tags.len()
    });
}

#[divan::bench]
fn french_seed(bencher: divan::Bencher) {
    measure(
        bencher,
        Language::French,
        include_str!("../seeds/003_b58262a57bd1c4a3.txt"),
    );
}

#[divan::bench]
fn english_draft(bencher: divan::Bencher) {
    let text = "The ministry said on Tuesday that two of its envoys had been told to leave the capital. \
                Officials in the region, who spoke to reporters after the vote, denied the reports. \
                Prices rose by 3.5% in March, the bank's governor wrote in a letter to lawmakers. "
        .repeat(20);
    measure(bencher, Language::English, &text);
}

/// What the first tag of a process costs: reading both taggers' files.
#[divan::bench]
fn reading(bencher: divan::Bencher) {
    bencher.bench(|| {
        let weights = include_bytes!("../src/language/fr/tagger.weights");
        Tagger::new(weights, include_bytes!("../src/language/fr/tagger.lexicon"))
            .map(|tagger| tagger.lexicon().len())
    });
}
