use super::claim_id::claim_id;
use super::store::Kind;
use crate::settings::{Problem, as_before};
use toml_edit::{ArrayOfTables, DocumentMut, Item, RawString, Table, value};

/// What a new file starts with.
const HEAD: &str = "\
# What ascribe is to say nothing more about, for everybody who works in this folder: claims by their words,
# wherever they stand, whole files, actors. Editors write it; you may too, and take any entry out again.
version = 1
";

/// How many characters of a claim are kept for people to read; its identity is that of all of it.
const LONGEST_TEXT: usize = 300;

/// The text of the file with one entry more, which was dismissed in the file `draft`; nothing where it is there.
/// Entries stay sorted as far as they were; whatever a person wrote stays.
///
/// # Errors
///
/// A text that is no such file; it should stay as it is.
pub fn dismiss(
    text: Option<&str>,
    kind: Kind,
    what: &str,
    draft: Option<&str>,
) -> Result<Option<String>, Problem> {
    let before = text.unwrap_or(HEAD);
    let mut document = parse(before)?;
    let tables = tables(&mut document, kind, before)?;
    if find(tables, kind, what).is_some() {
        return Ok(None);
    }
    let key = sort_key(what);
    let at = tables
        .iter()
        .position(|table| sort_key(text_of(table, kind)) > key)
        .unwrap_or(tables.len());
    let mut entry = Table::new();
    let what = what.trim();
    entry.insert(kind.key(), value(shortened(what)));
    if kind == Kind::Claim {
        entry.insert("id", value(claim_id(what)));
        if let Some(draft) = draft {
            entry.insert("file", value(draft));
        }
    }
    // The head of a file that has nothing else before its first table belongs to that table, and stays first.
    if let (0, Some(first)) = (at, tables.get_mut(0)) {
        let prefix = first
            .decor()
            .prefix()
            .and_then(RawString::as_str)
            .unwrap_or("")
            .to_owned();
        if let Some(end) = prefix.rfind("\n\n").map(|end| end + 1)
            && prefix.get(..end).is_some_and(|head| head.contains('#'))
        {
            let (head, rest) = prefix.split_at(end);
            entry.decor_mut().set_prefix(format!("{head}\n"));
            first.decor_mut().set_prefix(rest);
        }
    }
    // Tables are written in the order of their positions.
    let position = match at.checked_sub(1).and_then(|at| tables.get(at)) {
        Some(before) => before.position(),
        None => tables.get(0).and_then(Table::position),
    };
    entry.set_position(position);
    tables.insert(at, entry);
    Ok(Some(as_before(before, &document)))
}

/// The text of the file without an entry; nothing where it is not there.
///
/// # Errors
///
/// A text that is no such file; it should stay as it is.
pub fn restore(text: Option<&str>, kind: Kind, what: &str) -> Result<Option<String>, Problem> {
    let Some(before) = text else {
        return Ok(None);
    };
    let mut document = parse(before)?;
    if !document.contains_key(kind.table()) {
        return Ok(None);
    }
    let tables = tables(&mut document, kind, before)?;
    let Some(at) = find(tables, kind, what) else {
        return Ok(None);
    };
    tables.remove(at);
    if tables.is_empty() {
        document.remove(kind.table());
    }
    Ok(Some(as_before(before, &document)))
}

fn parse(text: &str) -> Result<DocumentMut, Problem> {
    let text = text.replace("\r\n", "\n");
    text.parse().map_err(|error| Problem::syntax(&text, &error))
}

fn tables<'a>(
    document: &'a mut DocumentMut,
    kind: Kind,
    text: &str,
) -> Result<&'a mut ArrayOfTables, Problem> {
    let item = document
        .entry(kind.table())
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    item.as_array_of_tables_mut().ok_or_else(|| {
        let message = format!(
            "\"{}\" wants tables, each under [[{}]]",
            kind.table(),
            kind.table()
        );
        Problem::at(text, None, message)
    })
}

fn text_of(table: &Table, kind: Kind) -> &str {
    table.get(kind.key()).and_then(Item::as_str).unwrap_or("")
}

fn find(tables: &ArrayOfTables, kind: Kind, what: &str) -> Option<usize> {
    let identity = kind.identity(what);
    tables.iter().position(|table| {
        let id = table.get("id").and_then(Item::as_str);
        match (kind, id) {
            (Kind::Claim, Some(id)) => id.trim().eq_ignore_ascii_case(&identity),
            _ => kind.identity(text_of(table, kind)) == identity,
        }
    })
}

/// By letters, so that the order does not hang on capitals and accents.
fn sort_key(text: &str) -> (String, &str) {
    (crate::language::fold::fold(text), text)
}

