use crate::server::session::{Document, Session, file_path};
use crate::settings::FILE_NAME;
use crate::text::Format;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::ls_types::{DidOpenTextDocumentParams, Uri};

/// `textDocument/didOpen` of a draft or of a settings file; a draft that was open already is taken as the client now says it is.
pub fn did_open(session: &Arc<Session>, params: DidOpenTextDocumentParams) {
    let item = params.text_document;
    let format = format(&item.language_id, &item.uri);
    if is_settings_file(&item.uri) {
        session.open_settings_file(Document::new(item.uri, format, &item.text, item.version));
        return;
    }
    let document = Arc::new(Document::new(item.uri, format, &item.text, item.version));
    session.insert(document.clone());
    session.schedule(&document);
}

fn is_settings_file(uri: &Uri) -> bool {
    file_path(uri).is_some_and(|path| path.file_name().is_some_and(|name| name == FILE_NAME))
}

/// By the client's name for the language, else by the ending of the file's name.
fn format(language: &str, uri: &Uri) -> Format {
    let path = uri.path().as_str();
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    match language {
        "markdown" | "mdx" | "quarto" | "rmd" => Format::Markdown,
        "plaintext" | "text" => Format::Plain,
        _ if ending.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown")) => {
            Format::Markdown
        }
        _ => Format::Plain,
    }
}
