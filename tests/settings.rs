//! What `ascribe.toml` and an editor may say, and what is said of mistakes in them.

use ascribe::analysis::ActorKind;
use ascribe::language::Language;
use ascribe::settings::{
    KEYS, Key, Loaded, SCHEMA_NAME, Settings, Severity, Shape, SourceCounts, TaughtActor, example, find,
    schema,
};
use serde_json::json;
use std::path::Path;

/// Reads a settings file and compares its problems, each as `line: message`.
#[track_caller]
fn check(toml: &str, want: &[&str]) -> Settings {
    let mut settings = Settings::default();
    let problems = settings.apply_toml(toml, Path::new("/house"));
    let said: Vec<_> = problems
        .iter()
        .map(|p| format!("{}: {}", p.line.unwrap_or(0), p.message))
        .collect();
    assert_eq!(said, want);
    for problem in &problems {
        let span = problem
            .span
            .clone()
            .expect("a problem of a text has a place in it");
        assert!(toml.get(span).is_some(), "{problem:?} lies outside the text");
    }
    settings
}

#[test]
fn every_key_is_read() {
    let settings = check(
        r#"
corpus = "sources/2024"
language = "fr"
locale = "en"
passages = 5
source-counts = "code-lens"
saying-verbs = ["twitter", "twitter", " "]
accepted-sources = ["des sources diplomatiques"]
not-actors = ["Le Mot du jour"]
[severity]
actor = "off"
unattributed-claim = "error"
vague-attribution = "hint"
conflicting-source = "error"
name-variant = "warning"
unused-dismissal = "off"
[[actors]]
name = "Agence centrale de presse coréenne"
kind = "organisation"
aliases = ["KCNA"]
[[actors]]
name = "Matsegora"
kind = "person"
"#,
        &[],
    );
    let expected = Settings {
        corpus: Some("/house/sources/2024".into()),
        language: Some(Language::French),
        locale: Some(Language::English),
        passages: 5,
        source_counts: SourceCounts::CodeLens,
        severity: settings.severity,
        actors: vec![
            TaughtActor {
                name: "Agence centrale de presse coréenne".into(),
                kind: ActorKind::Organisation,
                aliases: vec!["KCNA".into()],
            },
            TaughtActor {
                name: "Matsegora".into(),
                kind: ActorKind::Person,
                aliases: vec![],
            },
        ],
        not_actors: vec!["Le Mot du jour".into()],
        saying_verbs: vec!["twitter".into()],
        accepted_sources: vec!["des sources diplomatiques".into()],
    };
    assert_eq!(settings, expected);
    let severity = settings.severity;
    assert_eq!(
        [
            severity.actor,
            severity.unattributed_claim,
            severity.vague_attribution,
            severity.conflicting_source,
            severity.name_variant,
            severity.unused_dismissal
        ],
        [
            Severity::Off,
            Severity::Error,
            Severity::Hint,
            Severity::Error,
            Severity::Warning,
            Severity::Off
        ]
    );
}

#[test]
fn an_unknown_key_names_the_nearest() {
    check(
        "corpuss = 'x'\n[severity]\nactors = 'off'\n[[actors]]\nname = 'A'\nkind = 'person'\nalias = []\n",
        &[
            "1: unknown key \"corpuss\"; did you mean \"corpus\"?",
            "3: unknown key \"actors\"; did you mean \"actor\"?",
            "7: unknown key \"alias\"; did you mean \"aliases\"?",
        ],
    );
}

#[test]
fn a_key_that_is_near_to_nothing_gets_the_list() {
    check(
        "[severity]\nzzz = 1\n",
        &[
            "2: unknown key \"zzz\"; the keys here are \"actor\", \"unattributed-claim\", \"vague-attribution\", \
            \"conflicting-source\", \"name-variant\", \"unused-dismissal\"",
        ],
    );
}

#[test]
fn a_wrong_type_says_what_is_wanted() {
    check(
        "corpus = 3\nlanguage = true\npassages = 99\nnot-actors = 'x'\nsaying-verbs = [1]\nseverity = 'off'\nactors = 'x'\n",
        &[
            "1: \"corpus\" wants a string in quotation marks, not 3",
            "2: \"language\" wants one of \"auto\", \"fr\", \"en\", not true or false",
            "3: \"passages\" wants a whole number from 1 to 20, not 99",
            "4: \"not-actors\" wants a list of strings, like [\"one\", \"two\"], not a string",
            "5: \"saying-verbs\" wants strings only, not 1",
            "6: \"severity\" wants a table, not a string",
            "7: \"actors\" wants a list of tables, each under [[actors]], not a string",
        ],
    );
}

