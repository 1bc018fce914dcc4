//! Words of newspaper English that the stage knows: titles, roles, bodies, documents and the closed
//! classes, in lower case. No name of anyone or anything is among them.
//!
//! A list is one string, its words sorted and parted by a space each.

use std::cmp::Ordering;

use crate::text::{List, Words};

/// Whether `list` holds `word`, by halving it. Byte by byte: the words are short, and most differ in
/// their first letters.
#[inline(never)]
pub(super) fn has(list: impl Words, word: &str) -> bool {
    let list = list.among(word);
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = (low + high) / 2;
        let (mut start, mut end) = (middle, middle);
        while start > low && list[start - 1] != b' ' {
            start -= 1;
        }
        while end < high && list[end] != b' ' {
            end += 1;
        }
        match list[start..end].iter().copied().cmp(word.bytes()) {
            Ordering::Equal => return true,
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start.saturating_sub(1).max(low),
        }
    }
    false
}

/// Titles that stand before a name and are no part of it, without their full stop.
pub(super) const TITLES: &List = &List::new(
    "\
    adm ald alderman ambassador archbishop asst atty baron baroness brig bro brother capt captain cardinal cdr cllr \
    cmdr col colonel commander congressman congresswoman corporal councillor countess cpl dame del deputy det \
    detective dr duchess emir father fr gen general gov governor hon imam insp inspector lady lieutenant lord lt \
    madam maj mayor messrs miss mme monsignor mp mr mrs ms officer pastor pfc pm premier pres president prof \
    professor pvt queen rabbi rep representative reps rev reverend sen senator sens sergeant sgt sheikh sheriff sir \
    sister sultan supt vice",
);

/// Titles that are surnames too: titles only where a name follows.
pub(super) const NAME_OR_TITLE: &List = &List::new(
    "\
    abbot baker baron bishop chancellor constable cook count dean driver duke earl farmer fellow guard judge justice \
    king knight major marshal mason page painter pope porter potter prince princess queen ranger sailor shepherd \
    singer walker",
);

/// What a person does or is: the heads of roles and of descriptions of persons.
pub(super) const ROLES: &List = &List::new(
    "\
    academic accountant activist actor actress administrator adviser advisor advocate agent aide ally analyst anchor \
    announcer apprentice architect archivist artist assemblyman assemblywoman assistant astronaut astronomer \
    attorney author banker barmaid barman barrister bassist beekeeper billionaire biologist blacksmith blogger \
    bookseller boss boxer boy bricklayer bride broadcaster broker brother builder businessman businesswoman busker \
    caddie campaigner candidate captain carer caretaker cashier ceo cfo chair chairman chairperson chairwoman \
    challenger champion chancellor chauffeur chef chemist chief choreographer cleaner cleric clerk climatologist \
    co-founder coach cofounder colleague columnist comedian commander commentator commissioner communicator composer \
    conductor congressman congresswoman consultant contractor coordinator coroner correspondent councillor \
    councilman councilwoman counsel counselor courier creator critic curator dancer daughter dean decorator defender \
    democrat dentist deputy designer detective developer diplomat director diver doctor doorman driver drummer \
    economist editor electrician employee engineer entrepreneur envoy epidemiologist executive expert farmer father \
    fellow film-maker filmmaker firefighter fisherman fishmonger forecaster forward founder friend front-runner \
    frontrunner gardener general geologist girl goalkeeper goldsmith governor grandfather grandmother gravedigger \
    grocer groundskeeper guard guitarist hairdresser head headmaster headmistress headteacher herder hiker historian \
    host hotelier housewife husband inspector instructor interpreter investigator investor janitor jeweller jockey \
    joiner journalist judge justice keeper king laborer labourer lady landlord lawmaker lawyer leader lecturer \
    legislator librarian lifeguard lobbyist locksmith machinist magistrate magnate man manager mathematician mayor \
    mechanic mediator medic member meteorologist midfielder midwife minister moderator mogul monarch mother mp \
    musician naturalist negotiator neighbor neighbour nephew neurologist neurosurgeon niece nominee novelist nurse \
    officer official ombudsman operative operator opponent optician organiser organizer owner painter paramedic \
    parent partner pastor patient pediatrician pharmacist photographer physician physicist pilot planner plasterer \
    playwright plumber poet policeman policewoman politician pollster pope postman preacher premier presenter \
    president priest principal prisoner producer professor programmer prosecutor psychiatrist psychologist publisher \
    pupil puppeteer queen ranger rector referee regulator reporter representative republican researcher resident \
    restaurateur retiree reviewer rival roofer runner sailor scholar schoolteacher scientist sculptor seamstress \
    secretary senator sergeant servant sheriff shoemaker shopkeeper singer skipper socialist sociologist soldier \
    solicitor son speaker specialist speechwriter spokesman spokesperson spokeswoman sprinter spy staffer star \
    statistician stepfather stepmother stewardess strategist striker student superintendent supervisor supporter \
    surfer surgeon surveyor survivor swimmer teacher technician teenager tenant trader trainer treasurer trucker \
    trustee tycoon undersecretary undertaker vet veteran vicar victim volunteer waiter warden watchmaker welder \
    widow widower wife winger winner witness woman worker writer youngster zookeeper",
);

