//! Changes of a settings file: what a writer teaches by an action of the editor. Format, order and comments of
//! what is there stay.

use super::{Problem, TaughtActor};
use crate::analysis::ActorKind;
use crate::language::fold::fold;
use crate::remedies::one_line;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, RawString, Table, Value};

/// What a new file starts with.
const HEAD: &str = "\
# Settings of ascribe, for the editor, the command line and CI alike. What you teach ascribe is written here;
# `ascribe init` in an empty folder writes a file that explains every key.

";

/// Something that the house knows and the program does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teaching {
    /// A name is an actor of some kind, with other names; one that was taught before gets these.
    Actor(TaughtActor),
    /// A name is none.
    NotActor(String),
    /// A verb of saying, in its infinitive.
    SayingVerb(String),
    /// A vague source that the house accepts.
    AcceptedSource(String),
}

impl Teaching {
    /// The list that it goes into, and what.
    fn listed(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Actor(_) => None,
            Self::NotActor(name) => Some(("not-actors", name)),
            Self::SayingVerb(verb) => Some(("saying-verbs", verb)),
            Self::AcceptedSource(source) => Some(("accepted-sources", source)),
        }
    }
}

/// The settings file with a teaching more; nothing where it says so already.
///
/// # Errors
///
/// A text that is no such file; it should stay as it is.
pub fn teach(text: Option<&str>, teaching: &Teaching) -> Result<Option<String>, Problem> {
    let before = text.unwrap_or(HEAD);
    let mut changed = before.to_owned();
    match teaching {
        Teaching::Actor(actor) => {
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                changed = without(&changed, "not-actors", name)?.unwrap_or(changed);
            }
            changed = with_actor(&changed, actor)?.unwrap_or(changed);
        }
        Teaching::NotActor(name) => {
            changed = without_actor(&changed, name)?.unwrap_or(changed);
        }
        Teaching::SayingVerb(_) | Teaching::AcceptedSource(_) => {}
    }
    if let Some((key, what)) = teaching.listed() {
        changed = with(&changed, key, what)?.unwrap_or(changed);
    }
    Ok((text != Some(&*changed) && changed != HEAD).then_some(changed))
}

/// The settings file without a teaching; nothing where it does not say so.
///
/// # Errors
///
/// A text that is no such file; it should stay as it is.
pub fn forget(text: Option<&str>, teaching: &Teaching) -> Result<Option<String>, Problem> {
    let Some(before) = text else {
        return Ok(None);
    };
    match (teaching, teaching.listed()) {
        (Teaching::Actor(actor), _) => without_actor(before, &actor.name),
        (_, Some((key, what))) => without(before, key, what),
        _ => Ok(None),
    }
}

/// A changed document with the ends of lines and the byte order mark of the text that it was read from.
pub(crate) fn as_before(before: &str, document: &DocumentMut) -> String {
    let text = document.to_string();
    let text = match before.contains("\r\n") {
        true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => text,
    };
    match before.starts_with('\u{feff}') && !text.starts_with('\u{feff}') {
        true => format!("\u{feff}{text}"),
        false => text,
    }
}

fn parse(text: &str) -> Result<DocumentMut, Problem> {
    let text = text.replace("\r\n", "\n");
    text.parse().map_err(|error| Problem::syntax(&text, &error))
}

/// The name of a key as the file has it (`not_actors`, `notActors`).
fn spelled(table: &Table, key: &str) -> Option<String> {
    let known = table.iter().map(|(name, _)| name);
    known
        .filter(|name| super::read::kebab(name) == key)
        .map(str::to_owned)
        .next()
}

fn wrong(text: &str, item: &Item, key: &str, wanted: &str) -> Problem {
    let message = format!("\"{key}\" wants {wanted}; mend it first");
    Problem::at(text, item.span(), message)
}

