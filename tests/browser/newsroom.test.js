// The example newsroom: each of its pages as its readers see it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSER, PATIENCE, highlights, launch, open, serve } from "./harness.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  execFileSync(`${ROOT}/www/newsroom/build`);
  [server, browser] = await Promise.all([serve(), launch()]);
});

after(async () => {
  await browser.close();
  server.close();
});

/**
 * Opens a page of the newsroom and waits for its panel.
 * @param {string} name
 */
async function newsroom(name) {
  server.asked.length = 0;
  const opened = await open(browser);
  await opened.page.goto(`${server.origin}/newsroom/${name}.html`);
  await opened.page.waitForFunction(() => document.querySelector("inquit-interface"));
  return opened;
}

/**
 * All that is drawn of the contents and sources, without the names of the highlights.
 * @param {import("puppeteer-core").Page} page
 */
async function drawn(page) {
  return Object.values(await highlights(page)).flat();
}

/**
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<{ words: string, speaker: string | null, because: string | null, kind: string }[]>}
 */
function quotes(page) {
  return page.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    const { annotations } = await embedded;
    return annotations.flatMap((/** @type {any} */ annotation) =>
      annotation.quotes.map((/** @type {any} */ { kind, content, speaker, because }) => {
        const words = annotation.words(content).replaceAll(/\s+/g, " ");
        return { kind, words, speaker, because };
      }),
    );
  });
}

for (const name of ["bridge", "school", "storm", "live"]) {
  test(`${BROWSER}: the page ${name} is marked, breaks no policy and is accessible`, async () => {
    const { page, wrong } = await newsroom(name);
    assert.ok((await drawn(page)).length >= 5);
    assert.deepEqual(wrong, []);
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { violations } = await /** @type {any} */ (globalThis).axe.run();
      return violations.map((/** @type {any} */ { id, nodes }) => [
        id,
        ...nodes.map((/** @type {any} */ { html }) => html),
      ]);
    });
    assert.deepEqual(violations, []);
    await page.close();
  });
}

test(`${BROWSER}: an editor's names, a part left out, and the panel in the page`, async () => {
  const { page } = await newsroom("school");
  const all = await quotes(page);
  const by = (/** @type {string} */ name) =>
    all.filter(({ speaker, because }) => speaker === name && because === "named by the editor");
  const words = by("Lena Sorrell")
    .map(({ words }) => words)
    .join(" ");
  for (const part of ["you keep touching your pocket", "I read four books.", "I would now.”"])
    assert.ok(words.includes(part), words);
  assert.deepEqual(
    by("Ruth Abara").map(({ kind, words }) => [kind, words]),
    [["direct", "“The noise in the yard came back. I had forgotten that there used to be one.”"]],
  );
  assert.ok(!all.some(({ words }) => words.includes("shove")), "what is left out is not read");
  await page.waitForSelector("#who inquit-interface");
  await page.close();
});

test(`${BROWSER}: the precomputed page loads no engine, and its file is what the command line writes`, async () => {
  const { page } = await newsroom("storm");
  assert.ok((await drawn(page)).includes("“We heard it go,”"));
  assert.ok(!server.asked.some((path) => /engine|worker/.test(path)), server.asked.join(" "));
  await page.close();

  const [command, ...first] = process.env.INQUIT ? [process.env.INQUIT] : ["cargo", "run", "--quiet", "--"];
  const options = ["extract", "--html", "--root", "article", "--format", "quotes", "www/newsroom/storm.html"];
  const { stdout, stderr } = spawnSync(command, [...first, ...options], { cwd: ROOT, encoding: "utf8" });
  const file = readFileSync(`${ROOT}/www/newsroom/storm.quotes.json`, "utf8");
  // The words and who says them: how sure it is may change with the model.
  const plain = (/** @type {string} */ json) =>
    JSON.parse(json).quotes.map((/** @type {any} */ { kind, selectors, speaker }) => [
      kind,
      selectors.content,
      speaker,
    ]);
  assert.deepEqual(plain(file), plain(stdout || stderr), `write it anew by: inquit ${options.join(" ")}`);
});

test(`${BROWSER}: a quote that an edit took from the precomputed page is told once and not drawn`, async () => {
  const { page } = await open(browser);
  /** @type {string[]} */
  const told = [];
  page.on("console", (message) => {
    if (message.text().startsWith("inquit:")) told.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    addEventListener("DOMContentLoaded", () => {
      const paragraph = [...document.querySelectorAll("p")].find(({ textContent }) =>
        textContent?.includes("heard it"),
      );
      if (paragraph) paragraph.textContent = "Wilma Strand heard it go.";
    });
  });
  await page.goto(`${server.origin}/newsroom/storm.html`);
  await page.waitForFunction(() => document.querySelector("inquit-interface"));
  for (const begun = Date.now(); told.length === 0 && Date.now() - begun < PATIENCE;)
    await new Promise((later) => setTimeout(later, 50));
  assert.ok(!(await drawn(page)).some((words) => words.includes("heard")));
  assert.equal(told.length, 1);
  assert.match(told[0], /not marked.*storm\.quotes\.json: “We heard it go,”/);
  await page.close();
});

test(`${BROWSER}: React's page is followed as it changes, and React goes on as if nobody were there`, async () => {
  const { page, wrong } = await newsroom("live");
  const has = (/** @type {string} */ words, there = true) =>
    page.waitForFunction(
      (words, there) =>
        [...CSS.highlights.values()].some((highlight) =>
          [...highlight].some(
            ({ startContainer: node, startOffset, endOffset }) =>
              node.isConnected && node.textContent?.slice(startOffset, endOffset).includes(words),
          ),
        ) === there,
      {},
      words,
      there,
    );
  await has("she would hear the former manager first");
  await has("The pump will not last the winter");
  const button = await page.waitForSelector(".tools button");
  await button?.click();
  await has("she would hear the former manager first", false);
  await has("The pump will not last the winter");
  await button?.click();
  await has("she would hear the former manager first");
  const text = await page.$eval("#live", (live) => live.textContent);
  assert.match(text ?? "", /no money was refused|The engineer’s letter/);
  assert.deepEqual(wrong, []);
  await page.close();
});
