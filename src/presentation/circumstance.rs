//! Circumstances: when it was said (on Friday), and by what means (in a letter).

use super::surroundings::Surroundings;
use super::wordlist::{DETERMINERS, LINKS, is, is_capital, is_figure, is_plain};
use crate::rule;
use crate::text::{List, Role, Span, Text, WordKind};

const WEEKDAYS: &List = &List::new("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");

const MONTHS: &List = &List::new(
    "\
    January February March April May June July August September October November December Jan. Feb. Mar. Apr. Jun. \
    Jul. Aug. Sept. Sep. Oct. Nov.",
);

const PARTS: &List = &List::new("morning afternoon evening night noon midday lunchtime overnight dawn");

/// Stretches of time, and their plurals.
const UNITS: &List = &List::new(
    "\
    minute minutes hour hours day days week weeks weekend fortnight month months year years decade decades century \
    quarter spring summer autumn fall winter season term moment time period",
);

const DAYS: &List = &List::new("today yesterday tonight tomorrow midnight");

/// Words that point to a stretch of time: last week.
const POINTERS: &List = &List::new("last this next that same following previous past recent");

const NUMBERS: &List =
    &List::new("a an one two three four five six seven eight nine ten eleven twelve several few many some");

/// Whether the word `i` is a month by its capital and its neighbours: May and March are also verbs.
fn is_month(text: &Text, i: usize) -> bool {
    is_capital(text, i) && is(text, i, MONTHS)
}

fn is_year(text: &Text, i: usize) -> bool {
    is_plain(text, i) && {
        let word = text.word(i);
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_figure(text, i)
    }
}

fn is_day_of_month(text: &Text, i: usize) -> bool {
    is_plain(text, i) && {
        let word = text.word(i);
        let figures = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&figures) && matches!(&word[figures..], "" | "st" | "nd" | "rd" | "th")
    }
}

/// Where the phrase that says when, and begins at the word `first`, ends; none where none does.
pub(crate) fn when(text: &Text, first: usize) -> Option<usize> {
    let at = first + usize::from(is(text, first, "early late just only"));
    if rule::on("when_earlier") && is(text, at, "earlier later") {
        return Some(after_comparative(text, at + 1));
    }
    if is(text, at, "recently afterward afterwards overnight beforehand") {
        return Some(at + 1);
    }
    const LEADS: &List =
        &List::new("on in at by during over since until through throughout within around before after");
    let led = is(text, at, LEADS);
    let start = at + usize::from(led);
    let start = start + usize::from(is(text, start, "early late mid earlier later"));
    // In 2019, but a bare figure is no year.
    if (led || start > at) && is_year(text, start) {
        return Some(start + 1);
    }
    if led && is_month(text, start) {
        return Some(after_month(text, start));
    }
    // "After two weeks" is a stretch, "after the vote" an event.
    let found = point(text, start, led)
        // This week's vote, a Friday interview: the day belongs to the noun.
        .filter(|end| !is(text, *end, "'s ’s ' ’"))
        .filter(|_| led || first.checked_sub(1).is_none_or(|i| !is(text, i, DETERMINERS)));
    found.or_else(|| if rule::on("when_event") { event(text, at) } else { None })
}

/// Earlier this week, earlier in the day, earlier on Monday, later.
fn after_comparative(text: &Text, next: usize) -> usize {
    let start = next + usize::from(is(text, next, "on in"));
    point(text, start, start > next).unwrap_or(next)
}

