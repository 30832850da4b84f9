//! The index follows its folder.

use super::{Folder, texts};
use ascribe::corpus::{Corpus, CorpusError, Query};
use std::fs::File;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const A: &str = "La Russie a opposé son veto à la résolution.";
const B: &str = "Le Japon a annoncé des sanctions.";
const C: &str = "Le Brésil a fermé son ambassade à Oslo.";

/// Opens, and says how many files were read for it.
fn open(folder: &Folder) -> (Corpus, usize) {
    let read = AtomicUsize::new(0);
    let count = |_| {
        read.fetch_add(1, Ordering::Relaxed);
        true
    };
    let corpus = Corpus::open(&folder.path(), &folder.options(), &count).expect("the corpus opens");
    (corpus, read.into_inner())
}

/// What a search for the whole of `text` finds first.
fn first<'a>(corpus: &'a Corpus, text: &str) -> Option<&'a str> {
    let hit = corpus.search(&Query::of_text(text, None), 1);
    Some(corpus.passage(hit.first()?.passage)?.text.as_str())
}

#[test]
fn nothing_is_read_again_that_did_not_change() {
    let folder = Folder::new(&[("a.txt", A), ("b.txt", B), ("empty.txt", "")]);
    assert_eq!(open(&folder).1, 3);
    let (again, read) = open(&folder);
    assert_eq!(read, 0);
    assert_eq!(texts(&again), [A, B]);
    assert_eq!(again.status().left_out.len(), 1);
    assert_eq!(first(&again, A), Some(A));
    assert!(
        again
            .status()
            .location
            .is_some_and(|place| place.starts_with(folder.cache()))
    );
    assert!(again.status().size > 0);
    assert_eq!(again.status().note, None);
}

#[test]
fn added_edited_and_removed_files_alone_are_read() {
    let folder = Folder::new(&[("a.txt", A), ("b.txt", B)]);
    open(&folder);
    folder.write("c.txt", C.as_bytes());
    let (corpus, read) = open(&folder);
    assert_eq!((texts(&corpus), read), (vec![A, B, C], 1));
    assert_eq!(first(&corpus, C), Some(C));

    // As long as before, and within the same tick of the clock.
    let edited = B.replace("Japon", "Tchad");
    folder.write("b.txt", edited.as_bytes());
    let (corpus, read) = open(&folder);
    assert_eq!((texts(&corpus), read), (vec![A, edited.as_str(), C], 1));
    assert_eq!(first(&corpus, &edited), Some(edited.as_str()));
    assert_ne!(first(&corpus, "Japon"), Some(B));

    std::fs::remove_file(folder.path().join("a.txt")).expect("a file");
    let (corpus, read) = open(&folder);
    assert_eq!((texts(&corpus), read), (vec![edited.as_str(), C], 0));
    assert_ne!(first(&corpus, A), Some(A));
}

#[test]
fn a_new_time_alone_costs_no_analysis() {
    let folder = Folder::new(&[("a.txt", A)]);
    open(&folder);
    let file = std::fs::File::options()
        .append(true)
        .open(folder.path().join("a.txt"))
        .expect("a file");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .expect("a time");
    assert_eq!(open(&folder).1, 0);
    assert_eq!(open(&folder).1, 0);
}

#[test]
fn a_snapshot_stays_as_it_is_when_a_newer_one_is_made() {
    for in_memory in [false, true] {
        let folder = Folder::new(&[("a.txt", A), ("b.txt", B)]);
        let old = if in_memory {
            folder.in_memory()
        } else {
            folder.open()
        };
        assert!(old.refresh(&|_| true).expect("a refresh").is_none());
        folder.write("b.txt", C.as_bytes());
        let new = old
            .refresh(&|_| true)
            .expect("a refresh")
            .expect("something changed");
        assert_eq!((texts(&old), texts(&new)), (vec![A, B], vec![A, C]));
        assert_eq!((first(&old, B), first(&new, C)), (Some(B), Some(C)));
        assert!(new.refresh(&|_| true).expect("a refresh").is_none());
        // A file that is left out is a change, too.
        folder.write("d.pdf", b"%PDF-1.4");
        let newer = new
            .refresh(&|_| true)
            .expect("a refresh")
            .expect("something changed");
        assert_eq!(newer.status().left_out.len(), 1);
    }
}

#[test]
fn passages_neighbours_and_articles_belong_together() {
    let folder = Folder::new(&[("a.txt", &format!("{A} {B}\n\n{C}\n")), ("b.txt", C)]);
    let corpus = folder.open();
    for (at, passage) in corpus.passages().enumerate() {
        assert_eq!(corpus.passage(at as u32), Some(passage));
        assert!(corpus.passages_of(passage.article).contains(&(at as u32)));
    }
    assert_eq!(corpus.passage(corpus.passage_count() as u32), None);
    let middle = corpus.passage(1).expect("a passage");
    let (before, after) = corpus.neighbours(middle);
    assert_eq!(before.map(|p| p.text.as_str()), Some(A));
    assert_eq!(after.map(|p| p.text.as_str()), Some(C));
    let last = corpus.passage(3).expect("a passage");
    assert_eq!(corpus.neighbours(last), (None, None));
    assert_eq!(
        corpus.article_of(last).map(|article| article.path.as_str()),
        Some("b.txt")
    );
}

#[test]
fn cancelling_leaves_what_was_there() {
    let folder = Folder::new(&[("a.txt", A)]);
    open(&folder);
    folder.write("b.txt", B.as_bytes());
    let stopped = Corpus::open(&folder.path(), &folder.options(), &|_| false);
    assert!(matches!(stopped, Err(CorpusError::Cancelled(_))));
    let (corpus, read) = open(&folder);
    assert_eq!((texts(&corpus), read), (vec![A, B], 1));
}

#[test]
fn many_refreshes_leave_one_consistent_index() {
    let folder = Folder::new(&[("a.txt", A)]);
    let mut corpus = folder.open();
    for round in 0..30 {
        folder.write(
            &format!("{round}.txt"),
            format!("Le décret numéro {round} a été signé.").as_bytes(),
        );
        corpus = corpus
            .refresh(&|_| true)
            .expect("a refresh")
            .expect("something changed");
    }
    let (again, read) = open(&folder);
    assert_eq!(read, 0);
    assert_eq!(texts(&again), texts(&corpus));
    assert_eq!(again.passage_count(), 31);
    assert_eq!(
        first(&again, "Le décret numéro 17 a été signé."),
        Some("Le décret numéro 17 a été signé.")
    );
}

/// The index of a corpus that has gone is of no use to anybody, but its disk may only be away.
#[test]
fn the_index_of_a_corpus_that_has_gone_is_removed_after_a_month() {
    let day = Duration::from_secs(24 * 60 * 60);
    for (age, exists, kept) in [
        (40 * day, false, false),
        (20 * day, false, true),
        (40 * day, true, true),
    ] {
        let old = Folder::new(&[("a.txt", "La Russie a opposé son veto à la résolution.")]);
        let index = old.open().status().location.expect("an index on disk");
        let meta = File::options()
            .append(true)
            .open(index.join("meta.json"))
            .expect("the index");
        meta.set_modified(SystemTime::now() - age).expect("a new time");
        drop(meta);
        if !exists {
            std::fs::remove_dir_all(old.path()).expect("the corpus goes");
        }
        // Another corpus comes into the same cache.
        let new = Folder::new(&[("b.txt", "Le Japon a annoncé des sanctions.")]);
        Corpus::open(&new.path(), &old.options(), &|_| true).expect("the corpus opens");
        assert_eq!(index.exists(), kept, "{age:?}, {exists}");
    }
}
