use crate::house::{CLAIM, House};

const OTHER: &str = "L'Ukraine a rompu ses relations avec Pyongyang en 2022.\n";

/// A dismissals file with one claim.
fn claim(text: &str, draft: &str) -> String {
    format!("version = 1\n\n[[claims]]\ntext = {text:?}\nfile = {draft:?}\n")
}

/// Exit code, and which of the two claims are reported, for a draft with these words in it.
fn reported(house: &House, draft: &str, text: &str) -> (Option<i32>, bool, bool) {
    house.write(draft, text);
    let ran = house.run(&["check", draft]);
    let json = house.run(&["check", "--format", "json", draft]);
    assert_eq!(
        ran.code, json.code,
        "the same in both formats: {ran:#?} {json:#?}"
    );
    assert_eq!(ran.err, "", "{ran:#?}");
    let sentences = json.json()["files"][0]["sentences"].as_array().unwrap().clone();
    let open = sentences
        .iter()
        .filter(|s| s["status"] == "unattributed" && s["dismissed"] != true)
        .count();
    let found = ran.out.matches("[unattributed-claim]").count();
    assert_eq!(found, open, "{ran:#?}");
    let line = |words: &str| {
        text.lines()
            .position(|line| line.contains(words))
            .map(|at| at + 1)
    };
    let at = |words: &str| line(words).is_some_and(|line| ran.out.contains(&format!("{draft}:{line}:")));
    (ran.code, at("envahi"), at("rompu"))
}

#[test]
fn a_claim_is_dismissed_wherever_it_stands() {
    let house = House::new();
    house.write("ascribe.toml", "[severity]\nactor = \"off\"\n");
    house.write(".ascribe/dismissed.toml", claim(CLAIM.trim(), "a.md"));
    assert_eq!(reported(&house, "a.md", CLAIM), (Some(0), false, false));
    let other = format!("# Titre\n\n{OTHER}\n- **La Russie** a envahi l’Ukraine\u{a0}en février 2022.\n");
    assert_eq!(reported(&house, "sub/b.md", &other), (Some(1), false, true));
    let changed = CLAIM.replace("2022", "2014");
    assert_eq!(reported(&house, "c.txt", &changed), (Some(1), true, false));
}

#[test]
fn comments_of_markdown_and_of_plain_text() {
    let house = House::new();
    house.write("ascribe.toml", "[severity]\nactor = \"off\"\n");
    let all = format!("{CLAIM}\n{OTHER}");
    // Format, text, exit code, and whether each of the two claims is reported.
    for (name, text, found) in [
        ("a.md", all.clone(), (Some(1), true, true)),
        (
            "b.md",
            format!("<!-- ascribe: ignore -->\n{all}"),
            (Some(1), false, true),
        ),
        (
            "c.md",
            format!("<!-- ascribe: off -->\n\n{all}"),
            (Some(0), false, false),
        ),
        (
            "d.md",
            format!("<!-- ascribe: off -->\n{CLAIM}\n<!-- ascribe: on -->\n{OTHER}"),
            (Some(1), false, true),
        ),
        (
            "e.md",
            format!("<!-- ascribe: off unattributed-claim -->\n{CLAIM}\n[Ascribe: On]\n\n{OTHER}"),
            (Some(1), false, true),
        ),
        (
            "f.md",
            format!(
                "> <!-- ascribe: ignore -->\n> {CLAIM}\n{}",
                OTHER.trim().to_owned() + " <!-- ascribe: ignore -->\n"
            ),
            (Some(0), false, false),
        ),
        (
            "g.txt",
            format!("[ascribe: ignore]\n{all}"),
            (Some(1), false, true),
        ),
        (
            "h.txt",
            format!("[ASCRIBE: OFF]\r\n{CLAIM}\r\n[ascribe: on]\r\n{OTHER}"),
            (Some(1), false, true),
        ),
        (
            "i.txt",
            format!("<!-- ascribe: off -->\n\n{all}"),
            (Some(0), false, false),
        ),
        (
            "j.md",
            format!("    [ascribe: off]\n\n```\n<!-- ascribe: off -->\n```\n\n{all}"),
            (Some(1), true, true),
        ),
        (
            "k.md",
            format!(
                "| a | b |\n|---|---|\n| {} <!-- ascribe: ignore --> | {} |\n",
                CLAIM.trim(),
                OTHER.trim()
            ),
            (Some(1), false, true),
        ),
    ] {
        let (code, first, second) = reported(&house, name, &text);
        // The cells of a row share its line.
        let seen = if name == "k.md" {
            (code, false, second)
        } else {
            (code, first, second)
        };
        assert_eq!(seen, found, "{text}");
    }
}

#[test]
fn files_and_folders() {
    let house = House::new();
    house.write("ascribe.toml", "[severity]\nactor = \"off\"\n");
    house.write(
        ".ascribe/dismissed.toml",
        "[[files]]\npath = \"archives/\"\n\n[[files]]\npath = \"a.md\"\n",
    );
    assert_eq!(reported(&house, "a.md", CLAIM), (Some(0), false, false));
    assert_eq!(
        reported(&house, "archives/1999/b.md", CLAIM),
        (Some(0), false, false)
    );
    assert_eq!(reported(&house, "ab.md", CLAIM), (Some(1), true, false));
    assert_eq!(reported(&house, "archives2/b.md", CLAIM), (Some(1), true, false));
}

