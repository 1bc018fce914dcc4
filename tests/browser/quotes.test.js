// A page whose quotes were found beforehand by the command line is drawn without the engine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSER, highlights, launch, open, serve } from "./harness.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  ({ page } = await open(browser));
});

after(async () => {
  await browser.close();
  server.close();
});

/** What `inquit extract --html --format quotes` writes of the page. */
function quotesJson() {
  const [command, ...first] = process.env.INQUIT ? [process.env.INQUIT] : ["cargo", "run", "--quiet", "--"];
  const options = ["extract", "--html", "--format", "quotes", "tests/browser/ferry.html"];
  const { status, stdout, stderr } = spawnSync(command, [...first, ...options], { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

/**
 * Draws what the file says of the page as it is now, in place of what is drawn.
 * @param {string} json
 * @returns {Promise<{ gone: string[], quotes: { words: string, speaker: string | null }[] }>}
 */
function draw(json) {
  return page.evaluate(async (json) => {
    const { fromQuotes } = await import(/** @type {any} */ ("/shell/locate.js"));
    const { read } = await import(/** @type {any} */ ("/shell/read.js"));
    const { Drawing } = await import(/** @type {any} */ ("/shell/draw.js"));
    const text = read(document.querySelector("article"));
    const { reading, gone } = fromQuotes(json, text.text);
    /** @type {any} */ (globalThis).drawing?.erase();
    const drawing = new Drawing(text, reading.quotes);
    drawing.show(() => true);
    Object.assign(globalThis, { drawing });
    const words = (/** @type {[number, number]} */ span) => text.text.slice(...span).replace(/\s+/g, " ");
    return {
      gone,
      quotes: reading.quotes.map((/** @type {import("../../www/shell/locate.js").Quote} */ { content, speaker }) => ({
        words: content.map(words).join(" … "),
        speaker,
      })),
    };
  }, json);
}

test(`${BROWSER}: quotes.json is drawn without the engine, and what is gone is told and not drawn`, async () => {
  const json = quotesJson();
  await page.goto(`${server.origin}/browser/ferry.html`);
  const first = await draw(json);
  assert.deepEqual(first, {
    gone: [],
    quotes: [
      { words: "“We have no crew 😀,”", speaker: "Ines Falk" },
      { words: "the boat had been fail\u00ading for years", speaker: "Tom Berg" },
      { words: "“It leaks,”", speaker: "Tom Berg" },
      { words: "the ferry would be back in April", speaker: "Ines Falk" },
      { words: "“We are sorry,”", speaker: "Ines Falk" },
    ],
  });
  const drawn = await highlights(page);
  assert.deepEqual(drawn["inquit-direct"], ["“We have ", "no crew", " 😀,”", "“It leaks,”", "“We are sorry,”"]);

  // A new paragraph above, words beside a quote; of two quotes one is cut and one reworded, and the words of
  // the one that is cut turn up elsewhere.
  await page.evaluate(() => {
    const [crew, berg, falk] = document.querySelectorAll("article > p");
    crew.before(Object.assign(document.createElement("p"), { textContent: "This article was updated on Tuesday." }));
    berg.innerHTML =
      "It was known. Tom Berg, a farmer, said the boat had been fail&shy;ing for years. “It sinks,” he added.";
    falk.textContent = "Falk said the ferry would be back in April.";
    falk.after(
      Object.assign(document.createElement("p"), { textContent: "A banner at the pier reads “We are sorry,” in red." }),
    );
  });
  const { gone, quotes } = await draw(json);
  assert.deepEqual(gone, ["“It leaks,”", "“We are sorry,”"]);
  assert.deepEqual(
    quotes,
    first.quotes.filter(({ words }) => !gone.includes(words)),
  );
  assert.deepEqual((await highlights(page))["inquit-direct"], ["“We have ", "no crew", " 😀,”"]);
  assert.ok(!server.asked.some((path) => path.includes("engine")), "the engine was not fetched");
});
