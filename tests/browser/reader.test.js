// What the reader sees besides the marks: the card and the panel, docked in a stranger's page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { LIGHT } from "../../www/shell/palette.js";
import { BROWSER, highlights, launch, open, parts, serve } from "./harness.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of a stranger's, with a sheet, a highlight and a dark mode of its own. */
const PAGE = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8" /><title>Ferry stays</title>
<link rel="icon" href="data:," /><meta name="viewport" content="width=device-width" />
<style>
  html { font-size: 62.5% }
  body { margin: 0 auto; max-width: 640px; padding: 1rem; font: 18px/1.6 serif; background: #fff; color: #222 }
  .night body { background: #111; color: #eee }
  .night a { color: #8cf }
  button { all: unset; color: red !important }
  .far { height: 150vh }
</style></head><body>
<main><article>
<h1>Night ferry to Skarne is kept for a year</h1>
<p>“Nobody who lives on an island should choose between a doctor and a bed,” said Ragna Holt, chair of the board.
“We found the money because we looked for it.”</p>
<p>Holt told reporters on Tuesday that the timetable would not change.</p>
<p>Seaway Lines did not say in a letter that it had asked for a well-paid subsidy, “now or ever.”</p>
<p>Per Almquist may yet say “that the route lost money, ‘year on year’,” as he once wrote.</p>
<p>It was <a href="#far">a fair price</a>, somebody claimed.</p>
<div class="far" id="far"></div>
<p>“We will see,” one of them said.</p>
<p>He called it “final”, which is a title.</p>
<input aria-label="Search" />
</article></main></body></html>`;

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../www/shell/inquit.js").Annotation} Annotation */
/** @typedef {import("../../www/shell/card.js").Card} Card */
/** @typedef {import("../../www/shell/panel.js").Panel} Panel */

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Page} */
let page;
/** @type {string[]} */
let wrong;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  server.pages["/reader.html"] = PAGE;
});

after(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  ({ page, wrong } = await open(browser));
  await page.goto(`${server.origin}/reader.html`);
});

afterEach(async () => {
  const told = wrong;
  await page.close();
  assert.deepEqual(told, []);
});

/**
 * Annotates the page with a reading made by hand, and gives it a card and a panel.
 * @param {{ card?: object, panel?: object, annotate?: object }} [options]
 */
function begin(options = {}) {
  return page.evaluate(async (options) => {
    const [{ annotate }, { Card }, { Panel }] = await Promise.all(
      ["inquit", "card", "panel"].map((name) => import(`/shell/${name}.js`)),
    );
    /** Reads by hand: every stretch is found by its words. */
    const engine = {
      async ask(/** @type {string} */ text) {
        const at = (/** @type {string[]} */ ...words) =>
          words
            .filter((word) => text.includes(word))
            .map((word) => [text.indexOf(word), text.indexOf(word) + word.length]);
        const plain = { stance: "neutral", negated: false, unspoken: false, unclosed: false, unclear: false };
        const rest = { ...plain, cue: [], source: [], addressee: [], medium: [], when: [], nested: [], because: null };
        const speaker = (/** @type {number[]} */ ...speakers) => ({
          ...{ speakers, speaker: speakers.map((i) => people[i].name).join(" and ") || null, speakerConfidence: 0.97 },
        });
        const people = [
          { name: "Ragna Holt", role: "chair of the board", is: "person", mentions: [], words: 26 },
          { name: "Seaway Lines", role: null, is: "organisation", mentions: [], words: 12 },
          { name: "Per Almquist", role: null, is: "person", mentions: [], words: 8 },
          { name: "one of them", role: null, is: "unnamed", mentions: [], words: 3 },
        ];
        const quotes = [
          {
            ...{ ...rest, kind: "direct", confidence: 0.96, ...speaker(0), cue: at("said"), source: at("Ragna Holt") },
            content: at(
              "“Nobody who lives on an island should choose between a doctor and a bed,”",
              "“We found the money because we looked for it.”",
            ),
            because: "named in full: 'Ragna Holt'",
          },
          {
            ...{ ...rest, kind: "indirect", confidence: 0.8, ...speaker(0), addressee: at("reporters") },
            ...{
              content: at("that the timetable would not change"),
              when: at("on Tuesday"),
              source: at("Holt told").map(([s]) => [s, s + 4]),
            },
          },
          {
            ...{ ...rest, kind: "mixed", confidence: 0.6, ...speaker(1), medium: at("in a letter"), negated: true },
            ...{ stance: "denial", content: at("that it had asked for a well-paid subsidy, “now or ever.”") },
          },
          {
            ...{ ...rest, kind: "direct", confidence: 0.7, ...speaker(2), unspoken: true },
            content: at("“that the route lost money, ‘year on year’,”"),
            nested: [
              {
                ...rest,
                kind: "direct",
                content: at("‘year on year’"),
                speaker: null,
                speakers: [],
                speakerConfidence: 0,
              },
            ],
          },
          {
            ...{ ...rest, kind: "indirect", confidence: 0.4, ...speaker(2), speakerConfidence: 0.41, unclear: true },
            ...{ stance: "claim", content: at("It was a fair price") },
          },
          { ...rest, kind: "direct", ...speaker(), content: at("“We will see,”"), unclosed: true },
        ].filter(({ content }) => content.length > 0);
        const marked = at("“final”").map((span) => ({ span, label: "title" }));
        return { version: 1, offsets: "utf16", language: "en", quotes, speakers: people, marked };
      },
    };
    const annotation = await annotate(document.querySelector("article"), { engine, ...options.annotate });
    const card = new Card([annotation], options.card);
    const panel = new Panel([annotation], { card, marked: true, ...options.panel });
    Object.assign(globalThis, { annotation, card, panel, copied: [] });
    annotation.addEventListener("drawn", () => (card.update([annotation]), panel.update([annotation])));
    navigator.clipboard.writeText = async (text) => void (/** @type {any} */ (globalThis).copied.push(text));
  }, options);
}

/**
 * An element of ours, in the shadow tree.
 * @param {string} selector
 */
const ui = (selector) => `inquit-interface >>> ${selector}`;

/**
 * Clicks on an element of ours, wherever it is.
 * @param {string} selector
 * @param {number} [i] which of several
 */
const press = (selector, i = 0) =>
  page.$$eval(ui(selector), (all, i) => /** @type {HTMLElement} */ (all[i]).click(), i);

/** What the card says, line by line; null where there is none. */
function card() {
  return page.evaluate(() => {
    const card = document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-card");
    if (!(card instanceof HTMLElement) || card.hidden) return null;
    const rows = [...card.querySelectorAll("dt")].map((term) => [
      term.textContent,
      [...(term.parentElement?.querySelectorAll("dd") ?? [])].map(({ textContent }) => textContent),
    ]);
    const text = (/** @type {string} */ selector) =>
      [...card.querySelectorAll(selector)].map((e) => e.textContent).join("; ");
    return { who: text(".iq-name"), role: text(".iq-role"), words: text("blockquote"), ...Object.fromEntries(rows) };
  });
}

/** Whether the focus is in the card. */
const focusInCard = () =>
  page.evaluate(() => Boolean(document.activeElement?.shadowRoot?.activeElement?.closest(".iq-card")));

/** The middle of the first line of a quote, scrolled into sight, and where the card may be. @param {number} i */
function point(i) {
  return page.evaluate(async (i) => {
    const { annotation } = /** @type {any} */ (globalThis);
    const [range] = annotation.ranges(annotation.reading.quotes[i].content);
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    scrollTo(0, scrollY + live.getBoundingClientRect().top - innerHeight / 3);
    await new Promise((later) => setTimeout(later, 100));
    const [{ left, width, top, height }] = live.getClientRects();
    return { x: left + width / 2, y: top + height / 2 };
  }, i);
}

/** Waits until there is a card, or none. @param {boolean} wanted */
async function cardIs(wanted) {
  await page.waitForFunction(
    (wanted) => Boolean(/** @type {any} */ (globalThis).card.entry) === wanted,
    { timeout: 5000 },
    wanted,
  );
}

/** Waits until the page has come to rest. */
function rested() {
  return page.evaluate(async () => {
    const rest = () => new Promise((later) => setTimeout(later, 150));
    for (let last = -1; last !== scrollY; await rest()) last = scrollY;
  });
}

test(`${BROWSER}: the keys lead from card to card, and each says all that is known of its quote`, async () => {
  await begin();
  assert.equal(await card(), null);
  const cards = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("n");
    cards.push(await card());
  }
  assert.deepEqual(cards, [
    {
      who: "Ragna Holt",
      role: "chair of the board",
      words:
        "“Nobody who lives on an island should choose between a doctor and a bed,” … “We found the money because we looked for it.”",
      Kind: ["Direct: the speaker’s own words"],
      Why: ["named in full: 'Ragna Holt'"],
      "How sure": ["Almost surely a quote (96%)", "Almost surely this speaker (97%)"],
    },
    {
      who: "Ragna Holt",
      role: "chair of the board",
      words: "that the timetable would not change",
      Kind: ["Indirect: retold in the article’s words"],
      To: ["reporters"],
      When: ["on Tuesday"],
      "How sure": ["Probably a quote (80%)", "Almost surely this speaker (97%)"],
    },
    {
      who: "Seaway Lines",
      role: "",
      words: "that it had asked for a well-paid subsidy, “now or ever.”",
      Kind: ["Mixed: partly the speaker’s own words"],
      How: ["Presented as a denial", "The text says that this was not said"],
      By: ["in a letter"],
      "How sure": ["Perhaps a quote (60%)", "Almost surely this speaker (97%)"],
    },
    {
      who: "Per Almquist",
      role: "",
      words: "“that the route lost money, ‘year on year’,”",
      Kind: ["Direct: the speaker’s own words"],
      How: ["Not said yet, or only possibly"],
      "Within it": ["Direct: ‘year on year’"],
      "How sure": ["Perhaps a quote (70%)", "Almost surely this speaker (97%)"],
    },
    {
      who: "Speaker unclear",
      role: "Perhaps Per Almquist",
      words: "It was a fair price",
      Kind: ["Indirect: retold in the article’s words"],
      How: ["Presented as a claim"],
      "How sure": ["Doubtfully a quote (40%)", "Doubtfully this speaker (41%)"],
    },
    {
      who: "Speaker not named",
      role: "",
      words: "“We will see,”",
      Kind: ["Direct: the speaker’s own words"],
      How: ["The quotation mark is never closed"],
    },
  ]);
  await page.keyboard.press("n");
  assert.equal((await card())?.words, cards[0]?.words, "after the last comes the first");
  await page.keyboard.press("p");
  assert.equal((await card())?.words, cards[5]?.words);
  await rested();
  const { top, bottom } = await page.$eval(ui(".iq-card"), (card) => card.getBoundingClientRect().toJSON());
  assert.ok(top >= 0 && bottom <= 900, `the card is within the window: ${top} to ${bottom}`);
  assert.equal((await parts(page)).active, "“We will see,”");
});

test(`${BROWSER}: the keys are off where one types and where they are not wanted, and the focus comes back`, async () => {
  await begin();
  await page.focus("input");
  await page.keyboard.type("nap");
  assert.equal(await card(), null);
  assert.equal(await page.$eval("input", ({ value }) => value), "nap");
  await page.focus("a");
  await page.keyboard.down("Control");
  await page.keyboard.press("p");
  await page.keyboard.up("Control");
  assert.equal(await card(), null);
  await page.keyboard.press("n");
  assert.ok(await focusInCard());
  await page.keyboard.press("Escape");
  assert.equal(await card(), null);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), "a");
  assert.equal((await parts(page)).active, undefined);

  await page.click(ui(".iq-handle"));
  await press(".iq-keys input");
  await page.keyboard.press("n");
  assert.equal(await card(), null);
  await press(".iq-keys input");
  await page.keyboard.press("n");
  assert.notEqual(await card(), null);
});

test(`${BROWSER}: pointing at a quote opens its card, which stays for who goes to it; a click keeps it`, async () => {
  await begin();
  const { x, y } = await point(0);
  await page.mouse.move(x, y);
  await cardIs(true);
  assert.equal(await focusInCard(), false, "what is only pointed at takes no focus");
  const box = await page.$eval(ui(".iq-card"), (card) => card.getBoundingClientRect().toJSON());
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 8 });
  await new Promise((later) => setTimeout(later, 700));
  assert.notEqual(await card(), null);
  await page.keyboard.press("Escape");
  assert.equal(await card(), null);

  await page.mouse.move(x, y);
  await cardIs(true);
  await page.mouse.move(2, 2);
  await cardIs(false);

  await page.mouse.click(x, y);
  assert.equal((await card())?.who, "Ragna Holt");
  assert.ok(await focusInCard());
  await page.mouse.move(2, 2);
  await new Promise((later) => setTimeout(later, 700));
  assert.notEqual(await card(), null, "it was asked for");
  await page.mouse.click(2, 2);
  assert.equal(await card(), null);

  await page.click("a");
  assert.equal(await card(), null, "a link is the page's own");
  assert.match(page.url(), /#far$/);
});

test(`${BROWSER}: where the browser can't tell the highlights at a point, the text's lines do`, async () => {
  await begin();
  await page.evaluate(() => {
    const { highlightsFromPoint } = /** @type {any} */ (HighlightRegistry.prototype);
    if (highlightsFromPoint) delete (/** @type {any} */ (HighlightRegistry.prototype).highlightsFromPoint);
  });
  for (const i of [1, 5]) {
    const { x, y } = await point(i);
    const at = (/** @type {number} */ x, /** @type {number} */ y) =>
      page.evaluate(
        (x, y) => {
          const { annotation } = /** @type {any} */ (globalThis);
          return annotation.reading.quotes.indexOf(annotation.quoteAt(x, y));
        },
        x,
        y,
      );
    assert.equal(await at(x, y), i);
    assert.equal(await at(3, y), -1);
  }
});

test(`${BROWSER}: a copy says who, and what was not said; the link leads to the quote`, async () => {
  await begin();
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  const buttons = ".iq-card .iq-foot > button";
  const click = (/** @type {number} */ i) => press(buttons, i);
  await click(0);
  await click(1);
  const [copy, link] = await page.evaluate(() => /** @type {any} */ (globalThis).copied);
  assert.equal(
    copy,
    "that it had asked for a well-paid subsidy, “now or ever.”\n" +
      "— Seaway Lines (Mixed: partly the speaker’s own words; Presented as a denial; The text says that this was not said)\n" +
      `Ferry stays, ${link}`,
  );
  assert.equal(
    link,
    `${server.origin}/reader.html#:~:text=${encodeURIComponent("that it had asked for a well-paid subsidy, “now or ever.”").replaceAll("-", "%2D")}`,
  );
  assert.match(await page.$eval(ui(".iq-card [role=status]"), (e) => e.textContent ?? ""), /^Link copied$/);

  // The last quote lies below the window, and is short.
  await page.keyboard.press("p");
  for (let i = 0; i < 4; i++) await page.keyboard.press("n");
  await click(1);
  const short = await page.evaluate(() => /** @type {any} */ (globalThis).copied.at(-1));
  assert.match(short, /#:~:text=[^,]+-,[^,]+,-one%20of%20them$/);
  const { page: other } = await open(browser);
  await other.goto(short);
  await other.waitForFunction(() => scrollY > 0, { timeout: 5000 });
  const box = await other.evaluate(
    () =>
      [...document.querySelectorAll("p")].find((p) => p.textContent?.includes("We will"))?.getBoundingClientRect()
        .top ?? -1,
  );
  assert.ok(box >= 0 && box < 900, `the quote is in sight: ${box}`);
  await other.close();
});

test(
  `${BROWSER}: where the clipboard is forbidden, the older way copies`,
  { skip: BROWSER === "firefox" && "a test can't paste there" },
  async () => {
    await begin();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await page.keyboard.press("n");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(ui(".iq-card .iq-said"));
    assert.equal(await page.$eval(ui(".iq-card .iq-said"), (e) => e.textContent), "Copied");
    await page.focus("input");
    await page.keyboard.press("v", { commands: ["Paste"] });
    assert.match(await page.$eval("input", ({ value }) => value), /^“Nobody.*Ragna Holt, chair of the board/);
  },
);

test(`${BROWSER}: the panel lists who is quoted by share, and shows one speaker's quotes alone`, async () => {
  await begin();
  const visible = (/** @type {string} */ selector) => page.$eval(ui(selector), (e) => e.checkVisibility());
  assert.equal(await visible(".iq-body"), false);
  await page.click(ui(".iq-handle"));
  assert.equal(await visible(".iq-body"), true);
  const rows = () =>
    page.$$eval(ui(".iq-who"), (all) => all.map((row) => [row.textContent, row.getAttribute("aria-pressed")]));
  assert.deepEqual(await rows(), [
    ["1Ragna Holt, chair of the board, 52%, 2 quotes", "false"],
    ["2Seaway Lines, 20%, 1 quote", "false"],
    ["3Per Almquist, 14%, 1 quote", "false"],
    ["·Speaker unclear, 9%, 1 quote", "false"],
    ["·Speaker not named, 5%, 1 quote", "false"],
  ]);
  const listed = () =>
    page.$$eval(ui("[data-quote]"), (all) =>
      all.filter((e) => e.checkVisibility()).map((e) => e.getAttribute("data-quote")),
    );
  assert.deepEqual(await listed(), ["0", "1", "2", "3", "4", "5"]);

  await press(".iq-who", 0);
  assert.deepEqual(await listed(), ["0", "1"]);
  assert.deepEqual(Object.keys(await parts(page)).sort(), ["direct", "indirect", "source"]);
  assert.equal(await page.$eval(ui(".iq-panel > [role=status]"), (e) => e.textContent), "2 quotes of Ragna Holt shown");
  assert.equal((await rows())[0][1], "true");
  await page.keyboard.press("p");
  assert.equal((await card())?.words, "that the timetable would not change", "the keys keep to what is shown");
  await page.keyboard.press("Escape");
  await press(".iq-toggle:has(.iq-direct)");
  assert.deepEqual(await listed(), ["1"]);
  await press(".iq-kinds .iq-more");
  assert.deepEqual(await listed(), ["1", "2", "4"]);
  await press(".iq-toggle:has(.iq-direct)");
  assert.deepEqual(await listed(), ["0", "1", "2", "3", "4", "5"]);
  assert.equal(await page.$eval(ui(".iq-marked"), (e) => e.textContent), "In marks, but no quotes“final” a title");

  await page.focus(ui("[data-quote='0']"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal((await card())?.words, "that the timetable would not change");
  assert.ok(await focusInCard());
  assert.deepEqual(await page.$$eval(ui("[aria-current]"), (all) => all.map((e) => e.getAttribute("data-quote"))), [
    "1",
  ]);
  await page.keyboard.press("Escape");
  assert.equal(
    await page.evaluate(
      () => /** @type {HTMLElement} */ (document.activeElement?.shadowRoot?.activeElement).dataset.quote,
    ),
    "1",
  );
  await page.keyboard.press("Escape");
  assert.equal(await visible(".iq-body"), false);
});

test(`${BROWSER}: speakers have colours of their own, on dark paper others, and the unnamed none`, async () => {
  await begin();
  const names = async () => Object.keys(await highlights(page)).sort();
  const light = [
    "inquit-direct",
    "inquit-direct-1",
    "inquit-direct-3",
    "inquit-indirect",
    "inquit-indirect-1",
    "inquit-mixed-2",
    "inquit-source-1",
  ];
  assert.deepEqual(await names(), light);
  await page.evaluate(() => document.documentElement.classList.add("night"));
  await page.waitForFunction(() => [...CSS.highlights.keys()].every((name) => name.endsWith("-dark")));
  assert.deepEqual(await names(), light.map((name) => `${name}-dark`).sort());
  await page.keyboard.press("n");
  assert.ok(await page.$eval(ui(".iq-card"), (e) => e.matches(".iq-dark")));
});

/**
 * The longest stretch of a colour in one row of pixels, where a quote's first line is drawn.
 * @param {number} i
 * @param {string} colour
 */
async function longest(i, colour) {
  const { x, y, width, height } = await page.evaluate((i) => {
    const { annotation } = /** @type {any} */ (globalThis);
    const [range] = annotation.ranges(annotation.reading.quotes[i].content);
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    const [{ left, top, width, height }] = live.getClientRects();
    return { x: left + scrollX, y: top + scrollY, width, height };
  }, i);
  const picture = await page.screenshot({ encoding: "base64", clip: { x, y, width, height: height + 6 } });
  return page.evaluate(
    async (picture, colour) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
      let [run, best] = [0, 0];
      for (let at = 0; at < data.length; at += 4) {
        const near = wanted.every((value, i) => Math.abs(value - data[at + i]) < 40);
        run = near && (at / 4) % image.width > 0 ? run + 1 : 0;
        best = Math.max(best, run);
      }
      return best;
    },
    picture,
    colour,
  );
}

test(`${BROWSER}: the kinds are told apart by their lines, the speakers by the lines' colours`, async () => {
  await begin();
  const [direct, indirect, mixed] = [
    await longest(0, LIGHT[1]),
    await longest(1, LIGHT[1]),
    await longest(2, LIGHT[2]),
  ];
  assert.ok(direct > 30, `solid: ${direct}`);
  assert.ok(mixed >= 4 && mixed < 20, `dashed: ${mixed}`);
  assert.ok(indirect >= 1 && indirect < 4, `dotted: ${indirect}`);
  assert.ok((await longest(3, LIGHT[3])) > 30, "the third speaker's colour");
  assert.ok((await longest(0, LIGHT[2])) < 4, "not another's");
});

// Only Chromium can be told to print and to force its colours.
if (BROWSER === "chromium") {
  test(`${BROWSER}: with forced colours the lines stay, and on paper the marks without card and panel`, async () => {
    await begin();
    await page.click(ui(".iq-handle"));
    await page.keyboard.press("n");
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    const line = (/** @type {string} */ name) =>
      page.evaluate((name) => getComputedStyle(document.body, `::highlight(${name})`).textDecorationStyle, name);
    assert.deepEqual(
      [await line("inquit-direct-1"), await line("inquit-mixed-2"), await line("inquit-indirect-1")],
      ["solid", "dashed", "dotted"],
    );
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
    assert.deepEqual(violations, []);

    await session.send("Emulation.setEmulatedMedia", { media: "print", features: [] });
    for (const part of [".iq-card", ".iq-panel"])
      assert.equal(await page.$eval(ui(part), (element) => element.checkVisibility()), false, part);
    assert.equal(await line("inquit-direct-1"), "solid");
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.body, "::highlight(inquit-active-1)").backgroundColor),
      "rgba(0, 0, 0, 0)",
    );
  });
}

