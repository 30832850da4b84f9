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

/// The actors and the statuses of a draft under these settings.
#[track_caller]
fn taught(settings: &str, draft: &str) -> (Vec<String>, Vec<String>) {
    let house = House::new();
    house.write("ascribe.toml", settings);
    house.write("draft.txt", draft);
    let ran = house.run(&["check", "--format", "json", "draft.txt"]);
    assert_eq!(ran.err, "");
    let json = ran.json();
    let list = |field: &str, show: fn(&serde_json::Value) -> String| {
        json["files"][0][field]
            .as_array()
            .unwrap()
            .iter()
            .map(show)
            .collect()
    };
    (
        list("actors", |actor| {
            format!(
                "{} ({}, {})",
                actor["text"].as_str().unwrap(),
                actor["name"].as_str().unwrap(),
                actor["kind"].as_str().unwrap()
            )
        }),
        list("sentences", |sentence| {
            sentence["status"].as_str().unwrap().to_owned()
        }),
    )
}

#[test]
fn actors_that_the_house_knows_are_found() {
    let (actors, _) = taught(
        "[[actors]]\nname = \"bureau 39\"\nkind = \"organisation\"\naliases = [\"le 39\"]\n",
        "Le bureau 39 dépend de Kim Jong-un. Selon Séoul, le 39 finance le programme, pas le 390.\n",
    );
    assert!(
        actors.contains(&"bureau 39 (bureau 39, organisation)".to_owned()),
        "{actors:?}"
    );
    assert!(
        actors.contains(&"le 39 (bureau 39, organisation)".to_owned()),
        "{actors:?}"
    );
    assert_eq!(
        actors.iter().filter(|actor| actor.starts_with("le 39")).count(),
        1,
        "{actors:?}"
    );
}

#[test]
fn a_taught_kind_wins() {
    let (actors, _) = taught(
        "[[actors]]\nname = \"Vladivostok\"\nkind = \"organisation\"\n",
        "Kim Jong-un est arrivé à Vladivostok. Il a quitté Vladivostok lundi.\n",
    );
    let kinds: Vec<_> = actors
        .iter()
        .filter(|actor| actor.contains("Vladivostok"))
        .collect();
    assert_eq!(kinds, ["Vladivostok (Vladivostok, organisation)"; 2]);
}

#[test]
fn names_that_are_no_actors_are_left_alone() {
    let (actors, _) = taught(
        "not-actors = [\"moscou\"]\n",
        "Kim Jong-un est arrivé à Moscou.\n",
    );
    assert_eq!(actors.len(), 1, "{actors:?}");
    assert!(actors[0].starts_with("Kim Jong-un"), "{actors:?}");
}

#[test]
fn a_source_that_the_house_accepts_attributes() {
    let draft = "Selon des sources diplomatiques, Moscou a livré du blé à Pyongyang.\n";
    assert_eq!(taught("", draft).1, ["vague"]);
    let accepted = "accepted-sources = [\"Sources diplomatiques\"]\n";
    assert_eq!(taught(accepted, draft).1, ["attributed"]);
}

#[test]
fn init_writes_the_schema_where_it_is_wanted() {
    let house = House::new();
    house.run(&["init", "--schema"]).said(0, &[]);
    let written = std::fs::read_to_string(house.path().join("ascribe.toml")).unwrap();
    assert!(
        written.starts_with("#:schema ./ascribe.schema.json\n"),
        "{written}"
    );
    let schema = std::fs::read(house.path().join("ascribe.schema.json")).unwrap();
    assert_eq!(
        schema,
        std::fs::read("editors/schema/ascribe.schema.json").unwrap()
    );
    // A second time the settings stay, and a newer schema takes an older one's place.
    house.write("ascribe.toml", "passages = 5\n");
    house.write("ascribe.schema.json", "{\"title\": \"Settings of ascribe\"}");
    let ran = house.run(&["init", "--schema"]);
    ran.said(0, &[]);
    assert!(
        ran.out.contains("put this line first in ascribe.toml"),
        "{ran:#?}"
    );
    assert_eq!(
        std::fs::read_to_string(house.path().join("ascribe.toml")).unwrap(),
        "passages = 5\n"
    );
    assert_eq!(
        std::fs::read(house.path().join("ascribe.schema.json")).unwrap(),
        schema
    );
    // What is somebody else's stays.
    house.write("ascribe.schema.json", "{}");
    house
        .run(&["init", "--schema"])
        .said(2, &[&["ascribe.schema.json", "is there already"]]);
}

#[test]
fn a_name_in_two_spellings_is_a_finding_in_text_and_json() {
    let house = House::new();
    let draft =
        "Selon le Kremlin, 🤷 Vladimir Poutine dort.\n\nSelon le Kremlin, Putin mange et Poutine boit.\n";
    house.write("draft.md", draft);
    let ran = house.run(&["check", "draft.md"]);
    ran.said(1, &[]);
    assert!(ran.out.contains("info[name-variant]"), "{ran:#?}");
    assert!(ran.out.contains("draft.md:3:19"), "{ran:#?}");
    assert!(ran.out.contains("in line 1: Poutine"), "{ran:#?}");
    let json = house.run(&["check", "--format", "json", "draft.md"]).json();
    assert_eq!(
        json["files"][0]["variants"],
        serde_json::json!([{
            "text": "Putin",
            "name": "Poutine",
            "elsewhere": "draft",
            "offset": [62, 67],
            "range": {"start": {"line": 2, "character": 18}, "end": {"line": 2, "character": 23}},
            "other": [20, 36],
        }])
    );
    house.write("ascribe.toml", "[severity]\nname-variant = \"off\"\n");
    let ran = house.run(&["check", "draft.md"]);
    ran.said(0, &[]);
    assert!(!ran.out.contains("name-variant"), "{ran:#?}");
}
