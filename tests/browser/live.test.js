// Pages that change under us, and what their editors say.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, highlights, launch, open, serve } from "./harness.js";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;
/** @type {string[]} */
let wrong;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});

after(async () => {
  await browser.close();
  server.close();
});

/**
 * Embeds a page of these articles, with a worker of the tests' own in the engine's place and a count of what it is asked.
 * @param {string} body
 * @param {object} [options]
 */
async function embed(body, options = {}) {
  await page?.close();
  ({ page, wrong } = await open(browser));
  await page.goto(`${server.origin}/browser/blank.html`);
  await page.evaluate(
    async (body, options) => {
      document.body.innerHTML = body;
      const { embed, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
      const engine = new Engine("/browser/worker.js");
      /** @type {string[]} */
      const asked = [];
      const counting = {
        ask(/** @type {string} */ text, /** @type {object} */ options) {
          asked.push(text);
          return engine.ask(text, options);
        },
      };
      const embedding = embed({ panel: "none", engine: counting, ...options });
      Object.assign(globalThis, { asked, embedding });
      await embedding.ready;
    },
    body,
    options,
  );
}

/** All that is drawn of the direct quotes. */
async function direct() {
  const { "inquit-direct": words = [] } = await highlights(page);
  return words.join("|");
}

/**
 * Waits until exactly this is drawn of the direct quotes.
 * @param {string} words
 */
async function draws(words) {
  for (const begun = Date.now(); Date.now() - begun < 10_000 && (await direct()) !== words;)
    await new Promise((later) => setTimeout(later, 50));
  assert.equal(await direct(), words);
}

/** How often the engine was asked. */
const asked = () => page.evaluate(() => /** @type {any} */ (globalThis).asked.length);

/** Time in which a change would be noticed, read and drawn. */
const rest = () => new Promise((later) => setTimeout(later, 1500));

test(`${BROWSER}: late paragraphs, edits and what is shown or hidden are read; nothing else is`, async () => {
  await embed("<article><p id=a>d[one]</p><p id=b hidden>d[two]</p></article><p id=c>outside</p>");
  await draws("one");
  await page.evaluate(() => {
    document.querySelector("#a")?.insertAdjacentHTML("afterend", "<p id=d>d[late]</p>");
  });
  await draws("one|late");
  await page.evaluate(() => {
    const text = document.querySelector("#d")?.firstChild;
    if (text) text.nodeValue = "Then d[later still]";
  });
  await draws("one|later still");
  await page.evaluate(() => document.querySelector("#b")?.removeAttribute("hidden"));
  await draws("one|later still|two");
  await page.evaluate(() => document.querySelector("#d")?.setAttribute("data-inquit-ignore", ""));
  await draws("one|two");
  assert.equal(await asked(), 5);

  await page.evaluate(() => {
    const [a, c] = [document.querySelector("#a"), document.querySelector("#c")];
    if (c) c.textContent = "d[outside the article]";
    a?.classList.add("other");
    a?.append("");
  });
  await rest();
  assert.equal(await asked(), 5, "a text that is the same is not asked again");
  assert.equal(await direct(), "one|two");
  assert.deepEqual(wrong, []);
});

test(`${BROWSER}: what a style or a class shows or hides is read, also one around the article`, async () => {
  await embed(`<style>.short .more { display: none }</style><main class=short><article><p>d[one]</p>
    <p id=a style="color: red; display: none">d[two]</p><p class=more>d[three]</p></article></main>`);
  await draws("one");
  await page.evaluate(() => document.querySelector("#a")?.setAttribute("style", "color: red"));
  await draws("one|two");
  await page.evaluate(() => document.querySelector("main")?.classList.remove("short"));
  await draws("one|two|three");
  await page.evaluate(() => document.querySelector("#a")?.setAttribute("style", "visibility: hidden"));
  await draws("one|three");
  const reads = await page.evaluate(async () => {
    let reads = 0;
    const { getComputedStyle } = window;
    window.getComputedStyle = (...given) => (reads++, getComputedStyle(...given));
    const moved = /** @type {HTMLElement} */ (document.querySelector(".more"));
    for (let i = 0; i < 20; i++) {
      moved.style.transform = `translateX(${i}px)`;
      await new Promise((later) => setTimeout(later, 30));
    }
    await new Promise((later) => setTimeout(later, 1000));
    return reads;
  });
  assert.equal(reads, 0, "an animation is nothing to read again for");
  assert.equal(await asked(), 4);
  assert.deepEqual(wrong, []);
});

test(`${BROWSER}: the same text in new nodes is drawn there, and the engine is not asked`, async () => {
  await embed("<article><p>d[one] and d[<b>two</b>]</p></article>");
  await draws("one|two");
  await page.evaluate(() => {
    const article = document.querySelector("article");
    if (article) article.innerHTML = "<p>d[one] and d[<b>two</b>]</p>";
  });
  await rest();
  await draws("one|two");
  assert.equal(await asked(), 1);
  const there = await page.evaluate(() =>
    [...(CSS.highlights.get("inquit-direct") ?? [])].every((range) => range.startContainer.isConnected),
  );
  assert.ok(there);
});

test(`${BROWSER}: a text that changes all the time is read now and then`, async () => {
  await embed("<article><p>d[one]</p><time>0</time></article>");
  await page.evaluate(async () => {
    const clock = /** @type {HTMLElement} */ (document.querySelector("time"));
    for (let i = 0; i < 100; i++) {
      clock.textContent = String(i);
      await new Promise((later) => setTimeout(later, 30));
    }
  });
  const times = await asked();
  assert.ok(times >= 2 && times <= 4, `in three seconds it was read ${times} times`);
  await draws("one");
});

test(`${BROWSER}: a site that changes its page without loading one is followed`, async () => {
  await embed("<main><article>d[first]</article></main>");
  await draws("first");
  await page.evaluate(() => {
    history.pushState({}, "", "/browser/second.html");
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    main.innerHTML = "<p>loading</p>";
    setTimeout(() => (main.innerHTML = "<article>d[second]</article><article>d[third]</article>"), 700);
  });
  await draws("second|third");
  await page.evaluate(() => {
    history.back();
    /** @type {HTMLElement} */ (document.querySelector("main")).replaceChildren();
  });
  await draws("");
  await page.waitForFunction(() => CSS.highlights.size === 0);
  const left = await page.evaluate(() => /** @type {any} */ (globalThis).embedding.annotations.length);
  assert.equal(left, 0);
});

test(`${BROWSER}: a stopped page is as it was, also when it is stopped while it is read`, async () => {
  await embed("<article>d[one]</article><article>d[two]</article>", { panel: "docked" });
  await draws("one|two");
  const before = await page.evaluate(async () => {
    const { embedding } = /** @type {any} */ (globalThis);
    await embedding.stop();
    return { html: document.documentElement.outerHTML, sheets: document.adoptedStyleSheets.length };
  });
  assert.equal(await direct(), "");
  assert.doesNotMatch(before.html, /inquit/);
  assert.equal(before.sheets, 0);
  const { names, told } = await page.evaluate(async () => {
    const { annotate, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
    const root = /** @type {Element} */ (document.querySelector("article"));
    const stop = new AbortController();
    const begun = annotate(root, { engine: new Engine("/browser/worker.js"), signal: stop.signal });
    stop.abort();
    const told = await begun.catch((/** @type {Error} */ { name }) => name);
    root.append("d[more]");
    await new Promise((later) => setTimeout(later, 1000));
    return { names: [...CSS.highlights.keys()], told };
  });
  assert.equal(told, "AbortError");
  assert.deepEqual(names, []);
});

test(`${BROWSER}: events tell what happens`, async () => {
  await embed("<p></p>", { root: "nothing" });
  const told = await page.evaluate(async () => {
    const { annotate, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
    document.body.innerHTML = "<article>d[one]</article>";
    const root = /** @type {Element} */ (document.querySelector("article"));
    /** @type {string[]} */
    const told = [];
    const tell = (/** @type {CustomEvent} */ { type, detail }) =>
      told.push(`${type} ${detail.quotes?.length ?? detail.reading?.quotes.length ?? detail.error.message}`);
    const on = { reading: tell, drawn: tell, failed: tell };
    const annotation = await annotate(root, { engine: new Engine("/browser/worker.js"), on });
    root.append(" d[two]");
    await new Promise((later) => annotation.addEventListener("drawn", later, { once: true }));
    root.prepend("refuse ");
    await new Promise((later) => annotation.addEventListener("failed", later, { once: true }));
    told.push(String(CSS.highlights.size));
    annotation.stop();
    return told;
  });
  assert.deepEqual(told, ["reading 1", "drawn 1", "reading 2", "drawn 2", "failed refused on purpose", "0"]);
});

test(`${BROWSER}: an editor names speakers, and says what is drawn and who is named`, async () => {
  await page.close();
  ({ page, wrong } = await open(browser));
  await page.goto(`${server.origin}/browser/blank.html`);
  const found = await page.evaluate(async () => {
    const { annotate } = await import(/** @type {any} */ ("/shell/inquit.js"));
    document.body.innerHTML = `<article>
      <p>“We will not sail before Monday,” said Ana Ruiz, the harbour master.</p>
      <p data-inquit-speaker="ana  ruiz">“The wind is too strong,” the deputy said.</p>
      <blockquote data-inquit-speaker="Tove Lind">“It never was safe,” <span data-inquit-speaker="Per Berg">“and it
      never will be.”</span></blockquote>
      <p>Ruiz said that the old ferry would be sold.</p></article>`;
    const root = document.querySelector("article");
    const annotation = await annotate(root, { live: false });
    const all = annotation.reading;
    annotation.stop();
    const few = await annotate(root, { live: false, kinds: ["indirect"], minSpeaker: 1, minConfidence: 0.01 });
    few.stop();
    const plain = (/** @type {any} */ { speaker, speakers, speakerConfidence, because, unclear }) => {
      return { speaker, speakers, sure: speakerConfidence === 1, because, unclear };
    };
    return {
      quotes: all.quotes.map(plain),
      names: all.speakers.map((/** @type {any} */ { name, words }) => `${name} ${words}`),
      few: few.quotes.map((/** @type {any} */ quote) => [quote.kind, plain(quote).unclear]),
    };
  });
  const named = { sure: true, because: "named by the editor", unclear: false };
  const [first, second, third, fourth, last] = found.quotes;
  assert.equal(first.speaker, "Ana Ruiz");
  assert.deepEqual(second, { ...named, speaker: "Ana Ruiz", speakers: [0] });
  assert.equal(third.speaker, "Tove Lind");
  assert.deepEqual(third, { ...named, speaker: "Tove Lind", speakers: [1] });
  assert.deepEqual(fourth, { ...named, speaker: "Per Berg", speakers: [2] });
  assert.equal(last.speaker, "Ana Ruiz");
  assert.notEqual(last.because, named.because);
  assert.deepEqual(found.names, ["Ana Ruiz 18", "Tove Lind 4", "Per Berg 5"]);
  assert.deepEqual(found.few, [["indirect", true]]);
});
