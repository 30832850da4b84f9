//! What a word can be to a sentence's source.

/// A set of things that a word can be to a sentence's source, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($name:ident = $bit:literal, $row:literal, $doc:literal;)*) => {
        impl Classes {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*

            /// The class that the lexicon files call `name`.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($row => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    PERSONAL = 0, "personal", "A pronoun or description that stands for a source named before.";
    RELATIVE = 1, "relative", "The subject of a relative clause.";
    FIRST = 2, "first", "The author or the reader.";
    THING = 3, "thing", "A pronoun for a state of affairs.";
    VAGUE = 4, "vague", "A pronoun for nobody in particular.";
    CROWD = 5, "crowd", "A noun for an unbounded set of speakers.";
    CROWD_OPEN = 6, "crowd-open", "The same, unless an article or a name narrows it.";
    SOME = 7, "some", "A determiner that leaves open who.";
    ROLE = 8, "role", "A noun for people and bodies that speak.";
    DOCUMENT = 9, "document", "A noun for what can be read or heard.";
    SOURCE = 10, "source", "Introduces a source.";
    SOURCE_COMMA = 11, "source-comma", "Introduces a source at the head of a sentence, before a comma.";
    HEARSAY = 12, "hearsay", "The author passes on what nobody stands for.";
    VAGUE_NP = 13, "vague-np", "A whole noun phrase for nobody in particular.";
    NOUN = 14, "noun", "A noun of saying, object of a light verb.";
    NOUN_HEAD = 15, "noun-head", "A noun of saying that is itself the claim.";
    THAT = 16, "that", "Introduces reported speech.";
    SUB = 17, "sub", "Makes a clause subordinate.";
    AND = 18, "and", "Joins main clauses.";
    IF = 19, "if", "Makes a conditional a consequence.";
    AUX_COND = 20, "aux-cond", "An auxiliary in the conditional.";
    AUX_HAVE = 21, "aux-have", "An auxiliary of the perfect.";
    AUX_BE = 22, "aux-be", "An auxiliary of the passive.";
    MODAL = 23, "modal", "A verb that an infinitive of saying may depend on.";
    CLITIC = 24, "clitic", "Stands between a subject and its verb.";
    DET = 25, "det", "No finite verb stands behind it.";
    AGENT = 26, "agent", "Introduces the agent of a passive.";
    OPINION = 27, "opinion", "Opens what no fact-checker can check.";
    AGENCY = 28, "agency", "A medium that credits name.";
    INF = 29, "inf", "Introduces an infinitive.";
    CONTROL = 30, "control", "Takes an infinitive of saying with the same subject.";
    MEASURE = 31, "measure", "A noun that makes a source's preposition one of measure.";
    REFLEXIVE = 32, "reflexive", "A reflexive pronoun.";
    IMPERSONAL = 33, "impersonal", "A pronoun that may stand for nobody.";
    LINK = 34, "link", "Stands between a modal and its infinitive.";
    DATIVE = 36, "dative", "Introduces a penalty, or who is spoken to.";
    LIKE = 37, "like", "Makes a clause of saying an inquit.";
    CREDIT = 35, "credit", "Opens the credit of a picture.";
    REFUSAL = 38, "refusal", "A verb of refusing, before the infinitive of what is refused.";
    CLAUSAL = 39, "clausal", "An object pronoun that may stand for what is said.";
    FORUM = 40, "forum", "A body before which things are said.";
    MATTER = 41, "matter", "A noun for what one takes a stance on or owns up to.";
    AT = 42, "at", "Introduces the house for which a pronoun for nobody speaks.";
    STANCE = 43, "stance", "An adjective for what somebody thinks of a matter.";
    COPULA = 44, "copula", "A verb that an adjective of stance may follow.";
    TOPIC = 45, "topic", "Introduces what a stance is about.";
    SIGN_OFF = 46, "sign-off", "Says how the text was made, not what happened.";
    FACT = 47, "fact", "Opens a claim that looks like an opinion.";
    STATE = 48, "state", "A conditional that only hearsay explains.";
    SELF = 49, "self", "Names its source by a pronoun of its own.";
    NOBODY = 50, "nobody", "A pronoun for nobody that a house may speak through.";
    ANONYMOUS = 51, "anonymous", "The speaker is not to be named.";
    REQUEST = 52, "request", "Asks something of the reader.";
    SPREAD = 53, "spread", "What rumours do.";
    DUTY = 54, "duty", "A verb of what ought to be.";
    INDEFINITE = 56, "indefinite", "A determiner of what one owns up to, not of what a state recognises.";
    EVALUATION = 55, "evaluation", "A word of praise or blame that nothing can check.";
}

impl Classes {
    /// Both sets together.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the classes of `other`.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the two share a class.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as a number, one bit a class.
    pub fn bits(self) -> u64 {
        self.0
    }
}