test(`${BROWSER}: an edit of the text leaves the card with its quote`, async () => {
  await begin();
  await page.click(ui(".iq-handle"));
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.evaluate(() => {
    const first = document.querySelector("h1");
    if (first) first.textContent = "A longer headline by far than what stood here before";
  });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).annotation.text.includes("A longer"));
  await page.waitForFunction(() => [...CSS.highlights.keys()].some((name) => name.startsWith("inquit-active")));
  assert.equal((await parts(page)).active, "Holtthat the timetable would not change");
  assert.equal((await card())?.words, "that the timetable would not change");
  assert.ok(await focusInCard());
  await page.evaluate(() => document.querySelectorAll("p")[1].remove());
  await cardIs(false);
  assert.deepEqual(await page.$$eval(ui("[data-quote]"), (all) => all.map((e) => e.getAttribute("data-quote"))), [
    "0",
    "1",
    "2",
    "3",
    "4",
  ]);
});

test(`${BROWSER}: what a framework sweeps away comes back when it is needed`, async () => {
  await begin();
  await page.evaluate(() => document.querySelector("inquit-interface")?.remove());
  await page.keyboard.press("n");
  assert.equal((await card())?.who, "Ragna Holt");
  await page.evaluate(() => document.querySelector("inquit-interface")?.remove());
  await page.keyboard.press("n");
  assert.equal((await card())?.To?.[0], "reporters");
  assert.ok(await focusInCard());
  await page.evaluate(() => document.querySelector("inquit-interface")?.remove());
  await page.keyboard.press("Escape");
  assert.equal((await parts(page)).active, undefined);
});

