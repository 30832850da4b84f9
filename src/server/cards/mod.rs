//! Cards: what a hover shows.

pub mod plain;