/// Adds to a list.
fn with(text: &str, key: &'static str, what: &str) -> Result<Option<String>, Problem> {
    let what = one_line(what);
    let mut document = parse(text)?;
    let Some(name) = spelled(&document, key) else {
        return Ok(Some(with_key(text, key, &what)));
    };
    let Some(item) = document.get_mut(&name) else {
        return Ok(None);
    };
    let Some(list) = item.as_array_mut() else {
        return Err(wrong(text, item, &name, "a list of strings"));
    };
    if list.iter().any(|known| is(known, &what)) {
        return Ok(None);
    }
    push(list, &what);
    Ok(Some(as_before(text, &document)))
}

/// Takes out of a list.
fn without(text: &str, key: &'static str, what: &str) -> Result<Option<String>, Problem> {
    let mut document = parse(text)?;
    let Some(name) = spelled(&document, key) else {
        return Ok(None);
    };
    let Some(list) = document.get_mut(&name).and_then(Item::as_array_mut) else {
        return Ok(None);
    };
    let before = list.len();
    list.retain(|known| !is(known, what));
    let same = list.len() == before;
    Ok((!same).then(|| as_before(text, &document)))
}

fn is(known: &Value, what: &str) -> bool {
    known.as_str().is_some_and(|known| fold(known) == fold(what))
}

/// Adds to a list the way that it is written: on one line, or one a line. What stands behind the last one, a comment
/// too, stays behind it.
fn push(list: &mut Array, what: &str) {
    let last = list.len().saturating_sub(1);
    let prefix = list.get(last).and_then(|last| last.decor().prefix()?.as_str());
    let Some((_, indent)) = prefix.and_then(|prefix| prefix.rsplit_once('\n')) else {
        list.push(what);
        return;
    };
    let indent = indent.to_owned();
    let mut behind = String::new();
    if let Some(last) = list.get_mut(last) {
        behind.push_str(last.decor().suffix().and_then(RawString::as_str).unwrap_or(""));
        last.decor_mut().set_suffix("");
    }
    behind.push_str(list.trailing().as_str().unwrap_or(""));
    let (comments, closing) = behind.rsplit_once('\n').unwrap_or(("", ""));
    let mut value = Value::from(what);
    value.decor_mut().set_prefix(format!("{comments}\n{indent}"));
    list.push_formatted(value);
    list.set_trailing_comma(true);
    list.set_trailing(format!("\n{closing}"));
}

/// Adds a key with a list of one: below the comment that explains it in the file that `ascribe init` writes, else
/// behind the keys that are there, before the first table.
fn with_key(text: &str, key: &str, what: &str) -> String {
    let end = match text.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    };
    let line = format!("{key} = [{}]{end}", Value::from(what).to_string().trim());
    let (mut at, mut explained, mut last_key, mut head) = (0, None, None, None);
    for one in text.split_inclusive('\n') {
        let start = at;
        at += one.len();
        let bare = one.trim();
        if bare.starts_with('[') && last_key.is_none_or(|last| last <= start) && is_header(bare) {
            break;
        }
        if let Some(comment) = bare.strip_prefix('#') {
            if comment.trim_start().split('=').next().map(str::trim) == Some(key) && comment.contains('=') {
                explained = Some(at);
            }
        } else if bare.is_empty() {
            // The head ends at the first empty line.
            head = head.or(Some(at)).filter(|_| start > 0);
        } else {
            last_key = Some(at);
        }
    }
    let at = explained
        .or(last_key)
        .or(head)
        .unwrap_or(if text.trim_start().starts_with('[') {
            text.len() - text.trim_start().len()
        } else {
            text.len()
        });
    let (before, after) = text.split_at(at);
    let gap = match before.is_empty() || before.ends_with('\n') {
        true => "",
        false => end,
    };
    // A table that follows at once is set off.
    let space = match after.trim_start_matches(['\r', '\n']).is_empty() || after.starts_with(['\r', '\n']) {
        true => "",
        false if explained.is_some() || last_key.is_some() => "",
        false => end,
    };
    format!("{before}{gap}{line}{space}{after}")
}

/// `[table]`, `[[tables]]`: not an element of a list that goes over several lines.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or(line).trim();
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    line.ends_with(']')
        && !inner.is_empty()
        && inner.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c))
}

