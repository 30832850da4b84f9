//! The five seed texts, as they were scraped.

use ascribe::corpus::{Corpus, Date, OpenOptions, Query};
use std::path::Path;

fn seeds() -> Corpus {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    Corpus::open(Path::new("seeds"), &options, &|_| true).expect("the seeds can be read")
}

/// Title, date and publisher of each, and the passages that begin with nothing of the page around.
#[test]
fn what_each_page_says_of_its_article() {
    let month = |year, month, day| {
        Some(Date {
            year,
            month: Some(month),
            day,
        })
    };
    let wanted = [
        (None, None, None),
        (None, None, None),
        (None, month(2024, 5, Some(25)), None),
        (
            Some("Dans leur isolement, la Russie et la Corée du Nord se rapprochent"),
            None,
            Some("À PRÉSENT"),
        ),
        (None, month(2022, 8, None), None),
    ];
    let corpus = seeds();
    assert_eq!(corpus.articles().len(), 5);
    for (article, (title, date, publisher)) in corpus.articles().zip(wanted) {
        let found = (
            article.title.as_deref(),
            article.date,
            article.publisher.as_deref(),
        );
        assert_eq!(found, (title, date, publisher), "{}", article.path);
    }
}

#[test]
fn no_passage_is_boilerplate() {
    let corpus = seeds();
    for passage in corpus.passages() {
        println!("{} {}: {}", passage.article, passage.line, passage.text);
    }
    let debris = [
        "23.9",
        "Alger",
        "25 mai",
        "Rencontre",
        "récent",
        "Pub",
        "spot_img",
        "catégorie",
        "Advertisement",
        "PRÉSENT",
        "Coree du Nord",
        "nn-general",
        "2022-08",
    ];
    for word in debris {
        for passage in corpus.passages() {
            assert!(!passage.text.contains(word), "{word}: {}", passage.text);
        }
    }
    let fourth: Vec<_> = corpus
        .passages()
        .filter(|p| p.text.starts_with("En plein milieu de sanctions"))
        .collect();
    assert_eq!(fourth.len(), 1);
}

/// What a card shows is what the file has there, in all three ways to count.
#[test]
fn passages_stand_where_they_say() {
    let corpus = seeds();
    for passage in corpus.passages() {
        let path = &corpus
            .article_of(passage)
            .expect("every passage has an article")
            .path;
        let source = std::fs::read_to_string(Path::new("seeds").join(path)).expect("the seeds can be read");
        let (start, end) = passage.code_points;
        let by_points: String = source.chars().skip(start).take(end - start).collect();
        assert_eq!(passage.span.of(&source), by_points, "{path}");
        assert_eq!(
            by_points.split_whitespace().collect::<Vec<_>>().join(" "),
            passage.text,
            "{path}"
        );
        let line = source[..passage.span.start].matches('\n').count() + 1;
        assert_eq!(passage.line as usize, line, "{path}");
    }
}

#[test]
fn a_search_finds_the_passage_that_says_it() {
    let corpus = seeds();
    let query = Query::of_text("Igor Morgulov a rencontré l’ambassadeur de Corée du Nord", None);
    let hits = corpus.search(&query, 5);
    let best = corpus.passage(hits[0].passage).expect("a hit is a passage");
    assert!(best.text.contains("Igor Morgulov"), "{}", best.text);
    assert_eq!(hits.len(), 5);
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    let (before, after) = corpus.neighbours(best);
    assert!(before.is_some_and(|p| p.text.starts_with("Sur le point")) && after.is_some());
}
