// Sites that are always on, a background that sleeps, and keys.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import {
  BROWSER,
  DIST,
  badge,
  badged,
  becomes,
  click,
  drawn,
  launch,
  next,
  openOptions,
  sleep,
  until,
} from "./harness.js";
import { pageOf, servePages } from "./pages.js";

/** @typedef {import("puppeteer-core").Page} Page */

/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** A copy of the extension that has a site's permission already: no test can answer the browser's own question. */
const dist = mkdtempSync(join(tmpdir(), "inquit-"));

before(async () => {
  cpSync(DIST, dist, { recursive: true });
  for (const kind of ["chrome", "firefox"]) {
    const file = join(dist, kind, "manifest.json");
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...manifest, host_permissions: ["http://localhost/*"] }));
  }
  [server, browser] = await Promise.all([servePages(), launch({ dist: pathToFileURL(`${dist}/`) })]);
});

after(async () => {
  await browser.close();
  server.close();
  rmSync(dist, { recursive: true });
});

/** @param {string} address */
async function open(address) {
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}

/**
 * @param {Page} page
 * @param {string[]} quotes
 */
const draws = (page, quotes) =>
  becomes(
    async () => (await drawn(page)).direct,
    (words) => words === quotes.join(""),
  );

test(`${BROWSER}: a site that is always on is marked by itself, with its styles, and no other is`, async () => {
  const page = await open(`${server.origin}/semantic.html`);
  await draws(page, pageOf("semantic").direct);
  await badged(page, "6");
  await page.reload();
  await draws(page, pageOf("semantic").direct);
  await click(page);
  await draws(page, []);
  await badged(page, "");
  await page.close();

  const other = await open(`${server.other}/semantic.html`);
  await new Promise((later) => setTimeout(later, 700));
  assert.deepEqual(await drawn(other), { direct: "", mixed: "", indirect: "" });
  assert.equal(await other.evaluate(() => document.querySelectorAll("inquit-interface").length), 0);
  assert.equal(await badge(other), "");
  await other.close();
});

test(`${BROWSER}: the options list the site`, async () => {
  const options = await openOptions(browser);
  const sites = `return [...document.querySelectorAll("#sites li span")].map(({ textContent }) => textContent).join();`;
  await until(options, sites, (found) => found === "http://localhost");
  await options.close();
});

// Only Firefox can be told to say yes when the browser asks its reader.
if (BROWSER === "firefox") {
  test(`${BROWSER}: a site that is added in the options is on until it is removed`, async () => {
    const options = await openOptions(browser);
    const sites = `return [...document.querySelectorAll("#sites li span")].map(({ textContent }) => textContent).join();`;
    await until(options, sites, (found) => found === "http://localhost");
    const { host } = new URL(server.other);
    const press = (/** @type {string} */ button) =>
      options.run(`const hand = window.windowUtils.setHandlingUserInput(true);
        document.querySelector(${JSON.stringify(button)}).click();
        hand.destruct();`);
    await options.run(`document.querySelector("#site").value = "http://${host}/news";`);
    await press("#add button");
    await until(options, sites, (found) => found.split(",").includes("http://127.0.0.1"));
    const page = await open(`${server.other}/parts.html`);
    await draws(page, pageOf("parts").direct);
    await page.close();

    await press(`[aria-label="Remove http://127.0.0.1"]`);
    await until(options, sites, (found) => !found.includes("127.0.0.1"));
    const other = await open(`${server.other}/parts.html`);
    await new Promise((later) => setTimeout(later, 700));
    assert.equal((await drawn(other)).direct, "");
    await other.close();
    await options.close();
  });
}

test(`${BROWSER}: a background that sleeps is woken by a click, and by a page that changes`, async () => {
  const page = await open(`${server.other}/live-blog.html`);
  await sleep(page);
  await click(page);
  await draws(page, pageOf("live-blog").direct);
  await sleep(page);
  await page.evaluate(() => /** @type {any} */ (globalThis).update());
  await draws(page, ["“The wind is dropping at last,”", ...pageOf("live-blog").direct]);
  await badged(page, "6");
  await page.close();
});

test(`${BROWSER}: keys lead from quote to quote, the browser's and the page's`, async () => {
  const page = await open(`${server.origin}/parts.html`);
  await draws(page, pageOf("parts").direct);
  const shown = () =>
    page.evaluate(
      () =>
        document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-card:not([hidden]) blockquote")
          ?.textContent,
    );
  await next(page);
  await becomes(shown, (words) => words === pageOf("parts").direct[0]);
  await next(page);
  await becomes(shown, (words) => words === pageOf("parts").direct[1]);
  // Letters are the page's, unless the reader has chosen otherwise.
  await page.keyboard.press("p");
  await becomes(shown, (words) => words === pageOf("parts").direct[1]);
  await page.keyboard.press("Escape");
  const options = await openOptions(browser);
  await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
  assert.equal(await options.run(`return document.querySelector("#keys").checked;`), false);
  await options.run(`document.querySelector("#keys").click();`);
  await page.bringToFront();
  await becomes(
    async () => {
      await page.keyboard.press("n");
      return shown();
    },
    (words) => words === pageOf("parts").direct[1],
  );
  await page.keyboard.press("p");
  await becomes(shown, (words) => words === pageOf("parts").direct[0]);
  await options.run(`document.querySelector("#reset").click();`);
  await options.close();
  await page.close();
});
