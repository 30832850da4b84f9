//! What a language knows about saying: verbs, speakers, and phrases that name or hide a source.

mod classes;
mod infinitive;
mod lexicon;
mod taught;
mod verb;

pub use classes::Classes;
pub use infinitive::infinitive;
pub use lexicon::{Entry, Lexicon};
pub use taught::Taught;
pub use verb::{Form, Verb};

/// The rows of a lexicon file, without its header, as cells.
fn rows(file: &str) -> impl Iterator<Item = std::str::Split<'_, char>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t'))
}
