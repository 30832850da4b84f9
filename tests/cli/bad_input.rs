//! Everything that a file or a stream can be instead of a draft.

use super::house::{CLAIM, House};

/// Checks a draft of these bytes: the exit code, and what the one line of standard error holds.
#[track_caller]
fn check(name: &str, bytes: &[u8], code: i32, said: &[&str]) -> String {
    let house = House::new();
    house.write(name, bytes);
    let ran = house.run(&["check", name]);
    match said {
        [] => ran.said(code, &[]),
        _ => ran.said(code, &[said]),
    };
    ran.out
}

#[test]
fn an_empty_draft_has_nothing_to_report() {
    check("draft.md", b"", 0, &[]);
    check("draft.md", b" \n\t\r\n\n", 0, &[]);
    check("draft.txt", b"\xEF\xBB\xBF", 0, &[]);
}

#[test]
fn binary_data_is_refused_in_one_line() {
    check(
        "draft.md",
        b"\x00\x01\x02\x03\xFF\xFE\x00binary",
        2,
        &["draft.md", "binary"],
    );
    check(
        "draft.txt",
        b"%PDF-1.7\n1 0 obj",
        2,
        &["draft.txt", "PDF", "export"],
    );
}

#[test]
fn old_and_wide_encodings_are_read() {
    let text = "L'Ukraine a aussitôt rompu ses relations avec la Corée du Nord.";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
        let mut out = mark.to_vec();
        out.extend(text.encode_utf16().flat_map(bytes));
        out
    };
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for (name, bytes) in [
        ("windows-1252", latin),
        ("utf-16le", wide(b"\xFF\xFE", u16::to_le_bytes)),
        ("utf-16be", wide(b"\xFE\xFF", u16::to_be_bytes)),
        ("utf-8 with a mark", marked),
    ] {
        let out = check("draft.txt", &bytes, 1, &[]);
        assert!(
            out.contains("L'Ukraine a aussitôt rompu ses relations"),
            "{name}: {out}"
        );
    }
}

#[test]
fn a_megabyte_in_one_line_is_wrapped_and_answered() {
    let house = House::new();
    for text in ["mot ".repeat(256 << 10), "é".repeat(512 << 10)] {
        house.write("draft.txt", text);
        let ran = house.run(&["check", "draft.txt"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{:?} {}", ran.code, ran.err);
        // Words and marks below them, and no line that a terminal would have to break.
        assert!(ran.out.len() < 4 << 20, "{} bytes", ran.out.len());
        let longest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(200), "{longest:?} characters");
    }
}

#[test]
fn line_ends_of_all_systems_read_alike() {
    let house = House::new();
    let text = "# Titre\n\nLa Russie a envahi l'Ukraine.\nKim est venu à Moscou,\nselon Reuters.\n";
    let statuses = |end: &str| {
        house.write("draft.md", text.replace('\n', end));
        let json = house.run(&["check", "--format", "json", "draft.md"]).json();
        let sentences = json["files"][0]["sentences"].as_array().unwrap().clone();
        sentences
            .iter()
            .map(|s| (s["status"].clone(), s["range"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses("\n"), statuses("\r\n"));
    assert_eq!(statuses("\n"), statuses("\r"));
}

#[test]
fn offsets_count_code_points_and_ranges_utf16_units() {
    let house = House::new();
    house.write(
        "draft.md",
        "😀 e\u{301}té \u{200f}— Kim Jong-un a rencontré Vladimir Poutine à Moscou.\n",
    );
    let json = house.run(&["check", "--format", "json", "draft.md"]).json();
    let text = "😀 e\u{301}té \u{200f}— Kim Jong-un a rencontré Vladimir Poutine à Moscou.";
    let actors = json["files"][0]["actors"].as_array().unwrap();
    assert!(!actors.is_empty());
    for actor in actors {
        let (start, end) = (
            actor["offset"][0].as_u64().unwrap(),
            actor["offset"][1].as_u64().unwrap(),
        );
        let name: String = text
            .chars()
            .skip(start as usize)
            .take((end - start) as usize)
            .collect();
        assert_eq!(actor["text"], name);
        // One character of two units stands before.
        assert_eq!(actor["range"]["start"]["character"], start + 1);
    }
}

#[test]
fn a_missing_draft_costs_the_others_nothing() {
    let house = House::new();
    house.write("here.txt", CLAIM);
    let ran = house.run(&["check", "gone.txt", "here.txt"]);
    ran.said(2, &[&["gone.txt", "no such file", "spelling"]]);
    assert!(ran.out.contains("here.txt:1:1"), "{ran:#?}");
    let json = house
        .run(&["check", "--format", "json", "gone.txt", "here.txt"])
        .json();
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_cannot_be_read_is_said() {
    let house = House::new();
    // Reading the start of one's own memory is an input/output error, for root too.
    let ran = house.run(&["check", "/proc/self/mem"]);
    ran.said(2, &[&["/proc/self/mem", "cannot be read"]]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_without_end_is_refused() {
    let house = House::new();
    let ran = house.run(&["check", "/dev/zero"]);
    ran.said(2, &[&["/dev/zero", "larger than"]]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let house = House::new();
    house.write("draft.txt", CLAIM);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = house
        .command(&["check", "draft.txt"])
        .stdout(full)
        .output()
        .unwrap();
    super::house::Ran::from(output).said(2, &[&["standard output", "disk"]]);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let house = House::new();
    house.write("draft.txt", CLAIM.repeat(20_000));
    let mut child = house
        .command(&["check", "draft.txt"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn pairs_without_a_tab_are_placed() {
    let house = House::new();
    let ran = house.run_with(&["relate"], b"un\tdeux\n\nsans tabulation\n");
    ran.said(2, &[&["standard input, line 3", "no tab"]]);
}
