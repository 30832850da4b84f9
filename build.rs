//! Compiles the name lexicons of `src/language` into finite-state maps that cost nothing to load.
//! Also hashes the sources of the analysis, so that an index made by another version is known as such.

#[path = "src/language/fold.rs"]
mod fold;
#[path = "src/language/name_class.rs"]
mod name_class;

use fold::fold;
use name_class as class;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What one folded name can be.
#[derive(Default)]
struct Entry {
    classes: u32,
    /// Classes for which every spelling seen is in capitals.
    capitals: u32,
    /// Classes for which some spelling is not.
    mixed: u32,
    entity: Option<usize>,
    rank: u8,
}

struct Entity {
    key: String,
    kind: char,
    stands_for: Option<String>,
    name: String,
}

#[derive(Default)]
struct Lexicon {
    entries: BTreeMap<String, Entry>,
    entities: Vec<Entity>,
}

impl Lexicon {
    /// Adds a spelling; the entity of the highest rank keeps a name that several have.
    fn add(&mut self, name: &str, classes: u32, entity: Option<usize>, rank: u8) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        let entry = self.entries.entry(folded).or_default();
        entry.classes |= classes;
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let capitals = letters.len() > 1 && letters.iter().all(|c| c.is_uppercase());
        if capitals {
            entry.capitals |= classes;
        } else {
            entry.mixed |= classes;
        }
        if name.starts_with(|c: char| c.is_lowercase()) {
            entry.classes |= class::LOWER;
        }
        if entity.is_some() && rank > entry.rank {
            entry.entity = entity;
            entry.rank = rank;
        }
    }

    fn entity(&mut self, key: String, kind: char, stands_for: Option<&str>, name: &str) -> usize {
        self.entities.push(Entity {
            key,
            kind,
            stands_for: stands_for.map(str::to_owned),
            name: name.to_owned(),
        });
        self.entities.len() - 1
    }
}

/// The rows of a lexicon, without comments.
fn rows(path: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
        .collect())
}

fn names(cell: Option<&String>) -> Vec<&str> {
    cell.map(|c| c.split('|').filter(|n| !n.is_empty()).collect())
        .unwrap_or_default()
}

/// Singular and plural of a people's name, in either language.
fn plurals(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    if let Some(stem) = name.strip_suffix("man")
        && (stem.ends_with("sh") || stem.ends_with("ch") || stem.ends_with("ts"))
    {
        all.push(format!("{stem}men"));
    }
    if !name.ends_with(['s', 'x', 'z']) {
        all.push(format!("{name}s"));
    }
    all
}

