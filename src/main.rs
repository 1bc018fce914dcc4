//! Experiments (stand-in until the real command line is merged).
#[cfg(not(feature = "train"))]
fn main() {}
#[cfg(feature = "train")]
fn main() {
    use inquit::{tagger, text::Text, train};
    let args: Vec<String> = std::env::args().collect();
    let get = |name: &str| args.iter().position(|a| a == name).map(|i| args[i + 1].clone());
    let c = "/work/shared/corpus";
    let mut o = train::Options::new(std::path::Path::new(&format!("{c}/polnear-train.jsonl")));
    if get("--nosyntax").is_none() { o.syntax = Some(format!("{c}/polnear-train.corenlp.jsonl.gz").into()); }
    o.vectors = get("--vectors").map(Into::into);
    if let Some(v) = get("--epochs") { o.epochs = v.parse().unwrap(); }
    if let Some(v) = get("--width") { o.width = v.parse().unwrap(); }
    if let Some(v) = get("--layers") { o.layers = v.parse().unwrap(); }
    if let Some(v) = get("--rate") { o.rate = v.parse().unwrap(); }
    if let Some(v) = get("--dropout") { o.dropout = v.parse().unwrap(); }
    if let Some(v) = get("--aux") { o.auxiliary = v.parse().unwrap(); }
    if let Some(v) = get("--batch") { o.batch = v.parse().unwrap(); }
    if let Some(v) = get("--seed") { o.seed = v.parse().unwrap(); }
    let out = get("--out").unwrap_or("/tmp/mx/dev.jsonl".into());
    if let Some(w) = get("--eval") {
        let weights = tagger::weights::Weights::read(&std::fs::read(w).unwrap()).expect("weights");
        return evaluate(&weights, &out);
    }
    let t = std::time::Instant::now();
    let (words, weights) = train::train(&o, &mut |s| eprintln!("{:6.1}s {s}", t.elapsed().as_secs_f32())).unwrap();
    evaluate(&weights, &out);
    for (i, (matrix, words_step, features)) in [(127.0, 0.5, 0.5), (31.0, 0.75, 0.75), (31.0, 1.0, 1.0), (15.0, 1.0, 1.5)].into_iter().enumerate() {
        let bytes = train::file(&words, &weights, train::Rounding { matrix, words: words_step, features });
        std::fs::write(format!("{out}.{i}.bin"), &bytes).unwrap();
        evaluate(&tagger::weights::Weights::read(&bytes).expect("weights"), &format!("{out}.{i}"));
    }
}

#[cfg(feature = "train")]
fn evaluate(weights: &inquit::tagger::weights::Weights, path: &str) {
    use inquit::{tagger, text::Text};
    let c = "/work/shared/corpus";
    let mut spent = std::time::Duration::ZERO;
    let dev = std::fs::read_to_string(format!("{c}/polnear-dev.jsonl")).unwrap();
    let mut out = String::new();
    let mut words = 0;
    for line in dev.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let source = v["text"].as_str().unwrap();
        let t = std::time::Instant::now();
        let text = Text::read(source);
        let found = tagger::attributions(&text, weights);
        spent += t.elapsed();
        words += text.words.len();
        let mut cp = vec![0; source.len() + 1];
        for (n, (i, _)) in source.char_indices().enumerate() { cp[i] = n; }
        cp[source.len()] = source.chars().count();
        let span = |r: &std::ops::Range<usize>| serde_json::json!([cp[text.words[r.start].span.start], cp[text.words[r.end - 1].span.end]]);
        let quotes: Vec<_> = found.iter().map(|a| serde_json::json!({
            "source": a.source.iter().map(&span).collect::<Vec<_>>(), "cue": [span(&a.cue)], "content": a.content.iter().map(&span).collect::<Vec<_>>()})).collect();
        out += &serde_json::json!({"id": v["id"], "quotes": quotes}).to_string();
        out.push('\n');
    }
    eprintln!("{} words, {:.2} ms per 1,000", words, spent.as_secs_f64() * 1e6 / words as f64);
    std::fs::write(path, out).unwrap();
}
