//! LSP: the only part that knows the protocol.
