// The way from the text's offsets to the page: on random pages, and on one with all that a page's text may do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSER, launch, open, serve } from "./harness.js";

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

test(`${BROWSER}: every span of random pages stands where the text says`, async () => {
  await page.goto(`${server.origin}/browser/blank.html`);
  const { wrong, characters, pieces } = await page.evaluate(async () => {
    const { read } = await import(/** @type {any} */ ("/shell/read.js"));
    const { random, tree } = await import(/** @type {any} */ ("/browser/trees.js"));
    /** @typedef {import("./trees.js").Atom} Atom */
    const wrong = [];
    let [characters, pieces] = [0, 0];
    for (let seed = 0; seed < 150 && wrong.length < 5; seed++) {
      /** @type {{ root: HTMLElement, atoms: (Atom | null)[] }} */
      const { root, atoms } = tree(seed);
      document.body.replaceChildren(root);
      const before = document.body.innerHTML;
      /** The text's own characters; a line break that parts blocks stands nowhere. @type {(Atom | null)[]} */
      const expected = [];
      for (let i = 0, parted = false; i < atoms.length; i++) {
        const atom = atoms[i];
        parted ||= atom === null;
        if (atom === null) continue;
        if (parted && expected.length > 0) expected.push(null);
        parted = false;
        expected.push(atom);
      }
      const text = expected.map((atom) => atom?.char ?? "\n").join("");
      const found = read(root);
      if (found.text !== text) {
        const at = text.split("").findIndex((char, i) => found.text[i] !== char);
        wrong.push({ seed, at, found: found.text.slice(at - 20, at + 20), text: text.slice(at - 20, at + 20) });
        continue;
      }
      characters += text.length;
      const below = random(seed + 1000);
      for (let i = 0; i < 25; i++) {
        const start = below(text.length + 1);
        const end = start + below(text.length + 1 - start);
        const span = expected.slice(start, end).filter((atom) => atom !== null);
        /** @type {[Node, number][]} */
        const places = [];
        let words = "";
        for (const range of found.ranges([start, end])) {
          pieces++;
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          words += String(live);
          for (let at = range.startOffset; at < range.endOffset; at++) places.push([range.startContainer, at]);
        }
        const same =
          places.length === span.length &&
          span.every(({ node, offset }, i) => places[i][0] === node && places[i][1] === offset) &&
          words === span.map(({ node, offset }) => node.data[offset]).join("") &&
          span.every(({ node, offset }) => expected[found.offsetAt(node, offset)]?.node === node);
        if (!same) wrong.push({ seed, span: [start, end], words, text: text.slice(start, end) });
      }
      if (document.body.innerHTML !== before) wrong.push({ seed, changed: true });
    }
    return { wrong, characters, pieces };
  });
  assert.deepEqual(wrong, []);
  assert.ok(characters > 50_000 && pieces > 20_000, `the pages are of a size: ${characters}, ${pieces}`);
});

test(`${BROWSER}: a page of all kinds gives its text, and the command line reads the same`, async () => {
  await page.goto(`${server.origin}/browser/page.html`);
  const text = await textOf("main");
  assert.deepEqual(
    text
      .split("\n")
      .map((line) => line.replaceAll(/ +/g, " ").trim())
      .filter((line) => line !== ""),
    [
      "Ferry & bridge: a head\u00adline",
      "A source line breaks here, a\u00a0no-break space, a zero\u200bwidth one and a cafe\u0301. “Nothing is as nested,” " +
        'she said \u{1F469}\u{1F3FD}\u200d\u{1F680} "twice".',
      "First line",
      "second line",
      "third line",
      "bare text beside blocks and inline deeper",
      "boundaries that meet give one line break",
      "kept as",
      "it stands",
      "also",
      "kept here",
      "too",
      "lines",
      "kept",
      ..."one|two|two and a half|term|its meaning|A table|left|right|below|A caption|leftout|seen".split("|"),
      "asked and not",
      "controls Press",
      "after a drawing",
      "More",
      "of it",
      "“A block within”",
      "שלום, אמר",
      "Drop cap",
      "漢kan and H2O",
    ],
  );
  assert.equal(text, textByCommand("tests/browser/page.html", "main"));
});

test(`${BROWSER}: the command line reads the demo's articles as the page does`, async () => {
  await page.goto(`${server.origin}/`);
  for (const name of ["river", "shops", "peat"]) {
    await page.goto(`${server.origin}/#${name}`);
    await page.waitForSelector(`#${name}:not([hidden])`);
    assert.equal(await textOf(`#${name} article`), textByCommand("www/index.html", `#${name} article`));
  }
});

/** @param {string} selector */
function textOf(selector) {
  return page.evaluate(async (selector) => {
    const { read } = await import(/** @type {any} */ ("/shell/read.js"));
    return /** @type {string} */ (read(document.querySelector(selector)).text);
  }, selector);
}

/**
 * @param {string} file
 * @param {string} root
 */
function textByCommand(file, root) {
  const [command, ...first] = process.env.INQUIT ? [process.env.INQUIT] : ["cargo", "run", "--quiet", "--"];
  const { status, stdout, stderr } = spawnSync(
    command,
    [...first, "extract", "--html", "--json", "--root", root, file],
    { cwd: ROOT, encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout).text;
}
