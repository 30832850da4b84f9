//! The settings file `ascribe.toml`, found upward from the draft, and what it may say.
