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

/// Two facts, one in each of two sources.
const TWO_FACTS: &str = "Emmanuel Macron a visité la Pologne et y a signé 18 accords.";

fn two_sources() -> House {
    let house = House::new();
    house.write(
        "seeds/001.txt",
        "Le président Emmanuel Macron a visité la Pologne mardi, a indiqué l'agence PAP.\n",
    );
    house.write(
        "seeds/003.txt",
        "Emmanuel Macron a signé 18 accords avec la Pologne, selon le ministère polonais de l'Économie.\n",
    );
    house
}

#[test]
fn a_claim_that_two_passages_back_together_says_which_covers_what() {
    let ran = two_sources().run(&["corroborate", TWO_FACTS]);
    ran.said(0, &[]);
    for part in [
        "  corroborated: by several passages together, 2 independent sources\n",
        "  partly: PAP, by way of 001.txt:1\n",
        "    covers “a visité”; actors: ",
        "    covers “y a signé 18 accords”; actors: ",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let json = two_sources()
        .run(&["corroborate", "--format", "json", TWO_FACTS])
        .json();
    assert_eq!(json["together"], true);
    let passages = json["passages"].as_array().unwrap();
    let covers: Vec<_> = passages.iter().map(|passage| &passage["covers"]).collect();
    assert_eq!(covers.len(), 2, "{json}");
    assert!(covers.contains(&&serde_json::json!(["a visité"])), "{json}");
    assert!(
        covers.contains(&&serde_json::json!(["y a signé 18 accords"])),
        "{json}"
    );
    assert!(
        passages.iter().all(|passage| passage["reported"] == true),
        "{json}"
    );
}

#[test]
fn a_copy_says_of_what() {
    let house = House::new();
    let text =
        "L'Ukraine a rompu toutes ses relations avec la Syrie, a annoncé mercredi le ministère à Kiev.\n";
    house.write("seeds/a.txt", text);
    house.write("seeds/b.txt", text);
    let claim = "L'Ukraine a rompu ses relations avec la Syrie.";
    let ran = house.run(&["corroborate", claim]);
    ran.said(0, &[]);
    assert!(
        ran.out.contains("  corroborated: 1 source in 2 passages\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("copy of a.txt, counted once"), "{}", ran.out);
    let json = house.run(&["corroborate", "--format", "json", claim]).json();
    assert_eq!(
        json["passages"][1]["dependence"],
        serde_json::json!({"type": "copy", "of": "a.txt"})
    );
    assert_eq!(json["passages"][0]["dependence"], Value::Null);
}

#[test]
fn a_draft_in_the_folder_of_sources_does_not_back_itself() {
    let house = House::new();
    let text = "Le Portugal a livré 300 camions à l'armée marocaine.\n";
    house.write("seeds/draft.txt", text);
    house.write(
        "seeds/other.txt",
        "Il pleut à Paris depuis lundi, selon la météo.\n",
    );
    let verdict = |house: &House| {
        let json = house
            .run(&["check", "--corroborate", "--format", "json", "seeds/draft.txt"])
            .json();
        json["files"][0]["sentences"][0]["corroboration"].clone()
    };
    assert_eq!(verdict(&house)["verdict"], "nothing");
    // What another file says of it counts, however much nearer the draft's own words are.
    house.write(
        "seeds/other.txt",
        "Selon le ministère de la Défense, 300 camions portugais ont été livrés à l'armée du Maroc.\n",
    );
    let found = verdict(&house);
    assert_eq!(found["passages"].as_array().map_or(0, Vec::len), 1, "{found}");
    assert_eq!(found["passages"][0]["document"], "other.txt");
}

/// What the OASIS standard requires of the objects that are written, and what code hosts require besides.
fn check_sarif(sarif: &Value) {
    assert_eq!(sarif["version"], "2.1.0");
    assert!(
        sarif["$schema"]
            .as_str()
            .is_some_and(|schema| schema.ends_with("sarif-2.1.0.json"))
    );
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "ascribe");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"], "{result}");
        assert!(
            ["error", "warning", "note"].contains(&result["level"].as_str().unwrap()),
            "{result}"
        );
        assert!(
            result["message"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{result}"
        );
        let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
        for location in result["locations"].as_array().unwrap().iter().chain(&related) {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.is_ascii() && !uri.contains([' ', '\\']), "{uri}");
            assert!(place["region"]["startLine"].as_u64().unwrap() >= 1, "{result}");
            assert!(
                place["region"]["startColumn"]
                    .as_u64()
                    .is_none_or(|column| column >= 1),
                "{result}"
            );
        }
    }
}

#[test]
fn sarif_names_rules_places_and_the_passages_against_a_claim() {
    let house = House::new();
    house.write(
        "seeds/a.txt",
        "Selon le Kremlin, la Russie a livré 8 avions à la Corée du Nord en mai 2023.\n",
    );
    house.write(
        "brouillon é.md",
        "😀 Bonjour.\n\nLa Russie a livré 18 avions à la Corée du Nord en mai 2023, selon le ministère.\n\nLa Russie a envahi l'Ukraine en février 2022.\n",
    );
    let ran = house.run(&["check", "--corroborate", "--format", "sarif", "brouillon é.md"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    let sarif = ran.json();
    check_sarif(&sarif);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let rules: Vec<_> = results
        .iter()
        .map(|result| result["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["conflicting-source", "unattributed-claim"], "{sarif}");
    let conflict = &results[0];
    let place = &conflict["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "brouillon%20%C3%A9.md");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 80})
    );
    let text = conflict["message"]["text"].as_str().unwrap();
    assert!(text.contains("the draft says 18, the source says 8"), "{text}");
    let against = &conflict["relatedLocations"][0];
    let uri = against["physicalLocation"]["artifactLocation"]["uri"]
        .as_str()
        .unwrap();
    assert!(
        uri.starts_with("file:///") && uri.ends_with("/seeds/a.txt"),
        "{uri}"
    );
}

#[test]
fn sarif_of_a_draft_without_findings_has_no_results() {
    let house = House::new();
    house.write("draft.md", "Que faire ?\n");
    let ran = house.run(&["check", "--format", "sarif", "draft.md"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let sarif = ran.json();
    check_sarif(&sarif);
    assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
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
