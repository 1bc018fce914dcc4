//! The command line, as its users call it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const ARTICLE: &str = "“We lost 😀,” said Ana Ruiz.\nShe left.\n";

fn inquit(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it has a standard input");
    let input = input.to_owned();
    // From a thread, since it may answer before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it reads its input");
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it writes UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it writes UTF-8")
}

#[test]
fn lists_quotes_for_people() {
    let output = inquit(&["extract"], ARTICLE.as_bytes());
    assert!(output.status.success());
    let shown = without_figures(&out(&output));
    let expected = " 1. Ana Ruiz (direct, said)
    “We lost 😀,”
    confidence: N
    because: named in full: 'Ana Ruiz' (N)

Who is quoted
    words  share  quotes
        2   100%       1  Ana Ruiz

1 quote: 1 direct, 0 mixed, 0 indirect.
";
    assert_eq!(shown, expected);
    assert_eq!(out(&inquit(&["extract", "-"], b"Nobody spoke.")), "No quotes found.\n");
}

/// With N for every confidence, which a better model changes.
fn without_figures(list: &str) -> String {
    let mut parts = list.split("0.");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + "N" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// A speaker in full and by a short name, somebody unnamed, quotes within quotes, what was not said,
/// and marks that are no quote.
const TOWN: &str = "“We have no crew,” Ana Ruiz, the mayor of Lund, told reporters on Monday in a letter.\n\
    Ines Falk denied that she had sold the boat.\n\
    “The clerk told me, ‘Go home,’ and I went,” Ruiz said. The “reform” cost more than the old system.\n\
    Ruiz did not say that the boat had sunk. “It is over,” the captain will say tonight.\n";

#[test]
fn the_list_tells_all_that_is_known_of_a_quote() {
    let expected = " 1. Ana Ruiz (direct, told)
    “We have no crew,”
    to: reporters; medium: in a letter; when: on Monday; confidence: N
    because: named in full: 'Ana Ruiz, the mayor of Lund' (N)

 2. Ines Falk (indirect, denied)
    that she had sold the boat
    stance: denial; confidence: N
    because: named in full: 'Ines Falk' (N)

 3. Ana Ruiz (direct, said)
    “The clerk told me, ‘Go home,’ and I went,”
    confidence: N
    because: 'Ruiz' is short for 'Ana Ruiz' (N)
    within: The clerk (direct, told)
        ‘Go home,’
        to: me

 4. Ana Ruiz (indirect, did not say)
    that the boat had sunk
    not said; confidence: N
    because: 'Ruiz' is short for 'Ana Ruiz' (N)

 5. the captain (direct, will say)
    “It is over,”
    yet to be said; when: tonight; confidence: N
    because: the text gives no name for 'the captain' (N)

Who is quoted
    words  share  quotes
       18    67%       3  Ana Ruiz, mayor of Lund
        6    22%       1  Ines Falk
        3    11%       1  the captain (unnamed)

In quotation marks, but no quotes
    scare: “reform”

5 quotes: 3 direct, 0 mixed, 2 indirect.
";
    assert_eq!(without_figures(&out(&inquit(&["extract"], TOWN.as_bytes()))), expected);
}

#[test]
fn the_list_may_go_by_speaker() {
    let expected = "Ana Ruiz, mayor of Lund
18 words, 67% of all that is quoted; 3 quotes: 2 direct, 0 mixed, 1 indirect

 1. direct, told
";
    let list = out(&inquit(&["extract", "--by-speaker"], TOWN.as_bytes()));
    assert!(list.starts_with(expected), "{list}");
    let order =
        [" 1. direct", " 3. direct", " 4. indirect", "\nInes Falk\n", " 2. indirect", "\nthe captain (unnamed)\n"];
    let places: Vec<usize> = order.iter().map(|part| list.find(part).expect(part)).collect();
    assert!(places.is_sorted(), "{list}");
    assert!(list.ends_with("5 quotes: 3 direct, 0 mixed, 2 indirect.\n"), "{list}");
    let nobody = out(&inquit(&["extract", "--by-speaker"], "She left. “We lost,” she said.\n".as_bytes()));
    let expected = "No speaker named, or not surely\n\n 1. speaker not named, direct, said\n    “We lost,”\n";
    assert!(nobody.starts_with(expected), "{nobody}");
}

#[test]
fn the_lists_never_name_an_unclear_speaker() {
    let mut unclear = 0;
    let files = std::fs::read_dir("tests/articles").unwrap().map(|file| file.unwrap().path());
    for file in files.filter(|path| path.is_file()) {
        let article = std::fs::read_to_string(file).unwrap();
        let text = article.split("\n---\n").next().unwrap();
        let answer: Value = serde_json::from_str(&out(&inquit(&["extract", "--json"], text.as_bytes()))).unwrap();
        let list = out(&inquit(&["extract"], text.as_bytes()));
        let by_speaker = out(&inquit(&["extract", "--by-speaker"], text.as_bytes()));
        for (number, quote) in (1..).zip(answer["quotes"].as_array().unwrap()) {
            let entry = |list: &str| {
                let from = list.find(&format!("{number:>2}. ")).expect("each quote is listed");
                list[from..].split("\n\n").next().unwrap()[4..].replace("\n    ", " ")
            };
            let name = quote["speaker"].as_str().unwrap_or("speaker not named");
            if quote["unclear"] == true {
                unclear += 1;
                assert!(entry(&list).starts_with("speaker unclear ("), "{list}");
                assert!(entry(&by_speaker).starts_with("speaker unclear, "), "{by_speaker}");
                assert!(!entry(&list).contains("because"), "{list}");
            } else {
                assert!(entry(&list).starts_with(&format!("{name} (")), "{list}");
            }
        }
    }
    assert!(unclear > 0, "none of the articles has an unclear speaker any more: add one that has");
}

#[test]
fn lists_are_narrow() {
    let lab = "a laboratory in Ghent that was hired by the defence, by the league and by three of the clubs, ";
    let long = format!("“{}” {lab}said on Monday.\n{lab}insisted that it won.\n", "We lost it again. ".repeat(20));
    for options in [&["extract"][..], &["extract", "--by-speaker"]] {
        let list = out(&inquit(options, (long.clone() + TOWN).as_bytes()));
        assert!(list.contains("a laboratory in Ghent"), "{list}");
        assert!(list.lines().all(|line| line.chars().count() <= 78), "{list}");
    }
}

#[test]
fn a_text_in_another_language_is_told() {
    let text = "„Wir zahlen nicht“, sagte der Bürgermeister am Montag in Berlin. Er erklärte, dass die Kasse leer sei \
        und dass auch im kommenden Jahr kein Geld zu erwarten ist.";
    let output = inquit(&["extract"], text.as_bytes());
    assert!(out(&output).contains("„Wir zahlen nicht“"), "{}", out(&output));
    assert!(out(&output).contains("The text is not in English"), "{}", out(&output));
    assert!(out(&output).contains("1 direct, 0 mixed, 0 indirect"), "{}", out(&output));
}

#[test]
fn a_text_cannot_steer_the_terminal() {
    let output = inquit(&["extract"], "\"We \u{1b}[31m lost,\" said Ana.".as_bytes());
    assert!(!out(&output).contains('\u{1b}'), "{}", out(&output));
}

#[test]
fn json_counts_utf16() {
    let output = inquit(&["extract", "--json"], ARTICLE.as_bytes());
    let answer: Value = serde_json::from_str(&out(&output)).expect("it is JSON");
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["offsets"], "utf16");
    assert_eq!(answer["quotes"][0]["content"], json!([[0, 13]]));
    assert_eq!(answer["quotes"][0]["speaker"], "Ana Ruiz");
    assert_eq!(answer.get("text"), None);
}

