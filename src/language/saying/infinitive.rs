use super::rows;
use super::taught::paradigm_of;
use crate::language::Language;
use crate::language::tagger::{Category, Morph, Tagger};

/// The infinitive of a regular verb that `form` is a form of: one that [`Taught::new`](super::Taught::new) inflects to that form again. Of
/// several it is one that the word list knows, else that with the longest ending, else that of the commonest paradigm.
pub fn infinitive(form: &str, language: Language) -> Option<String> {
    let (paradigms, longest) = match language {
        Language::French => (include_str!("../fr/saying_paradigms.tsv"), usize::MAX),
        Language::English => (include_str!("../en/saying_paradigms.tsv"), 1),
    };
    let form = form.to_lowercase();
    let known = |verb: &str| {
        let class = Tagger::of(language).lexicon().class(verb);
        class.is_some_and(|class| {
            let mut readings = class.readings.iter();
            readings.any(|reading| reading.category == Category::Verb && reading.morph.has(Morph::INFINITIVE))
        })
    };
    let mut best: Option<((bool, usize), String)> = None;
    for mut cells in rows(paradigms) {
        let (Some(name), Some(strip), Some(endings)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        if strip.len() > longest {
            continue;
        }
        for ending in endings
            .split(' ')
            .filter_map(|ending| Some(ending.split_once(':')?.0))
        {
            let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else {
                continue;
            };
            let verb = format!("{stem}{strip}");
            let rank = (known(&verb), ending.len());
            if paradigm_of(&verb, paradigms, longest) == Some(name)
                && best.as_ref().is_none_or(|(other, _)| rank > *other)
            {
                best = Some((rank, verb));
            }
        }
    }
    best.map(|(_, verb)| verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_its_infinitive() {
        for (language, form, verb) in [
            (Language::French, "twitte", "twitter"),
            (Language::French, "Gazouillait", "gazouiller"),
            (Language::French, "gazouillé", "gazouiller"),
            (Language::French, "finissent", "finir"),
            (Language::English, "tweeted", "tweet"),
            (Language::English, "noted", "note"),
            (Language::English, "specifies", "specify"),
            (Language::English, "blogging", "blogg"),
        ] {
            assert_eq!(infinitive(form, language).as_deref(), Some(verb), "{form}");
        }
        assert_eq!(infinitive("a", Language::French), None);
        assert_eq!(infinitive("", Language::English), None);
    }
}