fn main() -> Result<(), Box<dyn Error>> {
    fingerprint()?;
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src/language");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/language/fold.rs");
    println!("cargo:rerun-if-changed=src/language/name_class.rs");
    let dir = root.join("names");
    let mut lexicon = Lexicon::default();
    for row in rows(&dir.join("countries.tsv"))? {
        let all = names(row.get(1));
        let id = lexicon.entity(row[0].clone(), 'G', None, all.first().unwrap_or(&""));
        for name in all {
            lexicon.add(name, class::COUNTRY, Some(id), 90);
        }
    }
    for row in rows(&dir.join("capitals.tsv"))? {
        let all = names(row.get(1));
        let first = all.first().copied().unwrap_or_default();
        let id = lexicon.entity(fold(first), 'G', Some(&row[0]), first);
        for name in all {
            lexicon.add(name, class::CAPITAL, Some(id), 85);
        }
    }
    for row in rows(&dir.join("demonyms.tsv"))? {
        let all = names(row.get(1));
        let first = all.first().copied().unwrap_or_default();
        let key = if row[0] == "-" {
            fold(first)
        } else {
            row[0].clone()
        };
        let id = lexicon.entity(format!("people:{key}"), 'N', None, first);
        for name in all.iter().flat_map(|name| plurals(name)) {
            lexicon.add(&name, class::PEOPLE, Some(id), 40);
        }
    }
    let own = [
        ("seats.tsv", class::SEAT, 'O', 80),
        ("bodies.tsv", class::BODY, 'O', 70),
        ("media.tsv", class::MEDIUM, 'O', 65),
        ("places.tsv", class::PLACE, 'G', 75),
        ("us_states.tsv", class::PLACE, 'G', 74),
        ("companies.tsv", class::COMPANY, 'O', 55),
        ("parties.tsv", class::PARTY, 'O', 60),
        ("clubs.tsv", class::CLUB, 'O', 50),
    ];
    for (file, classes, kind, rank) in own {
        for row in rows(&dir.join(file))? {
            let state = file == "us_states.tsv";
            let all = names(row.get(usize::from(state)));
            let first = all.first().copied().unwrap_or_default();
            let stands_for = row.get(1).filter(|_| !state).map(String::as_str);
            let id = lexicon.entity(fold(first), kind, stands_for, first);
            for name in all {
                lexicon.add(name, classes, Some(id), rank);
            }
        }
    }
    for row in rows(&dir.join("people.tsv"))? {
        let (family_first, cell) = match row[0].strip_prefix("family:") {
            Some(rest) => (true, rest.to_owned()),
            None => (false, row[0].clone()),
        };
        let cell = Some(cell);
        let all = names(cell.as_ref());
        let first = all.first().copied().unwrap_or_default();
        let id = lexicon.entity(fold(first), 'P', None, first);
        for name in all {
            lexicon.add(name, class::PERSON, Some(id), 60);
            let words: Vec<&str> = name.split(' ').collect();
            let surname = match (family_first, words.as_slice()) {
                (_, [_]) => None,
                (true, [family, ..]) => Some((*family).to_owned()),
                (false, words) => {
                    let at = words
                        .iter()
                        .skip(1)
                        .position(|w| {
                            w.starts_with(char::is_lowercase)
                                || matches!(*w, "Le" | "La" | "De" | "Ben" | "Van")
                        })
                        .map_or(words.len() - 1, |at| at + 1);
                    words.get(at..).map(|rest| rest.join(" "))
                }
                _ => None,
            };
            if let Some(surname) = surname {
                lexicon.add(&surname, class::KNOWN_SURNAME, Some(id), 20);
            }
        }
    }
    let flags = [
        ("things.tsv", class::THING),
        ("cities.tsv", class::CITY),
        ("first_names.tsv", class::FIRST_NAME),
        ("surnames.tsv", class::SURNAME),
        ("proper_nouns.tsv", class::PROPER_NOUN),
    ];
    for (file, classes) in flags {
        for row in rows(&dir.join(file))? {
            for name in names(row.last()) {
                lexicon.add(name, classes, None, 0);
            }
        }
    }

    let mut map = fst::MapBuilder::memory();
    for (name, entry) in &lexicon.entries {
        let mut classes = entry.classes;
        if entry.capitals != 0 && (entry.mixed & class::ENTITY) == 0 && entry.capitals & class::ENTITY != 0 {
            classes |= class::ACRONYM;
        }
        let entity = entry.entity.map_or(0, |id| id as u64 + 1);
        map.insert(name, u64::from(classes) | (entity << 32))?;
    }
    fs::write(out.join("names.fst"), map.into_inner()?)?;

    let mut table = format!("pub static ENTITIES: [Entity; {}] = [\n", lexicon.entities.len());
    for entity in &lexicon.entities {
        writeln!(
            table,
            "Entity {{ key: {:?}, kind: {:?}, stands_for: {:?}, name: {:?} }},",
            entity.key, entity.kind, entity.stands_for, entity.name
        )?;
    }
    table.push_str("];\n");
    fs::write(out.join("entities.rs"), table)?;

    for language in ["fr", "en"] {
        let mut words = BTreeSet::new();
        for row in rows(&root.join(language).join("ordinary_words.tsv"))? {
            words.extend(names(row.first()).into_iter().map(fold));
        }
        let mut set = fst::SetBuilder::memory();
        set.extend_iter(words.iter().filter(|w| !w.is_empty()))?;
        fs::write(out.join(format!("ordinary_{language}.fst")), set.into_inner()?)?;
    }
    Ok(())
}

/// The parts that decide what is kept of a corpus: when one changes, older indexes are rebuilt.
const ANALYSIS: [&str; 4] = ["src/text", "src/language", "src/analysis", "src/corpus"];

/// Tells the program a hash of the sources of its analysis.
fn fingerprint() -> Result<(), Box<dyn Error>> {
    let mut hasher = DefaultHasher::new();
    for part in ANALYSIS {
        println!("cargo:rerun-if-changed={part}");
        hash(Path::new(part), &mut hasher)?;
    }
    println!("cargo:rustc-env=ASCRIBE_ANALYSIS={:016x}", hasher.finish());
    Ok(())
}

/// Hashes every file below `path`, in the order of their names.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Box<dyn Error>> {
    if !path.is_dir() {
        hasher.write(&fs::read(path)?);
        return Ok(());
    }
    let mut inner: Vec<_> = fs::read_dir(path)?.collect::<Result<_, _>>()?;
    inner.sort_by_key(|entry| entry.file_name());
    for entry in inner {
        hasher.write(entry.file_name().as_encoded_bytes());
        hash(&entry.path(), hasher)?;
    }
    Ok(())
}
