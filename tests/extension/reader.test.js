// The side panel and the options, as installed: what the reader does there happens on the page.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BROWSER,
  PATIENCE,
  badged,
  becomes,
  click,
  drawn,
  launch,
  openOptions,
  openPanel,
  painted,
  until,
} from "./harness.js";
import { pageOf, servePages } from "./pages.js";

/** @typedef {import("./harness.js").Own} Own */
/** @typedef {import("puppeteer-core").Page} Page */

/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;

/** Where the browser saves files. */
const downloads = mkdtempSync(join(tmpdir(), "inquit-"));

before(async () => {
  [server, browser] = await Promise.all([servePages(), launch({ downloads })]);
});

after(async () => {
  await browser.close();
  rmSync(downloads, { recursive: true });
  server.close();
});

/**
 * Opens one of the pages and marks it.
 * @param {string} name
 */
async function marked(name) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${server.origin}/${name}.html`);
  await click(page);
  await becomes(
    () => page.evaluate(() => CSS.highlights.size),
    (size) => size > 0,
  );
  return page;
}

/** The texts of the entries that the panel shows. */
const ENTRIES = `return [...document.querySelectorAll(".iq-quotes li:not([hidden]) .iq-what")].map((what) => what.textContent).join("|");`;
const TOLD = `return document.querySelector("#told").textContent;`;

/** @param {Page} page */
const card = (page) =>
  page.evaluate(
    () =>
      document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-card:not([hidden])")?.textContent ??
      "",
  );
/** @param {Page} page */
const list = (page) =>
  page.evaluate(() => Boolean(document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-panel")));

/**
 * Sets fields of the options as a reader does.
 * @param {Own} options
 * @param {string} script calls `set` with an element, a property and its value
 */
const choose = (options, script) =>
  options.run(`${script}; function set(element, name, value) {
    element[name] = value;
    element.dispatchEvent(new (document.defaultView ?? window).Event("change", { bubbles: true }));
  }`);

test(`${BROWSER}: the side panel lists who is quoted beside the page, jumps, filters and follows`, async () => {
  const page = await marked("semantic");
  // The page has a list of its own first.
  await becomes(
    () => list(page),
    (there) => there,
  );
  const panel = await openPanel(page);
  const entries = await until(panel, ENTRIES, (found) => found.includes("flour"));
  assert.equal(entries.split("|").length, 6);
  await becomes(
    () => list(page),
    (there) => !there,
  );

  // Its colours are the page's.
  const colour = await panel.run(
    `return document.querySelector(".iq-quotes .iq-chip").className.match(/iq-c(\\d)/)[1];`,
  );
  const first = await page.evaluate(() =>
    [...CSS.highlights.keys()].map((name) => name.replace(/^inquit-indirect-/, "")),
  );
  assert.ok(first.includes(colour), `${colour} in ${first}`);

  await panel.run(`document.querySelector(".iq-quotes li:last-child button").click();`);
  await becomes(
    () => card(page),
    (text) => text.includes("Ida Holm"),
  );
  // It scrolls there, smoothly.
  await becomes(
    () =>
      page.evaluate(() => {
        const last = [...document.querySelectorAll("article.story > p")].at(-1)?.getBoundingClientRect();
        return last !== undefined && last.top >= 0 && last.bottom <= innerHeight;
      }),
    (inSight) => inSight,
  );
  await until(panel, `return document.querySelector("[aria-current]")?.textContent ?? "";`, (text) =>
    text.includes("flour"),
  );

  // Only Per Berg's.
  await panel.run(
    `[...document.querySelectorAll(".iq-who")].find((who) => who.textContent.includes("Per Berg")).click();`,
  );
  await becomes(
    async () => (await drawn(page)).direct,
    (words) => words === "“It never was safe in a storm like this one,”",
  );
  assert.equal(await card(page), "");

  // The page that is left is no more listed; another that is looked at is.
  const other = await browser.newPage();
  await other.goto(`${server.origin}/parts.html`);
  await other.bringToFront();
  await until(panel, TOLD, (told) => told.includes("not marked"));
  await click(other);
  await until(panel, ENTRIES, (found) => found.split("|").length === 5);
  await other.close();
  await page.bringToFront();
  await until(panel, ENTRIES, (found) => found.split("|").length === 6);

  await panel.run(`document.querySelector("#toggle").click();`);
  await badged(page, "");
  await until(panel, TOLD, (told) => told.includes("not marked"));
  await click(page);
  await until(panel, ENTRIES, (found) => found.split("|").length === 6);
  await panel.close();
  await becomes(
    () => list(page),
    (there) => there,
  );
  await page.close();
});

test(`${BROWSER}: the side panel saves the quotes with the page's address`, async () => {
  const page = await marked("parts");
  const panel = await openPanel(page);
  await until(panel, ENTRIES, (found) => found.includes("flour"));
  const saved = async (/** @type {string} */ form, /** @type {string} */ name) => {
    await panel.run(`[...document.querySelectorAll(".iq-saves button")]
      .find(({ textContent }) => textContent === ${JSON.stringify(form)}).click();`);
    const file = join(downloads, name);
    await becomes(
      async () => existsSync(file) && readFileSync(file, "utf8"),
      (text) => text !== false && text.length > 0,
    );
    return readFileSync(file, "utf8");
  };
  const address = `${server.origin}/parts.html`;
  const csv = await saved("CSV", "quotes.csv");
  assert.ok(csv.includes(address) && csv.includes("flour"));
  const { "@graph": quotations } = JSON.parse(await saved("JSON-LD", "quotes.jsonld"));
  assert.ok(quotations.length > 3 && quotations[0].isPartOf.url === address);
  const { items } = JSON.parse(await saved("Web Annotation", "quotes.annotations.jsonld"));
  assert.equal(items[0].target[0].source, address);
  await panel.close();
  await page.close();
});

