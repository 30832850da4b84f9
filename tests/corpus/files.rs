//! Every file a folder can hold: encodings, and what is left out and why.

use super::{Folder, texts};
use ascribe::corpus::{Corpus, CorpusError, OpenOptions};
use std::path::Path;

const SENTENCE: &str = "L’été dernier, Élodie Brûlé a reçu « cœur et âme » l’ambassadeur à Orléans.";

/// A file of these bytes gives exactly one passage, with the text of [`SENTENCE`] at `start`.
fn check(bytes: &[u8], sentence: &str) {
    let folder = Folder::new(&[]);
    folder.write("a.txt", bytes);
    let corpus = folder.in_memory();
    assert_eq!(texts(&corpus), [sentence], "{:?}", corpus.status().left_out);
    let points = corpus.passages().next().map(|passage| passage.code_points);
    assert_eq!(points, Some((0, sentence.chars().count())));
}

fn wide(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn utf_8() {
    check(SENTENCE.as_bytes(), SENTENCE);
}

#[test]
fn utf_8_with_a_byte_order_mark_that_counts_for_nothing() {
    check(format!("\u{feff}{SENTENCE}").as_bytes(), SENTENCE);
}

#[test]
fn utf_16_with_and_without_a_mark() {
    for big in [false, true] {
        for mark in [false, true] {
            check(&wide(SENTENCE, big, mark), SENTENCE);
        }
    }
}

#[test]
fn windows_1252_with_its_quotes_and_ligatures() {
    let bytes: Vec<u8> = SENTENCE
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            'œ' => 0x9C,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    check(&bytes, SENTENCE);
}

#[test]
fn latin_1_english_with_one_accent() {
    let bytes = b"The caf\xE9 in Lyon was closed by the prefect on Monday, officials said.";
    check(
        bytes,
        "The café in Lyon was closed by the prefect on Monday, officials said.",
    );
}

#[test]
fn utf_8_with_one_damaged_byte_stays_utf_8() {
    let mut bytes = SENTENCE.as_bytes().to_vec();
    bytes.extend(b" La fin\xFF.");
    let folder = Folder::new(&[]);
    folder.write("a.txt", &bytes);
    assert!(texts(&folder.in_memory())[0].starts_with("L’été dernier, Élodie"));
}

#[test]
fn one_line_of_a_megabyte() {
    let folder = Folder::new(&[]);
    folder.write("a.txt", "Le ministre a parlé à Rome. ".repeat(40_000).as_bytes());
    assert_eq!(folder.in_memory().passage_count(), 40_000);
}

#[test]
fn crlf_and_old_mac_line_ends_count_as_lines() {
    let folder = Folder::new(&[
        ("a.txt", "Le maire a parlé hier.\r\n\r\nLe préfet a répondu.\r\n"),
        ("b.txt", "Le maire a parlé hier.\r\rLe préfet a répondu.\r"),
    ]);
    let lines: Vec<_> = folder
        .in_memory()
        .passages()
        .map(|passage| passage.line)
        .collect();
    assert_eq!(lines, [1, 3, 1, 3]);
}

#[test]
fn emoji_and_combining_marks_count_as_code_points() {
    let folder = Folder::new(&[("a.txt", "👩‍👩‍👧 Le maire a parle\u{301} hier. Le préfet a répondu.")]);
    let corpus = folder.in_memory();
    let last = corpus.passages().last().expect("two passages");
    assert_eq!(last.code_points, (30, 50));
    assert_eq!(last.text, "Le préfet a répondu.");
}

/// A folder with this file has no passages, and says why.
fn left_out(name: &str, bytes: &[u8], why: &str) {
    let folder = Folder::new(&[("good.txt", SENTENCE)]);
    folder.write(name, bytes);
    let corpus = folder.in_memory();
    assert_eq!(texts(&corpus), [SENTENCE]);
    let found = corpus.status().left_out;
    assert!(
        matches!(&found[..], [file] if file.path == name && file.why.contains(why)),
        "{found:?}"
    );
}

#[test]
fn what_is_no_text_is_left_out_with_a_reason() {
    left_out("a.txt", b"", "is empty");
    left_out("a.txt", "\u{feff} \r\n\t".as_bytes(), "is empty");
    left_out("a.txt", b"%PDF-1.7\nhello", "is a PDF");
    left_out(
        "a.txt",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01",
        "is binary",
    );
    left_out("a.txt", b"{\\rtf1\\ansi Bonjour}", "rich text");
    left_out("a.txt", b"PK\x03\x04\x14\x00", "archive");
    left_out("a.md", &[7; 400], "is binary");
    left_out("a.txt", b"-----\n*****\n12 34\n", "has no sentences");
    left_out("a.docx", b"anything", "is not .txt or .md");
}

#[test]
fn a_file_that_is_too_large_is_left_out_unread() {
    let folder = Folder::new(&[("good.txt", SENTENCE)]);
    folder.write("large.txt", b"");
    let file = std::fs::File::options()
        .write(true)
        .open(folder.path().join("large.txt"))
        .expect("a file");
    file.set_len(40 << 20).expect("a sparse file");
    let found = folder.in_memory().status().left_out;
    assert!(
        matches!(&found[..], [file] if file.why.contains("larger than 16 MB")),
        "{found:?}"
    );
}

#[test]
#[cfg(unix)]
fn links_are_not_followed_out_or_in_a_circle() {
    let folder = Folder::new(&[("good.txt", SENTENCE), ("inner/b.txt", "Le préfet a répondu.")]);
    let outside = folder.all.path().join("secret.txt");
    std::fs::write(&outside, "Le secret est bien gardé.").expect("a file");
    std::os::unix::fs::symlink(&outside, folder.path().join("out.txt")).expect("a link");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("inner/circle")).expect("a link");
    let corpus = folder.in_memory();
    assert_eq!(texts(&corpus), [SENTENCE, "Le préfet a répondu."]);
    let found: Vec<_> = corpus
        .status()
        .left_out
        .into_iter()
        .map(|file| file.path)
        .collect();
    assert_eq!(found, ["inner/circle", "out.txt"]);
}

