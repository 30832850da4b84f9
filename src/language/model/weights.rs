use std::collections::BTreeMap;

/// Marks a weight file and the version of its format.
const MAGIC: [u8; 4] = *b"ASC1";

/// A file that is no weight file, or not a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the model is damaged: {0}")]
pub struct Damaged(&'static str);

impl Damaged {
    /// A label that means nothing to the part that uses the model.
    pub(crate) const LABEL: Self = Self("its labels are not known here");
    /// A lexicon file that is none.
    pub(crate) const LEXICON: Self = Self("its word list cannot be read");
}

/// Weights before they are quantised: what training hands over.
#[derive(Clone, Debug, Default)]
pub struct Pruned {
    /// The labels' names.
    pub labels: Vec<String>,
    /// The weight of label `to` after label `from`, at `from * labels.len() + to`. Negative infinity
    /// forbids the pair.
    pub transitions: Vec<f32>,
    /// For every feature the labels that it has a weight for.
    pub features: BTreeMap<u64, Vec<(u8, f32)>>,
}

/// A model's weights, eight bits each, found by the hash of a feature.
///
/// The file: the magic number; a byte with the number of labels; each label as a byte of length and
/// its text; the transitions, two bytes each; a byte with the binary logarithm of the number of
/// buckets; the end of each bucket as four bytes; the buckets. The high bits of a feature's hash are the
/// number of its bucket. A bucket holds entries: the low 16 bits of the hash, a byte with the
/// number of weights, and for each a byte with the label and one with the weight. Little-endian.
#[derive(Clone, Debug)]
pub struct Weights {
    labels: Vec<String>,
    transitions: Vec<i32>,
    reach: i32,
    shift: u32,
    ends: Vec<u32>,
    /// Of each bucket, one bit for each low five bits of a hash that an entry in it has: most
    /// features have no weight, and this tells so for nearly all of them without a look at the bucket.
    present: Vec<u32>,
    buckets: &'static [u8],
}

/// How a forbidden pair of labels is written.
const FORBIDDEN: i16 = i16::MIN;

/// How many units of the file one unit of a logarithm of probability is.
pub const UNITS: f32 = 16.0;

impl Weights {
    /// Reads a weight file.
    ///
    /// # Errors
    /// When the bytes are not a whole weight file. After that nothing in them can do harm.
    pub fn parse(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let mut rest = bytes;
        if take(&mut rest, 4)? != MAGIC {
            return Err(Damaged("not a weight file, or one of another version"));
        }
        let count = usize::from(byte(&mut rest)?);
        let mut labels = Vec::with_capacity(count);
        for _ in 0..count {
            let length = usize::from(byte(&mut rest)?);
            let name =
                std::str::from_utf8(take(&mut rest, length)?).map_err(|_| Damaged("a label is not UTF-8"))?;
            labels.push(name.to_owned());
        }
        let transitions: Vec<i32> = take(&mut rest, 2 * count * count)?
            .chunks_exact(2)
            .map(|two| match i16::from_le_bytes([two[0], two[1]]) {
                FORBIDDEN => super::decoder::NEVER,
                weight => i32::from(weight),
            })
            .collect();
        let bits = u32::from(byte(&mut rest)?);
        if !(1..=24).contains(&bits) || labels.is_empty() {
            return Err(Damaged("its sizes make no sense"));
        }
        let ends: Vec<u32> = take(&mut rest, 4 << bits)?
            .chunks_exact(4)
            .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        let lowest = transitions.iter().copied().min().unwrap_or(0);
        let mut weights = Self {
            labels,
            reach: transitions.iter().copied().max().unwrap_or(0) - lowest,
            transitions,
            shift: 64 - bits,
            ends,
            present: Vec::new(),
            buckets: rest,
        };
        weights.present = weights.verify()?;
        Ok(weights)
    }

    /// The labels, in the order of their indices.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Adds the weights of one feature to the scores, one score a label.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i32]) {
        let number = (feature >> self.shift) as usize;
        if self
            .present
            .get(number)
            .is_some_and(|present| present & mark_bit(feature as u8) != 0)
        {
            self.add_from(number, (feature as u16).to_le_bytes(), scores);
        }
    }

    /// The same, of the entry with this mark in this bucket, if there is one.
    #[inline(never)]
    fn add_from(&self, number: usize, mark: [u8; 2], scores: &mut [i32]) {
        let mut rest = self.bucket(number);
        while let [low, high, count, after @ ..] = rest {
            let Some((pairs, next)) = after.split_at_checked(2 * usize::from(*count)) else {
                return;
            };
            if [*low, *high] == mark {
                for two in pairs.chunks_exact(2) {
                    if let Some(score) = scores.get_mut(usize::from(two[0])) {
                        *score += i32::from(two[1] as i8);
                    }
                }
                return;
            }
            rest = next;
        }
    }

    /// The weights of the labels after label `from`.
    pub(crate) fn after(&self, from: usize) -> &[i32] {
        let count = self.labels.len();
        self.transitions
            .get(from * count..(from + 1) * count)
            .unwrap_or(&[])
    }

    /// The most that one transition can be better than another.
    pub(super) fn reach(&self) -> i32 {
        self.reach
    }

    fn bucket(&self, number: usize) -> &'static [u8] {
        let start = match number {
            0 => 0,
            _ => self.ends.get(number - 1).map_or(0, |end| *end as usize),
        };
        let end = self.ends.get(number).map_or(0, |end| *end as usize);
        self.buckets.get(start..end).unwrap_or(&[])
    }

    /// Reads every bucket once; gives [`Weights::present`].
    fn verify(&self) -> Result<Vec<u32>, Damaged> {
        if self.ends.last().map(|end| *end as usize) != Some(self.buckets.len()) || !self.ends.is_sorted() {
            return Err(Damaged("its buckets are not where it says"));
        }
        let mut present = vec![0; self.ends.len()];
        for (number, present) in present.iter_mut().enumerate() {
            let mut rest = self.bucket(number);
            while !rest.is_empty() {
                let entry = take(&mut rest, 3)?;
                *present |= mark_bit(entry[0]);
                for two in take(&mut rest, 2 * usize::from(entry[2]))?.chunks_exact(2) {
                    if usize::from(two[0]) >= self.labels.len() {
                        return Err(Damaged("a weight belongs to no label"));
                    }
                }
            }
        }
        Ok(present)
    }

    /// Writes a weight file; weights that round to nothing are left out.
    pub fn encode(model: &Pruned) -> Vec<u8> {
        let quantise = |weight: f32| (weight * UNITS).round().clamp(-127.0, 127.0) as i8;
        let mut entries: Vec<(u64, Vec<(u8, i8)>)> = Vec::with_capacity(model.features.len());
        for (feature, weights) in &model.features {
            let kept: Vec<_> = weights
                .iter()
                .map(|(label, weight)| (*label, quantise(*weight)))
                .filter(|(_, weight)| *weight != 0)
                .take(255)
                .collect();
            if !kept.is_empty() {
                entries.push((*feature, kept));
            }
        }
        let bits = (entries.len() / 2).max(2).ilog2().min(24);
        let mut bytes = MAGIC.to_vec();
        bytes.push(model.labels.len() as u8);
        for label in &model.labels {
            bytes.push(label.len() as u8);
            bytes.extend(label.as_bytes());
        }
        for weight in &model.transitions {
            let units = if weight.is_finite() {
                (weight * UNITS).round().clamp(-32_000.0, 32_000.0) as i16
            } else {
                FORBIDDEN
            };
            bytes.extend(units.to_le_bytes());
        }
        bytes.push(bits as u8);
        // The entries are sorted by their whole hash, so a bucket's are neighbours.
        let (mut ends, mut buckets) = (Vec::new(), Vec::<u8>::new());
        let mut next = entries.iter().peekable();
        for number in 0..1_u64 << bits {
            while let Some((feature, weights)) = next.next_if(|(feature, _)| feature >> (64 - bits) == number)
            {
                buckets.extend((*feature as u16).to_le_bytes());
                buckets.push(weights.len() as u8);
                for (label, weight) in weights {
                    buckets.extend([*label, *weight as u8]);
                }
            }
            ends.extend((buckets.len() as u32).to_le_bytes());
        }
        bytes.extend(ends);
        bytes.extend(buckets);
        bytes
    }
}

