//! Which article stands in front of a source's name: `le Kremlin`, `la Maison-Blanche`, `l'ONU`, `KCNA`.

use super::phrases::Phrases;
use crate::language::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The name with its article, as it follows `selon` or `according to`. What the lexicon knows comes first; of
/// other names the article is the one that they mostly have in `usage`, texts of the same language.
pub fn with_article(name: &str, language: Language, usage: &[&str]) -> String {
    let name = name.trim();
    if let Some((article, rest)) = starting_article(name, language) {
        // As it came from the start of a sentence, perhaps.
        return join(&article.to_lowercase(), rest.trim_start());
    }
    let article = known(name, language)
        .or_else(|| used(name, language, usage))
        .unwrap_or("");
    join(&agree(article, name, language), name)
}

/// What follows the article that `name` starts with, the whole where there is none.
pub fn without_article(name: &str, language: Language) -> &str {
    starting_article(name, language).map_or(name, |(_, rest)| rest.trim_start())
}

fn join(article: &str, name: &str) -> String {
    if article.is_empty() || article.ends_with('\'') || article.ends_with('’') {
        format!("{article}{name}")
    } else {
        format!("{article} {name}")
    }
}

/// The article that a text starts with, and what follows it.
fn starting_article(text: &str, language: Language) -> Option<(&str, &str)> {
    Phrases::of(language)
        .article
        .iter()
        .flat_map(|article| &article.seen)
        .find_map(|form| {
            let start = text.get(..form.len())?;
            let rest = text.get(form.len()..)?;
            let whole = form.ends_with(['\'', '’']) || rest.starts_with(char::is_whitespace);
            (whole && start.to_lowercase() == *form).then_some((start, rest))
        })
}

/// `la` and `le` lose their vowel before another; a `!` keeps it before an aspirated h.
fn agree(article: &str, name: &str, language: Language) -> String {
    if let Some(full) = article.strip_suffix('!') {
        return full.to_owned();
    }
    let vowel = name
        .chars()
        .next()
        .is_some_and(|first| "aàâeéèêëiîïoôuùûhAÀÂEÉÈÊËIÎÏOÔUÙÛH".contains(first));
    if language == Language::French && vowel && matches!(article, "le" | "la") {
        return "l'".to_owned();
    }
    article.to_owned()
}

/// What the lexicon says of the name, or of the word that heads it.
fn known(name: &str, language: Language) -> Option<&'static str> {
    static FRENCH: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| read(include_str!("../language/fr/articles.tsv")));
    static ENGLISH: LazyLock<FxHashMap<&str, &str>> =
        LazyLock::new(|| read(include_str!("../language/en/articles.tsv")));
    let words = name.split([' ', '\u{a0}']).filter(|word| !word.is_empty());
    let (lexicon, head) = match language {
        Language::French => (
            &*FRENCH,
            words
                .clone()
                .next()
                .map(|word| format!("{}*", word.to_lowercase())),
        ),
        Language::English => (
            &*ENGLISH,
            words
                .clone()
                .next_back()
                .map(|word| format!("*{}", word.to_lowercase())),
        ),
    };
    // A head noun heads a description; alone or as the whole of a name it is somebody's name (`Service`).
    let headed = head
        .filter(|_| words.count() > 1)
        .and_then(|head| lexicon.get(head.as_str()));
    lexicon.get(name).or(headed).copied()
}

fn read(file: &'static str) -> FxHashMap<&'static str, &'static str> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

/// The article that stands in front of the name most often, if it does so at least as often as none.
fn used(name: &str, language: Language, usage: &[&str]) -> Option<&'static str> {
    let articles = &Phrases::of(language).article;
    let mut counts = vec![0_usize; articles.len()];
    let mut bare = 0;
    for text in usage {
        for (at, _) in text.match_indices(name) {
            let before = text.get(..at).unwrap_or("").trim_end();
            let gap = before.len() < at;
            let place = articles.iter().position(|article| {
                article.seen.iter().any(|form| {
                    let elided = form.ends_with(['\'', '’']);
                    elided != gap && ends_with_word(before, form)
                })
            });
            match place.and_then(|place| counts.get_mut(place)) {
                Some(count) => *count += 1,
                None => bare += 1,
            }
        }
    }
    let (best, count) = counts.into_iter().enumerate().max_by_key(|&(_, count)| count)?;
    if count == 0 || count < bare {
        return None;
    }
    articles.get(best).map(|article| article.form.as_str())
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else {
        return false;
    };
    text.get(start..).is_some_and(|end| end.to_lowercase() == word)
        && !text
            .get(..start)
            .is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, name: &str, usage: &str, want: &str) {
        assert_eq!(with_article(name, language, &[usage]), want);
    }

    #[test]
    fn a_seat_of_power_has_its_own() {
        check(Language::French, "Kremlin", "", "le Kremlin");
        check(Language::French, "Maison-Blanche", "", "la Maison-Blanche");
        check(Language::French, "Élysée", "", "l'Élysée");
        check(Language::English, "White House", "", "the White House");
    }

    #[test]
    fn a_description_takes_that_of_its_head() {
        check(Language::French, "agence Yonhap", "", "l'agence Yonhap");
        check(
            Language::French,
            "ministère russe des Affaires étrangères",
            "",
            "le ministère russe des Affaires étrangères",
        );
        check(
            Language::French,
            "Haut-Commissariat aux réfugiés",
            "",
            "le Haut-Commissariat aux réfugiés",
        );
        check(
            Language::English,
            "Russian foreign ministry",
            "",
            "the Russian foreign ministry",
        );
    }

    #[test]
    fn an_unknown_name_takes_the_one_that_it_has_in_the_source() {
        check(
            Language::French,
            "Croissant-Rouge",
            "un porte-parole du Croissant-Rouge a démenti",
            "le Croissant-Rouge",
        );
        check(
            Language::French,
            "AIEA",
            "Les inspecteurs de l’AIEA sont repartis.",
            "l'AIEA",
        );
        check(
            Language::English,
            "Wagner Group",
            "fighters of the Wagner Group",
            "the Wagner Group",
        );
    }

    #[test]
    fn a_name_without_one_stays_bare() {
        check(Language::French, "KCNA", "rapporte KCNA", "KCNA");
        check(
            Language::French,
            "Vladimir Poutine",
            "a écrit Vladimir Poutine",
            "Vladimir Poutine",
        );
        check(Language::French, "Reuters", "selon l’agence Reuters", "Reuters");
    }

    #[test]
    fn an_article_that_is_there_stays_in_lower_case() {
        check(Language::French, "Le communiqué", "", "le communiqué");
        check(Language::French, "L’agence Tass", "", "l’agence Tass");
        check(Language::English, "The statement", "", "the statement");
    }

    #[test]
    fn a_name_that_starts_like_an_article_is_left_alone() {
        check(Language::French, "Lesotho", "", "Lesotho");
        check(Language::English, "Theranos", "", "Theranos");
    }
}
