//! Names of the world: states, towns, peoples, bodies, media, people; compiled by `build.rs`.

use super::Language;
use super::fold::{fold, fold_char};
use fst::{Map, Set};
use std::sync::LazyLock;

pub use super::name_class as class;

/// One actor that the lexicon knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The same in every text and language: an ISO 3166 code, else a folded name.
    pub key: &'static str,
    /// `P`, `O`, `G` or `N`.
    pub kind: char,
    /// Key of the state that it stands for or acts for.
    pub stands_for: Option<&'static str>,
    /// Its name, English where the languages differ.
    pub name: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/entities.rs"));

static NAMES: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/names.fst")).as_slice()).ok());
static ORDINARY_FRENCH: LazyLock<Option<Set<&'static [u8]>>> =
    LazyLock::new(|| Set::new(include_bytes!(concat!(env!("OUT_DIR"), "/ordinary_fr.fst")).as_slice()).ok());
static ORDINARY_ENGLISH: LazyLock<Option<Set<&'static [u8]>>> =
    LazyLock::new(|| Set::new(include_bytes!(concat!(env!("OUT_DIR"), "/ordinary_en.fst")).as_slice()).ok());

/// What the lexicon says of one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Name(u64);

impl Name {
    /// Bits of [`class`].
    pub fn classes(self) -> u32 {
        self.0 as u32
    }

    /// Whether it has one of `classes`.
    pub fn is(self, classes: u32) -> bool {
        self.classes() & classes != 0
    }

    /// Who it most probably is.
    pub fn entity(self) -> Option<&'static Entity> {
        let id = usize::try_from(self.0 >> 32).ok()?.checked_sub(1)?;
        ENTITIES.get(id)
    }
}

/// What the lexicon says of `text` as a whole.
pub fn look_up(text: &str) -> Name {
    let folded = fold(text);
    NAMES
        .as_ref()
        .and_then(|map| map.get(folded))
        .map_or(Name::default(), Name)
}

/// Calls `found` with the end (bytes of `text`) of every name that begins at `start`, shortest first.
/// Names may end inside a word: the caller checks.
pub fn names_at(text: &str, start: usize, mut found: impl FnMut(usize, Name)) {
    let Some(map) = NAMES.as_ref() else { return };
    let fst = map.as_fst();
    let mut node = fst.root();
    let mut value = fst::raw::Output::zero();
    let mut blank = true;
    let mut buffer = [0; 4];
    for (at, c) in text.get(start..).unwrap_or("").char_indices() {
        let mut alive = true;
        fold_char(c, &mut |piece| {
            if !alive || (piece == ' ' && blank) {
                return;
            }
            blank = piece == ' ';
            for &byte in piece.encode_utf8(&mut buffer).as_bytes() {
                let Some(step) = node.find_input(byte) else {
                    alive = false;
                    return;
                };
                let transition = node.transition(step);
                value = value.cat(transition.out);
                node = fst.node(transition.addr);
            }
        });
        if !alive {
            return;
        }
        if node.is_final() && !blank {
            found(
                start + at + c.len_utf8(),
                Name(value.cat(node.final_output()).value()),
            );
        }
    }
}

/// Whether `folded` (see [`fold`]) is an ordinary word of the language, or looks like a form of one.
pub fn is_ordinary(folded: &str, language: Language) -> bool {
    let set = match language {
        Language::French => &ORDINARY_FRENCH,
        Language::English => &ORDINARY_ENGLISH,
    };
    let Some(set) = set.as_ref() else { return false };
    if set.contains(folded) {
        return true;
    }
    // The French list has lemmas: plurals, feminines and participles are led back to them.
    let endings: &[(&str, &str)] = match language {
        Language::French => &[
            ("s", ""),
            ("e", ""),
            ("es", ""),
            ("e", "er"),
            ("es", "er"),
            ("ee", "er"),
            ("ees", "er"),
            ("ant", "er"),
            ("aux", "al"),
            ("x", ""),
        ],
        Language::English => &[("s", ""), ("es", "")],
    };
    endings.iter().any(|(ending, other)| {
        folded
            .strip_suffix(ending)
            .filter(|stem| stem.len() > 2)
            .is_some_and(|stem| {
                if other.is_empty() {
                    set.contains(stem)
                } else {
                    set.contains(format!("{stem}{other}"))
                }
            })
    })
}