/// Heads of the names and descriptions of bodies.
pub(super) const BODIES: &List = &List::new(
    "\
    academy administration agency airline airlines airport airways alliance archive army assembly association \
    authority automaker bakery bank bloc board branch brewery brigade bureau business cabinet camp campaign carmaker \
    center centre chain chamber charity church city clinic club co coalition college commission committee community \
    company confederation conference congress consortium constabulary corp corporation council country county court \
    dairy department directorate distillery district division embassy enterprises exchange executive factory faculty \
    family federation festival firm force forum foundation fund gallery government group guild holdings hospital \
    hotel house inc industries initiative institute institution insurer investments jury kingdom lab laboratory labs \
    league legion lender library limited llc llp ltd magazine maker manufacturer media mill mine ministry motors \
    movement museum nation navy network newspaper observatory office opera operator orchestra organisation \
    organization outlet panel paper parish parliament partners partnership party plc police press project provider \
    publication publisher railway railways refinery region regulator republic restaurant retailer school senate \
    service services shipyard shop side society solutions staff startup state states station store studios subsidiary \
    supermarket supplier syndicate systems taskforce team technologies theatre tower town treasury tribunal troupe \
    trust union unit universities university utility village watchdog website winery works zoo",
);

/// Words within the names of newspapers and broadcasters.
pub(super) const PAPERS: &List = &List::new(
    "\
    bulletin chronicle courier daily echo examiner gazette globe guardian herald independent inquirer journal \
    magazine mail mirror news observer post press radio record register reporter review standard star sun telegraph \
    television times today tribune tv weekly",
);

/// Heads of documents: what is written, filmed or counted.
pub(super) const DOCUMENTS: &List = &List::new(
    "\
    account ad advert advertisement affidavit agreement analysis announcement article audit average bill book \
    briefing brochure bulletin campaign-ad census chart code column commercial complaint constitution contract data \
    deal decision declaration decree diary directive document documentary dossier draft editorial email emails essay \
    evidence figures filing filings film findings forecast guidance guide guidelines headline history index \
    indictment interview judgement judgment law lawsuit leaflet legislation letter list literature mail manifesto \
    manual memo memoir message minutes motion movie note notes notice notification numbers order ordinance page \
    paper papers petition plan podcast policy poll polling polls post poster press-release program programme \
    projection proposal protocol publication questionnaire record records release report reports research resolution \
    results review rule rules ruling script series sign slide speech standards statement statistics statute story \
    studies study suit summary survey surveys tape testimony text tradition transcript treaty tweet update verdict \
    video warning warrant website",
);

/// Days and months, which are no names of speakers.
pub(super) const PERIODS: &List = &List::new(
    "\
    apr april aug august dec december feb february fri friday jan january jul july jun june march mon monday nov \
    november oct october saturday sept september sunday thu thurs thursday tue tues tuesday wed wednesday",
);

/// Words of closed classes and openers of sentences: capitalised they begin no name.
pub(super) const SMALL: &List = &List::new(
    "\
    a about above absent according across add adding after again against ago all almost along already also although always \
    amid among an and another any anyone anything are around as asked at away back be because been before behind \
    being below beside besides best better between both but by can could despite did do does down during each \
    earlier either else even ever every everyone everything except few fewer first for former from further given had \
    half has have he hence her here hers herself him himself his how however i if in indeed inside instead into is \
    it its itself just last late later least less let like likewise little long many may maybe me meanwhile might \
    mine more moreover most much must my myself near nearly neither never nevertheless new next no nobody none \
    nonetheless nor not nothing now of off often on once one ones only onto opposite or other others otherwise our \
    ours out outside over overall own past perhaps please plus quite rather read recently said same says second see \
    several shall she should since so some somebody someone something sometimes soon still such than that the their \
    theirs them themselves then there therefore these they things third this those though three through throughout \
    thus till to today together tomorrow tonight too toward towards two under unless unlike until up upon us usually \
    versus very via was watch we well were what whatever when whenever where whereas wherever whether which while \
    who whoever whom whose why will with within without would yes yesterday yet you your yours",
);

