//! `ascribe.toml` and the command line.

use super::house::{CLAIM, House};

#[test]
fn a_mistake_in_the_settings_is_placed_and_the_report_goes_on() {
    let house = House::new();
    house.write("ascribe.toml", "language = \"fr\"\npassages = \"three\"\n");
    house.write("draft.md", CLAIM);
    let ran = house.run(&["check", "draft.md"]);
    ran.said(
        2,
        &[&["ascribe.toml:2: \"passages\" wants a whole number from 1 to 20"]],
    );
    assert!(ran.out.contains("draft.md:1:1"), "{ran:#?}");
}

#[test]
fn what_is_off_is_no_finding() {
    let house = House::new();
    house.write(
        "ascribe.toml",
        "[severity]\nunattributed-claim = \"off\"\nvague-attribution = \"off\"\nactor = \"off\"\n",
    );
    house.write("draft.md", CLAIM);
    let ran = house.run(&["check", "draft.md"]);
    ran.said(0, &[]);
    assert!(!ran.out.contains("draft.md:"), "{ran:#?}");
}

#[test]
fn severities_are_the_words_of_the_report() {
    let house = House::new();
    house.write("draft.md", CLAIM);
    for (severity, word) in [
        ("error", "error"),
        ("warning", "warning"),
        ("information", "info"),
        ("hint", "note"),
    ] {
        house.write(
            "ascribe.toml",
            format!("[severity]\nunattributed-claim = \"{severity}\"\n"),
        );
        let ran = house.run(&["check", "draft.md"]);
        ran.said(1, &[]);
        assert!(
            ran.out.starts_with(&format!("{word}[unattributed-claim]")),
            "{ran:#?}"
        );
    }
}

#[test]
fn the_settings_name_the_sources_and_the_command_line_wins() {
    let house = House::new();
    house.write("ascribe.toml", "corpus = \"archive\"\n");
    house.write(
        "archive/a.txt",
        "La Russie a opposé son veto.\n\nL'Ukraine a rompu ses relations.\n",
    );
    house.write("other/b.txt", "Le Kremlin a confirmé la visite.\n");
    house.write("drafts/draft.md", CLAIM);
    let corpus = |args: &[&str]| house.run(&[&["index", "--format", "json"], args].concat()).json();
    assert!(corpus(&[])["corpus"].as_str().unwrap().ends_with("archive"));
    assert!(
        corpus(&["--corpus", "other"])["corpus"]
            .as_str()
            .unwrap()
            .ends_with("other")
    );
    let ran = house.run(&["check", "--corroborate", "drafts/draft.md"]);
    ran.said(1, &[]);
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_never_overwrites() {
    let house = House::new();
    house.run(&["init"]).said(0, &[]);
    let written = std::fs::read_to_string(house.path().join("ascribe.toml")).unwrap();
    assert!(written.contains("# corpus = \"seeds\""), "{written}");
    house.write("draft.md", CLAIM);
    house.run(&["check", "draft.md"]).said(1, &[]);
    house
        .run(&["init"])
        .said(2, &[&["ascribe.toml", "is there already"]]);
    house
        .run(&["init", "gone"])
        .said(2, &[&["gone", "its folder is not there"]]);
    assert_eq!(
        std::fs::read_to_string(house.path().join("ascribe.toml")).unwrap(),
        written
    );
}