#[test]
#[cfg(target_os = "linux")]
fn hostile_file_names_are_names_like_others() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[("line\nbreak \u{202e}.txt", SENTENCE)]);
    let odd = std::ffi::OsStr::from_bytes(b"caf\xE9.txt");
    std::fs::write(folder.path().join(odd), "Le préfet a répondu.").expect("a file");
    let corpus = folder.in_memory();
    let paths: Vec<_> = corpus.articles().map(|article| article.path.as_str()).collect();
    assert_eq!(paths, ["caf\\xE9.txt", "line\nbreak \u{202e}.txt"]);
}

#[test]
fn ignore_files_are_respected_and_hidden_files_passed_over() {
    let folder = Folder::new(&[
        ("good.txt", SENTENCE),
        (".hidden.txt", "Le préfet a répondu."),
        ("drafts/own.txt", "Le préfet a répondu."),
        (".ignore", "drafts/\n"),
    ]);
    assert_eq!(texts(&folder.in_memory()), [SENTENCE]);
}

#[test]
#[ignore = "root may read every file; run as another user with --ignored"]
#[cfg(unix)]
fn an_unreadable_file_is_left_out_until_it_is_readable() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("good.txt", SENTENCE), ("shut.txt", "Le préfet a répondu.")]);
    let shut = folder.path().join("shut.txt");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    let corpus = folder.open();
    assert_eq!(texts(&corpus), [SENTENCE]);
    assert!(corpus.status().left_out[0].why.contains("check its permissions"));
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o600)).expect("permissions");
    assert_eq!(folder.open().passage_count(), 2);
}

#[test]
fn a_folder_that_is_none_is_said_in_one_line() {
    let folder = Folder::new(&[("a.txt", SENTENCE)]);
    let open = |path: &Path| Corpus::open(path, &OpenOptions::default(), &|_| true).err();
    assert!(matches!(
        open(&folder.path().join("nowhere")),
        Some(CorpusError::Missing(_))
    ));
    assert!(matches!(
        open(&folder.path().join("a.txt")),
        Some(CorpusError::NotAFolder(_))
    ));
    let empty = Folder::new(&[]);
    assert_eq!(empty.open().passage_count(), 0);
}