test(`${BROWSER}: an edit elsewhere leaves the panel as it is, and one of a quote changes its entry`, async () => {
  await begin();
  await page.click(ui(".iq-handle"));
  await page.focus(ui("[data-quote='2']"));
  await page.evaluate(() => {
    const tree = document.querySelector("inquit-interface")?.shadowRoot;
    Object.assign(globalThis, { nodes: [...(tree?.querySelectorAll("[data-quote], .iq-who") ?? [])] });
  });
  /** Which of the entries and rows are still the same elements, and which has the focus. */
  const same = () =>
    page.evaluate(() => {
      const tree = document.querySelector("inquit-interface")?.shadowRoot;
      const now = [...(tree?.querySelectorAll("[data-quote], .iq-who") ?? [])];
      const { nodes } = /** @type {any} */ (globalThis);
      return [
        now.flatMap((node, i) => (node === nodes[i] ? [] : [i])),
        now.indexOf(/** @type {any} */ (tree?.activeElement)),
      ];
    });
  const edit = async (/** @type {string} */ selector, /** @type {string} */ from, /** @type {string} */ to) => {
    await page.$eval(
      selector,
      (element, from, to) => {
        const text = /** @type {Text} */ (element.firstChild);
        text.data = text.data.replace(from, to);
      },
      from,
      to,
    );
    await page.waitForFunction((to) => /** @type {any} */ (globalThis).annotation.text.includes(to), {}, to);
    await page.waitForFunction(() => CSS.highlights.size > 0);
  };
  await edit("h1", "a year", "two years");
  assert.deepEqual(await same(), [[], 5 + 2]);
  await edit("p", "a bed", "a good night’s sleep");
  await page.waitForFunction(
    () => !document.querySelector("inquit-interface")?.shadowRoot?.textContent?.includes("a bed"),
  );
  await page.$$eval(ui("[data-quote]"), (all) => /** @type {HTMLElement} */ (all[2]).click());
  assert.equal((await card())?.who, "Seaway Lines");
});