/// After one of these a noun phrase's head lies behind.
pub(super) const PREPOSITIONS: &List = &List::new(
    "\
    about above across after against along alongside amid among around as at based before behind below beneath \
    beside between beyond by called close conducted despite during for from in including inside into led like named \
    near of off on onto opposite out outside over past per ranging regarding released since that through throughout \
    to toward towards under until up upon via when where whether which who whom whose with within without worried",
);

/// Words that begin a noun phrase.
pub(super) const DETERMINERS: &List = &List::new(
    "\
    a all an another any both each either every few fewer five four her his its many more most much my neither no \
    one other our several six some such ten that the their these this those three two whose your",
);

/// People whom news quotes without a name: plural heads of these are persons, not a class of people.
pub(super) const SECRETIVE: &List = &List::new(
    "\
    advisers advisors aides allies associates attendees authorities campaigners colleagues diplomats employees \
    executives experts families friends insiders investigators lawyers members observers officers officials ones \
    operatives others people persons prosecutors relatives reporters representatives residents sources spokesmen \
    spokespeople staff staffers strategists witnesses workers",
);

/// Nouns of men and boys, whole or as an ending after another word.
pub(super) const HE: &List = &List::new(
    "\
    actor boy boyfriend brother dad duke emir father grandfather grandson husband imam king lord man monk mr nephew \
    pope priest prince rabbi sheikh sir son stepfather uncle widower",
);

/// Nouns of women and girls.
pub(super) const SHE: &List = &List::new(
    "\
    actress aunt baroness countess dame daughter duchess girl girlfriend granddaughter grandmother lady madam miss \
    mme mom mother mrs ms mum niece nun princess queen sister stepmother widow wife woman",
);

/// First names of men, common somewhere and hardly ever a woman's.
pub(super) const MEN: &List = &List::new(
    "\
    abdul abdullah adam adrian ahmad ahmed alan albert alejandro alexander alfred ali amir andrew anthony antonio \
    arnold arthur barack ben benjamin bernard bernie bill bob boris brad brandon brent brett brian bruce bryan carl \
    carlos charles christopher chuck clarence colin craig dan daniel danny darren dave david dennis derek dmitry \
    dominic donald doug douglas ed eddie eduardo edward edwin elias emmanuel enrique eric ernest ethan eugene evan \
    felipe felix fernando frank franklin fred frederick gary geoffrey george gerald giovanni giuseppe glenn gordon \
    graham greg gregory gustavo hamid hans harold harry hassan hector henrik henry herbert hiroshi howard hugh hugo \
    hussein ian ibrahim igor isaac ismail ivan jack jacob jake jamal james jared jason javier jeff jeffrey jeremy \
    jerome jerry jim jimmy joaquin joe joel johan john johnny jonathan jorge jose joseph joshua juan justin karim \
    karl keith ken kenji kenneth kevin khalid klaus kofi konstantin kurt kwame kyle larry lars lawrence leo leon \
    leonard liam lloyd louis luca lucas luigi luis luke manuel marc marco marcus mario mark markus martin marvin \
    matt matteo matthew max michael miguel mike mikhail mitch mohamed mohammad mohammed muhammad mustafa narendra \
    nathan neil nicholas nick nigel nikolai noah norman oleg oliver omar oscar otto owen pablo patrick paul pedro \
    peter philip phillip pierre rafael rahul rajesh ralph ramon raymond ricardo richard rick rob robert roberto \
    rodrigo roger roland ron ronald russell ryan salman sami samuel sanjay santiago scott sean sebastian sergei \
    sergio seth simon stanley stefan stephen steve steven stuart sven ted thomas tim timothy todd tom tomas tommy \
    tony trevor tyler uwe victor viktor vincent vladimir volodymyr walter wayne wesley william winston wolfgang \
    yusuf zachary",
);

