/// What to look for; every part adds to a passage's score.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The claim.
    pub text: String,
}

/// A passage that the search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`super::Corpus::passages`].
    pub passage: u32,
    /// BM25, not comparable between queries.
    pub score: f32,
}
