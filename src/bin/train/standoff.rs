//! Sentences of the licensed corpora that were annotated for this project after its guide. Only places, statuses and
//! kinds are kept in the repository (`annotations/`): the sentences themselves stay where they are.

use crate::annotated::{self, Annotated, files, kind_of, stem};
use crate::rows::{flat, rows};
use ascribe::analysis::ActorKind;
use ascribe::language::Language;
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Where in the project the annotations are: a file a corpus, a sentence a row, in the order of the text.
pub const ANNOTATIONS: &str = "src/bin/train/annotations";

/// A sentence, and what the annotator says of it.
pub struct Sentence {
    pub language: Language,
    /// The corpus.
    pub set: String,
    /// What the sentence is a part of there, or itself.
    pub id: String,
    pub text: String,
    /// `N`, `A`, `V`, `U`; `?` where the sentence alone does not tell.
    pub status: String,
    pub marks: Vec<(Range<usize>, ActorKind)>,
}

const GUM: &str = "gum";

impl Sentence {
    /// The text that the sentence stands in: a document where the corpus parts its texts so, else what it is a part of.
    pub fn text_id(&self) -> &str {
        let document = self.id.rsplit_once('-').filter(|_| self.set == GUM);
        document.map_or(&self.id, |(document, _)| document)
    }
}

/// All of them but those of the set `without`.
///
/// # Errors
/// When a file cannot be read, or does not fit the corpus that it annotates.
pub fn sentences(
    data: &Path,
    project: &Path,
    without: Option<&str>,
) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let mut found = Vec::new();
    for path in files(&project.join(ANNOTATIONS), "tsv")? {
        let set = stem(&path);
        if Some(set.as_str()) == without {
            continue;
        }
        let texts = texts(data, &set)?;
        for line in fs::read_to_string(&path)?
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let unfit = || format!("{}: does not fit the corpus: {line}", path.display());
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, place, status, marks] = cells[..] else {
                return Err(unfit().into());
            };
            let whole = texts.get(id).ok_or_else(unfit)?;
            let text = range(place)
                .and_then(|place| whole.get(place))
                .ok_or_else(unfit)?;
            let marks = marks.split_whitespace().map(|mark| {
                let (place, kind) = mark.split_once(':')?;
                let place = range(place).filter(|place| text.get(place.clone()).is_some())?;
                Some((place, kind_of(kind.parse().ok()?)?))
            });
            found.push(Sentence {
                language: if set == GUM {
                    Language::English
                } else {
                    Language::French
                },
                set: set.clone(),
                id: id.to_owned(),
                text: text.to_owned(),
                status: status.to_owned(),
                marks: marks.collect::<Option<_>>().ok_or_else(unfit)?,
            });
        }
    }
    Ok(found)
}

/// The name of Sequoia's annotations.
pub const SEQUOIA: &str = "sequoia";

/// The same with their actors, to learn names from.
pub fn actors(data: &Path, project: &Path, without: Option<&str>) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let sentences = sentences(data, project, without)?.into_iter();
    Ok(sentences
        .map(|sentence| Annotated {
            language: sentence.language,
            own: true,
            renamed: false,
            id: sentence.id,
            text: sentence.text,
            marks: sentence.marks,
        })
        .collect())
}

/// `3-12`, in bytes.
fn range(cell: &str) -> Option<Range<usize>> {
    let (start, end) = cell.split_once('-')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}

/// The texts of a corpus by their identifiers, white space folded to one blank.
fn texts(data: &Path, set: &str) -> Result<HashMap<String, String>, Box<dyn Error>> {
    let mut found = HashMap::new();
    let pairs = |file: &str, found: &mut HashMap<String, String>| -> Result<(), Box<dyn Error>> {
        let path = data.join(file);
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let all = rows(&text);
        let column = |name: &str| all.first()?.iter().position(|cell| cell == name);
        for (name, letter) in [("premise", 'p'), ("hypothesis", 'h')] {
            let at = column(name).ok_or(format!("{file}: no column {name}"))?;
            for row in &all {
                if let (Some(id), Some(cell)) = (row.first(), row.get(at)) {
                    found.insert(format!("{id}.{letter}"), flat(cell));
                }
            }
        }
        Ok(())
    };
    let treebank = |path: &Path, found: &mut HashMap<String, String>| -> Result<(), Box<dyn Error>> {
        let all = annotated::sentences(path)?.into_iter();
        found.extend(all.map(|(id, text, _)| (id, flat(&text))));
        Ok(())
    };
    match set {
        "rte3-fr" => pairs("rte3-fr/RTE3-FR-dev-set-3class.tsv", &mut found)?,
        "daccord" => pairs("daccord/daccord-dev.tsv", &mut found)?,
        "gsd" => {
            for part in ["dev", "test"] {
                treebank(&data.join(format!("gsd/fr_gsd-ud-{part}.conllu")), &mut found)?;
            }
        }
        SEQUOIA => {
            for part in ["train", "dev", "test"] {
                let name = format!("sequoia/sequoia-ud.parseme.frsemcor.{part}");
                treebank(&data.join(name), &mut found)?;
            }
        }
        GUM => {
            for path in files(&data.join("gum"), "conllu")? {
                treebank(&path, &mut found)?;
            }
        }
        _ => return Err(format!("{set}: no such corpus").into()),
    }
    Ok(found)
}