test(`${BROWSER}: the side panel speaks plainly where there is nothing to list`, async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/front-page.html`);
  const panel = await openPanel(page);
  await until(panel, TOLD, (told) => told.includes("not marked"));
  await click(page);
  await until(panel, TOLD, (told) => told.includes("No article"));
  await click(page);
  await until(panel, TOLD, (told) => told.includes("not marked"));
  // Its own button is no click on the page: the browser does not let it in there.
  const other = await browser.newPage();
  await other.goto(`${server.origin}/parts.html`);
  await other.bringToFront();
  await until(panel, TOLD, (told) => told.includes("not marked"));
  await panel.run(`document.querySelector("#toggle").click();`);
  await until(panel, TOLD, (told) => told.includes("Inquit needs your click"));
  await other.close();
  await panel.close();
  await page.close();
});

test(`${BROWSER}: what is chosen in the options holds at once, and on every page`, async () => {
  const page = await marked("semantic");
  const options = await openOptions(browser);
  await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
  await choose(options, `set(document.querySelector("#kinds [value=indirect]"), "checked", false)`);
  await choose(options, `set(document.querySelector("#list"), "checked", false)`);
  await choose(options, `set(document.querySelectorAll("#light input")[2], "value", "#00ff7f")`);
  await becomes(
    async () => [(await drawn(page)).indirect, await list(page)],
    ([indirect, there]) => indirect === "" && !there,
  );
  await becomes(
    () => painted(page, ["#00ff7f"]),
    (pixels) => pixels > 200,
  );

  const other = await marked("parts");
  assert.equal((await drawn(other)).indirect, "");
  await other.close();

  await options.run(`document.querySelector("#reset").click();`);
  await becomes(
    async () => (await drawn(page)).indirect,
    (words) => words.includes("would pay"),
  );
  await until(options, `return document.querySelector("#kinds [value=indirect]").checked;`, Boolean);
  await options.close();
  await page.close();
});

test(`${BROWSER}: what is chosen while a page is being marked holds as well`, async () => {
  const options = await openOptions(browser);
  await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${server.origin}/semantic.html`);
  // From before anything is read until after all is drawn, in milliseconds.
  for (const wait of [0, 10, 20, 40, 80, 160]) {
    await click(page);
    await new Promise((later) => setTimeout(later, wait));
    // Twice, so that styles come again that have hardly gone.
    await choose(options, `set(document.querySelector("#kinds [value=indirect]"), "checked", false)`);
    for (const light of ["#00ff7f", "#ff7f00", "#00ff7f"])
      await choose(options, `set(document.querySelectorAll("#light input")[2], "value", "${light}")`);
    await becomes(
      async () => [await drawn(page), await list(page)],
      ([{ direct, indirect }, there]) => direct !== "" && indirect === "" && there,
    );
    await becomes(
      () => painted(page, ["#00ff7f"]),
      (pixels) => pixels > 200,
    );
    await options.run(`document.querySelector("#reset").click();`);
    await becomes(
      async () => (await drawn(page)).indirect,
      (words) => words.includes("would pay"),
    );
    await click(page);
    await becomes(
      () => page.evaluate(() => CSS.highlights.size),
      (size) => size === 0,
    );
  }
  await options.close();
  await page.close();
});

test(`${BROWSER}: the options say what will not do as a site`, async () => {
  const options = await openOptions(browser);
  await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
  for (const typed of ["", "not a site", "https://", "chrome"]) {
    await options.run(`document.querySelector("#said").textContent = "";
      document.querySelector("#site").value = ${JSON.stringify(typed)}; document.querySelector("#add button").click();`);
    await until(options, `return document.querySelector("#said").textContent;`, (said) => said.includes("such as"));
  }
  const keys = await until(
    options,
    `return document.querySelector("#commands").textContent;`,
    (text) => text.length > 0,
  );
  for (const key of ["Q", "L"]) assert.match(keys, new RegExp(`Alt\\+Shift\\+${key}|⌥⇧${key}`));
  await options.close();
});

if (BROWSER === "chromium") {
  test(`${BROWSER}: nothing stands in the way of who reads by screen reader or keyboard`, async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const page = await marked("semantic");
    const violations = `${axe}; const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => id + " " + nodes.map(({ html }) => html).join());`;
    const panel = await openPanel(page);
    const clean = async (/** @type {Own} */ own) => {
      for (const scheme of /** @type {const} */ (["light", "dark"])) {
        await own.emulate?.(scheme, { width: 360, height: 800 });
        // A page may fade into its other colours: the list waits for it.
        await new Promise((later) => setTimeout(later, 600));
        assert.deepEqual(await own.run(violations), []);
        assert.ok(await own.run("return document.documentElement.scrollWidth <= innerWidth;"), "nothing is wider");
      }
    };
    await until(panel, ENTRIES, (found) => found.includes("flour"));
    await clean(panel);
    const options = await openOptions(browser);
    await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
    await clean(options);
    // Beside a page that has nothing to list.
    await until(panel, TOLD, (told) => told.includes("not marked"));
    await clean(panel);
    await options.close();
    await panel.close();
    await page.close();
  });
}
