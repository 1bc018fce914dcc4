//! Abbreviations of newspaper English that keep their full stop.

/// Before a name, never at a sentence's end.
const TITLES: [&str; 36] = [
    "Adm", "Asst", "Atty", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Det", "Dr", "Ens", "Fr", "Gen", "Gov", "Hon",
    "Insp", "Lt", "Maj", "Messrs", "Mme", "Mr", "Mrs", "Ms", "Mt", "Pfc", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev",
    "Sen", "Sens", "Sgt", "St",
];

/// The others: they may end a sentence, or stand within.
const OTHERS: [&str; 94] = [
    "Ala", "Apr", "Ariz", "Ark", "Assn", "Aug", "Ave", "Bldg", "Blvd", "Bros", "Calif", "Cie", "Co", "Colo", "Conn",
    "Corp", "Ctr", "Dec", "Del", "Dept", "Dist", "Div", "Esq", "Est", "Feb", "Fla", "Fri", "Ft", "Ga", "Govt", "Ill",
    "Inc", "Ind", "Inst", "Intl", "Jan", "Jr", "Kan", "Ky", "La", "Ltd", "Mass", "Md", "Mfg", "Mich", "Minn", "Miss",
    "Mo", "Mont", "Neb", "Nev", "No", "Nos", "Nov", "Oct", "Okla", "Ore", "Pa", "Ph.D", "Plc", "Ref", "Rd", "Sept",
    "Sr", "Supt", "Tenn", "Tex", "Tues", "Univ", "Va", "Vol", "Vt", "Wash", "Wed", "Wis", "Wyo", "approx", "cf", "co",
    "dept", "ed", "est", "etc", "ext", "fig", "ft", "inc", "lb", "lbs", "min", "pp", "sq", "v", "vs",
];

/// Whether `word`, without its full stop, is a title that a name follows.
pub(super) fn is_title(word: &str) -> bool {
    lists(&TITLES, word)
}

/// Whether `word`, without its full stop, is an abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    lists(&TITLES, word) || lists(&OTHERS, word)
}

/// Whether `list` holds `word` as it stands or, all in capitals (a dateline's ST. LOUIS), as a name.
fn lists(list: &[&str], word: &str) -> bool {
    let shout = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let same = |entry: &&str| if shout { entry.eq_ignore_ascii_case(word) } else { *entry == word };
    list.iter().any(same)
}
