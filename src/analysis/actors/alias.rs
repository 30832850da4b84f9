//! Which spellings are one name.

use crate::language::fold::fold;

/// A key that the usual French and English transliterations of a person's name share:
/// `Sergueï Choïgou` and `Sergei Shoigu`, `Prigojine` and `Prigozhin`.
pub fn person_key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(transliterated)
        .collect();
    words.join(" ")
}

/// Spellings of one sound, the longer first; French and English renderings of Cyrillic, Arabic, Korean.
const SOUNDS: [(&str, &str); 17] = [
    ("shch", "c"),
    ("chtch", "c"),
    ("tch", "c"),
    ("sch", "c"),
    ("sh", "c"),
    ("ch", "c"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "k"),
    ("gu", "g"),
    ("ou", "u"),
    ("oo", "u"),
    ("ph", "f"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("y", "i"),
    ("w", "v"),
];

fn transliterated(word: &str) -> String {
    let word = word
        .strip_prefix("ye")
        .map_or_else(|| word.to_owned(), |rest| format!("e{rest}"));
    let mut key = String::with_capacity(word.len());
    let mut rest = word.as_str();
    while let Some(c) = rest.chars().next() {
        let sound = SOUNDS.iter().find(|(spelling, _)| {
            rest.starts_with(spelling) && (*spelling != "gu" || rest[2..].starts_with(['e', 'i', 'y']))
        });
        let (taken, sound) = match sound {
            Some((spelling, sound)) => (spelling.len(), *sound),
            None => (c.len_utf8(), rest.get(..c.len_utf8()).unwrap_or("")),
        };
        for piece in sound.chars() {
            if !key.ends_with(piece) {
                key.push(piece);
            }
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    // `Alexandre`, `Alexander`; `Poutine`, `Putin`.
    if let Some(stem) = key.strip_suffix("er").or_else(|| key.strip_suffix("re"))
        && stem.len() > 3
    {
        return format!("{stem}r");
    }
    if key.len() > 4 && key.ends_with('e') {
        key.pop();
    }
    key
}
