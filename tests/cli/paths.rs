//! Which drafts a command line names, and which folder of sources belongs to them.

use super::house::{CLAIM, House};
use std::path::Path;

/// The files that a JSON report is about.
#[track_caller]
fn files(house: &House, args: &[&str]) -> Vec<String> {
    let ran = house.run(&[&["check", "--format", "json"], args].concat());
    let files = ran.json()["files"].as_array().unwrap().clone();
    files
        .iter()
        .map(|f| f["path"].as_str().unwrap().replace('\\', "/"))
        .collect()
}

#[test]
fn a_folder_is_walked_in_order_without_what_is_ignored() {
    let house = House::new();
    for name in [
        "d/b.md",
        "d/a.txt",
        "d/sub/c.markdown",
        "d/photo.jpg",
        "d/.hidden.md",
        "d/old/x.md",
        "d/no.md",
    ] {
        house.write(name, CLAIM);
    }
    house.write("d/.gitignore", "old/\n");
    house.write("d/.ignore", "no.md\n");
    assert_eq!(files(&house, &["d"]), ["d/a.txt", "d/b.md", "d/sub/c.markdown"]);
    // What is named is checked, whatever ignore files say.
    assert_eq!(
        files(&house, &["d/no.md", "d/a.txt", "d/a.txt"]),
        ["d/no.md", "d/a.txt"]
    );
}

#[test]
fn sources_are_no_drafts_unless_they_are_named() {
    let house = House::with_seeds();
    house.write("draft.md", CLAIM);
    assert_eq!(files(&house, &["."]), ["./draft.md"]);
    assert_eq!(files(&house, &["seeds"]), ["seeds/un.txt"]);
}

#[test]
fn a_folder_without_drafts_is_said() {
    let house = House::new();
    house.write("d/photo.jpg", "x");
    house
        .run(&["check", "d"])
        .said(2, &[&["d: no drafts in this folder", ".md"]]);
}

#[test]
fn standard_input_is_a_draft() {
    let house = House::new();
    let ran = house.run_with(&["check", "-"], CLAIM.as_bytes());
    ran.said(1, &[]);
    assert!(ran.out.contains("-:1:1"), "{ran:#?}");
}

#[test]
fn markdown_is_read_by_its_ending() {
    let house = House::new();
    let text = "```\nLa Russie a envahi l'Ukraine.\n```\n";
    house.write("a.MD", text);
    house.write("a.txt", text);
    let json = house.run(&["check", "--format", "json", "a.MD", "a.txt"]).json();
    assert_eq!(json["files"][0]["actors"].as_array().unwrap().len(), 0);
    assert_ne!(json["files"][1]["actors"].as_array().unwrap().len(), 0);
}

#[test]
fn seeds_beside_or_above_the_draft_are_found() {
    let house = House::with_seeds();
    house.write("a/b/draft.md", CLAIM);
    let ran = house.run(&["check", "--corroborate", "--format", "json", "a/b/draft.md"]);
    ran.said(1, &[]);
    let claim = &ran.json()["files"][0]["sentences"][0]["corroboration"];
    assert!(claim["searched"].as_u64().unwrap() > 0, "{claim}");
}

#[test]
fn without_sources_nothing_can_be_corroborated() {
    let house = House::new();
    house.write("draft.md", CLAIM);
    house
        .run(&["check", "--corroborate", "draft.md"])
        .said(2, &[&["draft.md", "no folder of sources", "--corpus"]]);
    house
        .run(&["check", "--corroborate", "--corpus", "gone", "draft.md"])
        .said(2, &[&["gone", "no such folder", "--corpus"]]);
    house
        .run(&["corroborate", "--corpus", "draft.md", "La claim."])
        .said(2, &[&["draft.md", "is a file", "folder"]]);
    house.run(&["index"]).said(2, &[&["no folder of sources"]]);
}

#[test]
fn a_damaged_index_is_rebuilt() {
    let house = House::with_seeds();
    let status = |house: &House| house.run(&["index", "--format", "json"]).json();
    let first = status(&house);
    assert_eq!(
        (&first["articles"], first["passages"].as_u64().unwrap() > 0),
        (&1.into(), true)
    );
    let mut damaged = 0;
    let mut folders = vec![house.path().join("cache")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                std::fs::write(&path, b"\x00damaged\xFF").unwrap();
                damaged += 1;
            }
        }
    }
    assert!(damaged > 0, "the index is on disk");
    let again = status(&house);
    assert_eq!(first["passages"], again["passages"]);
}

#[test]
fn a_cache_that_cannot_be_written_costs_time_only() {
    let house = House::with_seeds();
    std::fs::remove_dir_all(house.path().join("cache")).unwrap();
    // A file where the folder should be: nobody can write below it, not even root.
    house.write("cache", "in the way");
    let ran = house.run(&["index", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let json = ran.json();
    assert_eq!(
        (&json["articles"], &json["index"]),
        (&1.into(), &serde_json::Value::Null)
    );
    assert_eq!(std::fs::read(house.path().join("cache")).unwrap(), b"in the way");
}

#[test]
fn many_processes_share_one_index() {
    let house = House::with_seeds();
    let claim = "En mai, la Russie a opposé son veto.";
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut command = house.command(&["corroborate", "--format", "json", claim]);
            command.stdin(std::process::Stdio::null());
            command
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let answers: Vec<_> = children
        .into_iter()
        .map(|child| super::house::Ran::from(child.wait_with_output().unwrap()))
        .collect();
    for answer in &answers {
        assert_ne!(answer.code, Some(2), "{answer:#?}");
        assert_eq!(answer.json()["searched"], answers[0].json()["searched"]);
    }
}

#[test]
fn the_seeds_are_the_five_documents_byte_for_byte() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut found: Vec<_> = std::fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    found.sort();
    // FNV-1a, 64 bits: enough to notice an editor that "mended" a file.
    let hash = |bytes: &[u8]| {
        bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let found: Vec<_> = found
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.len(), hash(bytes)))
        .collect();
    assert_eq!(
        found,
        [
            ("000_38df5188dfea8c2f.txt", 2122, 0x3928_7f7e_57d7_859b),
            ("001_21cfa6a224acffa7.txt", 2910, 0x6af8_4d4c_48de_9c30),
            ("002_3556c82baabcb37e.txt", 3056, 0x3487_f8e2_b877_5668),
            ("003_b58262a57bd1c4a3.txt", 3201, 0x7f58_2ed1_40af_b653),
            ("004_9c59918afabf35df.txt", 2152, 0xf9f8_f23e_e0fe_8405),
        ]
    );
}
