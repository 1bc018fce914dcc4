// The demo, driven as a reader does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSER, highlights, launch, open, parts, serve } from "./harness.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HTML = readFileSync(fileURLToPath(new URL("../../www/index.html", import.meta.url)), "utf8");
const ARTICLES = ["river", "shops", "peat"];
const TEXT = `Council backs second bridge

The council voted on Monday to build a second bridge over the harbour
in spite of a warning about what it is going to cost the town.

"We have waited forty years for this," said Aled Brook. "We are not
going to wait for the perfect price."
`;

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../www/engine/engine.js").Reading} Reading */

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});

after(async () => {
  await browser.close();
  server.close();
});

/**
 * Opens the demo at an article and waits for its quotes.
 * @param {string} [name]
 * @param {Parameters<Page["setViewport"]>[0]} [viewport]
 */
async function demo(name = "river", viewport = null) {
  const opened = await open(browser);
  if (viewport) await opened.page.setViewport(viewport);
  await opened.page.goto(`${server.origin}/#${name}`);
  await drawn(opened.page, name);
  return opened;
}

/**
 * Waits until a sheet's quotes are drawn and listed.
 * @param {Page} page
 * @param {string} name
 */
async function drawn(page, name) {
  await page.waitForFunction(
    (name) =>
      document.querySelector(`nav a[href='#${name}'][aria-current]`) &&
      document.querySelector("#quotes:not([hidden]) [data-quote]"),
    {},
    name,
  );
}

/**
 * The text of an article and what the engine says of it when the test asks it.
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<{ text: string, reading: Reading }>}
 */
function asked(page, name) {
  return page.evaluate(async (name) => {
    const { Engine } = await import(/** @type {any} */ ("/shell/ask.js"));
    const { read } = await import(/** @type {any} */ ("/shell/read.js"));
    const { text } = read(document.querySelector(`#${name} article`));
    const engine = new Engine();
    const reading = await engine.ask(text);
    engine.close();
    return { text, reading };
  }, name);
}

/**
 * What the registry must hold of a reading: by part, all words in order of place, whatever their colours. The line break
 * between two blocks stands nowhere on the page.
 * @param {{ text: string, reading: Reading }} asked
 */
function expected({ text, reading }) {
  /** @type {Record<string, [number, number][]>} */
  const spans = {};
  for (const { kind, content, source } of reading.quotes) {
    (spans[kind] ??= []).push(...content);
    if (source.length > 0) (spans.source ??= []).push(...source);
  }
  return Object.fromEntries(
    Object.entries(spans).map(([name, spans]) => [
      name,
      words(spans.sort(([a], [b]) => a - b).map(([start, end]) => text.slice(start, end).replaceAll("\n", ""))),
    ]),
  );
}

/** @param {string[]} pieces */
function words(pieces) {
  return pieces.join("").replaceAll(/[\t\n\f\r]/g, " ");
}

/**
 * The words of each part in the registry, in order of place, whatever their colours.
 * @param {Page} page
 */
async function found(page) {
  const { active, ...rest } = await parts(page);
  return rest;
}

for (const name of ARTICLES) {
  test(`${BROWSER}: the article #${name} is drawn and listed, and its document stays as it was`, async () => {
    const { page, wrong, asked: requests } = await demo(name);
    const answer = await asked(page, name);
    assert.ok(answer.reading.quotes.length >= 8, `${answer.reading.quotes.length} quotes are enough to see`);
    assert.deepEqual(await found(page), expected(answer));

    const entries = await page.$$eval("[data-quote]", (entries) =>
      entries.map((entry) => [entry.getAttribute("data-quote"), entry.textContent]),
    );
    assert.deepEqual(
      entries.map(([index]) => Number(index)),
      answer.reading.quotes.map((_, index) => index),
    );
    for (const [i, { kind, speaker, unclear, content }] of answer.reading.quotes.entries()) {
      const who = unclear ? "speaker unclear" : (speaker ?? "speaker not named");
      for (const part of [who, kind, answer.text.slice(...content[0])])
        assert.ok(
          entries[i][1]?.toLowerCase().includes(part.toLowerCase()),
          `entry ${i} says "${part}": ${entries[i][1]}`,
        );
    }
    assert.match(
      await page.$eval("#status", (status) => status.textContent ?? ""),
      new RegExp(`^${entries.length} quotes in \\d+ words, found in `),
    );

    const html = await page.evaluate(
      (html, name) => [
        new DOMParser().parseFromString(html, "text/html").querySelector(`#${name} article`)?.outerHTML,
        document.querySelector(`#${name} article`)?.outerHTML,
      ],
      HTML,
      name,
    );
    assert.equal(html[1], html[0]);
    assert.deepEqual(wrong, []);
    // Firefox draws text with fonts of its own that it carries as data: addresses.
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(`${server.origin}/`) && !url.startsWith("data:")),
      [],
    );
    assert.deepEqual(
      server.asked.filter((path) => !/^\/(|(demo|shell|engine)\/\w+\.(js|css|svg|wasm))$/.test(path)),
      [],
    );
    await page.close();
  });
}

