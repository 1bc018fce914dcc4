// Pages that mean no harm and could do some: nothing breaks on them, and nothing of theirs is broken.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, PATIENCE, highlights, launch, open, serve } from "./harness.js";

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
 * Opens a page of one article with the one line in it and waits until its article is drawn, or was left alone.
 * @param {string} article
 * @param {{ lang?: string, head?: string, attributes?: string }} [how]
 */
async function page(article, { lang = "en", head = "", attributes = 'data-panel="none"' } = {}) {
  const opened = await open(browser);
  /** @type {string[]} */
  const told = [];
  opened.page.on("console", (message) => {
    if (message.text().startsWith("inquit:")) told.push(message.text());
  });
  server.asked.length = 0;
  server.pages["/page.html"] = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>page</title>
    <link rel="icon" href="data:,">${head}<script type="module" src="/shell/inquit.js" ${attributes}></script></head>
    <body>${article}</body></html>`;
  await opened.page.goto(`${server.origin}/page.html`);
  await opened.page.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    await (
      await embedded
    )?.ready;
  });
  return { ...opened, told };
}

/**
 * The words of all direct quotes that are drawn, in order of place within each colour.
 * @param {import("puppeteer-core").Page} page
 */
async function direct(page) {
  const all = Object.entries(await highlights(page));
  return all.flatMap(([name, words]) => (name.startsWith("inquit-direct") ? words : []));
}

test(`${BROWSER}: a text that looks like HTML and script stays a text`, async () => {
  const opened = await page(
    `<article><p>“&lt;img src=x onerror=alert(1)&gt; &lt;script&gt;globalThis.hurt = true&lt;/script&gt;,” said Ana
    Ruiz&lt;b&gt;.</p></article>`,
    { attributes: "" },
  );
  await opened.page.waitForFunction(() => document.querySelector("inquit-interface"));
  assert.match((await direct(opened.page)).join(), /<script>globalThis\.hurt = true<\/script>/);
  const hurt = await opened.page.evaluate(() => {
    const trees = [document, ...[...document.querySelectorAll("inquit-interface")].map(({ shadowRoot }) => shadowRoot)];
    return "hurt" in globalThis || trees.some((tree) => tree?.querySelector("img"));
  });
  assert.equal(hurt, false);
  assert.deepEqual(opened.wrong, []);
  await opened.page.close();
});

test(`${BROWSER}: right-to-left text, and text that can't be selected`, async () => {
  const { page: rtl, wrong } = await page(
    `<article dir="rtl" style="user-select: none"><p>“We lost,” said Ana Ruiz of the שלום party.</p></article>`,
  );
  assert.deepEqual(await direct(rtl), ["“We lost,”"]);
  assert.deepEqual(wrong, []);
  await rtl.close();
});

test(`${BROWSER}: another script's highlights stay, though it clears the registry or takes a name of ours`, async () => {
  const { page: shared, wrong } = await page("<article><p id=p>“We lost,” said Ana Ruiz.</p></article>");
  const names = await shared.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    const text = /** @type {Node} */ (document.querySelector("#p")?.firstChild);
    const range = new StaticRange({ startContainer: text, startOffset: 0, endContainer: text, endOffset: 2 });
    CSS.highlights.set("search", new Highlight(range));
    const before = [...CSS.highlights.keys()];
    CSS.highlights.clear();
    CSS.highlights.set("search", new Highlight(range));
    (await embedded).annotations[0].root.append(" “It rained,” Ruiz said.");
    for (let i = 0; i < 100 && CSS.highlights.size < 2; i++) await new Promise((later) => setTimeout(later, 50));
    const after = [...CSS.highlights.keys()];
    await (await embedded).stop();
    return { before, after, stopped: [...CSS.highlights.keys()] };
  });
  assert.ok(names.before.includes("search") && names.before.length > 1);
  assert.ok(names.after.includes("search") && names.after.length > 1);
  assert.deepEqual(names.stopped, ["search"]);
  assert.deepEqual(wrong, []);
  await shared.close();
});

test(`${BROWSER}: a page in another language is left alone by its lang, and marked with care by its text`, async () => {
  const french = `<article><p>« Nous avons perdu », a déclaré Anne Roux, la maire de la ville, mardi soir.</p>
    <p>Le conseil avait décidé de garder le pont, mais les travaux vont coûter plus cher que prévu et la ville n’a pas
    les moyens de les payer seule. Les habitants, eux, attendent depuis deux ans que la route soit rouverte.</p></article>`;
  const { page: byLang, told } = await page(french, { lang: "fr-CH" });
  assert.deepEqual(await highlights(byLang), {});
  assert.ok(!server.asked.some((path) => path.endsWith(".wasm")), "no engine is loaded");
  assert.equal(told.length, 1);
  assert.match(told[0], /"fr-CH" by its lang/);
  await byLang.close();

  const { page: byText, told: toldOfText } = await page(french);
  assert.deepEqual(await direct(byText), ["« Nous avons perdu »"]);
  assert.equal(toldOfText.length, 1);
  assert.match(toldOfText[0], /not in English by its text/);
  await byText.close();
});