/// One line without anything that would make a terminal or an editor show it otherwise than it is.
fn shortened(text: &str) -> String {
    let line = crate::remedies::one_line(text);
    match line.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("").trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file after the claims were dismissed one after the other.
    fn after(text: Option<&str>, claims: &[&str]) -> String {
        let mut text = text.map(str::to_owned);
        for claim in claims {
            text = dismiss(text.as_deref(), Kind::Claim, claim, Some("a.md"))
                .unwrap()
                .or(text);
        }
        text.unwrap()
    }

    fn texts(file: &str) -> Vec<&str> {
        file.lines()
            .filter_map(|line| line.strip_prefix("text = "))
            .collect()
    }

    #[test]
    fn entries_are_sorted_however_they_came() {
        let one = after(None, &["Élie ment.", "Zoé dort.", "Anne dort.", "elie Ment"]);
        assert_eq!(texts(&one), ["\"Anne dort.\"", "\"Élie ment.\"", "\"Zoé dort.\""]);
        assert_eq!(
            one,
            after(None, &["Zoé dort.", "Anne dort.", "Élie ment."]),
            "the order in which they were dismissed does not show"
        );
        assert!(one.starts_with(HEAD), "{one}");
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let before = "# Ours.\r\n\r\n# Ask Marie first.\r\n[[claims]]\r\ntext = \"M.\" # old\r\nwhy = \"x\"\r\n\r\n[[actors]]\r\nname = \"Kremlin\"\r\n# The end.\r\n";
        let with = after(Some(before), &["A.", "Z."]);
        assert!(
            with.starts_with("# Ours.\r\n\r\n[[claims]]\r\ntext = \"A.\"\r\n"),
            "{with}"
        );
        assert!(
            with.contains(
                "\r\n\r\n# Ask Marie first.\r\n[[claims]]\r\ntext = \"M.\" # old\r\nwhy = \"x\"\r\n"
            ),
            "{with}"
        );
        assert!(with.ends_with("# The end.\r\n"), "{with}");
        assert_eq!(with.matches('\n').count(), with.matches("\r\n").count());
        let mut back = with;
        for claim in ["A.", "Z."] {
            back = restore(Some(&back), Kind::Claim, claim).unwrap().unwrap();
        }
        for line in before.lines().filter(|line| !line.starts_with("# Ours")) {
            assert!(back.contains(line), "{line:?} is gone: {back}");
        }
    }

    #[test]
    fn taking_back_leaves_the_rest() {
        let one = after(None, &["A.", "B."]);
        let without = restore(Some(&one), Kind::Claim, "a").unwrap().unwrap();
        assert_eq!(texts(&without), ["\"B.\""]);
        assert_eq!(restore(Some(&without), Kind::Claim, "A.").unwrap(), None);
        assert_eq!(restore(None, Kind::Claim, "A.").unwrap(), None);
        let empty = restore(Some(&without), Kind::Claim, "B.").unwrap().unwrap();
        assert_eq!(empty, HEAD);
    }

    #[test]
    fn files_and_actors() {
        let one = dismiss(None, Kind::File, "b/c.md", None).unwrap().unwrap();
        let two = dismiss(Some(&one), Kind::Actor, "Kremlin", None)
            .unwrap()
            .unwrap();
        let three = dismiss(Some(&two), Kind::File, "a.md", None).unwrap().unwrap();
        assert_eq!(
            dismiss(
                Some(&three),
                Kind::Actor,
                "le\u{a0}kremlin".trim_start_matches("le\u{a0}"),
                None
            )
            .unwrap(),
            None
        );
        let order: Vec<_> = ["path = \"a.md\"", "path = \"b/c.md\"", "name = \"Kremlin\""]
            .iter()
            .map(|line| three.find(line).unwrap())
            .collect();
        assert!(order.is_sorted(), "{three}");
    }

    #[test]
    fn a_damaged_file_is_not_touched() {
        for damaged in ["[[claims]\n", "<<<<<<< HEAD\n", "claims = 3\n"] {
            let problem = dismiss(Some(damaged), Kind::Claim, "A.", None).unwrap_err();
            assert!(!problem.message.contains('\n'), "{problem:?}");
            assert!(damaged == "claims = 3\n" || restore(Some(damaged), Kind::Claim, "A.").is_err());
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let text = "Un \"test\" = 1\n[[files]]\npath = \"*\" \u{202e}fin\u{1b}[2J.";
        let file = after(None, &[text]);
        assert!(!file.contains(['\u{202e}', '\u{1b}']), "{file:?}");
        assert_eq!(
            file.matches("[[").count(),
            2,
            "one in the text, one of the table: {file}"
        );
        assert_eq!(restore(Some(&file), Kind::Claim, text).unwrap().unwrap(), HEAD);
    }
}