test(`${BROWSER}: the first speakers and those behind the button are as many as the panel says`, async () => {
  const { page } = await demo();
  const shown = () =>
    page.$$eval(
      ".iq-who",
      (rows) => rows.filter((row) => row.checkVisibility() && !row.querySelector(".iq-nameless")).length,
    );
  const number = async (/** @type {string} */ selector, /** @type {RegExp} */ form) =>
    Number((await page.$eval(selector, (e) => e.textContent))?.match(form)?.[1]);
  const all = await number(".iq-summary", /(\d+) speakers/);
  assert.equal((await shown()) + (await number(".iq-more", /^(\d+) more speakers$/)), all);
  await page.click(".iq-more");
  assert.equal(await shown(), all);
  await page.close();
});

test(`${BROWSER}: the list leads to each quote by mouse and by keyboard`, async () => {
  const { page } = await demo();
  const { text, reading } = await asked(page, "river");
  const last = reading.quotes.length - 1;
  const active = async () => (await parts(page)).active ?? "";
  const all = (/** @type {number} */ i) => {
    const { content, cue, source } = reading.quotes[i];
    const spans = [...content, ...cue, ...source].sort(([a], [b]) => a - b);
    return words(spans.map((span) => text.slice(...span).replaceAll("\n", "")));
  };
  const current = () =>
    page.$$eval("[data-quote][aria-current]", (entries) => entries.map((entry) => entry.getAttribute("data-quote")));
  /** Whether the active quote stands in the window once the page has come to rest. */
  const inSight = () =>
    page.evaluate(async () => {
      const rest = () => new Promise((later) => setTimeout(later, 150));
      await rest();
      for (let last = -1; last !== scrollY; await rest()) last = scrollY;
      const [[, [first]]] = [...CSS.highlights].filter(([name]) => name.startsWith("inquit-active"));
      const range = document.createRange();
      range.setStart(first.startContainer, first.startOffset);
      range.setEnd(first.endContainer, first.endOffset);
      const { top, bottom } = range.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });

  await page.$eval(`[data-quote="${last}"]`, (entry) => entry.scrollIntoView());
  await page.click(`[data-quote="${last}"]`);
  assert.equal(await active(), all(last));
  assert.deepEqual(await current(), [String(last)]);
  assert.ok(await inSight(), "the last quote is in sight");

  await page.focus(`[data-quote="${last}"]`);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await active(), all(1));
  assert.deepEqual(await current(), ["1"]);
  assert.ok(await inSight(), "the second quote is in sight");

  await page.keyboard.press("Escape");
  assert.equal(await active(), "");
  assert.deepEqual(await current(), []);
  await page.close();
});

test(`${BROWSER}: a quote in the text leads to its entry, by pointing and by clicking`, async () => {
  const { page } = await demo();
  /** A point in the middle of the first line of the direct quote `i`. */
  const point = (/** @type {number} */ i) =>
    page.evaluate(async (i) => {
      const direct = [...CSS.highlights].filter(([name]) => name.startsWith("inquit-direct"));
      const ranges = direct.flatMap(([, ranges]) => [...ranges]);
      const range = document.createRange();
      range.setStart(ranges[i].startContainer, ranges[i].startOffset);
      range.setEnd(ranges[i].endContainer, ranges[i].endOffset);
      scrollTo(0, scrollY + range.getBoundingClientRect().top - innerHeight / 2);
      await new Promise((later) => requestAnimationFrame(later));
      const [{ left, width, top, height }] = range.getClientRects();
      return { x: left + width / 2, y: top + height / 2, words: String(range).trim().slice(0, 20) };
    }, i);
  const currentIs = (/** @type {string} */ words) =>
    page.waitForFunction(
      (words) =>
        document.querySelector("[data-quote][aria-current]")?.textContent?.replaceAll(/\s+/g, " ").includes(words),
      {},
      words.replaceAll(/\s+/g, " "),
    );
  const first = await point(0);
  await page.mouse.move(first.x, first.y);
  await currentIs(first.words);
  const other = await point(5);
  await page.mouse.click(other.x, other.y);
  await currentIs(other.words);
  await page.close();
});

test(`${BROWSER}: a kind is put away and brought back`, async () => {
  const { page } = await demo();
  const before = await highlights(page);
  const shown = () => page.$$eval("li:not([hidden]) .iq-kind.iq-direct", (entries) => entries.length);
  const toggle = ".iq-kinds button:has(.iq-direct)";
  assert.notEqual(await shown(), 0);
  await page.click(toggle);
  assert.equal((await parts(page)).direct, undefined);
  assert.equal(await shown(), 0);
  assert.equal(await page.$eval(toggle, (button) => button.getAttribute("aria-pressed")), "false");
  await page.click(toggle);
  assert.deepEqual(await highlights(page), before);
  assert.notEqual(await shown(), 0);
  await page.close();
});