/// A day, a date or a stretch of time, without what leads to it.
fn point(text: &Text, i: usize, led: bool) -> Option<usize> {
    if is_capital(text, i) && is(text, i, WEEKDAYS) {
        let part = i + 1 + usize::from(is(text, i + 1, PARTS));
        let comma = usize::from(is(text, part, ",") && is_month(text, part + 1));
        return Some(if comma > 0 { after_month(text, part + 1) } else { part });
    }
    if is(text, i, DAYS) {
        return Some(i + 1 + usize::from(is(text, i + 1, PARTS)));
    }
    if is_day_of_month(text, i) && is_month(text, i + 1) {
        return Some(i + 2 + usize::from(is_year(text, i + 2)));
    }
    if is_month(text, i) && is_day_of_month(text, i + 1) {
        return Some(after_month(text, i));
    }
    if is_figure(text, i) || is_clock(text, i) {
        if is(text, i + 1, OF_CLOCKS) {
            return Some(i + 2);
        }
        if led && is_clock(text, i) {
            return Some(i + 1);
        }
    }
    let number = is_figure(text, i) || is(text, i, NUMBERS);
    let few = i + 1 + usize::from(number && is(text, i + 1, "few couple")) + usize::from(is(text, i + 2, "of"));
    if number && is(text, few, UNITS) {
        return is(text, few + 1, "ago earlier later before after").then_some(few + 2);
    }
    if is(text, i, UNITS) && text.word(i).ends_with('s') {
        return is(text, i + 1, "ago earlier later").then_some(i + 2);
    }
    let pointer = i + usize::from(is(text, i, "the his her their"));
    let named = |at: usize| is(text, at, UNITS) || is(text, at, WEEKDAYS) || is(text, at, PARTS) || is_month(text, at);
    if is(text, pointer, POINTERS) {
        let few = pointer + 1 + usize::from(is(text, pointer + 1, NUMBERS) || is_figure(text, pointer + 1));
        if named(few) {
            return Some(few + 1 + usize::from(is(text, few + 1, PARTS)));
        }
        return None;
    }
    if pointer > i && named(pointer) {
        // The day before; over the weekend; but "the day" alone is any noun.
        if is(text, pointer + 1, "before after") {
            return Some(pointer + 2);
        }
        return led.then_some(pointer + 1);
    }
    (led && is(text, i, "noon midnight night dawn dusk lunchtime midday")).then_some(i + 1)
}

/// What stands behind a time of day.
const OF_CLOCKS: &str = "a.m. p.m. am pm o'clock o’clock GMT BST UTC";

/// 10:30
fn is_clock(text: &Text, i: usize) -> bool {
    is_plain(text, i) && {
        let word = text.word(i).as_bytes();
        word[0].is_ascii_digit() && word.contains(&b':')
    }
}

/// From a month on: January 5, 2019; January 2019.
fn after_month(text: &Text, month: usize) -> usize {
    let day = month + 1 + usize::from(is_day_of_month(text, month + 1));
    let year = day + usize::from(is(text, day, ","));
    if is_year(text, year) { year + 1 } else { day }
}

/// After the game, before his trial: a short phrase that names an event.
fn event(text: &Text, i: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    if !is(text, i, "after before") || !is(text, i + 1, DETERMINERS) {
        return None;
    }
    let end = (i + 2..=i + 1 + LONGEST)
        .find(|&at| !is_plain(text, at) || is(text, at, LINKS) || text.word(at).ends_with("ed"))?;
    (end > i + 2 && !is(text, end, "that")).then_some(end)
}

/// What words can be put into.
const MEDIA: &List = &List::new(
    "\
    ad address advertisement affidavit announcement appearance article autobiography bio blog book briefing \
    broadcast brief call column comments complaint conference conversation court debate decision diary document \
    documents documentary e-mail e-mails editorial email emails essay exchange filing filings forum hearing hall \
    indictment interview interviews lawsuit lecture letter letters mail media meeting memo memoir message messages \
    monologue motion newsletter note op-ed opinion page papers phone podcast post posting posts programme radio \
    rally release remarks report ruling sermon show site speech statement statements telephone television testimony \
    text tweet tweets TV video file",
);

/// Places where people publish, which need no noun.
const PLATFORMS: &List = &List::new(
    "\
    ABC BBC Bluesky CBS CNBC CNN C-SPAN Facebook Fox Instagram ITV LinkedIn Mastodon MSNBC NBC NPR PBS Reddit Sky \
    Snapchat Telegram Threads TikTok Twitter WhatsApp YouTube",
);

/// Verbs that name their medium.
const MEDIUM_VERBS: &List = &List::new(
    "\
    tweeted tweets tweeting retweeted emailed e-mailed texted blogged phoned telephoned messaged cabled faxed \
    radioed telegraphed",
);

/// Participles by which a speech is set: speaking to reporters, speaking in court.
pub(super) const SPEAKING: &str = "speaking talking testifying writing";