/// Teaches an actor: one that was taught by one of its names gets the kind and the other names.
fn with_actor(text: &str, actor: &TaughtActor) -> Result<Option<String>, Problem> {
    let mut document = parse(text)?;
    // Comments at the end stay before what is added behind them.
    let end = document.trailing().as_str().unwrap_or("").to_owned();
    let mut added = false;
    let name = spelled(&document, "actors").unwrap_or_else(|| "actors".to_owned());
    let item = document
        .entry(&name)
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(tables) = item.as_array_of_tables_mut() else {
        return Err(wrong(text, item, &name, "tables, each under [[actors]]"));
    };
    let known = tables
        .iter_mut()
        .find(|table| names(table).any(|name| fold(name) == fold(&actor.name)));
    let table = match known {
        Some(table) => table,
        None => {
            let mut table = Table::new();
            table.insert("name", toml_edit::value(one_line(&actor.name)));
            let gap = match end.is_empty() || end.ends_with("\n\n") {
                true if !end.is_empty() || text.trim().is_empty() => "",
                _ => "\n",
            };
            table.decor_mut().set_prefix(format!("{end}{gap}"));
            added = true;
            tables.push(table);
            let last = tables.len() - 1;
            let Some(table) = tables.get_mut(last) else {
                return Ok(None);
            };
            table
        }
    };
    let kind = kind_name(actor.kind);
    match table.get_mut("kind") {
        Some(known) if known.as_str() == Some(kind) => {}
        Some(Item::Value(known)) => {
            let decor = known.decor().clone();
            *known = Value::from(kind);
            *known.decor_mut() = decor;
        }
        _ => {
            table.insert("kind", toml_edit::value(kind));
        }
    }
    let new: Vec<String> = actor
        .aliases
        .iter()
        .map(|alias| one_line(alias))
        .filter(|alias| !names(table).any(|name| name == alias))
        .collect();
    if !new.is_empty() {
        let aliases = table
            .entry("aliases")
            .or_insert_with(|| toml_edit::value(Array::new()));
        let Some(list) = aliases.as_array_mut() else {
            return Err(wrong(text, aliases, "aliases", "a list of strings"));
        };
        new.iter().for_each(|alias| push(list, alias));
    }
    if added {
        document.set_trailing("");
    }
    Ok(Some(as_before(text, &document)))
}

/// Forgets what was taught of an actor.
fn without_actor(text: &str, name: &str) -> Result<Option<String>, Problem> {
    let mut document = parse(text)?;
    let Some(key) = spelled(&document, "actors") else {
        return Ok(None);
    };
    let Some(tables) = document.get_mut(&key).and_then(Item::as_array_of_tables_mut) else {
        return Ok(None);
    };
    let before = tables.len();
    tables.retain(|table| !names(table).any(|known| fold(known) == fold(name)));
    if tables.len() == before {
        return Ok(None);
    }
    if tables.is_empty() {
        document.remove(&key);
    }
    Ok(Some(as_before(text, &document)))
}