/// First names of women likewise.
pub(super) const WOMEN: &List = &List::new(
    "\
    abigail adriana agnes aisha alejandra alice alicia alison amanda amelia amina amy ana angela angelina anita ann \
    anna annabel anne annette annie antonia audrey barbara beatrice becky bernadette beth betty beverly brenda \
    bridget brigitte camila carla carly carmen carol carolina caroline catherine cecilia cheryl chloe christina \
    christine cindy claire clara claudia cynthia daniela debbie deborah denise diana diane dolores doris dorothy \
    edith eileen eleanor elena elisabeth elise eliza elizabeth ella ellen eloise elsa emilia emily emma erica erika \
    esther eva evelyn fatima fiona frances gabriela gail gina giorgia gloria greta hannah heather heidi helen \
    helena helga hilary hillary holly ilse ingrid irene isabel isabella ivanka jacqueline jane janet janice \
    jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia juliana julie karen katarina \
    kate katherine kathleen kathryn kathy katie kirsten kristin laura lauren layla leah leila lena leticia lily \
    linda lisa liz loretta lorraine louise lucia lucy luisa lydia madeleine maggie manuela margaret maria marianne \
    marie marilyn marina marjorie marta martha mary maryam maureen maya megan melania melanie melissa mercedes \
    meredith michelle mila mildred miriam molly monica nadia nancy naomi natalia natalie natasha nicole nina nora \
    norma olga olivia pamela patricia paula pauline penelope phyllis priscilla priya rachel rebecca renata rhonda \
    rita roberta rosa rosalind rose rosemary ruth sabrina sally samantha sandra sara sarah sheila shirley silvia \
    sofia sonia sophia sophie stella stephanie susan susanna suzanne svetlana sylvia tamara tanya tara teresa \
    theresa tiffany tina ursula valerie vanessa vera veronica vivian wendy yasmin yolanda yvonne zainab zoe",
);

/// Offices that complete a title: secretary of state.
pub(super) const OFFICES: &List = &List::new(
    "\
    commons council culture defence defense education energy exchequer finance health house interior justice labor \
    labour lords staff state transport transportation treasury war",
);

/// Small words within a person's name.
pub(super) const PARTICLES: &List = &List::new(
    "\
    af al ap ben bin d da dal de del della der di dos du e el ibn la le lo ter van vom von y zu",
);

/// Frequent verbs that may stand before a role without an article: the jury found contractor Ana Ruiz.
pub(super) const VERBS: &List = &List::new(
    "\
    am are be beat became become been being did do does fed found gave got had has have held hit is joins led left \
    made makes met paid replaces saw says sees sent told was were",
);

/// What a firm's short name leaves out.
pub(super) const FIRMS: &List = &List::new(
    "\
    airlines airways bank brothers co company corp corporation enterprises group holdings inc industries \
    international laboratories limited llc llp ltd motors plc systems technologies",
);

/// Words with which the names of places begin.
pub(super) const REGIONS: &List = &List::new(
    "\
    central east eastern great los new north northern san south southern united west western",
);

/// Nouns that may stand for a person last spoken of, whatever the text has called them before.
pub(super) const EPITHETS: &List = &List::new(
    "\
    actor author billionaire businessman businesswoman candidate challenger champion conservative contender democrat \
    democratic father freshman incumbent lawmaker leader legislator magnate man mogul mother nominee politician \
    republican singer star striker tycoon woman",
);

/// Nouns for a body last spoken of, whatever its name.
pub(super) const BODY_EPITHETS: &List = &List::new(
    "\
    agency airline alliance association bank bloc broadcaster carmaker channel charity club company firm group maker \
    network newspaper organisation organization paper retailer union",
);

/// Bodies that somebody has: the campaign is that of the one who was spoken of.
pub(super) const PERSONAL_BODIES: &List = &List::new(
    "\
    administration cabinet camp campaign company firm foundation government office team",
);

/// What follows a surname: no surname itself.
pub(super) const SUFFIXES: &List = &List::new(
    "\
    ii iii iv jnr jr snr sr",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_hold_each_of_their_words() {
        let lists = [
            TITLES,
            NAME_OR_TITLE,
            ROLES,
            BODIES,
            PAPERS,
            DOCUMENTS,
            PERIODS,
            SMALL,
            PREPOSITIONS,
            DETERMINERS,
            SECRETIVE,
            HE,
            SHE,
            MEN,
            WOMEN,
            OFFICES,
            PARTICLES,
            VERBS,
            FIRMS,
            REGIONS,
            EPITHETS,
            BODY_EPITHETS,
            PERSONAL_BODIES,
            SUFFIXES,
        ];
        for list in lists {
            let words: Vec<&str> = list.words().split(' ').collect();
            assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{}", list.words());
            assert!(words.iter().all(|word| has(list, word)), "{}", list.words());
            assert!(["", " ", "a b", "~", "zzz"].iter().all(|word| !has(list, word)), "{}", list.words());
        }
    }
}