test(`${BROWSER}: nothing of the page moves, and nothing of ours is left when it ends`, async () => {
  await page.evaluate(() => {
    const stranger = document.createRange();
    stranger.selectNodeContents(document.body);
    CSS.highlights.set("stranger", new Highlight(stranger));
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [sheet];
    const state = () => ({
      html: document.documentElement.outerHTML,
      sheets: document.adoptedStyleSheets.length === 1 && document.adoptedStyleSheets[0] === sheet,
      names: [...CSS.highlights.keys()].join(),
      globals: Object.keys(globalThis)
        .filter((name) => !/^(annotation|card|panel|copied|state|was|shifts)$/.test(name))
        .join(),
      styles: document.styleSheets.length,
    });
    /** @type {PerformanceEntry[]} */
    const shifts = [];
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift"))
      // What moves at once after a key or click is the reader's own doing.
      new PerformanceObserver((list) =>
        shifts.push(...list.getEntries().filter((entry) => !(/** @type {any} */ (entry).hadRecentInput))),
      ).observe({ type: "layout-shift" });
    Object.assign(globalThis, { state, shifts, was: state() });
  });
  await begin();
  const size = () =>
    page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
      document.body.offsetHeight,
    ]);
  const before = await size();
  await page.click(ui(".iq-handle"));
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.click(ui(".iq-who"));
  await rested();
  assert.deepEqual(await size(), before);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).shifts.length), 0);
  const { state, was } = await page.evaluate(() => {
    const { annotation, card, panel, state, was } = /** @type {any} */ (globalThis);
    panel.close();
    card.close();
    annotation.stop();
    return { state: state(), was };
  });
  assert.deepEqual(state, was);
  await page.keyboard.press("n");
  assert.equal(await page.$("inquit-interface"), null);
});

