//! What a diagnostic is about.

/// The codes, as clients and settings know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Nobody answers for a claim.
    UnattributedClaim,
    /// Somebody does whom nobody could ring up.
    VagueAttribution,
    /// A passage of the corpus cannot be true together with a claim.
    ConflictingSource,
    /// An actor's name that is spelled in two ways.
    NameVariant,
    /// A named actor.
    Actor,
    /// A comment that dismisses nothing.
    UnusedDismissal,
}

impl Code {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 6] = [
        Self::UnattributedClaim,
        Self::VagueAttribution,
        Self::ConflictingSource,
        Self::NameVariant,
        Self::Actor,
        Self::UnusedDismissal,
    ];

    /// As the protocol has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnattributedClaim => "unattributed-claim",
            Self::VagueAttribution => "vague-attribution",
            Self::ConflictingSource => "conflicting-source",
            Self::NameVariant => "name-variant",
            Self::Actor => "actor",
            Self::UnusedDismissal => "unused-dismissal",
        }
    }
}