test(`${BROWSER}: text in shadow trees is marked in the same style, and nothing is left in them`, async () => {
  const { page: shadow, wrong } = await page("<article><news-text></news-text></article>", {
    head: `<script>
      customElements.define("news-text", class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode: "open" }).innerHTML = "<p>“We <b>lost</b>,” said Ana Ruiz.</p>";
        }
      });
    </script>`,
  });
  assert.deepEqual(await direct(shadow), ["“We ", "lost", ",”"]);
  const styled = await shadow.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    const tree = document.querySelector("news-text")?.shadowRoot;
    const word = /** @type {Element} */ (tree?.querySelector("b"));
    const [name] = [...CSS.highlights.keys()].filter((name) => name.startsWith("inquit-direct"));
    const { textDecorationLine } = getComputedStyle(word, `::highlight(${name})`);
    // A browser that does not tell of a highlight's style shows what the tree wears.
    const line = textDecorationLine === "underline" || tree?.adoptedStyleSheets.length === 1;
    (await embedded).stop();
    return { line, left: tree?.adoptedStyleSheets.length };
  });
  assert.deepEqual(styled, { line: true, left: 0 });
  assert.deepEqual(wrong, []);
  await shadow.close();
});

test(`${BROWSER}: several articles share one engine and one panel; one within another is part of it`, async () => {
  const article = (/** @type {string} */ name) => `<article><p>“We lost,” said ${name}.</p></article>`;
  const { page: several, wrong } = await page(
    `${article("Ana Ruiz")}<article><p>“We won,” said Per Lind.</p>${article("Tove Berg")}</article>`,
    { attributes: "" },
  );
  await several.waitForFunction(() => document.querySelector("inquit-interface"));
  assert.deepEqual((await direct(several)).sort(), ["“We lost,”", "“We lost,”", "“We won,”"]);
  assert.equal(server.asked.filter((path) => path.endsWith(".wasm")).length, 1);
  assert.equal(await several.$$eval("inquit-interface", (hosts) => hosts.length), 1);
  const count = await several.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    return (await embedded).annotations.length;
  });
  assert.equal(count, 2);
  assert.deepEqual(wrong, []);
  await several.close();
});

test(`${BROWSER}: of very many quotes those near the window are drawn, and all on paper`, async () => {
  const many = "<p>d[one]</p>".repeat(2000);
  const opened = await open(browser);
  await opened.page.goto(`${server.origin}/browser/blank.html`);
  await opened.page.evaluate(async (html) => {
    document.body.innerHTML = `<article>${html}<p>d[last]</p></article>`;
    const { annotate, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
    const engine = new Engine("/browser/worker.js");
    const annotation = await annotate(document.querySelector("article"), { engine });
    Object.assign(globalThis, { annotation });
  }, many);
  const first = await direct(opened.page);
  assert.ok(first.length > 20 && first.length < 400, `${first.length} are drawn`);
  assert.ok(!first.includes("last"));
  await opened.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await opened.page.waitForFunction(() =>
    [...(CSS.highlights.get("inquit-direct") ?? [])].some(
      ({ startContainer }) => startContainer.nodeValue === "d[last]",
    ),
  );
  assert.ok((await direct(opened.page)).length < 400);
  await opened.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal((await direct(opened.page)).length, 2001);
  await opened.page.evaluate(() => {
    dispatchEvent(new Event("afterprint"));
    /** @type {any} */ (globalThis).annotation.show(() => false);
  });
  assert.deepEqual(await highlights(opened.page), {});
  await opened.page.close();
});

for (const [name, body, quotes] of /** @type {const} */ ([
  [
    "2 MB of text",
    "<p>The rain went on. “We lost,” said Ana Ruiz. It was a long night for the whole town.</p>",
    25_000,
  ],
  ["ten thousand text nodes", "<p>“We <b>lost</b>,” <i>said</i> Ana <u>Ruiz</u>.</p>", 1430],
])) {
  test(`${BROWSER}: a page of ${name} is marked, and its own work goes on meanwhile`, async () => {
    const opened = await open(browser);
    opened.page.setDefaultTimeout(4 * PATIENCE);
    server.pages["/page.html"] = `<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:,">
      <article>${body.repeat(quotes)}</article></html>`;
    await opened.page.goto(`${server.origin}/page.html`);
    const { ticks, drawn, ms } = await opened.page.evaluate(async () => {
      const { annotate } = await import(/** @type {any} */ ("/shell/inquit.js"));
      let ticks = 0;
      const ticking = setInterval(() => ticks++, 10);
      const begun = performance.now();
      const annotation = await annotate(document.querySelector("article"), { live: false });
      const ms = performance.now() - begun;
      clearInterval(ticking);
      const drawn = annotation.quotes.filter((/** @type {any} */ { kind }) => kind === "direct").length;
      annotation.stop();
      return { ticks, drawn, ms };
    });
    assert.ok(drawn >= 0.9 * quotes, `${drawn} quotes of ${quotes}`);
    // Were it one task, there would be one tick.
    assert.ok(ticks > ms / 400, `${ticks} ticks in ${Math.round(ms)} ms`);
    assert.deepEqual(opened.wrong, []);
    await opened.page.close();
  });
}
