// How well an article is read out of a whole page: of the saved pages with the text expected of them, how much of that text
// is read (recall) and how much of what is read is of it (precision), by stretches of four words.
//
// usage: INQUIT_SHARED=FOLDER node tests/score/pages.js [NAME...]     (INQUIT_BROWSER=firefox for what Firefox reads)
//        Of pages that are named, the lines too that are missed (-) or too many (+).
//        READER=SCRIPT reads by another reader: a script of which `read()` in the page gives the text
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { launch, serve } from "../browser/harness.js";

const SHARED = process.env.INQUIT_SHARED ?? "../shared";
const folder = join(SHARED, "pages");
/** How long a page may hide itself at first, in milliseconds: scripts that do show it after four seconds at the latest. */
const HIDDEN = 5000;
/** Stretches of so many words are compared. */
const WORDS = 4;

/** @param {string} text */
function stretches(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(WORDS - 1).map((_, i) => words.slice(i, i + WORDS).join(" "));
}

/**
 * The share of the stretches of one text that another has.
 * @param {string} text
 * @param {string} other
 */
function share(text, other) {
  const all = stretches(text);
  const had = new Set(stretches(other));
  return all.length > 0 ? all.filter((words) => had.has(words)).length / all.length : 0;
}

/** @param {number[]} figures */
function median(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

const { outputFiles } = await build({
  stdin: {
    contents: `import { articlesOf, besides } from "./www/shell/article.js";
      import { read as readText } from "./www/shell/read.js";
      export const read = () => articlesOf().map((root) => readText(root, besides).text).join("\\n");
      export const all = () => readText(document.body).text;`,
    resolveDir: join(import.meta.dirname, "../.."),
  },
  bundle: true,
  format: "iife",
  globalName: "inquit",
  write: false,
});
const ours = outputFiles[0].text;
const { READER } = process.env;
const reader = READER ? readFileSync(READER, "utf8") : "const { read } = inquit;";

const [server, browser] = await Promise.all([serve(), launch()]);

/**
 * What a script reads of a page of which nothing but the page itself can be had.
 * @param {string} html
 * @param {string} script
 */
async function readOf(html, script) {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.url() === `${server.origin}/page.html`) return request.continue();
    request.abort();
  });
  server.pages["/page.html"] = html;
  await page.goto(`${server.origin}/page.html`, { waitUntil: "domcontentloaded" });
  const shown = () => document.body.checkVisibility({ visibilityProperty: true });
  await page.waitForFunction(shown, { timeout: HIDDEN }).catch(() => {});
  // A script of the page that would show it again may not have been saved whole.
  await page.evaluate(() => {
    for (const sheet of document.styleSheets) {
      if (document.body.checkVisibility({ visibilityProperty: true })) return;
      sheet.disabled = true;
      if (!document.body.checkVisibility({ visibilityProperty: true })) sheet.disabled = false;
    }
  });
  const text = /** @type {string} */ (await page.evaluate(`(() => { ${ours} ${script} })()`));
  await page.close();
  return text;
}

const asked = process.argv.slice(2);
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "expected.html")));
/** @type {[number, number][]} */
const figures = [];
console.log("page               recall  precision");
for (const name of asked.length > 0 ? asked : names) {
  const [source, expected] = ["source", "expected"].map((file) =>
    readFileSync(join(folder, name, `${file}.html`), "utf8"),
  );
  const text = await readOf(source, `${reader} return read();`);
  const wanted = await readOf(`<!doctype html>${expected}`, "return inquit.all();");
  const [recall, precision] = [share(wanted, text), share(text, wanted)];
  figures.push([recall, precision]);
  if (asked.length > 0) {
    for (const line of wanted.split("\n"))
      if (share(line, text) < 0.5 && stretches(line).length) console.log(`- ${line.trim()}`);
    for (const line of text.split("\n"))
      if (share(line, wanted) < 0.5 && stretches(line).length) console.log(`+ ${line.trim()}`);
  }
  console.log(`${name.padEnd(18)} ${recall.toFixed(3)}  ${precision.toFixed(3)}`);
}
for (const [what, of] of /** @type {[string, (all: number[]) => number][]} */ ([
  ["median", median],
  ["worst", (all) => Math.min(...all)],
]))
  console.log(`${what.padEnd(18)} ${[0, 1].map((i) => of(figures.map((both) => both[i])).toFixed(3)).join("  ")}`);
await browser.close();
server.close();
