// One line in a page: it annotates the articles when the page is idle, with the real engine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, highlights, launch, open, serve } from "./harness.js";

/** Our own. */
const ARTICLE = `<article><h1>Ferry stays in harbour</h1>
  <p>“We will not sail before Monday,” said Ana Ruiz, the harbour master of Lund.</p>
  <p>Ruiz said that the wind was too strong for the old ferry.</p></article>`;

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
 * A page with the one line in it.
 * @param {{ attributes?: string, body?: string, script?: string }} [how]
 */
async function embedded({ attributes = 'data-root="article"', body = ARTICLE, script = "/shell/inquit.js" } = {}) {
  const opened = await open(browser);
  /** @type {string[]} */
  const told = [];
  opened.page.on("console", (message) => {
    if (message.text().startsWith("inquit:")) told.push(message.text());
  });
  server.pages["/page.html"] =
    `<!doctype html><html lang="en"><title>page</title><body>${body}<script type="module" src="${script}" ${attributes}></script></body></html>`;
  await opened.page.goto(`${server.origin}/page.html`);
  return { ...opened, told };
}

/**
 * The texts of all that is drawn of the contents, by kind.
 * @param {import("puppeteer-core").Page} page
 */
async function drawn(page) {
  await page.waitForFunction(() => [...CSS.highlights.keys()].some((name) => name.startsWith("inquit-")));
  const all = Object.entries(await highlights(page));
  const of = (/** @type {string} */ kind) =>
    all.flatMap(([name, words]) => (name.startsWith(`inquit-${kind}`) ? words : []));
  return { direct: of("direct"), indirect: of("indirect"), mixed: of("mixed") };
}

test(`${BROWSER}: one line marks the article`, async () => {
  const { page, wrong, told } = await embedded();
  assert.deepEqual(await drawn(page), {
    direct: ["“We will not sail before Monday,”"],
    indirect: ["that the wind was too strong for the old ferry"],
    mixed: [],
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(told, []);
  await page.close();
});