#[test]
fn a_wrong_word_names_the_nearest() {
    check(
        "language = 'french'\nsource-counts = 'inlay'\nlocale = 'zulu'\n",
        &[
            "1: \"french\" is no value of \"language\"; did you mean \"fr\"?",
            "2: \"inlay\" is no value of \"source-counts\"; did you mean \"inlay-hint\"?",
            "3: \"zulu\" is no value of \"locale\"; choose \"auto\", \"fr\", \"en\"",
        ],
    );
}

#[test]
fn an_actor_needs_a_name_and_a_kind() {
    let settings = check(
        "[[actors]]\nname = 'KCNA'\n[[actors]]\nkind = 'person'\n",
        &[
            "1: the actor \"KCNA\" has no kind; add kind = \"person\", \"organisation\", \"place\" or \"group\"",
            "3: this actor has no name; add name = \"…\"",
        ],
    );
    assert!(settings.actors.is_empty());
}

#[test]
fn a_mistake_costs_no_other_key() {
    let settings = check(
        "langage = 'en'\npassages = 7\n",
        &["1: unknown key \"langage\"; did you mean \"language\"?"],
    );
    assert_eq!(settings.passages, 7);
}

#[test]
fn broken_toml_is_placed_and_the_rest_holds() {
    let mut settings = Settings::default();
    let problems = settings.apply_toml("passages = 7\nlanguage = \nlocale = 'fr'\n", Path::new("/house"));
    assert_eq!(problems.first().and_then(|p| p.line), Some(2), "{problems:?}");
    assert!(problems.iter().all(|p| !p.message.contains('\n')));
    assert_eq!((settings.passages, settings.locale), (7, Some(Language::French)));
}

#[test]
fn an_editor_may_spell_keys_its_way_and_null_says_nothing() {
    let mut settings = Settings {
        passages: 9,
        ..Settings::default()
    };
    let problems = settings.apply_json(
        &json!({"notActors": ["A"], "saying_verbs": ["b"], "source-counts": "inlay-hint", "passages": null,
                "severity": {"unattributedClaim": "error", "actor": null}, "corpus": "in"}),
        Path::new("/folder"),
    );
    assert_eq!(problems, []);
    assert_eq!(settings.not_actors, ["A"]);
    assert_eq!(settings.saying_verbs, ["b"]);
    assert_eq!(settings.source_counts, SourceCounts::InlayHint);
    assert_eq!(settings.passages, 9);
    assert_eq!(settings.severity.unattributed_claim, Severity::Error);
    assert_eq!(settings.severity.actor, Severity::Hint);
    assert_eq!(settings.corpus.as_deref(), Some(Path::new("/folder/in")));
}

#[test]
fn settings_that_are_no_object_are_a_problem() {
    for (json, want) in [
        (json!(3), "\"settings\" wants a table, not 3"),
        (json!("x"), "\"settings\" wants a table, not a string"),
    ] {
        let problems = Settings::default().apply_json(&json, Path::new("/"));
        assert_eq!(
            problems.iter().map(|p| p.message.as_str()).collect::<Vec<_>>(),
            [want]
        );
    }
    assert_eq!(Settings::default().apply_json(&json!(null), Path::new("/")), []);
}

#[test]
fn lists_of_two_layers_add_up_and_values_replace() {
    let mut settings = check("not-actors = ['A']\npassages = 2\n", &[]);
    let problems = settings.apply_json(&json!({"not-actors": ["B", "A"], "passages": 4}), Path::new("/"));
    assert_eq!(problems, []);
    assert_eq!(settings.not_actors, ["A", "B"]);
    assert_eq!(settings.passages, 4);
}

#[test]
fn the_example_holds_nothing_and_every_line_of_it_can_be_used() {
    assert_eq!(check(&example(), &[]), Settings::default());
    let uncommented: String = example()
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with("[[") => rest,
            _ => line,
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let settings = check(&uncommented, &[]);
    assert_eq!(settings.severity, Settings::default().severity);
    assert_eq!(settings.actors.len(), 1);
}

