//! What the server says, in the language of the client; the words themselves are data.

use super::session::Locale;
use crate::text::fill;
use std::collections::HashMap;
use std::sync::LazyLock;

type Entries = HashMap<String, HashMap<String, String>>;

/// The message `section.name` in `locale`, with every `{slot}` filled. The values are put in as
/// they are, once: braces that they contain mean nothing.
pub fn message(locale: Locale, section: &str, name: &str, slots: &[(&str, &str)]) -> String {
    let template = entries(locale)
        .get(section)
        .and_then(|section| section.get(name))
        .map_or(name, String::as_str);
    fill(template, slots)
}

fn entries(locale: Locale) -> &'static Entries {
    static ENGLISH: LazyLock<Entries> = LazyLock::new(|| read(include_str!("en.toml")));
    static FRENCH: LazyLock<Entries> = LazyLock::new(|| read(include_str!("fr.toml")));
    match locale {
        Locale::English => &ENGLISH,
        Locale::French => &FRENCH,
    }
}

fn read(source: &str) -> Entries {
    toml::from_str(source).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Section, name and slots of every message.
    fn shape(locale: Locale) -> BTreeSet<(String, String, BTreeSet<String>)> {
        let slots = |template: &str| {
            template
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}').map(|(slot, _)| slot.to_owned()))
                .collect()
        };
        entries(locale)
            .iter()
            .flat_map(|(section, messages)| {
                messages
                    .iter()
                    .map(move |(name, text)| (section.clone(), name.clone(), slots(text)))
            })
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_slots() {
        assert!(shape(Locale::English).len() > 50);
        assert_eq!(shape(Locale::English), shape(Locale::French));
    }
}
