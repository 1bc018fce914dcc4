// The shell's verbs one by one, with a worker of the tests' own in the engine's place.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, highlights, launch, open, serve } from "./harness.js";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("puppeteer-core").Page} */
let page;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  ({ page } = await open(browser));
  await page.goto(`${server.origin}/browser/blank.html`);
});

after(async () => {
  await browser.close();
  server.close();
});

test(`${BROWSER}: questions are answered each with its own answer, also when asked before the engine is there`, async () => {
  const kinds = await page.evaluate(async () => {
    const { Engine } = await import(/** @type {any} */ ("/shell/ask.js"));
    const engine = new Engine("/browser/worker.js");
    const readings = await Promise.all(["d[a]", "m[b]", "none", "i[c]"].map((text) => engine.ask(text)));
    engine.close();
    return readings.map(({ quotes }) => quotes.map((/** @type {{ kind: string }} */ { kind }) => kind).join());
  });
  assert.deepEqual(kinds, ["direct", "mixed", "", "indirect"]);
});

test(`${BROWSER}: what goes wrong is told to whoever waits, and the engine starts anew`, async () => {
  const told = await page.evaluate(async () => {
    const { Engine } = await import(/** @type {any} */ ("/shell/ask.js"));
    const why = (/** @type {Promise<unknown>} */ promise) =>
      promise.then(
        () => "an answer",
        (error) => (error instanceof Error ? error.message : `no error: ${error}`),
      );
    const engine = new Engine("/browser/worker.js");
    const stop = new AbortController();
    const stopped = why(engine.ask("wait", { signal: stop.signal }));
    await engine.ready();
    await 0;
    stop.abort(new Error("stopped"));
    const told = [await stopped, await why(engine.ask("d[a]", { signal: stop.signal }))];
    told.push(await why(engine.ask("refuse")), await why(engine.ask("d[a]")));
    told.push(...(await Promise.all([why(engine.ask("wait")), why(engine.ask("break"))])));
    told.push(await why(engine.ask("d[a]")));
    const waiting = why(engine.ask("wait"));
    await engine.ready();
    await 0;
    engine.close();
    told.push(await waiting);
    const nowhere = new Engine("/browser/nowhere.js", () => import(/** @type {any} */ ("/browser/nothing.js")));
    told.push(await why(nowhere.ask("d[a]")));
    return told;
  });
  assert.deepEqual(told.slice(0, 4), ["stopped", "stopped", "refused on purpose", "an answer"]);
  assert.match(told[4], /^inquit: the worker failed: .*broken on purpose/);
  assert.equal(told[5], told[4]);
  assert.equal(told[6], "an answer");
  assert.equal(told[7], "inquit: the engine was closed");
  assert.match(told[8], /^inquit: the engine could not start, neither in a worker: .*nowhere\.js.* nor .*nothing\.js/);
});

test(`${BROWSER}: roots are drawn beside each other and beside a stranger's highlights, and leave no trace`, async () => {
  const before = await page.evaluate(async () => {
    const { annotate, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
    document.body.innerHTML = `
      <article>d[We <b>lost</b> it,] s[Ruiz] c[said] and m[it was “bad”]</article>
      <article>i[they <i>lost</i>] s[she] c[said]</article>`;
    const stranger = document.createRange();
    stranger.selectNodeContents(document.body);
    CSS.highlights.set("stranger", new Highlight(stranger));
    const before = document.documentElement.outerHTML;
    const engine = new Engine("/browser/worker.js");
    const roots = [...document.querySelectorAll("article")];
    Object.assign(globalThis, { drawn: await Promise.all(roots.map((root) => annotate(root, { engine }))) });
    engine.close();
    return before;
  });
  const { stranger, ...ours } = await highlights(page);
  assert.equal(stranger.length, 1);
  assert.deepEqual(ours, {
    "inquit-direct": ["We ", "lost", " it,"],
    "inquit-mixed": ["it was “bad”"],
    "inquit-indirect": ["they ", "lost"],
    "inquit-source": ["Ruiz", "she"],
  });

  await page.evaluate(() => {
    const [first] = /** @type {any} */ (globalThis).drawn;
    first.show((/** @type {{ kind: string }} */ { kind }) => kind === "mixed");
    first.activate(first.reading.quotes[1]);
  });
  assert.deepEqual(await highlights(page), {
    stranger,
    "inquit-mixed": ["it was “bad”"],
    "inquit-indirect": ["they ", "lost"],
    "inquit-source": ["she"],
    "inquit-active": ["it was “bad”"],
  });

  const after = await page.evaluate(() => {
    for (const annotation of /** @type {any} */ (globalThis).drawn) annotation.stop();
    return document.documentElement.outerHTML;
  });
  assert.deepEqual(await highlights(page), { stranger });
  assert.equal(after, before);
});

test(`${BROWSER}: the quote under a point is found, also in a shadow tree, and the page scrolls to it`, async () => {
  const found = await page.evaluate(async () => {
    const { annotate, Engine } = await import(/** @type {any} */ ("/shell/inquit.js"));
    document.body.innerHTML = `<article style="width: 20em; margin: 300vh 0">d[outer words <b id="in">here</b>]
      <p id="no">no quote</p><div id="host"></div></article>`;
    const host = /** @type {HTMLElement} */ (document.querySelector("#host"));
    host.attachShadow({ mode: "open" }).innerHTML = "<p>m[<span>within</span>]</p>";
    const engine = new Engine("/browser/worker.js");
    const annotation = await annotate(document.querySelector("article"), { engine });
    engine.close();
    annotation.scrollTo(annotation.reading.quotes[0]);
    for (let last = -1; last !== scrollY; await new Promise((later) => setTimeout(later, 150))) last = scrollY;
    const at = (/** @type {Element | null | undefined} */ element, edge = 0.5) => {
      if (!element) return "nowhere";
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return annotation.quoteAt(left + (right - left) * edge, (top + bottom) / 2)?.kind ?? "none";
    };
    const inside = document.querySelector("#in");
    const top = inside?.getBoundingClientRect().top ?? 0;
    const found = {
      inside: at(inside),
      outside: at(document.querySelector("#no"), 0.1),
      beside: at(document.querySelector("#no"), 0.99),
      shadow: at(host.shadowRoot?.querySelector("span")),
      inSight: top > 0 && top < innerHeight / 2,
    };
    annotation.stop();
    return found;
  });
  assert.deepEqual(found, { inside: "direct", outside: "none", beside: "none", shadow: "mixed", inSight: true });
});
