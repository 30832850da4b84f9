//! Linear-chain models with hashed features: what the tagger and the entity model have in common.
//!
//! A model scores every label of every token as the sum of the weights of the features that fire
//! there, adds a weight for each pair of neighbouring labels, and [`Decoder`] finds the best
//! sequence (Viterbi). Weights are trained as a conditional random field (Lafferty, McCallum and
//! Pereira 2001) by the `train` command, pruned, quantised to eight bits and written to one file that is
//! compiled into the program. At run time a feature is a 64-bit hash; nothing is allocated for it.
//!
//! # A model of one's own
//!
//! 1. Write a feature extractor: a type that implements [`Sequence`], in the part of the program
//!    that will use it, because training and use must share it. Every feature is
//!    [`feature`]`(TEMPLATE, value)`, with a number for the template and a hash of the value
//!    ([`hash`] of a text, [`pair`] of two hashes). Templates must differ from each other.
//! 2. In `src/bin/train/`, read the corpus into `crf::Instance`s (the features that the extractor
//!    emits, and the gold label of every token), call `crf::train`, write `Weights::encode` to a
//!    file beside the language's other data. Labels are any strings (`B-person`, `O`). Pairs of labels
//!    that must never follow each other (`O`, `I-person`) are given to `crf::Options::forbidden`.
//! 3. At run time `Weights::parse(include_bytes!(…))` once, in a `LazyLock`; then
//!    `decoder.decode(&weights, &sequence)` gives an index into [`Weights::labels`] for every token, and
//!    [`Decoder::margins`] how sure it is of each.

mod decoder;
mod weights;

pub use decoder::Decoder;
pub use weights::{Damaged, Pruned, Weights};

/// What a model looks at: tokens with features.
pub trait Sequence {
    /// How many tokens.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Hands every feature of the token `at` to `each`; the order does not matter.
    fn features(&self, at: usize, each: impl FnMut(u64));
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The feature that says: template number `template` has the value `value` here.
#[inline]
pub fn feature(template: u64, value: u64) -> u64 {
    pair(template.wrapping_add(1).wrapping_mul(MULTIPLIER), value)
}

/// One hash from two; the order matters.
#[inline]
pub fn pair(first: u64, second: u64) -> u64 {
    let mixed = (first.rotate_left(23) ^ second).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 31)
}

/// The hash of a text. The same on every machine and in every version: weight files depend on it.
#[inline]
pub fn hash(text: &str) -> u64 {
    text.chars().fold(START, step)
}

/// What [`step`] starts from.
pub const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Adds one character to a hash, for hashes of all prefixes or suffixes of a word in one pass.
#[inline]
pub fn step(hash: u64, next: char) -> u64 {
    let mixed = (hash ^ u64::from(next)).wrapping_mul(0x0000_0100_0000_01B3);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_what_weight_files_were_written_with() {
        assert_eq!(hash(""), START);
        assert_eq!(hash("ab"), step(step(START, 'a'), 'b'));
        assert_ne!(hash("ab"), hash("ba"));
        assert_ne!(pair(1, 2), pair(2, 1));
        assert_ne!(feature(0, 7), feature(1, 7));
    }
}
