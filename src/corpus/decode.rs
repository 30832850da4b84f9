//! The text of a file's bytes, whatever encoding it is in; or why there is none.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes at the start of files that are no text, though they may look like it, and what they are.
const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF-", "is a PDF; export it as text"),
    (b"{\\rtf", "is rich text (RTF); save it as plain text"),
    (
        b"PK\x03\x04",
        "is an archive or an office document; save it as plain text",
    ),
    (
        b"\xD0\xCF\x11\xE0",
        "is an old office document; save it as plain text",
    ),
    (b"\x1F\x8B", "is compressed; unpack it"),
    (b"\x7FELF", "is a program, not a text"),
];

/// The text of `bytes` without its byte order mark, or in a few words the reason why it is none and
/// how to mend that (`is a PDF; export it as text`).
pub fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if let Some((_, why)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(why);
    }
    let text = match marked(bytes).or_else(|| wide(bytes)) {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => guess(bytes)?,
        },
    };
    if is_binary(&text) {
        return Err("is binary, not a text; save it as plain text");
    }
    Ok(text)
}

/// The encoding that a byte order mark names.
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes).map(|(encoding, _)| encoding)
}

/// UTF-16 without a mark: in French and English nearly every second byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let pairs = sample.len() / 2;
    if pairs == 0 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 7 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// An old 8-bit encoding, guessed from the bytes; the hint says that the text is Western.
fn guess(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.contains(&0) {
        return Err("is binary, not a text; save it as plain text");
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    // A file that is UTF-8 but for a few bytes is damaged UTF-8, and nothing else.
    let as_utf8 = String::from_utf8_lossy(bytes);
    let wrong = as_utf8
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER)
        .count();
    let wide = as_utf8.chars().filter(|c| !c.is_ascii()).count() - wrong;
    if encoding == UTF_8 || wrong * 10 < wide {
        return Ok(as_utf8.into_owned());
    }
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// Text has next to no control characters besides white space.
fn is_binary(text: &str) -> bool {
    let sample = text.chars().take(8192);
    let (mut all, mut odd) = (0usize, 0usize);
    for c in sample {
        all += 1;
        let control = c.is_control() && !c.is_whitespace() && c != '\u{1b}';
        odd += usize::from(control || c == char::REPLACEMENT_CHARACTER);
        if c == '\0' {
            return true;
        }
    }
    odd * 20 > all
}
