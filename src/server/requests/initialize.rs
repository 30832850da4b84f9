use crate::server::capabilities::capabilities;
use crate::server::session::{ClientSetup, Session, folders};
use std::sync::PoisonError;
use tower_lsp::ls_types::{InitializeParams, InitializeResult, ServerInfo};

/// `initialize`; reads no file, so that the editor has its answer at once.
pub fn initialize(session: &Session, params: &InitializeParams) -> InitializeResult {
    let setup = ClientSetup::new(params, session.options.locale.as_deref());
    let capabilities = capabilities(&setup);
    if let Some(options) = &params.initialization_options {
        let mut configuration = session
            .configuration
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        configuration.set_initial(options.clone());
    }
    session.log.info(&format!(
        "{} {} serves {}, positions in {:?}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION"),
        params
            .client_info
            .as_ref()
            .map_or("a client", |client| &client.name),
        setup.encoding
    ));
    session.set_up(setup, folders(params));
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        offset_encoding: None,
    }
}