/// A phrase that names a medium.
pub(super) struct Medium {
    /// The word after its last.
    pub end: usize,
    /// Its noun.
    noun: usize,
}

impl Medium {
    /// Where a recipient may follow: in a letter to Dan.
    pub fn recipient(&self) -> Option<usize> {
        (self.end == self.noun + 1).then_some(self.end)
    }
}

/// The phrase that names a medium and begins at the word `first`.
pub(super) fn medium(text: &Text, first: usize) -> Option<Medium> {
    const LEADS: &List = &List::new("in on via through by over at during under");
    /// Words between the lead and the noun: in a long and angry letter.
    const REACH: usize = 6;
    if !is(text, first, LEADS) {
        return None;
    }
    let next = first + 1;
    if is(text, next, "writing person oath air camera tape parliament") {
        return Some(Medium { end: next + 1, noun: next });
    }
    let the = next + usize::from(is(text, next, "the its his her"));
    if rule::on("platform") && is_capital(text, the) && is(text, the, PLATFORMS) && !is(text, first, "at by under") {
        return Some(Medium { end: after_programme(text, the + 1), noun: the });
    }
    if rule::on("through_a_lawyer") && is(text, first, "via through") {
        let agent = (next..next + REACH)
            .take_while(|&i| is_plain(text, i))
            .find(|&i| is(text, i, "lawyer lawyers spokesman spokesperson spokeswoman interpreter translator"));
        if let Some(noun) = agent {
            return Some(Medium { end: noun + 1, noun });
        }
    }
    let noun = (next..next + REACH)
        .take_while(|&i| is_plain(text, i) && (!is(text, i, LINKS) || is(text, i, "of")))
        .find(|&i| is(text, i, MEDIA))?;
    let last = (noun..).find(|&i| !is(text, i + 1, MEDIA))?;
    // In a post on Facebook
    let more = if rule::on("post_on_platform") { medium_platform(text, last + 1) } else { None };
    Some(Medium { end: more.unwrap_or(last + 1), noun: last })
}

fn medium_platform(text: &Text, i: usize) -> Option<usize> {
    let platform = is(text, i, "on to") && is_capital(text, i + 1) && is(text, i + 1, PLATFORMS);
    platform.then(|| after_programme(text, i + 1))
}

/// A broadcaster's programme, a platform's page: BBC Radio 4, ABC's "This Week", his Facebook page.
fn after_programme(text: &Text, first: usize) -> usize {
    const LONGEST: usize = 8;
    let name = |i: usize| {
        is_capital(text, i) && !is(text, i, WEEKDAYS) && !is_month(text, i)
            || is_figure(text, i) && i > first && is_capital(text, i - 1)
            || is(text, i, "'s ’s") && is_capital(text, i + 1)
    };
    let end = (first..first + LONGEST).find(|&i| !name(i)).unwrap_or(first + LONGEST);
    if rule::on("programme_page") && is(text, end, "account channel feed page profile show wall website") {
        return end + 1;
    }
    let mark = end + 1;
    if rule::on("programme_title")
        && is(text, end, "'s ’s")
        && text.words.get(mark).is_some_and(|word| word.kind == WordKind::Mark(Role::Opens))
    {
        let start = text.words[mark].span.start;
        let title = text.quotations.binary_search_by_key(&start, |quotation| quotation.span.start);
        return title.map_or(end, |title| text.words_in(text.quotations[title].span).end);
    }
    end
}

/// When it was said: the phrase nearest to the cue.
pub(super) fn whens(text: &Text, around: &Surroundings) -> Vec<Span> {
    around.find(text, &|i| when(text, i)).into_iter().collect()
}

/// By what means it was said: a phrase near the cue, or the cue's own verb.
pub(super) fn media(text: &Text, around: &Surroundings) -> Vec<Span> {
    let verb = |i: usize| (rule::on("medium_verb") && is(text, i, MEDIUM_VERBS)).then_some(i + 1);
    around
        .find(text, &|i| medium(text, i).map(|medium| medium.end))
        .or_else(|| around.find_in_cue(text, &verb))
        .into_iter()
        .collect()
}
