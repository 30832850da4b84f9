//! Output formats: terminal, JSON.
