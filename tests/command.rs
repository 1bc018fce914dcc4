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
    let expected = "Ana Ruiz (direct, said)\n    “We lost 😀,”\n\n1 quote: 1 direct, 0 mixed, 0 indirect.\n";
    assert_eq!(out(&output), expected);
    assert_eq!(out(&inquit(&["extract", "-"], b"Nobody spoke.")), "No quotes found.\n");
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
    assert!(out(&output).starts_with("Zoë (direct, said)\n    “We lost,”\n"), "{}", out(&output));
}

#[test]
fn wrong_calls_say_what_to_do() {
    let cases: [(&[&str], &[u8], &str); 6] = [
        (&["extract", "no-such-file"], b"", "cannot read no-such-file: "),
        (&["extract"], b"\xff\xfe", "standard input is not UTF-8 (byte 0): convert it first"),
        (&["extract", "--html", "--root", "#b"], b"<p>x", "the page has no element #b"),
        (&["extract", "--html", "--root", "<"], b"<p>x", "--root < is no CSS selector"),
        (&["extract", "--root", "p"], b"", "--html"),
        (&["extract", "--json", "--jsonl"], b"", "cannot be used with"),
    ];
    for (arguments, input, message) in cases {
        let output = inquit(arguments, input);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(err(&output).contains(message), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}
