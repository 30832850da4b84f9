//! What each language knows about the ends of its sentences and words, from its data file.

use super::Language;
use crate::text::{Segmenter, SegmenterRules, TokenRules};
use std::sync::LazyLock;

/// The rules of one language.
pub struct Segmentation {
    pub segmenter: Segmenter,
    pub tokens: TokenRules,
}

/// The rules of `language`, parsed at their first use.
pub fn of(language: Language) -> &'static Segmentation {
    static FRENCH: LazyLock<Segmentation> = LazyLock::new(|| parse(include_str!("fr/segmentation.tsv")));
    static ENGLISH: LazyLock<Segmentation> = LazyLock::new(|| parse(include_str!("en/segmentation.tsv")));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

fn parse(table: &str) -> Segmentation {
    let mut sentences = SegmenterRules::default();
    let mut tokens = TokenRules::default();
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let Some((kind, form)) = row.split_once('\t') else {
            continue;
        };
        let word = form.to_owned();
        match kind {
            "abbreviation" => {
                tokens.abbreviations.insert(word.clone());
                sentences.abbreviations.insert(word);
            }
            "final" => {
                tokens.final_abbreviations.insert(word.clone());
                sentences.final_abbreviations.insert(word);
            }
            "number" => {
                tokens.before_number.insert(word.clone());
                sentences.before_number.insert(word);
            }
            "starter" => _ = sentences.starters.insert(word),
            "inquit" => _ = sentences.inquits.insert(word),
            "elision" => _ = tokens.elisions.insert(word),
            "whole" => _ = tokens.whole.insert(word),
            "clitic" => _ = tokens.clitics.insert(word),
            "contraction" => _ = tokens.contractions.insert(word),
            "prefix" => _ = tokens.prefixes.insert(word),
            "second" => _ = tokens.second_parts.insert(word),
            "fused" => {
                if let Some((first, second)) = form.split_once(' ') {
                    tokens.fused.push((format!("{first}{second}"), first.len()));
                }
            }
            "switch" => match form {
                "splits-hyphens" => tokens.splits_hyphens = true,
                "blanks-in-numbers" => tokens.blanks_in_numbers = true,
                "slash-joins" => tokens.slash_joins = true,
                _ => {}
            },
            _ => {}
        }
    }
    Segmentation {
        segmenter: Segmenter::new(sentences),
        tokens,
    }
}
