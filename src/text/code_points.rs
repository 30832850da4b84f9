/// How many bytes lie between two counted places.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to Unicode code points from its start, which is what other
/// programs count in. Building it is linear, a conversion costs at most 256 bytes of counting.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that start before byte `i * STRIDE`.
    before: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Counts `text`.
    pub fn new(text: &'a str) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let so_far = count;
                count += starts(chunk);
                so_far
            })
            .collect();
        Self { text, before }
    }

    /// The number of code points before byte `offset`, which is clamped to the text's length.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let chunk = offset / STRIDE;
        let rest = self.text.as_bytes().get(chunk * STRIDE..offset).unwrap_or(&[]);
        match self.before.get(chunk) {
            Some(before) => before + starts(rest),
            // The offset is the end of a text whose last chunk is full.
            None => {
                self.before.last().copied().unwrap_or(0)
                    + self.text.as_bytes().rchunks(STRIDE).next().map_or(0, starts)
            }
        }
    }
}

/// How many of `bytes` begin a code point.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_of_a_mixed_text_counts_as_its_characters_do() {
        for repeat in [0, 1, 16, 32, 64, 100] {
            let text = "aé漢😀e\u{301}\r\n".repeat(repeat);
            let points = CodePoints::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(at), count);
            }
            assert_eq!(points.at(text.len()), text.chars().count());
            assert_eq!(points.at(text.len() + 9), text.chars().count());
        }
        let full = "a".repeat(2 * STRIDE);
        assert_eq!(CodePoints::new(&full).at(2 * STRIDE), 2 * STRIDE);
    }
}
