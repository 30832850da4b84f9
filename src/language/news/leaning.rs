/// Which way a word leans: whether what it is said of is done, allowed or bettered, or refused, ended or harmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// `accepter`, `succeed`, `growth`.
    For = 1,
    /// `refuser`, `fail`, `decline`.
    Against = 2,
    /// Turns the word behind it (`less`).
    Turned = 3,
}

impl Leaning {
    /// By its name in `leanings.tsv`.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "for" => Some(Self::For),
            "against" => Some(Self::Against),
            "turned" => Some(Self::Turned),
            _ => None,
        }
    }
}