#[test]
fn every_listed_key_is_read() {
    for key in KEYS {
        let mut settings = Settings::default();
        let problems = settings.apply_toml(&format!("{} = 1979-05-27\n", key.name), Path::new("/"));
        assert_eq!(
            problems.len(),
            1,
            "{} of {:?} is not looked at",
            key.name,
            key.shape
        );
        if let Shape::Table(keys) = key.shape {
            for inner in keys {
                let toml = format!("[{}]\n{} = 1979-05-27\n", key.name, inner.name);
                assert_eq!(
                    settings.apply_toml(&toml, Path::new("/")).len(),
                    1,
                    "{}",
                    inner.name
                );
            }
        }
    }
}

#[test]
fn the_nearest_file_above_is_found() {
    let house = tempfile::tempdir().unwrap();
    let below = house.path().join("a/b");
    std::fs::create_dir_all(&below).unwrap();
    std::fs::write(house.path().join("ascribe.toml"), "passages = 2\n").unwrap();
    assert_eq!(find(&below), Some(house.path().join("ascribe.toml")));
    assert_eq!(Loaded::for_folder(&below).settings.passages, 2);
    std::fs::write(house.path().join("a/ascribe.toml"), "passages = 4\n").unwrap();
    assert_eq!(Loaded::for_folder(&below).settings.passages, 4);
}

#[test]
fn a_file_that_is_not_utf8_is_a_problem() {
    let house = tempfile::tempdir().unwrap();
    std::fs::write(house.path().join("ascribe.toml"), b"locale = \"\xE9\"").unwrap();
    let loaded = Loaded::for_folder(house.path());
    assert_eq!(
        loaded
            .problems
            .iter()
            .map(|p| p.message.as_str())
            .collect::<Vec<_>>(),
        ["is not UTF-8; save it as UTF-8"]
    );
    assert_eq!(loaded.settings, Settings::default());
}

/// `UPDATE_SCHEMA=1 cargo test --test settings` writes it anew.
#[test]
fn the_schema_in_the_repository_is_that_of_the_keys() {
    let path = Path::new("editors/schema").join(SCHEMA_NAME);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, schema()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), schema());
}

/// Both ways: every key that the reader knows is in the schema with what it takes and its help, and there is no other.
#[test]
fn the_schema_says_what_the_reader_takes() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    compare(KEYS, &schema, "");
}

fn compare(keys: &[Key], schema: &serde_json::Value, above: &str) {
    let properties = schema["properties"].as_object().unwrap();
    let mut there: Vec<_> = properties.keys().map(String::as_str).collect();
    let mut known: Vec<_> = keys.iter().map(|key| key.name).collect();
    there.sort_unstable();
    known.sort_unstable();
    assert_eq!(there, known, "{above}");
    assert_eq!(schema["additionalProperties"], false, "{above}");
    for key in keys {
        let property = &properties[key.name];
        assert_eq!(property["description"], key.help, "{}", key.name);
        match key.shape {
            Shape::Table(inner) => compare(inner, property, key.name),
            Shape::Tables(inner) => compare(inner, &property["items"], key.name),
            _ => accepts(above, key, property),
        }
    }
}

/// The reader takes what the schema allows of this key, and nothing that it forbids.
fn accepts(above: &str, key: &Key, property: &serde_json::Value) {
    let problems = |value: serde_json::Value| {
        let inner = match above {
            "" => json!({key.name: value}),
            "actors" => {
                let mut actor = json!({"name": "A", "kind": "person"});
                actor[key.name] = value;
                json!({"actors": [actor]})
            }
            table => json!({table: {key.name: value}}),
        };
        Settings::default().apply_json(&inner, Path::new("/house"))
    };
    let (allowed, forbidden) = match property["type"].as_str().unwrap() {
        "string" => match property["enum"].as_array() {
            Some(words) => (words.clone(), vec![json!("no such word"), json!(1)]),
            None => (vec![json!("x")], vec![json!(1), json!([])]),
        },
        "integer" => {
            let (least, most) = (
                property["minimum"].as_i64().unwrap(),
                property["maximum"].as_i64().unwrap(),
            );
            (
                vec![json!(least), json!(most)],
                vec![json!(least - 1), json!(most + 1), json!("1")],
            )
        }
        "array" => (vec![json!([]), json!(["x"])], vec![json!("x"), json!([1])]),
        other => panic!("{}: {other}", key.name),
    };
    for value in allowed {
        assert_eq!(problems(value.clone()), [], "{} = {value}", key.name);
    }
    for value in forbidden {
        assert!(!problems(value.clone()).is_empty(), "{} = {value}", key.name);
    }
}