/// The bit in [`Weights::present`] of a hash that ends with `low`.
fn mark_bit(low: u8) -> u32 {
    1 << (low & 31)
}

fn take(rest: &mut &'static [u8], length: usize) -> Result<&'static [u8], Damaged> {
    let (taken, after) = rest
        .split_at_checked(length)
        .ok_or(Damaged("it ends too early"))?;
    *rest = after;
    Ok(taken)
}

fn byte(rest: &mut &'static [u8]) -> Result<u8, Damaged> {
    Ok(take(rest, 1)?[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let mut features = BTreeMap::new();
        for n in 0..200_u64 {
            features.insert(crate::language::model::feature(n, n), vec![(0, 1.0), (1, -0.5)]);
        }
        Weights::encode(&Pruned {
            labels: vec!["O".into(), "B".into()],
            transitions: vec![0.0, 1.0, -1.0, f32::NEG_INFINITY],
            features,
        })
    }

    fn leak(bytes: Vec<u8>) -> &'static [u8] {
        Box::leak(bytes.into_boxed_slice())
    }

    #[test]
    fn what_was_written_is_read() {
        let weights = Weights::parse(leak(small())).unwrap();
        assert_eq!(weights.labels(), ["O", "B"]);
        for n in 0..200 {
            let mut scores = [0, 0];
            weights.add(crate::language::model::feature(n, n), &mut scores);
            assert_eq!(scores, [16, -8], "feature {n}");
        }
        let mut scores = [0, 0];
        weights.add(crate::language::model::feature(7, 8), &mut scores);
        assert_eq!(scores, [0, 0]);
    }

    #[test]
    fn a_cut_file_is_an_error() {
        let whole = small();
        for length in 0..whole.len() {
            assert!(
                Weights::parse(leak(whole[..length].to_vec())).is_err(),
                "{length} bytes"
            );
        }
    }

    #[test]
    fn a_changed_byte_is_an_error_or_does_no_harm() {
        let whole = small();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xFF;
            if let Ok(weights) = Weights::parse(leak(bytes)) {
                let mut scores = vec![0; weights.labels().len()];
                for n in 0..50 {
                    weights.add(crate::language::model::feature(n, n), &mut scores);
                }
            }
        }
    }
}