#[test]
fn a_batch_is_answered_in_order() {
    let lines: String = (0..600)
        .map(|i| json!({"extra": [i], "text": format!("“No {i},” said Ana Ruiz."), "id": i}).to_string() + "\n")
        .collect();
    let output = inquit(&["extract", "--jsonl"], lines.as_bytes());
    assert!(output.status.success(), "{}", err(&output));
    let answers: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 600);
    for (i, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], i);
        assert_eq!(answer["quotes"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(err(&output), "");
}

#[test]
fn bad_lines_are_named_and_the_rest_answered() {
    let mut lines = Vec::new();
    lines.extend(b"{\"id\": \"a\", \"text\": \"\"}\nnonsense\n\n{\"id\": 3}\n{\"id\": \"d\", \"text\": 4}\n\xff\n");
    lines.extend(b"{\"id\": \"z\", \"text\": \"no end of line\"}");
    let output = inquit(&["extract", "--jsonl"], &lines);
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<String> =
        out(&output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "\"z\""]);
    for number in [2, 4, 5, 6] {
        assert!(err(&output).contains(&format!("line {number}: ")), "{}", err(&output));
    }
    assert!(err(&output).contains("4 of 7 lines"), "{}", err(&output));
}

#[test]
fn a_line_is_answered_before_the_next_is_written() {
    use std::io::{BufRead, BufReader};
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["extract", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut to, mut from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for id in 0..3 {
        writeln!(to, "{}", json!({"id": id, "text": "“No,” he said."})).unwrap();
        let mut answer = String::new();
        from.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], id);
    }
    drop(to);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_inquit"))
        .args(["extract", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let line = json!({"id": 1, "text": "“No,” said Ana."}).to_string() + "\n";
    // The command may be gone before all is written.
    let _ = stdin.write_all(line.repeat(5000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(err(&output), "");
    assert!(output.status.success());
}

#[test]
fn a_saved_page_is_read_by_the_rules_of_the_shell() {
    let page = "<!doctype html><title>T</title><nav>Menu</nav><article><h1>Head</h1>\n<p>One\n  <b>t&amp;</b>wo<br>three\
        <script>no()</script><span hidden>no</span><span style='display: none'>no</span>\
        <div data-inquit-ignore>no</div><pre>a\n b</pre><ul><li>x<li>y</ul><p>“We lost,” said Ana.</article>";
    let output = inquit(&["extract", "--html", "--json"], page.as_bytes());
    let answer: Value = serde_json::from_str(&out(&output)).unwrap();
    let text = answer["text"].as_str().unwrap();
    assert_eq!(text, "Head\n \nOne   t&wo\nthree\na\n b\nx\ny\n“We lost,” said Ana.");
    let span = &answer["quotes"][0]["content"][0];
    let units: Vec<u16> = text.encode_utf16().collect();
    let [start, end] = [0, 1].map(|i| span[i].as_u64().unwrap() as usize);
    assert_eq!(String::from_utf16(&units[start..end]).unwrap(), "“We lost,”");
}

#[test]
fn a_saved_page_may_name_its_encoding_and_its_root() {
    let page = b"<meta charset=windows-1252><main>x</main><div id=a>\x93We lost,\x94 said Zo\xeb.</div>";
    let output = inquit(&["extract", "--html", "--root", "#a"], page);
    assert!(out(&output).starts_with(" 1. Zoë (direct, said)\n    “We lost,”\n"), "{}", out(&output));
}

#[test]
fn other_forms_have_the_address_that_the_page_gives_itself() {
    let page = |head: &str| format!("<!doctype html><head>{head}<body><p>“We lost,” said Ana.");
    let part_of = |head: &str, more: &[&str]| {
        let options = [&["extract", "--html", "--format", "jsonld"], more].concat();
        let answer: Value = serde_json::from_str(&out(&inquit(&options, page(head).as_bytes()))).unwrap();
        assert_eq!(answer["@graph"][0]["text"], "We lost");
        answer["@graph"][0]["isPartOf"]["url"].clone()
    };
    let canonical = "<link rel=canonical href='https://news.example/lost?x=1#top'>";
    assert_eq!(part_of(canonical, &[]), "https://news.example/lost?x=1");
    assert_eq!(part_of("<meta property='og:url' content=' http://news.example/ '>", &[]), "http://news.example/");
    assert_eq!(part_of(canonical, &["--url", "https://other.example/"]), "https://other.example/");
    assert_eq!(part_of("<link rel=canonical href='/lost'>", &[]), Value::Null);
    assert_eq!(part_of("", &[]), Value::Null);
}

#[test]
fn quotes_for_a_page_carry_selectors() {
    let output = inquit(&["extract", "--format", "quotes"], ARTICLE.as_bytes());
    let answer: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&answer["version"], &answer["selectors"]), (&json!(1), &json!(1)));
    let quote = &answer["quotes"][0];
    assert_eq!(quote["content"], json!([[0, 13]]));
    let content = json!([{"exact": "“We lost 😀,”", "prefix": "", "suffix": " said Ana Ruiz.\nShe left.\n"}]);
    assert_eq!(quote["selectors"]["content"], content);
    assert_eq!(quote["selectors"]["source"][0]["prefix"], "“We lost 😀,” said ");
    assert_eq!(quote["selectors"]["when"], json!([]));
}

#[test]
fn wrong_calls_say_what_to_do() {
    let cases: [(&[&str], &[u8], &str); 11] = [
        (&["extract", "no-such-file"], b"", "cannot read no-such-file: "),
        (&["extract"], b"\xff\xfe", "standard input is not UTF-8 (byte 0): convert it first"),
        (&["extract", "--html", "--root", "#b"], b"<p>x", "the page has no element #b"),
        (&["extract", "--html", "--root", "<"], b"<p>x", "--root < is no CSS selector"),
        (&["extract", "--root", "p"], b"", "--html"),
        (&["extract", "--json", "--jsonl"], b"", "cannot be used with"),
        (&["extract", "--json", "--format", "csv"], b"", "cannot be used with"),
        (&["extract", "--by-speaker", "--json"], b"", "cannot be used with"),
        (&["extract", "--format", "xml"], b"", "jsonld"),
        (&["extract", "--format", "annotations"], b"", "say where it is by --url"),
        (&["extract", "--format", "csv", "--url", "news.example"], b"", "begin with https://"),
    ];
    for (arguments, input, message) in cases {
        let output = inquit(arguments, input);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(err(&output).contains(message), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}
