// One line in a page: it annotates the articles when the page is idle, with the real engine.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, PATIENCE, highlights, launch, open, serve } from "./harness.js";

/** Our own. */
const ARTICLE = `<article><h1>Ferry stays in harbour</h1>
  <p>“We will not sail before Monday,” said Ana Ruiz, the harbour master of Lund.</p>
  <p>Ruiz said that the wind was too strong for the old ferry.</p></article>`;

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** Another origin that lets pages read what it serves. @type {Awaited<ReturnType<typeof serve>>} */
let other;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  [server, other, browser] = await Promise.all([serve(), serve({ cors: true }), launch()]);
});

after(async () => {
  await browser.close();
  for (const each of [server, other]) each.close();
});

/**
 * A page with the one line in it.
 * @param {{ attributes?: string, body?: string, head?: string, lang?: string, policy?: string, from?: string }} [how] `from`
 *   is the origin that has the script
 */
async function embedded({
  attributes = 'data-root="article"',
  body = ARTICLE,
  head = "",
  lang = "en",
  policy = "",
  from = "",
} = {}) {
  const opened = await open(browser);
  /** What we say in the console. @type {string[]} */
  const told = [];
  opened.page.on("console", (message) => {
    if (message.text().startsWith("inquit:")) told.push(message.text());
  });
  server.pages["/page.html"] = {
    body: `<!doctype html><html lang="${lang}"><head><title>page</title><link rel="icon" href="data:," />${head}
      <script type="module" src="${from}/shell/inquit.js" ${attributes}></script></head><body>${body}</body></html>`,
    headers: policy ? { "content-security-policy": policy } : {},
  };
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

/** What is to be drawn of the article. */
const DRAWN = {
  direct: ["“We will not sail before Monday,”"],
  indirect: ["that the wind was too strong for the old ferry"],
  mixed: [],
};

/**
 * Waits until something is said in the console.
 * @param {string[]} told
 */
async function toldOnce(told) {
  for (const begun = Date.now(); told.length === 0 && Date.now() - begun < PATIENCE;)
    await new Promise((later) => setTimeout(later, 50));
  // What would be said twice would be said soon.
  await new Promise((later) => setTimeout(later, 300));
  assert.equal(told.length, 1, told.join("\n"));
  return told[0];
}

test(`${BROWSER}: one line marks the article`, async () => {
  const { page, wrong, told } = await embedded();
  assert.deepEqual(await drawn(page), DRAWN);
  assert.deepEqual(wrong, []);
  assert.deepEqual(told, []);
  await page.close();
});

test(`${BROWSER}: who imports the module gets its functions, and nothing starts`, async () => {
  const { page } = await open(browser);
  await page.goto(`${server.origin}/browser/blank.html`);
  const reading = await page.evaluate(async (article) => {
    document.body.innerHTML = article;
    const { embedded, extract } = await import(/** @type {any} */ ("/shell/inquit.js"));
    return (await embedded) ?? extract("“We lost,” said Ana Ruiz.");
  }, ARTICLE);
  assert.equal(reading.quotes[0].speaker, "Ana Ruiz");
  assert.deepEqual(await highlights(page), {});
  await page.close();
});

test(`${BROWSER}: what is stopped while its articles are read opens nothing`, async () => {
  const { page } = await open(browser);
  await page.goto(`${server.origin}/browser/blank.html`);
  const opened = await page.evaluate(async (article) => {
    document.body.innerHTML = article;
    const { Embedding } = await import(/** @type {any} */ ("/shell/embed.js"));
    const ending = new AbortController();
    let opened = 0;
    const surfaces = () => {
      opened++;
      return [];
    };
    const embedding = new Embedding(
      { surfaces, signal: ending.signal },
      () => new Promise((_, fail) => ending.signal.addEventListener("abort", () => fail(ending.signal.reason))),
    );
    ending.abort();
    await embedding.ready;
    return opened;
  }, ARTICLE);
  assert.equal(opened, 0);
  await page.close();
});

for (const [attributes, message] of [
  ['data-root="article >"', /data-root is a CSS selector, not "article >"/],
  ['data-ignore="p >"', /data-ignore is a CSS selector, not "p >"/],
  ['data-kinds="direct spoken"', /data-kinds is some of direct, mixed, indirect, not \["direct","spoken"\]/],
  ['data-keys="n"', /data-keys is two keys such as "n p", or "none", not "n"/],
  ['data-min-confidence="75%"', /data-min-confidence is a number from 0 to 1, not "75%"/],
  ['data-min-speaker="7"', /data-min-speaker is a number from 0 to 1, not 7/],
  ['data-panel="#"', /data-panel is "docked", "none" or a CSS selector, not "#"/],
  ['data-quotes="http://"', /data-quotes is an address, not "http:\/\/"/],
]) {
  test(`${BROWSER}: ${attributes} gets one clear message`, async () => {
    const { page, told } = await embedded({ attributes: String(attributes) });
    assert.match(await toldOnce(told), /** @type {RegExp} */ (message));
    assert.deepEqual(await highlights(page), {});
    await page.close();
  });
}

test(`${BROWSER}: quotes stand in the head for machines, also where trusted types are asked for, until it stops`, async () => {
  const { page, wrong } = await embedded({
    attributes: "data-json-ld",
    policy:
      "default-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types inquit; script-src 'self' 'wasm-unsafe-eval'",
  });
  await page.waitForSelector("head script[type='application/ld+json']");
  const { "@graph": quotations } = JSON.parse(
    await page.$eval("head script[type*=json]", ({ textContent }) => textContent),
  );
  assert.equal(quotations[0].text, "We will not sail before Monday");
  assert.equal(quotations[0].spokenByCharacter.name, "Ana Ruiz");
  await page.evaluate(async () => {
    const { embedded } = await import(/** @type {any} */ ("/shell/inquit.js"));
    await (await embedded).stop();
  });
  assert.equal(await page.$("script[type*=json]"), null);
  assert.deepEqual(wrong, []);
  await page.close();
});

test(`${BROWSER}: the interface takes its texts from a file`, async () => {
  server.pages["/german.json"] = JSON.stringify({ who: "Wer wird zitiert" });
  const { page, wrong } = await embedded({ attributes: 'data-words="german.json" data-lang="de"' });
  await page.waitForFunction(() =>
    [...document.querySelectorAll("inquit-interface")].some(({ shadowRoot }) =>
      shadowRoot?.querySelector("[lang=de]")?.parentNode?.textContent?.includes("Wer wird zitiert"),
    ),
  );
  assert.deepEqual(wrong, []);
  await page.close();
});

/** Whether a worker of ours runs. @param {import("puppeteer-core").Page} page */
const inWorker = (page) => page.workers().length > 0;

/** The policies under which it works, and whether in a worker; `here` is the page's origin, `there` the script's. */
const POLICIES = {
  "its own files alone": ["here", "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'", true],
  "its own files alone, and trusted types": [
    "here",
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types inquit",
    true,
  ],
  "no policy of ours for trusted types": [
    "here",
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'",
    false,
  ],
  "anything from elsewhere": ["there", "", true],
  "what is needed from elsewhere": [
    "there",
    "default-src 'none'; script-src THERE 'wasm-unsafe-eval'; worker-src blob: THERE; connect-src THERE",
    true,
  ],
  "what is needed from elsewhere but a worker": [
    "there",
    "default-src 'none'; script-src THERE 'wasm-unsafe-eval'; connect-src THERE",
    false,
  ],
};

for (const [name, [where, policy, worker]] of Object.entries(POLICIES)) {
  test(`${BROWSER}: it works on a page that allows ${name}`, async () => {
    const { page, told } = await embedded({
      from: where === "there" ? other.origin : "",
      policy: String(policy).replaceAll("THERE", other.origin),
    });
    assert.deepEqual(await drawn(page), DRAWN);
    if (BROWSER === "chromium") assert.equal(inWorker(page), worker);
    if (worker) assert.deepEqual(told, []);
    else
      assert.match(
        await toldOnce(told),
        /the engine runs on the page's own thread.*lacks (worker-src blob:|trusted-types inquit)/,
      );
    await page.close();
  });
}

test(`${BROWSER}: without a worker the engine shares the page's thread, and ends when nobody waits`, async () => {
  const { page } = await open(browser);
  server.pages["/page.html"] = {
    body: "<!doctype html><title>page</title><link rel=icon href=data:>",
    headers: {
      "content-security-policy": `default-src 'none'; img-src data:; script-src ${other.origin} 'wasm-unsafe-eval'; connect-src ${other.origin}`,
    },
  };
  await page.goto(`${server.origin}/page.html`);
  const { turns, slices, same, all, aborted, rest } = await page.evaluate(async (from) => {
    const [{ Engine }, module] = await Promise.all([
      import(`${from}/shell/inquit.js`),
      import(`${from}/engine/engine.js`),
    ]);
    let steps = 0;
    let freed = 0;
    /** The page's own turn, of whoever has one. */
    let turn = 0;
    /** The turns in which a step was taken. */
    const taken = new Set();
    class Counted extends module.Extraction {
      step() {
        steps++;
        taken.add(turn);
        return super.step();
      }
      free() {
        freed++;
        super.free();
      }
    }
    const engine = new Engine(undefined, async () => ({ ...module, Extraction: Counted }));
    await engine.ready();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turn++;
      port2.postMessage(null);
    };
    port2.postMessage(null);

    const text = "“We will not sail before Monday,” said Ana Ruiz, the harbour master of Lund.\n".repeat(1000);
    const reading = await engine.ask(text);
    const same = JSON.stringify(reading) === JSON.stringify(module.extract(text));
    const [all, slices, turns] = [steps, taken.size, turn];

    steps = 0;
    const stop = new AbortController();
    const asked = engine.ask(text, { signal: stop.signal }).catch((/** @type {Error} */ { name }) => name);
    while (steps === 0) await new Promise((later) => setTimeout(later));
    stop.abort();
    const aborted = await asked;
    while (freed < 2) await new Promise((later) => setTimeout(later));
    port1.close();
    return { turns, slices, same, all, aborted, rest: all - steps };
  }, other.origin);
  assert.ok(same, "it reads as it does at once");
  assert.ok(slices > 3 && turns > slices, `${all} steps in ${slices} of the page's ${turns} turns`);
  assert.equal(aborted, "AbortError");
  assert.ok(rest > 0, `all but ${rest} of ${all} steps were taken for nobody`);
  await page.close();
});

for (const [name, where, policy, ...lacks] of [
  ["wasm", "there", "script-src THERE; connect-src THERE", "worker-src blob:", "script-src 'wasm-unsafe-eval'"],
  [
    "wasm in the blob",
    "there",
    "script-src THERE; worker-src blob:; connect-src THERE",
    "script-src 'wasm-unsafe-eval'",
  ],
  ["the fetch", "there", "script-src THERE 'wasm-unsafe-eval'; worker-src blob:", "connect-src THERE"],
  [
    "workers and wasm",
    "here",
    "script-src 'self'; worker-src 'none'; connect-src 'self'",
    "worker-src 'self'",
    "script-src 'wasm-unsafe-eval'",
  ],
]) {
  test(`${BROWSER}: where a page forbids ${name}, it says once what is missing`, async () => {
    const { page, told } = await embedded({
      from: where === "there" ? other.origin : "",
      policy: `default-src 'none'; ${policy}`.replaceAll("THERE", other.origin),
    });
    const message = await toldOnce(told);
    for (const line of lacks)
      assert.ok(message.includes(line.replaceAll("THERE", other.origin)), `${line} in: ${message}`);
    assert.deepEqual(await highlights(page), {});
    await page.close();
  });
}
