//! What the client said of itself when it connected.

use crate::text::Encoding;
use std::str::FromStr;
use tower_lsp::ls_types::{
    ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind, Uri, WorkspaceFolder,
};

/// A language that cards and messages can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// The default.
    #[default]
    English,
    /// French.
    French,
}

impl Locale {
    /// Of an IETF language tag or the value of `LANG`: `fr`, `fr-CA`, `fr_FR.UTF-8`.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("fr") {
            Self::French
        } else {
            Self::English
        }
    }
}

/// Fixed from `initialize` on.
#[derive(Clone, Debug)]
pub struct ClientSetup {
    /// The unit of positions.
    pub encoding: Encoding,
    /// Whether cards may be Markdown.
    pub markdown: bool,
    /// Whether what is said of a completion may be Markdown.
    pub completion_markdown: bool,
    /// Of cards and messages.
    pub locale: Locale,
    /// Whether a diagnostic may point to other places.
    pub related_information: bool,
    /// Whether a diagnostic may link to its explanation.
    pub code_description: bool,
    /// Whether diagnostics are pulled.
    pub pulls: bool,
    /// Whether those of the whole workspace may be pulled too.
    pub pulls_workspace: bool,
    /// `workspace/configuration`.
    pub configuration: bool,
    /// `workspace/applyEdit`.
    pub applies_edits: bool,
    /// Whether symbols may be a tree.
    pub hierarchical_symbols: bool,
    /// Whether definitions may say what they are the definition of.
    pub definition_links: bool,
    /// `window/workDoneProgress/create`.
    pub progress: bool,
    /// Dynamic registration of `workspace/didChangeConfiguration`.
    pub registers_configuration: bool,
    /// Dynamic registration of file watching, for folders outside the workspace too.
    pub watches: bool,
    /// `workspace/codeLens/refresh`.
    pub refreshes_lenses: bool,
    /// `workspace/inlayHint/refresh`.
    pub refreshes_hints: bool,
    /// `workspace/diagnostic/refresh`.
    pub refreshes_diagnostics: bool,
}

impl ClientSetup {
    /// Reads what matters out of `initialize`; `locale` holds where the client gives none.
    pub fn new(params: &InitializeParams, locale: Option<&str>) -> Self {
        let ClientCapabilities {
            workspace,
            text_document,
            window,
            general,
            ..
        } = &params.capabilities;
        let (workspace, document) = (workspace.as_ref(), text_document.as_ref());
        let offered = general.as_ref().and_then(|g| g.position_encodings.as_ref());
        let formats = document
            .and_then(|d| d.hover.as_ref())
            .and_then(|h| h.content_format.as_ref());
        let diagnostics = document.and_then(|d| d.publish_diagnostics.as_ref());
        let watching = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let yes = |flag: Option<bool>| flag == Some(true);
        let name = params.client_info.as_ref().map_or("", |client| &client.name);
        let is = |editor: &str| name.eq_ignore_ascii_case(editor);
        Self {
            encoding: offered.map_or(Encoding::Utf16, |kinds| encoding(kinds)),
            markdown: formats.is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown)),
            completion_markdown: document
                .and_then(|d| {
                    d.completion
                        .as_ref()?
                        .completion_item
                        .as_ref()?
                        .documentation_format
                        .as_ref()
                })
                .is_some_and(|kinds| kinds.contains(&MarkupKind::Markdown)),
            locale: Locale::of(params.locale.as_deref().or(locale).unwrap_or("")),
            related_information: yes(diagnostics.and_then(|d| d.related_information)),
            code_description: yes(diagnostics.and_then(|d| d.code_description_support)),
            pulls: document.is_some_and(|d| d.diagnostic.is_some()),
            configuration: yes(workspace.and_then(|w| w.configuration)),
            applies_edits: yes(workspace.and_then(|w| w.apply_edit)),
            hierarchical_symbols: yes(document
                .and_then(|d| d.document_symbol.as_ref())
                .and_then(|s| s.hierarchical_document_symbol_support)),
            definition_links: yes(document
                .and_then(|d| d.definition.as_ref())
                .and_then(|d| d.link_support)),
            progress: yes(window.as_ref().and_then(|w| w.work_done_progress)),
            registers_configuration: yes(workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .and_then(|c| c.dynamic_registration)),
            watches: yes(watching.and_then(|w| w.dynamic_registration))
                && yes(watching.and_then(|w| w.relative_pattern_support)),
            refreshes_lenses: yes(workspace
                .and_then(|w| w.code_lens.as_ref())
                .and_then(|c| c.refresh_support)),
            refreshes_hints: yes(workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .and_then(|c| c.refresh_support)),
            // Helix says so under another key (`workspace.diagnostic`), and keeps to it.
            refreshes_diagnostics: is("helix")
                || yes(workspace
                    .and_then(|w| w.diagnostics.as_ref())
                    .and_then(|d| d.refresh_support)),
            // Where a workspace can be pulled, Neovim answers a refresh by pulling that alone, and then
            // drops what it says of the drafts that are open.
            pulls_workspace: !is("neovim"),
        }
    }
}

/// The name of an encoding in the protocol.
pub fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// The client's first choice among those known; UTF-16 is what every client knows.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known = |kind: &PositionEncodingKind| {
        [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]
            .into_iter()
            .find(|&encoding| self::kind(encoding) == *kind)
    };
    offered.iter().find_map(known).unwrap_or(Encoding::Utf16)
}

/// The folders that `initialize` names, in whichever of the ways it has.
pub fn folders(params: &InitializeParams) -> Vec<Uri> {
    if let Some(folders) = &params.workspace_folders {
        return folders
            .iter()
            .map(|WorkspaceFolder { uri, .. }| uri.clone())
            .collect();
    }
    #[allow(deprecated)]
    let root = params.root_uri.clone().or_else(|| {
        let path = params.root_path.as_deref()?;
        Uri::from_file_path(path).or_else(|| Uri::from_str(path).ok())
    });
    root.into_iter().collect()
}
