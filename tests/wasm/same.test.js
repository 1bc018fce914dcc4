// The wasm, run in Node, gives what the native command line gives, to the last digit.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Extraction, extract, initSync } from "../../www/engine/engine.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHARED = process.env.INQUIT_SHARED;

/** @type {WebAssembly.Memory} */
let memory;

before(() => {
  ({ memory } = initSync({ module: readFileSync(join(ROOT, "www/engine/engine_bg.wasm")) }));
});

/**
 * The readings of the native command line, of the development build where INQUIT names no other.
 * @param {{ id: string, text: string }[]} documents
 * @returns {({ id: string } & import("../../www/engine/engine.js").Reading)[]}
 */
function native(documents) {
  const input = documents.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join("");
  const [command, ...first] = process.env.INQUIT ? [process.env.INQUIT] : ["cargo", "run", "--quiet", "--"];
  const { status, stdout, stderr } = spawnSync(command, [...first, "extract", "--jsonl"], {
    cwd: ROOT,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** @param {{ id: string, text: string }[]} documents */
function assertSame(documents) {
  assert.ok(documents.length > 0, "there are documents to compare");
  const readings = native(documents);
  assert.deepEqual(
    readings.map(({ id }) => id),
    documents.map(({ id }) => id),
    "one line a document, in order",
  );
  for (const [i, { id, text }] of documents.entries()) {
    assert.deepEqual({ id, ...extract(text) }, readings[i], `the reading of ${id}`);
  }
}

/**
 * The text files below a folder, whole, as documents.
 * @param {string} folder
 * @param {RegExp} names
 */
function files(folder, names) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ id: path.slice(ROOT.length), text: readFileSync(path, "utf8") }));
}

/**
 * Random numbers below 1, the same ones every time (Lehmer's generator with the constants of C++'s minstd_rand).
 * @param {number} state
 */
function* random(state) {
  for (;;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

// What quotations are made of, and what upsets a reader of them.
const PIECES = [
  ...'"""\'\'“”‘’«»„‚`´″′.,:;!?-–—…()[] \t\n\n',
  ...[
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u2028",
    "\ufeff",
    "\0",
    "\r\n",
    "é",
    "e\u0301",
    "ß",
    "İ",
    "日本",
    "😀",
    "👩‍🚀",
    "\u{10ffff}",
  ],
  ...[
    " said",
    " he",
    " she said",
    " told",
    " according to",
    " Mr. Brown",
    " the report",
    " that ",
    " U.S.",
    " 6'2\"",
    " don't",
    " '90s",
    "''",
    "``",
    "\n\n“",
  ],
];

/** @param {number} count */
function strings(count) {
  const numbers = random(20260801);
  const next = (/** @type {number} */ below) => Math.floor(/** @type {number} */ (numbers.next().value) * below);
  return Array.from({ length: count }, (_, i) => ({
    id: `random ${i}`,
    text: Array.from({ length: next(120) }, () => PIECES[next(PIECES.length)]).join(""),
  }));
}

test("on the texts of the cases", () => assertSame(files("tests/cases", /\.txt$/)));

test("on the demo's articles", () => assertSame(files("www", /\.html$/)));

test("on random strings", () => assertSame(strings(3000)));

test("on every article of polnear-dev", { skip: !SHARED && "needs INQUIT_SHARED" }, () => {
  const lines = readFileSync(join(/** @type {string} */ (SHARED), "corpus/polnear-dev.jsonl"), "utf8");
  assertSame(
    lines
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
});

/**
 * The reading of a text in steps, or what there is of it after so many.
 * @param {string} text
 * @param {number} [most]
 */
function inSteps(text, most = Infinity) {
  const extraction = new Extraction(text);
  let taken = 0;
  let reading;
  for (; !reading && taken < most; taken++) reading = extraction.step();
  const after = reading && extraction.step();
  extraction.free();
  return { reading, taken, after };
}

test("in steps it gives the same, and nothing after that", () => {
  const articles = files("tests/articles", /\.txt$/);
  const texts = ["", ...strings(100).map(({ text }) => text), ...articles.map(({ text }) => text)];
  for (const text of texts) {
    const { reading, after } = inSteps(text);
    assert.equal(JSON.stringify(reading), JSON.stringify(extract(text)));
    assert.equal(after, undefined);
  }
  const all = articles.map(({ text }) => text).join("\n");
  const { taken } = inSteps(all);
  assert.ok(taken > all.split(" ").length / 256, `${taken} steps`);
});

test("what is given up on the way holds no memory", () => {
  const [{ text }] = files("tests/articles", /\.txt$/);
  const { taken } = inSteps(text);
  const giveUp = () => {
    for (let most = 1; most < taken; most += 5) inSteps(text, most);
  };
  giveUp();
  const bytes = memory.buffer.byteLength;
  for (let round = 0; round < 10; round++) giveUp();
  assert.equal(memory.buffer.byteLength, bytes);
});

test("half a character is read as the replacement character, as browsers write it", () => {
  const text = '"We \ud83d won," he said. \udc00';
  assert.deepEqual(extract(text), extract(text.toWellFormed()));
});

test("what is no text is an Error that says so", () => {
  for (const value of [undefined, null, 1, {}, ["a"]]) {
    for (const read of [extract, inSteps])
      assert.throws(() => read(/** @type {any} */ (value)), { name: "Error", message: /string/ });
  }
});