test(`${BROWSER}: a pasted text is read, and gives way to an article and comes back`, async () => {
  const { page, wrong } = await demo();
  await page.focus("textarea");
  await page.evaluate((text) => document.execCommand("insertText", false, text), TEXT);
  await drawn(page, "yours");
  const paragraphs = await page.$$eval("#yours article > *", (all) => all.map(({ textContent }) => textContent));
  assert.deepEqual(paragraphs, [
    "Council backs second bridge",
    "The council voted on Monday to build a second bridge over the harbour in spite of a warning about what it is " +
      "going to cost the town.",
    '"We have waited forty years for this," said Aled Brook. "We are not going to wait for the perfect price."',
  ]);
  const yours = await found(page);
  assert.deepEqual(yours, expected(await asked(page, "yours")));
  assert.match(yours.direct, /^"We have waited forty years for this,"/);

  await page.click("nav a[href='#shops']");
  await drawn(page, "shops");
  assert.deepEqual(await found(page), expected(await asked(page, "shops")));
  await page.click("nav a[href='#yours']");
  await drawn(page, "yours");
  assert.deepEqual(await found(page), yours);

  await page.$eval("textarea", (/** @type {HTMLTextAreaElement} */ box) => {
    box.value = "<img src=x onerror=alert(1)> \u{1F469}\u{1F3FD}\u200d\u{1F680} “No <b>quote</b>";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector("#yours p")?.textContent?.includes("<b>"));
  assert.equal(await page.$("#yours img, #yours b"), null);
  await page.$eval("textarea", (/** @type {HTMLTextAreaElement} */ box) => {
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await drawn(page, "river");
  assert.deepEqual(wrong, []);
  await page.close();
});

test(`${BROWSER}: on a phone the list is a drawer, and nothing is wider than 320 pixels`, async () => {
  const { page } = await demo("peat", { width: 320, height: 640 });
  const shown = () => page.$eval(".iq-quotes", (list) => list.checkVisibility());
  assert.equal(await shown(), false);
  await page.click(".iq-handle");
  assert.equal(await shown(), true);
  await page.click("[data-quote='0']");
  assert.equal(await shown(), false, "the drawer makes way for what was chosen");
  const card = await page.$eval("inquit-interface", (host) => {
    const { left, right, top, bottom } = host.shadowRoot?.querySelector(".iq-card")?.getBoundingClientRect() ?? {};
    return { left, right, top, bottom };
  });
  assert.ok(
    Number(card.left) >= 0 && Number(card.right) <= 320 && Number(card.top) >= 0 && Number(card.bottom) <= 640,
    `the card is within the window: ${JSON.stringify(card)}`,
  );
  const [widest, width] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.equal(widest, width);
  await page.close();
});

/** @type {Record<string, [string, () => void]>} */
const LACKS = {
  "the Highlight API": ["CSS Custom Highlight API", () => void Reflect.deleteProperty(CSS, "highlights")],
  WebAssembly: ["WebAssembly", () => void Reflect.deleteProperty(globalThis, "WebAssembly")],
};
for (const [name, [words, take]] of Object.entries(LACKS)) {
  test(`${BROWSER}: without ${name} the page says so and stays as it was`, async () => {
    const { page, wrong } = await open(browser);
    await page.evaluateOnNewDocument(take);
    await page.goto(`${server.origin}/`);
    await page.waitForSelector("#notice:not(:empty)");
    assert.match(await page.$eval("#notice", (notice) => notice.textContent ?? ""), new RegExp(words));
    const same = await page.evaluate((html) => {
      const served = new DOMParser().parseFromString(html, "text/html");
      for (const doc of [served, document]) doc.querySelector("#notice")?.replaceChildren();
      return document.querySelector("main")?.outerHTML === served.querySelector("main")?.outerHTML;
    }, HTML);
    assert.ok(same, "but for the notice, the page is what was served");
    assert.equal(await page.evaluate(() => ("highlights" in CSS ? CSS.highlights.size : 0)), 0);
    assert.deepEqual(wrong, []);
    await page.close();
  });
}

test(`${BROWSER}: an engine that can't be had is told, and the article stays readable`, async () => {
  const { page } = await open(browser);
  await page.evaluateOnNewDocument(() => {
    // Neither in a worker nor on the page's own thread.
    Reflect.deleteProperty(globalThis, "Worker");
    const fail = () => Promise.reject(new Error("broken on purpose"));
    Object.assign(WebAssembly, { instantiate: fail, instantiateStreaming: fail });
  });
  await page.goto(`${server.origin}/`);
  await page.waitForSelector("#notice:not(:empty)");
  assert.match(await page.$eval("#notice", (notice) => notice.textContent ?? ""), /^No quotations can be marked: /);
  assert.equal(await page.$eval("#river article", (article) => article.checkVisibility()), true);
  await page.close();
});

// Only Chromium can be told to change its scheme.
for (const scheme of BROWSER === "chromium" ? ["light", "dark"] : ["light"]) {
  test(`${BROWSER}: no accessibility rule is broken, ${scheme}`, async () => {
    const { page } = await demo();
    if (BROWSER === "chromium") await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.click("[data-quote='0']");
    await page.evaluate(AXE);
    for (const width of [1280, 390]) {
      await page.setViewport({ width, height: 900 });
      if (width === 390) await page.click(".iq-handle");
      const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
      assert.deepEqual(
        violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ n) => n.html)]),
        [],
      );
    }
    await page.close();
  });
}
