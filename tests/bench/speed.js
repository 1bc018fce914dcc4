// How fast the engine is: `extract` against the npm package compromise, which finds quotations in marks, in one
// process and one run, so that a busy machine slows both; then memory, and the bytes that a reader loads. Ends with 1
// where one of them exceeds its bound.
//
// usage: node tests/bench/speed.js          (after www/build and npm ci in tests)
//
// Reads the articles of polnear-dev in INQUIT_SHARED (by default ../shared), else our own in tests/articles.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import nlp from "compromise";
import { extract, initSync } from "../../www/engine/engine.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CORPUS = join(process.env.INQUIT_SHARED ?? join(ROOT, "../shared"), "corpus/polnear-dev.jsonl");
/** Rounds over all the articles: the first warms both up, of the others the fastest counts. */
const ROUNDS = 6;
/** Words of the long article whose memory is measured. */
const LONG = 5000;
/** What may not be exceeded: a reader pays for every byte and every millisecond. */
const MOST = { ratio: 0.2, tenfold: 12, megabytes: 64, brotli: 500_000 };

/** @returns {string[]} */
function articles() {
  if (existsSync(CORPUS)) {
    const lines = readFileSync(CORPUS, "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line).text);
  }
  const folder = join(ROOT, "tests/articles");
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return names.map((name) => readFileSync(join(folder, name), "utf8"));
}

/** @param {string} text */
const words = (text) => text.split(/\s+/).filter(Boolean).length;

/**
 * Milliseconds that a pass over `texts` takes.
 * @param {string[]} texts
 * @param {(text: string) => unknown} work
 */
function time(texts, work) {
  const begun = performance.now();
  for (const text of texts) work(text);
  return performance.now() - begun;
}

const wasm = readFileSync(join(ROOT, "www/engine/engine_bg.wasm"));
const { memory } = initSync({ module: wasm });
const texts = articles();
const count = texts.reduce((sum, text) => sum + words(text), 0);
const rivals = {
  inquit: (/** @type {string} */ text) => extract(text),
  compromise: (/** @type {string} */ text) => nlp(text).quotations().out("array"),
};

const best = { inquit: Infinity, compromise: Infinity };
for (let round = 0; round < ROUNDS; round++) {
  // In turns, so that what else the machine does falls on both.
  for (const name of /** @type {const} */ (["inquit", "compromise"])) {
    const took = time(texts, rivals[name]);
    if (round > 0) best[name] = Math.min(best[name], took);
  }
}

const all = texts.join("\n");
const long = all
  .split(/(?<=\s)/)
  .slice(0, LONG)
  .join("");
extract(long);
const after = memory.buffer.byteLength;
const longer = Array(10).fill(long).join("\n");
let [short, tenfold] = [Infinity, Infinity];
for (let round = 0; round < ROUNDS; round++) {
  short = Math.min(short, time(Array(10).fill(long), rivals.inquit) / 10);
  tenfold = Math.min(tenfold, time([longer], rivals.inquit));
}

/** @param {number} ms */
const perThousand = (ms) => `${((ms / count) * 1000).toFixed(2)} ms per 1,000 words`;
const ratio = best.inquit / best.compromise;
const megabytes = after / 2 ** 20;
const brotli = brotliCompressSync(wasm, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
console.log(`${texts.length} articles, ${count} words, the fastest of ${ROUNDS - 1} rounds`);
console.log(`inquit       ${perThousand(best.inquit)}`);
console.log(`compromise   ${perThousand(best.compromise)}`);
console.log(`ratio        ${ratio.toFixed(3)}, at most ${MOST.ratio}`);
console.log(
  `ten times    ${(tenfold / short).toFixed(1)} times as long for ten times the text, at most ${MOST.tenfold}`,
);
console.log(`memory       ${megabytes.toFixed(1)} MB after ${LONG} words at once, at most ${MOST.megabytes}`);
console.log(`wasm         ${wasm.length} bytes, ${brotli} after brotli, at most ${MOST.brotli}`);
const kept =
  ratio <= MOST.ratio && tenfold / short <= MOST.tenfold && megabytes <= MOST.megabytes && brotli <= MOST.brotli;
process.exit(kept ? 0 : 1);
