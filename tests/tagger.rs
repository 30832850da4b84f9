//! The tagger that the program carries, on sentences of our own.

use ascribe::language::Language;
use ascribe::language::tagger::{Tag, Tagger};
use ascribe::text::tokens;

/// Tags `sentence` and compares with lines of `form TAG`, where TAG may leave flags out.
#[track_caller]
fn check(language: Language, sentence: &str, expected: &str) {
    let tokens = tokens(sentence, language.token_rules());
    let tags = Tagger::of(language).tag(sentence, &tokens);
    assert_eq!(tags.len(), tokens.len());
    for line in expected.split_whitespace().collect::<Vec<_>>().chunks(2) {
        let [form, wanted] = line else {
            panic!("a form without a tag")
        };
        let wanted = Tag::parse(wanted).unwrap_or_else(|| panic!("{wanted} is no tag"));
        let at = tokens.iter().position(|token| token.span.of(sentence) == *form);
        let at = at.unwrap_or_else(|| panic!("no token {form} in {sentence}"));
        let tag = tags[at];
        assert!(
            tag.pos == wanted.pos && tag.morph.has(wanted.morph),
            "{form} in “{sentence}” is {tag:?}, not {wanted:?}"
        );
    }
}

mod french {
    use super::*;

    #[test]
    fn hearsay_conditional() {
        check(
            Language::French,
            "Le ministre aurait fourni des armes à la milice.",
            "Le DET ministre NOUN:SINGULAR aurait AUX:CONDITIONAL+THIRD+SINGULAR fourni VERB:PARTICIPLE+PAST \
             armes NOUN:PLURAL à ADP milice NOUN . PUNCT",
        );
    }

    #[test]
    fn conditional_future_and_imperfect_are_told_apart() {
        check(
            Language::French,
            "Il pourrait démissionner demain.",
            "pourrait VERB:CONDITIONAL",
        );
        check(
            Language::French,
            "Elle partira lundi.",
            "partira VERB:INDICATIVE+FUTURE+THIRD",
        );
        check(
            Language::French,
            "Il partait souvent.",
            "partait VERB:INDICATIVE+IMPERFECT",
        );
        check(
            Language::French,
            "Il faut que tu viennes.",
            "viennes VERB:SUBJUNCTIVE",
        );
    }

    #[test]
    fn passive_participle() {
        check(
            Language::French,
            "Le député a été accusé de fraude.",
            "été AUX:PARTICIPLE+PAST accusé VERB:PARTICIPLE+PAST+PASSIVE fraude NOUN",
        );
    }

    #[test]
    fn contraction_is_a_preposition() {
        check(
            Language::French,
            "Le porte-parole du gouvernement répond aux journalistes.",
            "du ADP aux ADP gouvernement NOUN répond VERB:INDICATIVE+PRESENT",
        );
    }

    #[test]
    fn capital_without_its_accent() {
        check(
            Language::French,
            "Ecoles et mairies resteront fermées lundi.",
            "Ecoles NOUN:PLURAL+FEMININE resteront VERB:FUTURE",
        );
    }

    #[test]
    fn names_and_sentence_initial_words() {
        check(
            Language::French,
            "Selon Vladimir Poutine, Moscou refuse cette offre.",
            "Selon ADP Vladimir PROPN Poutine PROPN Moscou PROPN refuse VERB",
        );
    }
}

mod english {
    use super::*;

    #[test]
    fn verb_forms() {
        check(
            Language::English,
            "The minister said he was told to resign.",
            "minister NOUN said VERB:INDICATIVE+PAST was AUX told VERB:PARTICIPLE+PAST+PASSIVE to PART \
             resign VERB:INFINITIVE",
        );
        check(
            Language::English,
            "She says they have denied everything.",
            "says VERB:INDICATIVE+PRESENT+THIRD have AUX denied VERB:PARTICIPLE+PAST",
        );
    }

    #[test]
    fn noun_or_verb() {
        check(
            Language::English,
            "The reports claim that the decision was wrong.",
            "The DET reports NOUN:PLURAL claim VERB decision NOUN was AUX wrong ADJ",
        );
    }
}

#[test]
fn nothing_and_odd_input_is_tagged() {
    for language in [Language::French, Language::English] {
        let tagger = Tagger::of(language);
        assert!(tagger.tag("", &[]).is_empty());
        for text in ["…", "’’’ 🙂 \u{200f}", "İ\u{0307}", "a\u{0301}b", "0", "ﬀ ß ǅ"] {
            let tokens = tokens(text, language.token_rules());
            assert_eq!(tagger.tag(text, &tokens).len(), tokens.len(), "{text}");
        }
    }
}
