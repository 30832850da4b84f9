//! Texts with marked actors, from every corpus that has some, brought to the project's own guide.

use ascribe::analysis::ActorKind;
use ascribe::language::Language;
use ascribe::language::actor_words::{self, word};
use ascribe::language::names::{class, look_up};
use ascribe::text::Format;
use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// One sentence with its actors.
#[derive(Clone)]
pub struct Annotated {
    pub language: Language,
    /// Annotated by the project's own guide.
    pub own: bool,
    /// A copy of a sentence of the corpora, with other names.
    pub renamed: bool,
    pub id: String,
    pub text: String,
    pub marks: Vec<(Range<usize>, ActorKind)>,
}

pub struct Token {
    place: Range<usize>,
    form: String,
    xpos: String,
    head: usize,
    misc: String,
    extra: String,
}

/// The sentences of a CoNLL-U file: identifier, text, words with their places in the text.
pub fn sentences(path: &Path) -> Result<Vec<(String, String, Vec<Token>)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for lines in fs::read_to_string(path)?.split("\n\n") {
        let (mut id, mut text, mut tokens) = (String::new(), String::new(), Vec::<Token>::new());
        let (mut at, mut covered) = (0, 0);
        let mut place = 0..0;
        for line in lines.lines() {
            if let Some(rest) = line.strip_prefix("# sent_id = ") {
                rest.trim().clone_into(&mut id);
            } else if let Some(rest) = line.strip_prefix("# text = ") {
                rest.trim_end().clone_into(&mut text);
            }
            let cells: Vec<&str> = line.split('\t').collect();
            if line.starts_with('#') || cells.len() < 4 || cells[0].contains('.') {
                continue;
            }
            let mut advance = |form: &str| {
                let rest = text.get(at..).unwrap_or("");
                let start = rest.find(form).map_or(at, |skip| at + skip);
                at = (start + form.len()).min(text.len());
                start..at
            };
            if let Some((_, last)) = cells[0].split_once('-') {
                covered = last.parse().unwrap_or(0);
                place = advance(cells[1]);
                continue;
            }
            let number: usize = cells[0].parse().unwrap_or(0);
            if number > covered {
                place = advance(cells[1]);
            }
            let cell = |at: usize| cells.get(at).copied().unwrap_or("").to_owned();
            tokens.push(Token {
                place: place.clone(),
                form: cells[1].to_owned(),
                xpos: cell(4),
                head: cell(6).parse().unwrap_or(0),
                misc: cell(9),
                extra: cell(10),
            });
        }
        if !tokens.is_empty() {
            found.push((id, text, tokens));
        }
    }
    Ok(found)
}

fn is_thing(text: &str, language: Language) -> bool {
    let first = text.split([' ', '\'', '’']).next().unwrap_or("").to_lowercase();
    actor_words::classes(&first, language) & word::THING != 0
}

/// Sequoia with its named entities; `raw` keeps its own notion of a place, and takes a place that acts for an
/// organisation.
pub fn sequoia(path: &Path, raw: bool) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut found = Vec::new();
    for (id, text, tokens) in sentences(path)? {
        let mut open: Vec<(String, Range<usize>, Option<ActorKind>)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for cell in token
                .extra
                .split(';')
                .filter(|cell| *cell != "*" && !cell.is_empty())
            {
                let (number, label) = cell.split_once(':').unwrap_or((cell, ""));
                if let Some(entity) = open.iter_mut().find(|(known, ..)| known == number) {
                    // `Jeanne et Paul Untel` holds two names, the first in two pieces: only the piece that
                    // comes first can be a span.
                    if entity.1.end == at {
                        entity.1.end = at + 1;
                    }
                } else {
                    let kind = if label.contains("NE-LOC.prim") && !raw {
                        // What the name says by itself; the annotation has what it stands for here beside it.
                        Some(ActorKind::Place)
                    } else if label.contains("NE-PERS.final") {
                        Some(ActorKind::Person)
                    } else if label.contains("NE-ORG.final") {
                        Some(ActorKind::Organisation)
                    } else if label.contains("NE-LOC.final") {
                        Some(ActorKind::Place)
                    } else {
                        None
                    };
                    open.push((number.to_owned(), at..at + 1, kind));
                }
            }
        }
        let mut marks: Vec<(Range<usize>, ActorKind)> = Vec::new();
        for (_, words, kind) in open {
            let Some(kind) = kind else { continue };
            let mut words = words;
            // The article of a contraction is no part of the name.
            while words.len() > 1
                && words.start > 0
                && tokens[words.start].place == tokens[words.start - 1].place
            {
                words.start += 1;
            }
            let place = tokens[words.start].place.start..tokens[words.end - 1].place.end;
            let name = text.get(place.clone()).unwrap_or("");
            if let Some((_, known)) = marks.iter_mut().find(|(other, _)| *other == place) {
                // A building stands for the body in it, a state or a town for itself.
                if kind == ActorKind::Place && !look_up(name).is(class::SEAT) {
                    *known = kind;
                }
                continue;
            }
            if !raw
                && kind != ActorKind::Person
                && (is_thing(name, Language::French) || name.starts_with("salle"))
            {
                continue;
            }
            marks.push((place, kind));
        }
        found.push(Annotated {
            language: Language::French,
            own: false,
            renamed: false,
            id,
            text,
            marks: outermost(marks),
        });
    }
    Ok(found)
}