test(`${BROWSER}: the page's own styles change nothing of ours`, async () => {
  await begin();
  await page.keyboard.press("n");
  const looks = await page.evaluate(() => {
    const tree = document.querySelector("inquit-interface")?.shadowRoot;
    const style = (/** @type {string} */ selector) => getComputedStyle(tree?.querySelector(selector) ?? document.body);
    return [style(".iq-card").fontSize, style(".iq-card .iq-button").color, style(".iq-panel").fontSize];
  });
  assert.deepEqual(looks, ["14px", "rgb(31, 29, 26)", "14px"]);
});

test(`${BROWSER}: where no script may make a style sheet, a file gives the same styles`, async () => {
  const { interfaceStyles } = await import("../../www/shell/interface.js");
  const stylesheet = `data:text/css,${encodeURIComponent(interfaceStyles())}`;
  await begin({ card: { stylesheet }, panel: { stylesheet } });
  await page.keyboard.press("n");
  await page.waitForFunction(() => {
    const tree = document.querySelector("inquit-interface")?.shadowRoot;
    const card = tree?.querySelector(".iq-card");
    return tree?.adoptedStyleSheets.length === 0 && card && getComputedStyle(card).fontSize === "14px";
  });
});

test(`${BROWSER}: the quotes are saved as what the buttons say`, async () => {
  await begin();
  await page.evaluate(() => {
    /** @type {[string, Blob][]} */
    const files = [];
    /** @type {Blob[]} */
    const blobs = [];
    URL.createObjectURL = (blob) => `blob:${blobs.push(/** @type {Blob} */ (blob)) - 1}`;
    URL.revokeObjectURL = () => {};
    HTMLAnchorElement.prototype.click = function () {
      files.push([this.download, blobs[Number(this.href.replace("blob:", ""))]]);
    };
    Object.assign(globalThis, { files });
  });
  await page.click(ui(".iq-handle"));
  for (const i of [0, 1, 2]) {
    await press(".iq-saves .iq-button", i);
    await page.waitForFunction((saved) => /** @type {any} */ (globalThis).files.length === saved, {}, i + 1);
  }
  const files = await page.evaluate(() =>
    Promise.all(
      /** @type {any} */ (globalThis).files.map(async (/** @type {[string, Blob]} */ [name, blob]) => [
        name,
        blob.type,
        await blob.text(),
      ]),
    ),
  );
  assert.deepEqual(
    files.map(([name, type]) => [name, type]),
    [
      ["quotes.csv", "text/csv;charset=utf-8"],
      ["quotes.jsonld", "application/ld+json"],
      ["quotes.annotations.jsonld", "application/ld+json"],
    ],
  );
  const [csv, jsonld, annotations] = files.map(([, , text]) => text);
  assert.match(csv, /“Nobody who lives on an island.*Ragna Holt|Ragna Holt.*“Nobody who lives on an island/);
  assert.equal(JSON.parse(jsonld)["@context"], "https://schema.org");
  assert.equal(JSON.parse(annotations).items.length, 7);
});