#[test]
fn actors_are_not_marked_and_still_answer() {
    let house = House::new();
    house.write(".ascribe/dismissed.toml", "[[actors]]\nname = \"kremlin\"\n");
    house.write(
        "a.md",
        "La Russie a envahi l'Ukraine en 2022, selon le Kremlin.\n",
    );
    let ran = house.run(&["check", "--format", "json", "a.md"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(ran.json()["files"][0]["sentences"][0]["source"], "le Kremlin");
    let ran = house.run(&["check", "a.md"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
}

#[test]
fn what_is_of_no_use_is_said_and_blocks_nothing() {
    let house = House::new();
    house.write("ascribe.toml", "[severity]\nactor = \"off\"\n");
    let gone = "[[files]]\npath = \"gone.md\"\n";
    house.write(
        ".ascribe/dismissed.toml",
        format!("{}\n{gone}", claim("Rien de tel ne s'est dit.", "a.md")),
    );
    house.write("a.md", "<!-- ascribe: ignore -->\nQue veut Moscou ?\n");
    let ran = house.run(&["check", "a.md"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    for part in [
        "[unused-dismissal]",
        "a.md:1:1",
        "dismissed.toml:3",
        "Rien de tel",
        "dismissed.toml:7",
        "gone.md",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let json = house.run(&["check", "--format", "json", "a.md"]).json();
    assert_eq!(
        json["files"][0]["unused_dismissals"][0]["offset"],
        serde_json::json!([0, 24])
    );
    assert_eq!(json["unused_dismissals"].as_array().unwrap().len(), 2);
    // Nothing is known of a claim that was dismissed in a draft that is not checked.
    house.write("b.md", CLAIM);
    let ran = house.run(&["check", "b.md"]);
    assert!(!ran.out.contains("Rien de tel"), "{ran:#?}");
    house.write(
        "ascribe.toml",
        "[severity]\nactor = \"off\"\nunused-dismissal = \"off\"\n",
    );
    let ran = house.run(&["check", "a.md"]);
    assert!(!ran.out.contains("unused-dismissal"), "{ran:#?}");
}

#[test]
fn an_actor_nobody_names_is_said_where_the_whole_folder_is_checked() {
    let house = House::new();
    let actor = |name| format!("[[actors]]\nname = \"{name}\"\n");
    house.write("ascribe.toml", "");
    house.write(".ascribe/dismissed.toml", actor("Moscou") + &actor("Zembla"));
    house.write("texts/a.md", "Que veut Moscou ?\n");
    let ran = house.run(&["check", "."]);
    assert!(ran.out.contains("dismissed.toml:3"), "{ran:#?}");
    assert!(ran.out.contains("Zembla"), "{ran:#?}");
    assert!(!ran.out.contains("dismissed.toml:1"), "{ran:#?}");
    // Another draft may name her.
    let ran = house.run(&["check", "texts"]);
    assert!(!ran.out.contains("Zembla"), "{ran:#?}");
}

#[test]
fn a_damaged_file_is_one_line_and_stays() {
    let house = House::new();
    house.write("a.md", CLAIM);
    for (damaged, line) in [
        ("[[claims]]\ntext = 3\n", "dismissed.toml:1"),
        ("[[claims]]\n<<<<<<< HEAD\n", "dismissed.toml:2"),
        ("files = \"a.md\"\n", "dismissed.toml:1"),
    ] {
        let file = house.write(".ascribe/dismissed.toml", damaged);
        house.run(&["check", "a.md"]).said(2, &[&[line]]);
        assert_eq!(std::fs::read_to_string(file).unwrap(), damaged);
    }
    house.write(".ascribe/dismissed.toml", b"\xff\xfe\x00");
    house
        .run(&["check", "a.md"])
        .said(2, &[&["dismissed.toml", "UTF-8"]]);
}

/// Comments that cover each other by the thousand cost no more than a moment.
#[test]
fn thousands_of_comments_freeze_nothing() {
    let house = House::new();
    house.write("ascribe.toml", "[severity]\nactor = \"off\"\n");
    for comment in [
        "<!-- ascribe: off -->",
        "<!-- ascribe: ignore -->",
        "[ascribe: on]",
    ] {
        let text = format!("{comment}\n").repeat(5_000)
            + &CLAIM.replace('\n', " ").repeat(500)
            + &format!("\n\n{comment}\n").repeat(2_000);
        for name in ["a.md", "a.txt"] {
            house.write(name, &text);
            let started = std::time::Instant::now();
            let ran = house.run(&["check", "--format", "json", name]);
            assert!(ran.code.is_some_and(|code| code < 2), "{ran:#?}");
            assert!(
                started.elapsed().as_secs() < 60,
                "{comment} in {name}: {:?}",
                started.elapsed()
            );
        }
    }
}