/// A document of GUM, its mentions of persons, organisations and places cut down to the name.
pub fn gum(path: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut found = Vec::new();
    for (id, text, tokens) in sentences(path)? {
        let mut open: Vec<(String, String, usize)> = Vec::new();
        let mut marks = Vec::new();
        let mut close = |kind: &str, words: Range<usize>| {
            if let Some(mark) = core(&text, &tokens, words, kind) {
                marks.push(mark);
            }
        };
        for (at, token) in tokens.iter().enumerate() {
            let Some(cell) = token
                .misc
                .split('|')
                .find_map(|cell| cell.strip_prefix("Entity="))
            else {
                continue;
            };
            let mut rest = cell;
            while !rest.is_empty() {
                if let Some(after) = rest.strip_prefix('(') {
                    let end = after.find(['(', ')']).unwrap_or(after.len());
                    let mut parts = after[..end].splitn(3, '-');
                    let number = parts.next().unwrap_or("").to_owned();
                    let kind = parts.next().unwrap_or("").to_owned();
                    rest = &after[end..];
                    if let Some(after) = rest.strip_prefix(')') {
                        rest = after;
                        close(&kind, at..at + 1);
                    } else {
                        open.push((number, kind, at));
                    }
                } else {
                    let end = rest.find(')').unwrap_or(rest.len());
                    if let Some(known) = open.iter().rposition(|(number, ..)| number == &rest[..end]) {
                        let (_, kind, start) = open.remove(known);
                        close(&kind, start..at + 1);
                    }
                    rest = rest.get(end + 1..).unwrap_or("");
                }
            }
        }
        found.push(Annotated {
            language: Language::English,
            own: false,
            renamed: false,
            id,
            text: text.clone(),
            marks: outermost(marks),
        });
    }
    Ok(found)
}

