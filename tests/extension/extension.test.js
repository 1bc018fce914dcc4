// The extension as a reader has it: installed, with its button, on pages as news sites build them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { LIGHT } from "../../www/shell/palette.js";
import { BROWSER, PATIENCE, badge, badged, becomes, click, drawn, inBackground, launch, painted } from "./harness.js";
import { PAGES, pageOf, servePages } from "./pages.js";

/** @typedef {import("puppeteer-core").Page} Page */

/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  [server, browser] = await Promise.all([servePages(), launch()]);
});

after(async () => {
  await browser.close();
  server.close();
});

/**
 * Opens one of the pages.
 * @param {string} name
 */
async function open(name) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${server.origin}/${name}.html`);
  return page;
}

/** What is in the page beside the page itself: highlights, hosts of ours, the document as text. @param {Page} page */
function traces(page) {
  return page.evaluate(() => ({
    highlights: CSS.highlights.size,
    hosts: document.querySelectorAll("inquit-interface").length,
    sheets: document.adoptedStyleSheets.length,
    html: document.documentElement.outerHTML,
  }));
}

/**
 * Waits until exactly these direct quotes are drawn.
 * @param {Page | import("puppeteer-core").Frame} page
 * @param {string[]} quotes
 */
async function draws(page, quotes) {
  const wanted = quotes.join("");
  const look = async () => (await drawn(/** @type {Page} */ (page))).direct;
  let found = await look();
  for (const begun = Date.now(); found !== wanted && Date.now() - begun < PATIENCE; found = await look())
    await new Promise((later) => setTimeout(later, 50));
  assert.equal(found, wanted);
}

/** What we say at the foot of the page. @param {Page} page */
function notice(page) {
  return page.evaluate(
    () =>
      document.querySelector("inquit-interface")?.shadowRoot?.querySelector("[role=status]:not(.iq-unseen)")
        ?.textContent ?? "",
  );
}

for (const { name, direct, says } of PAGES) {
  if (name === "framed") continue;
  test(`${BROWSER}: ${name} is marked at a click, and as it was at the next`, async () => {
    const page = await open(name);
    // The page that renders anew has done so by then.
    if (name === "app") await new Promise((later) => setTimeout(later, 1200));
    const before = await traces(page);
    await click(page);
    await draws(page, direct);
    if (says === "none") {
      await badged(page, "–");
      assert.match(await notice(page), /No article was found/);
    } else {
      const all = Object.values(await drawn(page)).join(" ");
      assert.doesNotMatch(all, /Wrong/);
      assert.match(await badge(page), /^[1-9]\d?$/);
      // The lines are seen, whatever the page's policy is and in whatever tree its text stands.
      await becomes(
        () => painted(page, LIGHT.slice(1)),
        (pixels) => pixels > 200,
      );
    }
    if (says === "foreign") assert.match(await notice(page), /not in English/);
    await click(page);
    await badged(page, "");
    await draws(page, []);
    assert.deepEqual(await traces(page), before);
    assert.equal(await painted(page, LIGHT.slice(1)), 0);
    await page.close();
  });
}

test(`${BROWSER}: an article in a frame of the same site is marked, and the badge counts it`, async () => {
  const page = await open("framed");
  const frame = /** @type {import("puppeteer-core").Frame} */ (
    page.frames().find((frame) => frame !== page.mainFrame())
  );
  await click(page);
  await draws(frame, pageOf("framed").direct);
  await badged(page, "6");
  assert.equal(await notice(page), "", "nothing is missed");
  await click(page);
  await draws(frame, []);
  await badged(page, "");
  await page.close();
});

test(`${BROWSER}: what comes later is marked too: a page of the same app, an update, an article below`, async () => {
  const app = await open("app");
  await click(app);
  await draws(app, pageOf("app").direct);
  await app.evaluate(() => /** @type {any} */ (globalThis).navigate());
  await draws(app, ["“The bakery is shut until the boat comes,”"]);
  await app.close();

  const live = await open("live-blog");
  await click(live);
  await draws(live, pageOf("live-blog").direct);
  await live.evaluate(() => /** @type {any} */ (globalThis).update());
  await draws(live, ["“The wind is dropping at last,”", ...pageOf("live-blog").direct]);
  await live.close();

  const endless = await open("endless");
  await click(endless);
  await draws(endless, pageOf("endless").direct);
  await endless.evaluate(() => scrollTo(0, 300));
  await draws(endless, [...pageOf("endless").direct, "“The bakery is shut until the boat comes,”"]);
  await endless.close();
});

test(`${BROWSER}: of what is selected that alone is marked`, async () => {
  const page = await open("front-page");
  await page.evaluate(() =>
    getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector(".teaser-2 p"))),
  );
  await click(page);
  await draws(page, ["“Wrong: this is a teaser, and none of the article,”"]);
  await badged(page, "1");
  await click(page);
  await draws(page, []);

  // Who was told that there is no article, and selects a part, need not turn it off first.
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await click(page);
  await badged(page, "–");
  await page.evaluate(() =>
    getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector(".teaser-1"))),
  );
  await click(page);
  await draws(page, ["“Wrong: this is a teaser, and none of the article,”"]);
  await page.close();
});

test(`${BROWSER}: another page is not marked unasked`, async () => {
  const page = await open("semantic");
  await click(page);
  await draws(page, pageOf("semantic").direct);
  await page.goto(`${server.origin}/adverts.html`);
  await new Promise((later) => setTimeout(later, 500));
  const { highlights, hosts } = await traces(page);
  assert.deepEqual({ highlights, hosts }, { highlights: 0, hosts: 0 });
  assert.equal(await badge(page), "");

  // A page that comes back as it was is told of as it is.
  await page.goBack();
  await new Promise((later) => setTimeout(later, 500));
  await badged(page, (await traces(page)).highlights > 0 ? "6" : "");
  await page.close();
});

test(`${BROWSER}: a page closed to extensions is answered plainly`, async () => {
  const page = await browser.newPage();
  await page.goto(BROWSER === "firefox" ? "about:blank" : "chrome://version");
  await click(page);
  await badged(page, "–");
  // The answer is that page's alone.
  await page.goto(`${server.origin}/semantic.html`);
  assert.equal(await badge(page), "");
  await click(page);
  await draws(page, pageOf("semantic").direct);
  await page.close();
});

if (BROWSER === "chromium") {
  test(`${BROWSER}: a page that the browser opens to the click a moment late is marked all the same`, async () => {
    await inBackground(browser, () => {
      const { executeScript } = chrome.scripting;
      chrome.scripting.executeScript = () => {
        chrome.scripting.executeScript = executeScript;
        return Promise.reject(new Error("Cannot access contents of the page."));
      };
    });
    const page = await open("semantic");
    await click(page);
    await draws(page, pageOf("semantic").direct);
    await page.close();
  });
}

test(`${BROWSER}: on and off a hundred times leaves nothing behind`, async () => {
  const page = await open("nested");
  const before = await traces(page);
  /** @type {{ Nodes?: number, JSEventListeners?: number }[]} */
  const counts = [];
  const measure = async () => {
    if (BROWSER === "firefox") return;
    const session = await page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    await session.detach();
    const { Nodes, JSEventListeners } = await page.metrics();
    counts.push({ Nodes, JSEventListeners });
  };
  for (let times = 0; times < 100; times++) {
    await click(page);
    await draws(page, pageOf("nested").direct);
    await click(page);
    await draws(page, []);
    await badged(page, "");
    if (times === 9 || times === 99) await measure();
  }
  assert.deepEqual(await traces(page), before);
  if (counts.length > 0) {
    const [early, late] = counts;
    // The nodes of what was closed last may still wait for the collector.
    assert.ok(Number(late.Nodes) - Number(early.Nodes) < 500, JSON.stringify(counts));
    assert.ok(Number(late.JSEventListeners) - Number(early.JSEventListeners) < 20, JSON.stringify(counts));
  }
  await page.close();
});
