//! The judge on pairs, facts of sentences, and whole corpora.

use ascribe::analysis::facts::{Bound, Day, Facts};
use ascribe::corpus::{Corpus, OpenOptions};
use ascribe::corroboration::{
    Differs, Question, Reason, Relation, Verdict, corroborate, relate, relate_found,
};
use ascribe::language::Language;
use ascribe::report::{dependence, reason};
use proptest::prelude::*;
use std::path::Path;

fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::Actors { .. } => "actors",
        Reason::Before { .. } => "before",
        Reason::Figure { .. } => "figure",
        Reason::Date { .. } => "date",
        Reason::Words { .. } => "words",
        Reason::Differs { .. } => "differs",
        Reason::Negation { .. } => "negation",
        Reason::Denial { .. } => "denial",
        Reason::Roles { .. } => "roles",
        Reason::Missing { .. } => "missing",
    }
}

fn named(relation: Relation) -> &'static str {
    match relation {
        Relation::Supports => "supports",
        Relation::Partly => "partly",
        Relation::Conflicts => "conflicts",
        Relation::Unrelated => "unrelated",
    }
}

#[test]
fn pairs_are_judged_with_their_reasons() {
    let mut wrong = Vec::new();
    for row in include_str!("corroboration/pairs.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let cells: Vec<_> = row.split('\t').collect();
        let [name, relation, reason, passage, claim] = cells[..] else {
            panic!("five cells wanted: {row}");
        };
        let found = relate_found(passage, claim, (None, None));
        let kinds: Vec<_> = found.reasons.iter().map(kind).collect();
        if named(found.relation) != relation || reason != "-" && !kinds.contains(&reason) {
            wrong.push(format!(
                "{name}: {} {kinds:?} {:.2}",
                named(found.relation),
                found.score
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn figures_are_read_in_words_and_digits() {
    let cases = [
        (
            "Quatre-vingt-dix-huit personnes sont venues.",
            Language::French,
            98.0,
            Bound::Exact,
        ),
        (
            "Il a promis cinquante mille tonnes de blé.",
            Language::French,
            50_000_000.0,
            Bound::Exact,
        ),
        (
            "Près de 150 personnes sont venues.",
            Language::French,
            150.0,
            Bound::About,
        ),
        (
            "More than 1,200 people came.",
            Language::English,
            1200.0,
            Bound::AtLeast,
        ),
        (
            "It cost $9.4 billion.",
            Language::English,
            9_400_000_000.0,
            Bound::Exact,
        ),
        (
            "Les prix ont augmenté de 5,8 %.",
            Language::French,
            5.8,
            Bound::Exact,
        ),
        (
            "Prices rose by 5.8 percent.",
            Language::English,
            5.8,
            Bound::Exact,
        ),
    ];
    for (sentence, language, value, bound) in cases {
        let facts = Facts::new(sentence, language, &[], None);
        let found: Vec<_> = facts
            .figures
            .iter()
            .map(|figure| (figure.value, figure.bound))
            .collect();
        assert!(
            found
                .iter()
                .any(|(v, b)| (v - value).abs() < 1e-6 * value && *b == bound),
            "{sentence}: {found:?}"
        );
    }
}

#[test]
fn dates_are_read_as_far_as_they_are_said() {
    let cases = [
        (
            "Il est mort le 3 mai 2021.",
            Language::French,
            Some(2021),
            1 << 5,
            Some(3),
        ),
        (
            "He died on May 3, 2021.",
            Language::English,
            Some(2021),
            1 << 5,
            Some(3),
        ),
        ("Il est mort en mai.", Language::French, None, 1 << 5, None),
        ("Il est mort en 2021.", Language::French, Some(2021), 0, None),
    ];
    for (sentence, language, year, months, day) in cases {
        let facts = Facts::new(sentence, language, &[], None);
        let found = facts.dates.first().map(|date| (date.year, date.months, date.day));
        assert_eq!(found, Some((year, months, day)), "{sentence}");
    }
}

/// When the sentences of the next tests were published: Thursday 14 March 2024.
const THURSDAY: Day = Day {
    year: 2024,
    month: Some(3),
    day: Some(14),
};

#[test]
fn relative_dates_count_from_the_day_of_publication() {
    use Language::{English, French};
    // Year, month, day; 0 where the sentence leaves it open.
    let cases = [
        ("Ils ont voté lundi soir.", French, (2024, 3, 11)),
        ("Ils ont voté jeudi.", French, (2024, 3, 14)),
        ("Ils ont voté jeudi dernier.", French, (2024, 3, 7)),
        ("Ils voteront lundi.", French, (2024, 3, 18)),
        ("Le vote est prévu mardi prochain.", French, (2024, 3, 19)),
        ("They voted on Monday.", English, (2024, 3, 11)),
        ("They will vote on Monday.", English, (2024, 3, 18)),
        ("They voted last Thursday.", English, (2024, 3, 7)),
        ("Il est parti hier.", French, (2024, 3, 13)),
        ("Il est parti avant-hier.", French, (2024, 3, 12)),
        ("She left yesterday.", English, (2024, 3, 13)),
        ("She leaves tomorrow.", English, (2024, 3, 15)),
        ("Le mois dernier, il était parti.", French, (2024, 2, 0)),
        ("Il partira l'an prochain.", French, (2025, 0, 0)),
        ("Elle a grandi cette année.", French, (2024, 0, 0)),
        ("It fell last month.", English, (2024, 2, 0)),
        ("It fell last year.", English, (2023, 0, 0)),
        ("Il est mort il y a trois mois.", French, (2023, 12, 0)),
        ("He died two days ago.", English, (2024, 3, 12)),
        ("He died five years ago.", English, (2019, 0, 0)),
        ("Il est mort en novembre.", French, (2023, 11, 0)),
        ("Il est mort en mars 2020.", French, (2020, 3, 0)),
    ];
    for (sentence, language, (year, month, day)) in cases {
        let facts = Facts::new(sentence, language, &[], Some(THURSDAY));
        let found = facts.dates.first().map(|date| {
            let month = if date.months == 0 {
                0
            } else {
                date.months.trailing_zeros()
            };
            (date.year.unwrap_or(0), month, date.day.unwrap_or(0))
        });
        assert_eq!(found, Some((year, month, day)), "{sentence}");
    }
}

#[test]
fn words_that_only_look_like_dates_are_none() {
    for (sentence, language) in [
        ("Il a relevé deux des sept points.", Language::French),
        ("Il y a deux ministres à Rome.", Language::French),
        ("Les dernières années ont été rudes.", Language::French),
    ] {
        let facts = Facts::new(sentence, language, &[], Some(THURSDAY));
        assert_eq!(facts.dates, [], "{sentence}");
    }
}

#[test]
fn days_of_the_month_are_no_figures() {
    for sentence in [
        "Dans la nuit du 14 au 15 octobre, trois sont morts.",
        "Le 23 mai 2024, trois sont morts.",
    ] {
        let facts = Facts::new(sentence, Language::French, &[], None);
        let figures: Vec<_> = facts.figures.iter().map(|figure| figure.value).collect();
        assert_eq!(figures, [3.0], "{sentence}");
    }
}

#[test]
fn a_bare_weekday_may_be_the_one_before_or_after() {
    let date = |sentence: &str, day| Facts::new(sentence, Language::French, &[], day).dates[0];
    let passage = date("Ils ont voté lundi.", Some(THURSDAY));
    for (claim, agrees, differs) in [
        ("Ils ont voté le 11 mars 2024.", true, false),
        ("Ils ont voté le 18 mars 2024.", true, false),
        ("Ils ont voté le 12 mars 2024.", false, true),
        ("Ils ont voté en mars.", true, false),
        ("Ils ont voté en avril 2024.", false, true),
    ] {
        let claim_date = date(claim, None);
        assert_eq!(claim_date.agrees(&passage), agrees, "{claim}");
        assert_eq!(claim_date.differs(&passage), differs, "{claim}");
    }
}

fn corpus(texts: &[(&str, &str)]) -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let corpus = Corpus::open(folder.path(), &options, &|_| true).expect("a corpus");
    (folder, corpus)
}

/// What a corpus has on a claim, and how that is told.
#[derive(serde::Deserialize)]
struct Case {
    claim: String,
    files: std::collections::BTreeMap<String, String>,
    verdict: Verdict,
    together: bool,
    sources: usize,
    /// In any order; others may be shown besides.
    passages: Vec<Wanted>,
}

/// One passage; what is not given is not looked at.
#[derive(serde::Deserialize)]
struct Wanted {
    document: String,
    relation: Relation,
    origin: Option<String>,
    reported: Option<bool>,
    covers: Option<Vec<String>>,
    dependence: Option<String>,
}

fn check_corpus(name: &str, source: &str) {
    let case: Case = toml::from_str(source).unwrap_or_else(|error| panic!("{name}: {error}"));
    let files: Vec<_> = case.files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let (_folder, corpus) = corpus(&files);
    let found = corroborate(&corpus, &Question::new(&case.claim, None));
    let summary = (found.verdict, found.together, found.independent_sources);
    assert_eq!(
        summary,
        (case.verdict, case.together, case.sources),
        "{name}: {found:#?}"
    );
    for wanted in &case.passages {
        let evidence = found.passages.iter().find(|evidence| {
            let passage = corpus.passage(evidence.passage).expect("a passage");
            corpus
                .article_of(passage)
                .is_some_and(|article| article.path == wanted.document)
        });
        let Some(evidence) = evidence else {
            panic!("{name}: nothing of {} in {found:#?}", wanted.document);
        };
        let says = format!("{name}, {}: {evidence:#?}", wanted.document);
        assert_eq!(evidence.relation, wanted.relation, "{says}");
        assert_eq!(
            evidence.dependence.as_ref().map(dependence),
            wanted.dependence,
            "{says}"
        );
        let origin = evidence.origin.as_ref();
        if wanted.origin.is_some() {
            assert_eq!(origin.map(|origin| origin.name.clone()), wanted.origin, "{says}");
        }
        if wanted.reported.is_some() {
            assert_eq!(origin.map(|origin| origin.reported), wanted.reported, "{says}");
        }
        if let Some(covers) = &wanted.covers {
            assert_eq!(&evidence.covers, covers, "{says}");
        }
    }
}

#[test]
fn corpora_are_weighed_as_a_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corroboration/corpora");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("a fixture").path();
        let source = std::fs::read_to_string(&path).expect("a fixture");
        check_corpus(&path.file_stem().unwrap_or_default().to_string_lossy(), &source);
        cases += 1;
    }
    assert!(cases > 5, "{cases}");
}

/// Reasons name words of the passage as it is shown, whatever blanks and marks its file has.
#[test]
fn reasons_quote_the_passage_as_it_is_shown() {
    let text =
        "**Le  Portugal**  a  livré \u{a0}«\u{a0}trois cents camions\u{a0}»\u{a0} à   l'armée  marocaine.";
    let (_folder, corpus) = corpus(&[("a.md", text)]);
    let claim = "Le Portugal a livré 200 camions à l'armée marocaine.";
    let found = corroborate(&corpus, &Question::new(claim, None));
    let reasons = found.passages.first().map(|evidence| evidence.reasons.clone());
    let differs = Reason::Differs {
        what: Differs::Figure,
        draft: "200".to_owned(),
        source: "trois cents".to_owned(),
    };
    assert!(
        reasons.as_ref().is_some_and(|reasons| reasons.contains(&differs)),
        "{reasons:#?}"
    );
}

/// What a reader is told, in words: passage, claim, one of the reasons.
#[test]
fn reasons_are_told_in_words() {
    let rows = include_str!("corroboration/reasons.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let cells: Vec<_> = row.split('\t').collect();
        let [name, wanted, passage, claim] = cells[..] else {
            panic!("four cells wanted: {row}");
        };
        let found = relate_found(passage, claim, (None, None));
        let told: Vec<_> = found.reasons.iter().map(reason).collect();
        if !told.iter().any(|told| told == wanted) {
            wrong.push(format!("{name}: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unknown_matter_finds_nothing() {
    let (_folder, corpus) = corpus(&[("a.txt", "L'Ukraine a rompu toutes ses relations avec la Syrie.")]);
    let found = corroborate(
        &corpus,
        &Question::new("Surgeons in Boston transplanted a pig's kidney.", None),
    );
    assert_eq!(found.verdict, Verdict::Nothing);
    assert!(found.passages.is_empty());
}

/// Comparing all of half a megabyte without a full stop with every passage took minutes.
#[test]
fn a_claim_without_end_is_looked_up_by_its_beginning() {
    let (_folder, corpus) = corpus(&[("a.txt", "L'Ukraine a rompu toutes ses relations avec la Syrie.")]);
    let claim = "L'Ukraine a rompu ses relations avec la Syrie et ".repeat(9_000) + "le Maroc a refusé.";
    let found = corroborate(&corpus, &Question::new(&claim, Some(Language::French)));
    assert_eq!(found.passages.len(), 1);
}

/// Floors under what `score.py corroboration` reaches on the claims of this folder.
#[test]
fn claims_on_the_seeds_keep_their_floor() {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let corpus = Corpus::open(&seeds, &options, &|_| true).expect("the seed corpus");
    let (mut right, mut all, mut invented, mut none) = (0, 0, 0, 0);
    let claims = [
        include_str!("corroboration/claims.jsonl"),
        // The weights have not learned from these.
        include_str!("corroboration/claims-later.jsonl"),
    ];
    for line in claims.into_iter().flat_map(str::lines) {
        let claim: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = claim["claim"].as_str().expect("a claim");
        let found = corroborate(&corpus, &Question::new(text, None));
        let verdict = serde_json::to_value(found.verdict).expect("a word");
        all += 1;
        right += usize::from(verdict == claim["verdict"]);
        if claim["verdict"] == "nothing" {
            none += 1;
            invented += usize::from(found.verdict != Verdict::Nothing);
        }
    }
    assert!(right * 100 >= all * 80, "{right} of {all} verdicts right");
    assert!(invented * 10 <= none, "{invented} of {none} invented");
}

/// Somebody who is told of a conflict must be shown what differs, however the two came together.
#[test]
fn a_conflict_always_says_what_differs() {
    let told = |reason: &Reason| matches!(kind(reason), "differs" | "negation" | "denial" | "roles");
    let rows = include_str!("corroboration/pairs.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let cells: Vec<Vec<_>> = rows.map(|row| row.split('\t').collect()).collect();
    for row in &cells {
        for other in &cells {
            let (passage, claim) = (row[3], other[4]);
            for found in [
                relate(passage, claim, (None, None)),
                relate_found(passage, claim, (None, None)),
            ] {
                let silent = found.relation == Relation::Conflicts && !found.reasons.iter().any(told);
                assert!(!silent, "{passage} / {claim}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_text_makes_the_judge_panic(passage in "\\PC{0,120}", claim in "[a-zéà' 0-9,.«»-]{0,120}") {
        let found = relate_found(&passage, &claim, (None, None));
        prop_assert!((0.0..=1.0).contains(&found.score));
    }
}