/// The name inside a mention, where it is a named one.
fn core(text: &str, tokens: &[Token], words: Range<usize>, kind: &str) -> Option<(Range<usize>, ActorKind)> {
    let kind = match kind {
        "person" => ActorKind::Person,
        "organization" => ActorKind::Organisation,
        "place" => ActorKind::Place,
        _ => return None,
    };
    let proper = |token: &Token| {
        token.xpos.starts_with("NNP")
            && token
                .form
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let bits = |token: &Token| actor_words::classes(&token.form.to_lowercase(), Language::English);
    let head = words.clone().find(|at| {
        let head = tokens[*at].head;
        head == 0 || !words.contains(&(head - 1))
    })?;
    // The run of proper nouns around the head; a title that is the head stands before the name.
    let mut start = if proper(&tokens[head]) {
        head
    } else if kind == ActorKind::Person && bits(&tokens[head]) & (word::CIVILITY | word::FUNCTION) != 0 {
        (head + 1..words.end).find(|at| proper(&tokens[*at]))?
    } else {
        return None;
    };
    while start > words.start {
        let before = &tokens[start - 1];
        let earlier = start
            .checked_sub(2)
            .filter(|at| *at >= words.start)
            .map(|at| &tokens[at]);
        if proper(before) {
            start -= 1;
        } else if earlier
            .is_some_and(|e| proper(e) && (before.form == "-" || before.form == "." && e.form.len() == 1))
        {
            start -= 2;
        } else {
            break;
        }
    }
    if kind == ActorKind::Person {
        while start + 1 < words.end
            && (bits(&tokens[start]) & (word::CIVILITY | word::FUNCTION) != 0
                || look_up(&tokens[start].form).is(class::PEOPLE | class::COUNTRY))
            && proper(&tokens[start + 1])
        {
            start += 1;
        }
    }
    let mut end = start + 1;
    while end < words.end {
        let token = &tokens[end];
        let next = tokens.get(end + 1).filter(|_| end + 1 < words.end);
        let joins = token.form == "-"
            || kind != ActorKind::Person
                && bits(token) & word::LINK != 0
                && token.form != "in"
                && token.form != "at"
                && token.form != "to";
        if proper(token)
            || token.form == "." && tokens[end - 1].form.len() == 1
            || joins && next.is_some_and(|n| proper(n) || n.form == "the")
        {
            end += 1;
        } else {
            break;
        }
    }
    while end > start + 1 && !proper(&tokens[end - 1]) {
        end -= 1;
    }
    let inside = (start..end).contains(&head)
        || head < start && bits(&tokens[head]) & (word::CIVILITY | word::FUNCTION) != 0;
    let place = tokens[start].place.start..tokens[end - 1].place.end;
    let name = text.get(place.clone())?;
    if !inside
        || tokens[start..end]
            .iter()
            .any(|t| bits(t) & (word::WEEKDAY | word::THING) != 0 && kind != ActorKind::Person)
    {
        return None;
    }
    let known = look_up(name);
    let kind = match kind {
        ActorKind::Person if known.is(class::PEOPLE) => ActorKind::Group,
        _ if known.is(class::SEAT) => ActorKind::Organisation,
        ActorKind::Organisation if known.is(class::COUNTRY | class::CAPITAL) => ActorKind::Place,
        kind => kind,
    };
    if known.is(class::THING) && known.entity().is_none() {
        return None;
    }
    Some((place, kind))
}

/// Universal NER in IOB2.
pub fn uner(path: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut found = Vec::new();
    for lines in fs::read_to_string(path)?.split("\n\n") {
        let (mut id, mut text, mut at) = (String::new(), String::new(), 0);
        let mut marks: Vec<(Range<usize>, ActorKind)> = Vec::new();
        for line in lines.lines() {
            if let Some(rest) = line.strip_prefix("# sent_id = ") {
                rest.clone_into(&mut id);
            } else if let Some(rest) = line.strip_prefix("# text = ") {
                rest.clone_into(&mut text);
            } else if let [_, form, label, ..] = line.split('\t').collect::<Vec<_>>()[..] {
                let start = text
                    .get(at..)
                    .and_then(|rest| rest.find(form))
                    .map_or(at, |skip| at + skip);
                at = (start + form.len()).min(text.len());
                let kind = match label.get(2..) {
                    Some("PER") => ActorKind::Person,
                    Some("ORG") => ActorKind::Organisation,
                    Some("LOC") => ActorKind::Place,
                    _ => continue,
                };
                match marks.last_mut().filter(|_| label.starts_with('I')) {
                    Some(mark) => mark.0.end = at,
                    None => marks.push((start..at, kind)),
                }
            }
        }
        if !text.is_empty() {
            found.push(Annotated {
                language: Language::English,
                own: false,
                renamed: false,
                id,
                text,
                marks,
            });
        }
    }
    Ok(found)
}

/// The kind that a letter stands for in the guide.
pub fn kind_of(letter: char) -> Option<ActorKind> {
    match letter {
        'P' => Some(ActorKind::Person),
        'O' => Some(ActorKind::Organisation),
        'G' => Some(ActorKind::Place),
        'N' => Some(ActorKind::Group),
        _ => None,
    }
}

/// The text of a marked sentence, and its marks.
pub fn sentence(marked: &str) -> (String, Vec<(Range<usize>, ActorKind)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    let mut open: Option<(usize, ActorKind)> = None;
    while let Some(c) = rest.chars().next() {
        let mut ahead = rest.chars().skip(1);
        let (second, third) = (ahead.next(), ahead.next());
        match (c, second, third) {
            ('[', Some(k), Some(':')) if open.is_none() && kind_of(k).is_some() => {
                open = kind_of(k).map(|kind| (text.len(), kind));
                rest = &rest[3..];
                continue;
            }
            ('[', Some('['), _) | (']', Some(']'), _) if !(c == ']' && open.is_some()) => {
                text.push(c);
                rest = &rest[2..];
                continue;
            }
            (']', ..) if open.is_some() => {
                if let Some((start, kind)) = open.take() {
                    marks.push((start..text.len(), kind));
                }
                rest = &rest[1..];
                continue;
            }
            _ => {}
        }
        text.push(c);
        rest = &rest[c.len_utf8()..];
    }
    (text, marks)
}

/// The text that a gold file stands beside, and its format.
pub fn text_beside(gold: &Path) -> Result<(String, Format), Box<dyn Error>> {
    let plain = gold.with_extension("txt");
    let (path, format) = if plain.exists() {
        (plain, Format::Plain)
    } else {
        (gold.with_extension("md"), Format::Markdown)
    };
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((text, format))
}

/// The name of a file without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A gold file of the project; `ids` are the sentences' identifiers where they have some.
pub fn gold(path: &Path, language: Language, ids: &[String]) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut found = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let Some((_, marked)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let (text, marks) = sentence(marked);
        let id = ids.get(found.len()).cloned().unwrap_or_default();
        found.push(Annotated {
            language,
            own: true,
            renamed: false,
            id,
            text,
            marks,
        });
    }
    Ok(found)
}

