//! Text that would drive the terminal, forge lines or reorder what is read.

use super::house::House;

const EVIL: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}La Russie\u{202e} a envahi l'Ukraine\u{9b}31m en 2022.\n";

/// No control character but line ends, no mark that turns the direction of writing.
#[track_caller]
fn harmless(text: &str) {
    let odd = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(odd), "{text:?}");
}

#[test]
fn escape_sequences_of_a_draft_are_shown_not_obeyed() {
    let house = House::new();
    house.write("draft.txt", EVIL);
    let ran = house.run(&["check", "draft.txt"]);
    assert!(ran.out.contains("a envahi l'Ukraine"), "{ran:#?}");
    harmless(&ran.out);
    harmless(&house.run(&["check", "--format", "json", "draft.txt"]).out);
}

#[test]
fn colours_are_the_only_escape_sequences() {
    let house = House::new();
    house.write("draft.txt", EVIL);
    let out = house.run(&["check", "--color", "always", "draft.txt"]).out;
    let colour = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert!(colour.is_match(&out));
    harmless(&colour.replace_all(&out, ""));
}

#[test]
#[cfg(unix)]
fn a_file_name_forges_no_line() {
    let house = House::new();
    let name = "a\nascribe: all is well\u{1b}[2J.txt";
    let ran = house.run(&["check", name]);
    ran.said(2, &[&["a ascribe: all is well", "no such file"]]);
    harmless(&ran.err);
    house.write(name, EVIL);
    harmless(&house.run(&["check", name]).out);
}

#[test]
fn sources_are_shown_not_obeyed() {
    let house = House::new();
    house.write("seeds/\u{202e}un.txt", format!("Un titre\n\n{EVIL}"));
    let claim = "La Russie a envahi l'Ukraine en 2022.";
    for args in [
        vec!["corroborate", claim],
        vec!["corroborate", "--format", "json", claim],
        vec!["index", "--status"],
    ] {
        let ran = house.run(&args);
        assert_ne!(ran.code, Some(2), "{ran:#?}");
        harmless(&ran.out);
        harmless(&ran.err);
    }
}

#[test]
fn nothing_that_is_nested_deeply_overflows() {
    let house = House::new();
    for deep in [
        ">".repeat(20_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "*_".repeat(50_000),
    ] {
        house.write("draft.md", deep + " La Russie a envahi l'Ukraine.\n");
        let ran = house.run(&["check", "draft.md"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{:?} {}", ran.code, ran.err);
    }
}
