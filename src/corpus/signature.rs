use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// A MinHash of a text's word shingles: how much two texts share can be estimated from it alone.
///
/// The method is Broder's ("On the resemblance and containment of documents", 1997); instead of
/// one permutation a slot, one hash is cut into bins (Li, Owen and Zhang, "One permutation
/// hashing", 2012), so that it costs one hash a shingle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature(Vec<u32>);

impl Signature {
    /// The signature of `words` (already in one form: lower case, no accents) in shingles of
    /// `width` words and `bins` slots. A text shorter than `width` is one shingle.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>, width: usize, bins: usize) -> Self {
        let words: Vec<u64> = words.into_iter().map(hash_word).collect();
        if words.is_empty() || bins == 0 {
            return Self::default();
        }
        let mut slots = vec![u32::MAX; bins];
        for shingle in words.windows(width.clamp(1, words.len())) {
            let hash = shingle
                .iter()
                .fold(0x9E37_79B9_7F4A_7C15, |sum, word| mix(sum ^ word));
            // The lower half chooses the bin, the upper is the value: the two are independent.
            if let Some(slot) = slots.get_mut((hash as u32 as usize) % bins) {
                *slot = (*slot).min((hash >> 32) as u32);
            }
        }
        Self(slots)
    }

    /// An estimate, from 0 to 1, of the share of shingles that the two have in common (Jaccard).
    /// 0 where either is empty or the two are of different width.
    pub fn similarity(&self, other: &Self) -> f32 {
        if self.0.len() != other.0.len() {
            return 0.0;
        }
        let (mut same, mut filled) = (0u32, 0u32);
        for (a, b) in self.0.iter().zip(&other.0) {
            if *a != u32::MAX || *b != u32::MAX {
                filled += 1;
                same += u32::from(a == b);
            }
        }
        if filled == 0 {
            0.0
        } else {
            same as f32 / filled as f32
        }
    }
}

fn hash_word(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    mix(hasher.finish())
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