/// Where in the project the texts are that were written and annotated for it.
pub const TEXTS: &str = "src/bin/train/texts";

/// The texts of a folder that were written for the project and annotated after its guide; their names begin with their
/// languages.
pub fn texts(folder: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut all = Vec::new();
    for path in files(folder, "gold")? {
        let name = stem(&path);
        let language = if name.starts_with("en") {
            Language::English
        } else {
            Language::French
        };
        let sentences = gold(&path, language, &[])?.into_iter().enumerate();
        all.extend(sentences.map(|(number, sentence)| Annotated {
            id: format!("{name}-{number}"),
            ..sentence
        }));
    }
    Ok(all)
}

/// Without marks that lie inside others.
fn outermost(mut marks: Vec<(Range<usize>, ActorKind)>) -> Vec<(Range<usize>, ActorKind)> {
    marks.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    marks.retain(|(place, _)| {
        let outer = place.start >= end && !place.is_empty();
        if outer {
            end = place.end;
        }
        outer
    });
    marks
}

/// Identifiers, one a line.
pub fn identifiers(path: &Path) -> Vec<String> {
    fs::read_to_string(path).map_or(Vec::new(), |text| {
        text.lines().map(|line| line.trim().to_owned()).collect()
    })
}

/// What the shipped weights learn from: the licensed corpora, and `er-train` with the project's own
/// annotation in the place of Sequoia's. The other gold files are for measuring, so neither they nor
/// the documents of GUM that they annotate are here.
pub fn learned(data: &Path, gold_dir: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut all = Vec::new();
    let own: HashSet<String> = ["er-dev", "er-train"]
        .iter()
        .flat_map(|name| identifiers(&gold_dir.join(format!("er/{name}.sent_ids"))))
        .collect();
    for part in ["train", "dev", "test"] {
        let path = data.join(format!("sequoia/sequoia-ud.parseme.frsemcor.{part}"));
        all.extend(
            sequoia(&path, false)?
                .into_iter()
                .filter(|sentence| !own.contains(&sentence.id)),
        );
    }
    all.extend(english(data, gold_dir)?);
    all.extend(gold(
        &gold_dir.join("er/er-train.gold"),
        Language::French,
        &identifiers(&gold_dir.join("er/er-train.sent_ids")),
    )?);
    Ok(all)
}

/// The English corpora, without the articles that `wikinews` annotates and without travel guides.
pub fn english(data: &Path, gold_dir: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
    let mut all = Vec::new();
    for path in files(&data.join("gum"), "conllu")? {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let article = name.as_deref().and_then(|name| name.strip_prefix("GUM_news_"));
        let measured =
            article.is_some_and(|article| gold_dir.join(format!("wikinews/{article}.gold")).exists());
        // Half of the names in travel guides are places, and every unknown name becomes one.
        let guide = name
            .as_deref()
            .is_some_and(|name| name.starts_with("GUM_voyage_"));
        if !measured && !guide {
            all.extend(gum(&path)?);
        }
    }
    for part in ["dev", "test"] {
        all.extend(uner(&data.join(format!("uner-ewt/en_ewt-ud-{part}.iob2")))?);
    }
    Ok(all)
}

/// The files of a folder that end so, in the order of their names.
pub fn files(dir: &Path, ending: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut found: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.retain(|path| path.extension().is_some_and(|known| known == ending));
    found.sort();
    Ok(found)
}