test(`${BROWSER}: styles that the page has from elsewhere are not made again`, async () => {
  await page.evaluate(async () => {
    const { stylesAreThere } = await import(/** @type {any} */ ("/shell/draw.js"));
    stylesAreThere();
  });
  await begin();
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  assert.match((await parts(page)).direct, /^“Nobody/);
});

for (const [scheme, width] of /** @type {const} */ ([
  ["light", 1280],
  ["light", 320],
  ["dark", 1280],
  ["dark", 320],
])) {
  test(`${BROWSER}: no accessibility rule is broken in any state, ${scheme}, ${width} pixels wide`, async () => {
    await page.setViewport({ width, height: 700 });
    if (scheme === "dark") await page.evaluate(() => document.documentElement.classList.add("night"));
    await begin();
    await page.evaluate(AXE);
    const check = async (/** @type {string} */ state) => {
      const found = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (globalThis).axe.run();
        return violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ n) => n.html)]);
      });
      assert.deepEqual(found, [], state);
      const [widest, wide] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      assert.equal(widest, wide, `${state}: nothing is wider than the window`);
    };
    await check("closed");
    await page.click(ui(".iq-handle"));
    await check("panel");
    await press(".iq-who", 1);
    await check("filter");
    await page.keyboard.press("n");
    await rested();
    await check("card");
    const box = await page.$eval(ui(".iq-card"), (card) => card.getBoundingClientRect().toJSON());
    assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= 700, JSON.stringify(box));
  });
}