/// All names of a taught actor.
fn names(table: &Table) -> impl Iterator<Item = &str> {
    let aliases = table.get("aliases").and_then(Item::as_array);
    let aliases = aliases.into_iter().flatten().filter_map(Value::as_str);
    table
        .get("name")
        .and_then(Item::as_str)
        .into_iter()
        .chain(aliases)
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, kind: ActorKind, aliases: &[&str]) -> Teaching {
        Teaching::Actor(TaughtActor {
            name: name.to_owned(),
            kind,
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        })
    }

    /// What is taught, into which file, and the file after it; that says so already, and is `file` once it is forgotten,
    /// unless the file changed in other ways too.
    fn check(file: &str, teaching: &Teaching, after: &str, comes_back: bool) {
        let taught = teach(Some(file), teaching).unwrap();
        assert_eq!(taught.as_deref(), Some(after), "{teaching:?} into {file:?}");
        assert_eq!(teach(Some(after), teaching).unwrap(), None, "{teaching:?}");
        let mut settings = crate::settings::Settings::default();
        assert_eq!(
            settings.apply_toml(after, std::path::Path::new("/")),
            [],
            "{after}"
        );
        if comes_back {
            assert_eq!(forget(Some(after), teaching).unwrap().as_deref(), Some(file));
        }
    }

    #[test]
    fn lists_keep_their_form() {
        let accept = Teaching::AcceptedSource("des « proches »".to_owned());
        check(
            "accepted-sources = [\"a\"] # c\n",
            &accept,
            "accepted-sources = [\"a\", \"des « proches »\"] # c\n",
            true,
        );
        check(
            "accepted_sources = [\r\n  # x\r\n  \"a\" # b\r\n]\r\n",
            &accept,
            "accepted_sources = [\r\n  # x\r\n  \"a\", # b\r\n  \"des « proches »\",\r\n]\r\n",
            false,
        );
        check(
            "corpus = \"s\"\n\n[severity]\n",
            &accept,
            "corpus = \"s\"\naccepted-sources = [\"des « proches »\"]\n\n[severity]\n",
            false,
        );
        check(
            "[severity]\nactor = \"hint\"\n",
            &accept,
            "accepted-sources = [\"des « proches »\"]\n\n[severity]\nactor = \"hint\"\n",
            false,
        );
        check(
            "# Vérifié = non\ncorpus = \"s\"",
            &accept,
            "# Vérifié = non\ncorpus = \"s\"\naccepted-sources = [\"des « proches »\"]\n",
            false,
        );
    }

    #[test]
    fn the_file_of_init_gets_each_key_below_its_explanation() {
        let example = crate::settings::example();
        for (teaching, line) in [
            (
                Teaching::NotActor("Le Mot".to_owned()),
                "not-actors = [\"Le Mot\"]",
            ),
            (
                Teaching::SayingVerb("gazouiller".to_owned()),
                "saying-verbs = [\"gazouiller\"]",
            ),
        ] {
            let after = teach(Some(&example), &teaching).unwrap().unwrap();
            let lines: Vec<_> = after.lines().collect();
            let at = lines.iter().position(|one| *one == line).unwrap();
            assert!(
                lines[at - 1].starts_with(&format!("# {}", line.split(' ').next().unwrap())),
                "{after}"
            );
            assert_eq!(after.replace(&format!("{line}\n"), ""), example);
        }
        let after = teach(Some(&example), &actor("KCNA", ActorKind::Organisation, &[]))
            .unwrap()
            .unwrap();
        assert!(after.starts_with(&example), "{after}");
    }

    #[test]
    fn actors_are_taught_once() {
        let before = "[[actors]]\nname = \"KCNA\" # agency\nkind = \"person\"\n";
        check(
            before,
            &actor("kcna", ActorKind::Organisation, &["ACNC"]),
            "[[actors]]\nname = \"KCNA\" # agency\nkind = \"organisation\"\naliases = [\"ACNC\"]\n",
            false,
        );
        check(
            "not-actors = [\"Kim\"]\n",
            &actor("Kim", ActorKind::Person, &[]),
            "not-actors = []\n\n[[actors]]\nname = \"Kim\"\nkind = \"person\"\n",
            false,
        );
        check(
            before,
            &Teaching::NotActor("KCNA".to_owned()),
            "not-actors = [\"KCNA\"]\n",
            false,
        );
        let two = format!("{before}\n[severity]\n");
        assert_eq!(
            forget(Some(&two), &actor("KCNA", ActorKind::Person, &[]))
                .unwrap()
                .as_deref(),
            Some("\n[severity]\n")
        );
    }

    #[test]
    fn a_damaged_file_is_not_touched() {
        for damaged in ["not-actors = [\n", "not-actors = \"x\"\n", "<<<<<<<\n"] {
            assert!(
                teach(Some(damaged), &Teaching::NotActor("A".to_owned())).is_err(),
                "{damaged}"
            );
        }
        assert!(teach(Some("actors = 3\n"), &actor("A", ActorKind::Person, &[])).is_err());
    }
}
