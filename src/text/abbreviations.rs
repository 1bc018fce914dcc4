//! Abbreviations of newspaper English that keep their full stop.

/// Before a name, never at a sentence's end. Sorted.
const TITLES: [&str; 36] = [
    "Adm", "Asst", "Atty", "Brig", "Capt", "Cdr", "Cmdr", "Col", "Cpl", "Det", "Dr", "Ens", "Fr", "Gen", "Gov", "Hon",
    "Insp", "Lt", "Maj", "Messrs", "Mme", "Mr", "Mrs", "Ms", "Mt", "Pfc", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev",
    "Sen", "Sens", "Sgt", "St",
];

/// The others: they may end a sentence, or stand within. Sorted.
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
    TITLES.contains(&word)
}

/// Whether `word`, without its full stop, is an abbreviation.
pub(super) fn is_abbreviation(word: &str) -> bool {
    is_title(word) || OTHERS.contains(&word)
}
