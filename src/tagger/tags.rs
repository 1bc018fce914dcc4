//! What the network says of a word besides its label: its part of speech, and the kind of name that it is in.
//!
//! The classes are those of the corpus' analysis, merged where no later stage could use the difference, so that both heads
//! together have as many rows as two panels of the product.

/// Parts of speech. In brackets the tags of the Penn Treebank that each stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// A singular or mass noun (NN).
    Noun,
    /// A plural noun (NNS).
    Nouns,
    /// A word of a name (NNP).
    Name,
    /// A plural name, "Democrats" (NNPS).
    Names,
    /// (JJ, JJR, JJS)
    Adjective,
    /// An adverb or a particle (RB, RBR, RBS, RP).
    Adverb,
    /// A verb's base form: an infinitive, an order (VB).
    Base,
    /// A verb in the past tense (VBD).
    Past,
    /// A verb in the present but for the third person singular (VBP).
    Present,
    /// A verb in the third person singular (VBZ).
    ThirdPerson,
    /// An -ing form (VBG).
    Gerund,
    /// A past participle (VBN).
    Participle,
    /// (MD)
    Modal,
    /// A personal pronoun, or the "there" that is (PRP, EX).
    Pronoun,
    /// (PRP$, WP$)
    Possessive,
    /// (DT, PDT)
    Determiner,
    /// A preposition or a conjunction that subordinates (IN).
    Preposition,
    /// "To" (TO).
    To,
    /// A conjunction that co-ordinates (CC).
    Conjunction,
    /// (CD)
    Number,
    /// The genitive's 's (POS).
    Genitive,
    /// Who, which, that, where: asks or relates (WP, WDT, WRB).
    Relative,
    /// A sign, or what is no English word (all others).
    #[default]
    Other,
}

/// How many parts of speech there are.
pub const PARTS: usize = 23;

impl Part {
    /// All, in the order of their rows in the weights.
    const ALL: [Part; PARTS] = [
        Part::Noun,
        Part::Nouns,
        Part::Name,
        Part::Names,
        Part::Adjective,
        Part::Adverb,
        Part::Base,
        Part::Past,
        Part::Present,
        Part::ThirdPerson,
        Part::Gerund,
        Part::Participle,
        Part::Modal,
        Part::Pronoun,
        Part::Possessive,
        Part::Determiner,
        Part::Preposition,
        Part::To,
        Part::Conjunction,
        Part::Number,
        Part::Genitive,
        Part::Relative,
        Part::Other,
    ];

    /// Whether it is a verb that tells of its subject: said, has, may.
    pub fn is_finite(self) -> bool {
        matches!(self, Part::Past | Part::Present | Part::ThirdPerson | Part::Modal)
    }

    /// The one with a row in the weights.
    pub fn of_row(row: usize) -> Self {
        Part::ALL.get(row).copied().unwrap_or_default()
    }

    /// Its row.
    #[cfg(feature = "train")]
    pub fn row(self) -> usize {
        Part::ALL.iter().position(|part| *part == self).unwrap_or(PARTS - 1)
    }

    /// The one that a tag of the Penn Treebank is counted to.
    #[cfg(feature = "train")]
    pub fn of_tag(tag: &str) -> Self {
        match tag {
            "NN" => Part::Noun,
            "NNS" => Part::Nouns,
            "NNP" => Part::Name,
            "NNPS" => Part::Names,
            "JJ" | "JJR" | "JJS" => Part::Adjective,
            "RB" | "RBR" | "RBS" | "RP" => Part::Adverb,
            "VB" => Part::Base,
            "VBD" => Part::Past,
            "VBP" => Part::Present,
            "VBZ" => Part::ThirdPerson,
            "VBG" => Part::Gerund,
            "VBN" => Part::Participle,
            "MD" => Part::Modal,
            "PRP" | "EX" => Part::Pronoun,
            "PRP$" | "WP$" => Part::Possessive,
            "DT" | "PDT" => Part::Determiner,
            "IN" => Part::Preposition,
            "TO" => Part::To,
            "CC" => Part::Conjunction,
            "CD" => Part::Number,
            "POS" => Part::Genitive,
            "WP" | "WDT" | "WRB" => Part::Relative,
            _ => Part::Other,
        }
    }
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A body: a firm, an agency, a team.
    Organisation,
    /// A place.
    Place,
    /// A people, an event, a work, a law.
    Other,
}

/// The kinds in the order of their rows.
pub const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

/// Classes of a word's place in a name: 0 is in none; kind `k` begins with `2k + 1` and goes on with `2k + 2`.
pub const PLACES: usize = 2 * KINDS.len() + 1;

/// A word's place in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InName {
    /// What the name names.
    pub kind: NameKind,
    /// Whether the name begins with this word.
    pub first: bool,
}

impl InName {
    /// The one with a row in the weights; none for a word in no name.
    pub fn of_row(row: usize) -> Option<Self> {
        let kind = KINDS.get(row.checked_sub(1)? / 2)?;
        Some(InName { kind: *kind, first: row % 2 == 1 })
    }

    /// Its row.
    #[cfg(feature = "train")]
    pub fn row(place: Option<Self>) -> usize {
        let number = |kind| KINDS.iter().position(|k| *k == kind).unwrap_or(0);
        place.map_or(0, |place| 2 * number(place.kind) + if place.first { 1 } else { 2 })
    }
}

/// Rows of both heads, parts of speech first.
pub const HEADS: usize = PARTS + PLACES;

/// What both heads' scores say of a word, given the place in a name of the word before. A name goes on only after a word
/// of the same kind, else it begins.
pub fn decide(scores: &[f32], before: Option<InName>) -> (Part, Option<InName>) {
    let best = |scores: &[f32]| {
        let first = (0, f32::NEG_INFINITY);
        scores.iter().enumerate().fold(first, |best, (i, &s)| if s > best.1 { (i, s) } else { best }).0
    };
    let (parts, places) = scores.split_at(PARTS);
    let place = InName::of_row(best(places))
        .map(|place| InName { first: place.first || before.is_none_or(|before| before.kind != place.kind), ..place });
    (Part::of_row(best(parts)), place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_only_after_its_own_kind() {
        let scores = |part: usize, place: usize| {
            let mut scores = [0.0; HEADS];
            (scores[part], scores[PARTS + place]) = (1.0, 1.0);
            scores
        };
        let place = |kind, first| Some(InName { kind, first });
        let first = decide(&scores(2, 2), None);
        assert_eq!(first, (Part::Name, place(NameKind::Person, true)));
        assert_eq!(decide(&scores(2, 2), first.1).1, place(NameKind::Person, false));
        assert_eq!(decide(&scores(2, 4), first.1).1, place(NameKind::Organisation, true));
        assert_eq!(decide(&scores(22, 0), first.1), (Part::Other, None));
    }
}
