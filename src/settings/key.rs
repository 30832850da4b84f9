//! Which keys there are: the one list behind reading, the example file and the JSON schema.

/// One key of the settings file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As `ascribe.toml` spells it.
    pub name: &'static str,
    /// What it may hold.
    pub shape: Shape,
    /// In one or two sentences.
    pub help: &'static str,
    /// A TOML value that shows how it is written: the default where it has one.
    pub example: &'static str,
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A path; a relative one starts at the settings file's folder.
    Folder,
    /// A string.
    Text,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// A whole number between two, both included.
    Count(u32, u32),
    /// Strings.
    Texts,
    /// A table with keys of its own.
    Table(&'static [Key]),
    /// Tables with keys of their own.
    Tables(&'static [Key]),
}

const LANGUAGES: Shape = Shape::Choice(&["auto", "fr", "en"]);
const SEVERITY: Shape = Shape::Choice(&["off", "hint", "information", "warning", "error"]);

/// All keys, in the order in which they are explained.
pub const KEYS: &[Key] = &[
    Key {
        name: "corpus",
        shape: Shape::Folder,
        help: "The folder of your sources, from the folder of this file. Without it, seeds/ beside or above the draft.",
        example: "\"seeds\"",
    },
    Key {
        name: "language",
        shape: LANGUAGES,
        help: "Language of the drafts. \"auto\" identifies that of every paragraph.",
        example: "\"auto\"",
    },
    Key {
        name: "locale",
        shape: LANGUAGES,
        help: "Language of cards and messages. \"auto\" takes the editor's.",
        example: "\"auto\"",
    },
    Key {
        name: "passages",
        shape: Shape::Count(1, 20),
        help: "How many passages of the sources are shown for a claim, from 1 to 20.",
        example: "3",
    },
    Key {
        name: "source-counts",
        shape: Shape::Choice(&["off", "inlay-hint", "code-lens"]),
        help: "Where the editor shows how many sources a claim has.",
        example: "\"off\"",
    },
    Key {
        name: "saying-verbs",
        shape: Shape::Texts,
        help: "Verbs of saying that the program does not know, in their infinitive.",
        example: "[\"twitter\"]",
    },
    Key {
        name: "accepted-sources",
        shape: Shape::Texts,
        help: "Vague sources that your house accepts: claims of theirs are attributed.",
        example: "[\"des sources diplomatiques\"]",
    },
    Key {
        name: "not-actors",
        shape: Shape::Texts,
        help: "Names that are no actors.",
        example: "[\"Le Mot du jour\"]",
    },
    Key {
        name: "severity",
        shape: Shape::Table(SEVERITIES),
        help: "How loud each finding is.",
        example: "",
    },
    Key {
        name: "actors",
        shape: Shape::Tables(ACTOR),
        help: "Actors that the program does not know, or takes for something else; one table each.",
        example: "",
    },
];

const SEVERITIES: &[Key] = &[
    Key {
        name: "actor",
        shape: SEVERITY,
        help: "A named person, organisation, place or people.",
        example: "\"hint\"",
    },
    Key {
        name: "unattributed-claim",
        shape: SEVERITY,
        help: "A claim that nobody answers for.",
        example: "\"warning\"",
    },
    Key {
        name: "vague-attribution",
        shape: SEVERITY,
        help: "A claim whose source nobody could ring up.",
        example: "\"information\"",
    },
    Key {
        name: "conflicting-source",
        shape: SEVERITY,
        help: "A claim that a passage of the sources contradicts.",
        example: "\"warning\"",
    },
    Key {
        name: "name-variant",
        shape: SEVERITY,
        help: "An actor spelled in two ways.",
        example: "\"information\"",
    },
    Key {
        name: "unused-dismissal",
        shape: SEVERITY,
        help: "A dismissal that no longer dismisses anything.",
        example: "\"information\"",
    },
];

const ACTOR: &[Key] = &[
    Key {
        name: "name",
        shape: Shape::Text,
        help: "Its full name.",
        example: "\"Agence centrale de presse coréenne\"",
    },
    Key {
        name: "kind",
        shape: Shape::Choice(&["person", "organisation", "place", "group"]),
        help: "What it is.",
        example: "\"organisation\"",
    },
    Key {
        name: "aliases",
        shape: Shape::Texts,
        help: "Its other names.",
        example: "[\"KCNA\", \"ACNC\"]",
    },
];

/// The codes of all findings, which are the keys of `severity`.
pub fn codes() -> impl Iterator<Item = &'static str> {
    SEVERITIES.iter().map(|key| key.name)
}

/// A settings file that explains every key and sets none.
pub fn example() -> String {
    let mut text = String::from(
        "# Settings of ascribe, for the editor, the command line and CI alike.\n\
         # Every line that starts with `# ` and holds a key shows it with its default or an example.\n",
    );
    for key in KEYS {
        text.push_str(&format!("\n# {}\n", key.help));
        match key.shape {
            Shape::Table(keys) => {
                text.push_str(&format!("[{}]\n", key.name));
                for key in keys {
                    text.push_str(&format!("# {}\n# {} = {}\n", key.help, key.name, key.example));
                }
            }
            Shape::Tables(keys) => {
                text.push_str(&format!("# [[{}]]\n", key.name));
                for key in keys {
                    text.push_str(&format!("# {} = {}\n", key.name, key.example));
                }
            }
            _ => text.push_str(&format!("# {} = {}\n", key.name, key.example)),
        }
    }
    text
}
