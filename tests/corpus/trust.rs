//! An index on disk is used only where it is whole, this program's own, and nobody else is writing it.

use super::{Folder, texts};
use ascribe::corpus::{Corpus, Query};
use std::fs;
use std::path::{Path, PathBuf};

const A: &str = "La Russie a opposé son veto à la résolution.";
const B: &str = "Le Japon a annoncé des sanctions.";

fn folder() -> Folder {
    Folder::new(&[("a.txt", A), ("b.txt", B)])
}

/// It opens as if nothing had happened, and the next time finds an index in order.
fn check(folder: &Folder, what: &str) {
    for _ in 0..2 {
        let corpus = folder.open();
        assert_eq!(texts(&corpus), [A, B], "{what}");
        let hits = corpus.search(&Query::of_text(B, None), 1);
        assert_eq!(hits.first().map(|hit| hit.passage), Some(1), "{what}");
        assert_eq!(corpus.status().note, None, "{what}");
    }
}

fn index(corpus: &Corpus) -> PathBuf {
    corpus.status().location.expect("an index on disk")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect()
}

#[test]
fn every_way_to_damage_every_file_ends_in_a_rebuilt_index() {
    let folder = folder();
    let place = index(&folder.open());
    let names: Vec<_> = files(&place)
        .iter()
        .filter_map(|path| path.extension().map(ToOwned::to_owned))
        .collect();
    assert!(names.len() > 5, "{names:?}");
    let damages: [(&str, fn(&mut Vec<u8>)); 4] = [
        ("emptied", |bytes| bytes.clear()),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("one byte changed", |bytes| {
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 0x55;
            }
        }),
        ("overwritten", |bytes| bytes.fill(b'{')),
    ];
    for kind in names {
        for (what, damage) in damages {
            let path = files(&place)
                .into_iter()
                .find(|path| path.extension() == Some(&kind));
            let Some(path) = path else { continue };
            let mut bytes = fs::read(&path).expect("a file");
            damage(&mut bytes);
            fs::write(&path, bytes).expect("a file");
            check(&folder, &format!("{} {what}", path.display()));
        }
        if let Some(path) = files(&place)
            .into_iter()
            .find(|path| path.extension() == Some(&kind))
        {
            fs::remove_file(&path).expect("a file");
            check(&folder, &format!("{} removed", path.display()));
        }
    }
}

#[test]
fn an_index_of_another_version_is_rebuilt() {
    let folder = folder();
    let meta = index(&folder.open()).join("meta.json");
    let text = fs::read_to_string(&meta).expect("a file");
    let at = text.find("analysis").expect("a version") + 14;
    let mut bytes = text.into_bytes();
    bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    fs::write(&meta, &bytes).expect("a file");
    check(&folder, "another version");
    assert_ne!(fs::read(&meta).expect("a file"), bytes);
}

#[test]
fn an_index_of_another_folder_is_rebuilt() {
    let (folder, other) = (
        folder(),
        Folder::new(&[("c.txt", "Le Brésil a fermé son ambassade.")]),
    );
    let (ours, theirs) = (index(&folder.open()), index(&other.open()));
    fs::remove_dir_all(&ours).expect("a folder");
    fs::create_dir_all(&ours).expect("a folder");
    for file in files(&theirs) {
        fs::copy(&file, ours.join(file.file_name().expect("a name"))).expect("a copy");
    }
    check(&folder, "another folder");
}

#[test]
fn where_nothing_can_be_written_all_is_kept_in_memory() {
    let folder = folder();
    // A file where the cache folder should be stops even root.
    fs::write(folder.cache(), "in the way").expect("a file");
    let corpus = folder.open();
    assert_eq!(texts(&corpus), [A, B]);
    let status = corpus.status();
    assert_eq!((status.location, status.size), (None, 0));
    assert!(
        status
            .note
            .is_some_and(|note| note.contains("in memory only") && !note.contains('\n'))
    );
    assert_eq!(corpus.search(&Query::of_text(B, None), 1)[0].passage, 1);
    folder.write("b.txt", A.as_bytes());
    let newer = corpus
        .refresh(&|_| true)
        .expect("a refresh")
        .expect("something changed");
    assert_eq!(texts(&newer), [A, A]);
}

#[test]
fn while_another_process_writes_for_long_all_is_kept_in_memory() {
    let folder = folder();
    let place = index(&folder.open());
    let lock = place.parent().expect("a home").join("lock");
    let lock = fs::File::options().append(true).open(lock).expect("a lock file");
    lock.lock().expect("the lock");
    // What is up to date needs no lock.
    assert_eq!(folder.open().status().note, None);
    folder.write("b.txt", A.as_bytes());
    let corpus = folder.open();
    assert_eq!(texts(&corpus), [A, A]);
    assert!(
        corpus
            .status()
            .note
            .is_some_and(|note| note.contains("another process"))
    );
    drop(lock);
    assert_eq!(folder.open().status().note, None);
}

#[test]
fn many_openers_at_once_agree() {
    let folder = folder();
    for round in 0..3 {
        folder.write("b.txt", if round == 1 { A } else { B }.as_bytes());
        let wanted = if round == 1 { [A, A] } else { [A, B] };
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let corpus = folder.open();
                    assert_eq!(texts(&corpus), wanted);
                    assert_eq!(corpus.search(&Query::of_text(A, None), 1)[0].passage, 0);
                });
            }
        });
    }
    check(&folder, "after all of them");
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_the_index() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let place = index(&folder.open());
    let home = place.parent().expect("a home");
    assert_eq!(
        fs::metadata(home).expect("a folder").permissions().mode() & 0o077,
        0
    );
}
