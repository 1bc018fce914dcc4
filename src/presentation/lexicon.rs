//! Verbs and nouns of speech and thought, and what each makes of what it reports.

use std::sync::LazyLock;

use crate::reading::Stance;

/// How a verb takes the one who is spoken to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hearer {
    /// As its object: told Dan.
    Object,
    /// After "to": said to Dan.
    To,
    /// Seldom at all.
    None,
}

/// A word of the lexicon.
pub(crate) struct Entry {
    pub lemma: &'static str,
    /// What it says by itself; some verbs leave it to what follows them.
    pub stance: Stance,
    pub hearer: Hearer,
}

impl Entry {
    /// Whether it tells of speech rather than thought.
    pub fn is_speech(&self) -> bool {
        !matches!(self.stance, Stance::Belief | Stance::Doubt)
    }
}

/// The words by what they mean. Each stands in one group only.
const GROUPS: [(Stance, Hearer, &str); 19] = [
    (
        Stance::Neutral,
        Hearer::Object,
        "advise assure brief convince e-mail email inform message notify phone reassure remind teach tell telephone \
         text warn",
    ),
    (
        Stance::Neutral,
        Hearer::To,
        "announce bark complain confide confirm declare describe disclose explain indicate joke lie mention mumble \
         murmur mutter outline present propose read remark repeat report reveal say scream shout speak state stress \
         suggest talk testify tweet whisper write yell",
    ),
    (
        Stance::Neutral,
        Hearer::None,
        "accept add agree allow announcement answer apologise apologize apology attack begin blame blast blog call \
         caution chant chide cite clarify comment commend compare complaint conclude condemn continue counter \
         criticise criticism criticize cry decree decry defend denounce detail discuss echo elaborate emphasise \
         emphasize estimate exclaim explanation express find forecast fume gesture grant hint hold interject \
         interrupt lament list mock muse name note observation observe offer opine post praise predict \
         prediction proclaim proposal quip quote rant react recall recount refer reflect reiterate remember reply \
         respond response retort retweet rule ruling scold show sigh specify statement stipulate summarise \
         summarize sum thank tout underline underscore volunteer warning",
    ),
    (Stance::Claim, Hearer::To, "boast brag insist protest"),
    (
        Stance::Claim,
        Hearer::None,
        "accusation accuse allegation allege argue argument assert assertion aver charge claim contend contention \
         exaggerate insinuate insinuation insistence maintain posit profess purport",
    ),
    (Stance::Concession, Hearer::To, "confess"),
    (
        Stance::Concession,
        Hearer::None,
        "acknowledge acknowledgement acknowledgment admission admit concede concession confession",
    ),
    (
        Stance::Denial,
        Hearer::None,
        "contradict denial deny disavow disclaim discount dismiss dismissal dispute rebut rebuttal refutation refute \
         reject rejection repudiate rubbish scoff",
    ),
    (Stance::Question, Hearer::Object, "ask quiz"),
    (Stance::Question, Hearer::None, "enquire inquire query question wonder"),
    (
        Stance::Directive,
        Hearer::Object,
        "beg beseech bid challenge command counsel dare encourage exhort forbid implore instruct invite lobby \
         order persuade press pressure summon urge",
    ),
    (Stance::Directive, Hearer::To, "appeal recommend"),
    (
        Stance::Directive,
        Hearer::None,
        "advice advocate demand instruction mandate petition plea plead recommendation request require",
    ),
    (Stance::Promise, Hearer::Object, "promise"),
    (Stance::Promise, Hearer::To, "pledge swear vow"),
    (Stance::Promise, Hearer::None, "commit commitment guarantee oath threat threaten undertake"),
    (
        Stance::Belief,
        Hearer::None,
        "afraid anticipate assume assumption belief believe bet certain concerned confident consider conviction \
         convinced deem dread expect expectation fear feel feeling guess hope hopeful imagine impression \
         know opinion optimistic pessimistic presume reckon regard suppose sure suspect suspicion think \
         trust understand view worried worry",
    ),
    (
        Stance::Doubt,
        Hearer::None,
        "disbelief disbelieve distrust doubt doubtful mistrust sceptical scepticism skeptical skepticism uncertain \
         unconvinced unsure",
    ),
    (Stance::Refusal, Hearer::None, "decline refusal refuse withhold"),
];

/// Forms that no rule of spelling leads back to their lemma.
const IRREGULAR: [(&str, &str); 24] = [
    ("bade", "bid"),
    ("began", "begin"),
    ("begun", "begin"),
    ("felt", "feel"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("found", "find"),
    ("held", "hold"),
    ("knew", "know"),
    ("known", "know"),
    ("pled", "plead"),
    ("said", "say"),
    ("shown", "show"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("understood", "understand"),
    ("undertook", "undertake"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Endings of forms, and what stands for them in the lemma.
const ENDINGS: [(&str, &str); 8] =
    [("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ing", "e")];

/// The longest form of any word here ("recommendations"); a longer one needs no look.
const LONGEST: usize = 16;

/// The words by their first letter, so that a look goes through few.
static LEXICON: LazyLock<[Vec<Entry>; 26]> = LazyLock::new(|| {
    let mut entries = [const { Vec::new() }; 26];
    for (stance, hearer, words) in GROUPS {
        for lemma in words.split_ascii_whitespace() {
            entries[usize::from(lemma.as_bytes()[0] - b'a')].push(Entry { lemma, stance, hearer });
        }
    }
    entries
});

/// The entry of which `word` is a form: said, says, saying -> say.
pub(crate) fn entry(word: &str) -> Option<&'static Entry> {
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    if let Some((_, lemma)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return find(lemma);
    }
    find(&word).or_else(|| {
        ENDINGS.iter().find_map(|(ending, lemma)| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
            find(&[stem, lemma].concat()).or_else(|| {
                // Admitted: a consonant that is doubled.
                let (rest, last) = stem.split_at(stem.len() - 1);
                find(rest).filter(|_| rest.ends_with(last))
            })
        })
    })
}

fn find(lemma: &str) -> Option<&'static Entry> {
    let letter = lemma.as_bytes().first()?.checked_sub(b'a')?;
    LEXICON.get(usize::from(letter))?.iter().find(|entry| entry.lemma == lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_once() {
        for entries in LEXICON.iter() {
            for (i, entry) in entries.iter().enumerate() {
                assert!(entries[..i].iter().all(|other| other.lemma != entry.lemma), "{} stands twice", entry.lemma);
            }
        }
    }

    #[test]
    fn forms_lead_to_their_lemma() {
        let forms = "said says told denied denying urged begged begging admitted admits promises promising wondered \
                     Threatened phoned swore testifies believed";
        let lemmas = "say say tell deny deny urge beg beg admit admit promise promise wonder threaten phone swear \
                      testify believe";
        let found: Vec<&str> = forms.split(' ').map(|form| entry(form).map_or("none", |entry| entry.lemma)).collect();
        assert_eq!(found.join(" "), lemmas);
    }

    #[test]
    fn other_words_have_none() {
        for word in ["", "s", "string", "ed", "house", "é", "Straße", "ing"] {
            assert!(entry(word).is_none(), "{word}");
        }
    }
}
