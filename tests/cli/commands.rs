//! What each command prints, and the exit codes.

use super::house::{CLAIM, House};
use serde_json::Value;

#[test]
fn a_report_has_the_fields_of_the_design() {
    let house = House::with_seeds();
    house.write(
        "draft.md",
        "En mai, la Russie a opposé son veto à une résolution de l'ONU.\n",
    );
    let json = house
        .run(&["check", "--corroborate", "--format", "json", "draft.md"])
        .json();
    let file = &json["files"][0];
    assert_eq!(
        (&file["path"], &file["language"]),
        (&"draft.md".into(), &"fr".into())
    );
    let actor = &file["actors"][0];
    for field in ["text", "name", "kind", "offset", "range"] {
        assert!(!actor[field].is_null(), "{field}: {actor}");
    }
    let sentence = &file["sentences"][0];
    assert_eq!(sentence["offset"][0], 0);
    assert_eq!(sentence["range"]["start"]["line"], 0);
    let found = &sentence["corroboration"];
    for field in ["claim", "verdict", "independent_sources", "passages"] {
        assert!(!found[field].is_null(), "{field}: {found}");
    }
}

#[test]
fn claims_are_answered_in_their_order() {
    let house = House::with_seeds();
    let claims: Vec<String> = (0..200)
        .map(|n| format!("La Russie a opposé {n} vetos à l'ONU."))
        .collect();
    let ran = house.run_with(
        &["corroborate", "--format", "json"],
        (claims.join("\n\n") + "\n").as_bytes(),
    );
    assert!(
        matches!(ran.code, Some(0 | 1)) && ran.err.is_empty(),
        "{:?} {}",
        ran.code,
        ran.err
    );
    let answered: Vec<String> = ran
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["claim"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(answered, claims);
}

#[test]
fn one_claim_may_be_an_argument() {
    let house = House::with_seeds();
    let ran = house.run(&["corroborate", "Le pape a visité la Bolivie."]);
    ran.said(1, &[]);
    assert!(
        ran.out
            .starts_with("Le pape a visité la Bolivie.\n  nothing: none of the"),
        "{ran:#?}"
    );
}

#[test]
fn pairs_are_judged_in_their_order() {
    let house = House::new();
    let pairs = "La Russie a opposé son veto.\tLa Russie a opposé son veto.\nIl pleut.\tKim est à Moscou.\n";
    let ran = house.run_with(&["relate", "--format", "json"], pairs.as_bytes());
    let relations: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(relations.len(), 2);
    assert_eq!(relations[1]["relation"], "unrelated");
    assert!(
        relations
            .iter()
            .all(|pair| pair["reasons"].is_array() && pair["score"].is_number())
    );
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let house = House::new();
    house.write("draft.md", CLAIM);
    let colour = |args: &[&str], no_color: bool| {
        let mut command = house.command(args);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        String::from_utf8(command.output().unwrap().stdout)
            .unwrap()
            .contains('\u{1b}')
    };
    assert!(!colour(&["check", "draft.md"], false));
    assert!(colour(&["check", "--color", "always", "draft.md"], false));
    assert!(colour(&["--color", "always", "check", "draft.md"], true));
    assert!(!colour(&["check", "--color", "never", "draft.md"], false));
    assert!(!colour(&["check", "--color", "auto", "draft.md"], true));
}

#[test]
fn the_index_tells_what_it_holds_and_leaves_out() {
    let house = House::with_seeds();
    house.write("seeds/photo.txt", b"\x00\x01\x02\x03");
    let json = house.run(&["index", "--format", "json"]).json();
    assert_eq!(json["articles"], 1);
    assert_eq!(json["languages"]["fr"], 1);
    assert_eq!(json["left_out"][0]["path"], "photo.txt");
    let ran = house.run(&["index", "--status"]);
    ran.said(0, &[]);
    for part in ["articles   1", "languages  fr 1", "photo.txt: is binary"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}

#[test]
fn every_shell_gets_completions() {
    let house = House::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = house.run(&["completions", shell]);
        ran.said(0, &[]);
        assert!(ran.out.contains("corroborate"), "{shell}");
    }
}

#[test]
fn help_shows_how_each_command_is_used() {
    let house = House::new();
    for command in ["check", "corroborate", "relate", "index", "completions"] {
        let ran = house.run(&[command, "--help"]);
        ran.said(0, &[]);
        assert!(
            ran.out.contains("Example") && ran.out.contains(&format!("ascribe {command}")),
            "{}",
            ran.out
        );
    }
    let ran = house.run(&["--version"]);
    assert_eq!(ran.out, format!("ascribe {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_exits_with_two() {
    let house = House::new();
    for args in [
        vec!["check"],
        vec!["chekc"],
        vec!["check", "--format", "xml", "a.md"],
        vec!["completions", "cmd"],
    ] {
        let ran = house.run(&args);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains("error:") && ran.out.is_empty(), "{ran:#?}");
    }
}
