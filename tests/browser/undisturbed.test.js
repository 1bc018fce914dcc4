// Nothing of a page is disturbed by us, and nothing of ours by a page: each kind of page with variants of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BROWSER, highlights, launch, open, parts, serve } from "./harness.js";

/** @typedef {import("puppeteer-core").Page} Page */

/** Text that fills a window and has no quote. */
const LONG = "<p>Rain fell on the harbour and the boats stayed where they were.</p>".repeat(60);

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Page} */
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
 * Opens a page that has its articles embedded, with a worker of the tests' own in the engine's place: what stands in d[ ] is
 * a direct quote.
 * @param {string} body
 * @param {{ head?: string, width?: number, options?: string, seen?: boolean }} [how] whether there is something to see at
 *   first
 */
async function embedded(body, { head = "", width = 1280, options = "", seen = true } = {}) {
  await page?.close();
  ({ page, wrong } = await open(browser));
  await page.setViewport({ width, height: 700 });
  server.pages["/undisturbed.html"] = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>First</title>
    <link rel="icon" href="data:," /><meta name="viewport" content="width=device-width" />${head}</head>
    <body>${body}<script type="module">
      const { embed, Engine } = await import("/shell/inquit.js");
      globalThis.embedding = embed({ engine: new Engine("/browser/worker.js"), ${options} });
      await embedding.ready;
      globalThis.ready = true;
    </script></body></html>`;
  await page.goto(`${server.origin}/undisturbed.html`);
  await page.waitForFunction(() => "ready" in globalThis);
  if (seen) await page.waitForSelector("inquit-interface >>> .iq-panel");
}

/** The direct quotes that are drawn. */
const direct = async () => (await parts(page)).direct ?? "";

/**
 * Waits until a look at the page finds what is wanted.
 * @param {() => Promise<unknown>} look
 * @param {unknown} wanted
 */
async function becomes(look, wanted) {
  for (const begun = Date.now(); Date.now() - begun < 8000;) {
    if (JSON.stringify(await look()) === JSON.stringify(wanted)) break;
    await new Promise((later) => setTimeout(later, 50));
  }
  assert.deepEqual(await look(), wanted);
}

/** The words on the card; "" where there is none. */
const card = () =>
  page.evaluate(() => {
    const card = document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-card");
    return card instanceof HTMLElement && !card.hidden ? (card.querySelector("blockquote")?.textContent ?? "") : "";
  });

/** Waits until nothing scrolls any more. */
const rested = () =>
  page.evaluate(async () => {
    const where = () => [...document.querySelectorAll("*")].map(({ scrollTop }) => scrollTop).join();
    for (let last = ""; last !== where();) {
      last = where();
      await new Promise((later) => setTimeout(later, 200));
    }
  });

/**
 * Where a word of the page and our card and panel are in the window, and whether the word is seen there.
 * @param {string} word
 */
const places = (word) =>
  page.evaluate((word) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && !texts.currentNode.nodeValue?.includes(word));
    const at = texts.currentNode.nodeValue?.indexOf(word) ?? 0;
    const range = document.createRange();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + word.length);
    const tree = document.querySelector("inquit-interface")?.shadowRoot;
    const box = (/** @type {Element | Range | null | undefined} */ of) => of?.getBoundingClientRect().toJSON();
    const quote = box(range);
    const there = document.elementFromPoint(quote.left + quote.width / 2, quote.top + quote.height / 2);
    const seen = there === texts.currentNode.parentElement;
    return { quote, seen, card: box(tree?.querySelector(".iq-card")), panel: box(tree?.querySelector(".iq-panel")) };
  }, word);

/** Goes to the next quote and tells where all is. @param {string} word */
async function next(word) {
  await page.keyboard.press("n");
  await rested();
  assert.match(await card(), new RegExp(word));
  return places(word);
}

/** @param {Awaited<ReturnType<typeof places>>} found */
function assertBeside({ quote, seen, card }) {
  assert.ok(seen, "the quote is seen");
  const { clientWidth: width, clientHeight: height } = { clientWidth: page.viewport()?.width ?? 0, clientHeight: 700 };
  assert.ok(card.top >= 0 && card.bottom <= height && card.left >= 0 && card.right <= width, JSON.stringify(card));
  const gap = Math.min(Math.abs(card.top - quote.bottom), Math.abs(quote.top - card.bottom));
  assert.ok(gap < 40, `the card is beside its quote: ${gap}`);
}

/** Fields, and what to type into: each keeps what is typed. @type {[name: string, html: string, focus: string][]} */
const FIELDS = [
  [
    "a closed shadow tree of an element of the page's own",
    `<talk-box></talk-box><script>customElements.define("talk-box", class extends HTMLElement {
      connectedCallback() {
        const tree = this.attachShadow({ mode: "closed" });
        tree.innerHTML = "<textarea></textarea>";
        globalThis.field = tree.firstElementChild;
      }
    })</script>`,
    "field",
  ],
  [
    "a closed shadow tree of a plain element",
    `<section id="host"></section><script>{
      const tree = host.attachShadow({ mode: "closed" });
      tree.innerHTML = "<p contenteditable>text</p>";
      globalThis.field = tree.firstElementChild;
    }</script>`,
    "field",
  ],
  [
    "a closed tree within an open one",
    `<div id="outer"></div><script>{
      const within = outer.attachShadow({ mode: "open" }).appendChild(document.createElement("div"));
      const tree = within.attachShadow({ mode: "closed" });
      tree.innerHTML = "<input />";
      globalThis.field = tree.firstElementChild;
    }</script>`,
    "field",
  ],
  ["an element of the page's own that has the focus itself", `<key-pad tabindex="0">pad</key-pad>`, "key-pad"],
  ["editable text", `<div contenteditable="plaintext-only">text</div>`, "[contenteditable]"],
  ["a button in a field of the page's own", `<div role="textbox"><button>Bold</button></div>`, "button"],
  ["a list to type ahead in", `<div role="listbox" tabindex="0">Skarne</div>`, "[role=listbox]"],
  ["an entry of such a list", `<div role="listbox"><button role="option">Skarne</button></div>`, "button"],
  ["a button in a menu", `<div role="menu"><button>Skarne</button></div>`, "[role=menu] button"],
  ["a box to choose from", `<div role="combobox" tabindex="0">Skarne</div>`, "[role=combobox]"],
  ["a select", `<select><option>north</option><option>port</option></select>`, "select"],
  ["a player", `<div role="application" tabindex="0">player</div>`, "[role=application]"],
  ["a button of a player", `<div tabindex="0" class="player"><span><button>Play</button></span></div>`, "button"],
  ["a button beside a film", `<div><video></video><p><button>Play</button></p></div>`, "button"],
  ["a player that is but a box", `<div tabindex="-1" id="box">player</div>`, "#box"],
];

test(`${BROWSER}: letters that are typed anywhere are the page's`, async () => {
  for (const [name, html, focus] of FIELDS) {
    await embedded(`<article><p>d[one]</p>${html}</article>`);
    await page.evaluate((focus) => {
      /** @type {boolean[]} */
      const kept = [];
      addEventListener("keydown", (event) => void kept.push(event.defaultPrevented));
      Object.assign(globalThis, { kept });
      const field = /** @type {any} */ (globalThis)[focus] ?? document.querySelector(focus);
      field.focus();
    }, focus);
    await page.keyboard.type("np");
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).kept), [false, false], name);
    assert.equal(await card(), "", name);
    assert.deepEqual(wrong, [], name);
  }
});

test(`${BROWSER}: where nobody types, the letters lead, and a page's own keys go first`, async () => {
  await embedded(`<article><p>d[one]</p><p><a href="#x">link</a><button>button</button></p></article>
    <details><summary>summary</summary></details>`);
  for (const focus of ["a", "button", "summary"]) {
    await page.focus(focus);
    await page.keyboard.press("n");
    assert.equal(await card(), "one", focus);
    await page.keyboard.press("n");
    assert.equal(await card(), "one", "the card itself has the focus");
    await page.keyboard.press("Escape");
    assert.equal(await card(), "");
  }
  await page.evaluate(() => document.addEventListener("keydown", (event) => event.preventDefault()));
  await page.keyboard.press("n");
  assert.equal(await card(), "");
});

for (const [name, clear] of /** @type {[string, string][]} */ ([
  ["clears the registry", "CSS.highlights.clear()"],
  ["takes away all names one by one", "for (const name of [...CSS.highlights.keys()]) CSS.highlights.delete(name)"],
  ["clears it for a search of its own", `CSS.highlights.clear(); CSS.highlights.set("found", new Highlight())`],
])) {
  test(`${BROWSER}: a page that ${name} has our marks again, and its own`, async () => {
    await embedded("<article><p>d[one] and s[two]</p><p>d[three]</p></article>");
    const before = await highlights(page);
    await page.evaluate(clear);
    const own = clear.includes("found") ? { found: [] } : {};
    await becomes(
      async () => Object.entries(await highlights(page)).sort(),
      Object.entries({ ...before, ...own }).sort(),
    );
    await page.evaluate(clear);
    await page.keyboard.press("n");
    await becomes(async () => (await parts(page)).active, "one");
    await page.evaluate(async (clear) => {
      (0, eval)(clear);
      await /** @type {any} */ (globalThis).embedding.stop();
      await new Promise((later) => setTimeout(later, 700));
    }, clear);
    assert.deepEqual(await highlights(page), own, "nothing comes back after the end");
  });
}

test(`${BROWSER}: a page that sets its style sheets anew leaves us ours`, async () => {
  await embedded("<article><p>d[one]</p></article>");
  await page.evaluate(() => (document.adoptedStyleSheets = [new CSSStyleSheet()]));
  await becomes(() => page.evaluate(() => document.adoptedStyleSheets.length), 2);
});

for (const [name, head, show] of /** @type {[string, string, string][]} */ ([
  ["a style for the body", `<style id="hides">body { visibility: hidden !important }</style>`, "hides.remove()"],
  [
    "a script's style for everything",
    `<script>{
      const style = document.createElement("style");
      style.id = "hides";
      style.textContent = "* { visibility: hidden !important }";
      document.head.append(style);
    }</script>`,
    "hides.remove()",
  ],
  ["a style that is emptied", `<style id="hides">body { visibility: hidden }</style>`, `hides.textContent = ""`],
  ["a style that is switched off", `<style id="hides">body { visibility: hidden }</style>`, `hides.media = "print"`],
  [
    "a class of the root",
    `<style>.hides body { visibility: hidden }</style><script>document.documentElement.className = "hides"</script>`,
    `document.documentElement.className = ""`,
  ],
  [
    "a rule that a script made",
    `<script>{
      const sheet = new CSSStyleSheet();
      sheet.insertRule("body { visibility: hidden }");
      document.adoptedStyleSheets = [sheet];
    }</script>`,
    "document.adoptedStyleSheets[0].deleteRule(0)",
  ],
  [
    "an animation",
    `<style>
      @keyframes shows { from { visibility: hidden } to { visibility: visible } }
      body { animation: shows 1s steps(1, end) paused both }
    </style>`,
    `document.body.style.animationPlayState = "running"`,
  ],
])) {
  test(`${BROWSER}: a page that is hidden at first by ${name} is read when it is shown`, async () => {
    await embedded("<article><h1>Ferry</h1><p>d[one]</p></article>", { head, seen: false });
    assert.equal(await direct(), "");
    await page.evaluate(show);
    await becomes(direct, "one");
    assert.deepEqual(wrong, []);
  });
}

for (const [name, late] of /** @type {[string, string][]} */ ([
  [
    "a style",
    `const style = document.createElement("style");
    style.textContent = ".more { display: none }";
    document.body.append(style)`,
  ],
  [
    "a style within what is added",
    `document.body.insertAdjacentHTML("beforeend", "<div><style>.more { display: none }</style></div>")`,
  ],
  [
    "a file",
    `const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = "/late.css";
    document.head.append(link)`,
  ],
  [
    "a file that is switched on when it is there",
    `const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: "/late.css", media: "print" });
    setTimeout(() => (link.media = "all"), 1000);
    document.head.append(link)`,
  ],
])) {
  test(`${BROWSER}: what ${name} hides late is marked no more`, async () => {
    server.pages["/late.css"] = { body: ".more { display: none }", headers: { "content-type": "text/css" } };
    await embedded(`<article><p>d[one]</p><p class="more">d[two]</p></article>`);
    assert.equal(await direct(), "onetwo");
    await page.evaluate(`{ ${late} }`);
    await becomes(direct, "one");
    assert.deepEqual(wrong, []);
  });
}

test(`${BROWSER}: each article of a page without end keeps the address that it came with`, async () => {
  const addresses = () =>
    page.evaluate(() =>
      /** @type {any} */ (globalThis).embedding.annotations.map((/** @type {any} */ { url, title }) => [
        new URL(url).pathname,
        title,
      ]),
    );
  const add = (/** @type {string} */ words) =>
    page.evaluate((words) => {
      document.querySelector("article:last-of-type")?.insertAdjacentHTML("afterend", `<article>${words}</article>`);
    }, words);
  const go = (/** @type {string} */ path) =>
    page.evaluate((path) => {
      history.replaceState(null, "", path);
      document.title = path;
    }, path);

  await embedded(`<article><h1>One</h1><p>d[one]</p>${LONG}</article>`);
  await add("<h1>Two</h1><p>d[two]</p>");
  await go("/second");
  await becomes(addresses, [
    ["/undisturbed.html", "First"],
    ["/second", "/second"],
  ]);
  await page.evaluate(() => {
    Object.assign(globalThis, { copied: [] });
    navigator.clipboard.writeText = async (text) => void (/** @type {any} */ (globalThis).copied.push(text));
  });
  await page.keyboard.press("n");
  assert.equal(await card(), "one");
  await page.$$eval("inquit-interface >>> .iq-foot > button", (all) => {
    for (const button of all) /** @type {HTMLElement} */ (button).click();
  });
  await page.waitForFunction(() => /** @type {any} */ (globalThis).copied.length === 2);
  const [copy, link] = await page.evaluate(() => /** @type {any} */ (globalThis).copied);
  assert.match(link, /\/undisturbed\.html#:~:text=/);
  assert.match(copy, /\nFirst, http/);

  // An edit of what was there does not make it another; the address may change long after the article came.
  await page.evaluate(() => document.querySelector("article p")?.append(" Then it stopped."));
  await add("<h1>Three</h1><p>d[three]</p>");
  await becomes(direct, "onetwothree");
  await go("/third");
  assert.deepEqual((await addresses()).at(0), ["/undisturbed.html", "First"]);
  assert.deepEqual((await addresses()).at(2), ["/third", "/third"]);

  // A framework puts another article into the same element.
  await embedded("<article><h1>One</h1><p>d[one]</p></article>");
  await page.evaluate(() => {
    history.pushState(null, "", "/other");
    document.title = "Other";
    /** @type {HTMLElement} */ (document.querySelector("article")).innerHTML = "<h1>Other</h1><p>d[other]</p>";
  });
  await becomes(direct, "other");
  assert.deepEqual(await addresses(), [["/other", "Other"]]);
});

for (const [name, head, before, after] of /** @type {[string, string, string, string][]} */ ([
  [
    "a box in a page that stands still",
    "<style>html, body { height: 100%; margin: 0; overflow: hidden } #app { height: 100%; overflow: auto }</style>",
    `<div id="app">`,
    "</div>",
  ],
  [
    "the body",
    "<style>html { height: 100%; overflow: hidden } body { height: 100%; margin: 0; overflow: auto }</style>",
    "",
    "",
  ],
  [
    "a box in a box in a page",
    "<style>#app { height: 600px; overflow-y: scroll } #in { height: 400px; overflow: auto }</style>",
    `${LONG}<div id="app">${LONG}<div id="in">`,
    `</div>${LONG}</div>${LONG}`,
  ],
  [
    "a stretched box",
    "<style>#app { height: 300px; overflow: auto; transform: scale(1.5); transform-origin: 0 0 }</style>",
    `<div id="app">`,
    "</div>",
  ],
])) {
  test(`${BROWSER}: a quote is gone to where ${name} scrolls, and its card goes with it`, async () => {
    await embedded(`${before}<article>${LONG}<p><b>d[far]</b></p>${LONG}</article>${after}`, { head });
    assertBeside(await next("far"));
    // Until then it is on its way.
    await new Promise((later) => setTimeout(later, 1500));
    await page.evaluate(() => {
      for (let up = document.querySelector("b")?.parentElement; up; up = up.parentElement) up.scrollTop = 0;
    });
    await becomes(card, "");
    assert.deepEqual(wrong, []);
  });
}

test(`${BROWSER}: a page that stands still below its dialog is not scrolled`, async () => {
  await embedded(`<article>${LONG}<p>d[far]</p></article>`, { head: "<style>body { overflow: hidden }</style>" });
  await page.keyboard.press("n");
  await rested();
  assert.equal(await page.evaluate(() => scrollY), 0);
});

for (const [name, html, drawn, open] of /** @type {[string, string, string[], number][]} */ ([
  ["closed details", `<details><summary>More</summary><p>d[within]</p></details>`, ["within"], 1],
  [
    "details in details",
    `<details><summary>d[summary]</summary><details><summary>x</summary><p>d[within]</p></details></details>`,
    ["summary", "within"],
    2,
  ],
  ["a fold, which only the page can open", `<div class="fold"><p>text</p><p>d[cut]</p></div>`, [], 0],
  ["a fold of no height", `<div style="height: 0; overflow: clip"><p>d[cut]</p></div>`, [], 0],
])) {
  test(`${BROWSER}: the way leads through ${name}`, async () => {
    await embedded(`<article><p>d[first]</p>${LONG}${html}${LONG}<p>d[last]</p></article>`, {
      head: "<style>.fold { height: 40px; overflow: hidden }</style>",
    });
    for (const word of ["first", ...drawn, "last", "first"]) assertBeside(await next(word));
    assert.equal(await page.$$eval("details[open]", ({ length }) => length), open);
    assert.deepEqual(wrong, []);
  });
}

test(`${BROWSER}: what is hidden until it is found is read when it is`, async () => {
  await embedded(`<article><p>d[one]</p><p hidden="until-found">d[two]</p></article>`);
  assert.equal(await direct(), "one");
  await page.evaluate(() => document.querySelector("[hidden]")?.removeAttribute("hidden"));
  await becomes(direct, "onetwo");
});

for (const [name, head, width] of /** @type {[string, string, number][]} */ ([
  ["whose root is zoomed", "<style>html { zoom: 1.5 }</style>", 1280],
  ["whose root is zoomed on a phone", "<style>html { zoom: 1.4 }</style>", 400],
  ["whose root is made small", "<style>html { zoom: 0.7 }</style>", 1280],
  ["whose body is zoomed", "<style>body { zoom: 1.5 }</style>", 1280],
  ["whose root is transformed", "<style>html { transform: translateZ(0) }</style>", 1280],
  ["whose root will be transformed", "<style>html { will-change: transform }</style>", 1280],
  ["whose root is seen in perspective", "<style>html { perspective: 900px }</style>", 400],
])) {
  test(`${BROWSER}: on a page ${name} card and panel are where they belong`, async () => {
    await embedded(`<article><p>d[near]</p>${LONG}<p>d[far]</p>${LONG}</article>`, { head, width });
    assertBeside(await next("near"));
    const found = await next("far");
    assertBeside(found);
    const { panel } = found;
    assert.ok(panel.top > 350 && panel.bottom <= 701 && panel.right <= width + 1, JSON.stringify(panel));
    await page.keyboard.press("Escape");
    await page.mouse.click(found.quote.left + 10, found.quote.top + found.quote.height / 2);
    assert.equal(await card(), "far", "the quote is found under the pointer");
    await page.keyboard.press("Escape");
    await page.click("inquit-interface >>> .iq-handle");
    const open = (await places("far")).panel;
    assert.ok(open.top >= 0 && open.left >= 0 && open.bottom <= 701, JSON.stringify(open));
    assert.deepEqual(wrong, []);
  });
}

/**
 * How many pixels of the first line of the page's quote are near a colour.
 * @param {number[]} wanted
 */
async function pixels(wanted) {
  const picture = await page.screenshot({ encoding: "base64", clip: { x: 0, y: 0, width: 600, height: 120 } });
  return page.evaluate(
    async (picture, wanted) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (wanted.every((value, i) => Math.abs(value - data[at + i]) < 40)) found++;
      return found;
    },
    picture,
    wanted,
  );
}

for (const [name, style, colour, dark] of /** @type {[string, string, number[], boolean][]} */ ([
  ["in white on dark paper", "background: #112; color: #000; -webkit-text-fill-color: #fff", [255, 255, 255], true],
  ["in a colour on light paper", "background: #fff; color: #eee; -webkit-text-fill-color: #d00", [221, 0, 0], false],
  [
    "by the background that they are cut from",
    `background: #0a0 linear-gradient(#0a0, #0a0); color: #000; -webkit-background-clip: text; background-clip: text;
    -webkit-text-fill-color: transparent`,
    [0, 170, 0],
    false,
  ],
])) {
  test(`${BROWSER}: letters that a page fills ${name} stay so under the marks`, async () => {
    await embedded(`<article><p style="${style}; margin: 0; font: 700 60px sans-serif">d[Skarne]</p></article>`);
    const names = await page.evaluate(() => [...CSS.highlights.keys()]);
    assert.equal(names.includes("inquit-direct-dark"), dark, names.join());
    const marked = await pixels(colour);
    await page.keyboard.press("n");
    const chosen = await pixels(colour);
    await page.evaluate(() => /** @type {any} */ (globalThis).embedding.stop());
    const plain = await pixels(colour);
    assert.ok(plain > 1000, `${plain} pixels`);
    for (const found of [marked, chosen]) assert.ok(found > plain * 0.7, `${found} of ${plain} pixels`);
    assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  });
}

test(`${BROWSER}: what is none of an article's text is not marked, but by who has said so`, async () => {
  const html = `<article><h1>Ferry</h1><figure><img alt="" /><figcaption>The mayor d[caption]. Picture: Ann Lund</figcaption>
    </figure><p>The ferry stays. d[one]</p><aside><p>d[aside]</p></aside><div class="related-stories"><p>d[related]</p></div>
    <nav>d[nav]</nav><blockquote class="pull-quote">d[pulled]</blockquote><form><p>d[form]</p></form>
    <div class="newsletter-signup"><p>Letters: d[letter]</p></div><p>It rains. d[two]</p>
    <section id="comments"><p>d[comment]</p></section><footer>d[footer]</footer>${LONG}</article>`;
  await embedded(html);
  assert.equal(await direct(), "onetwo");
  await embedded(html, { options: `ignore: "p:nth-of-type(2)"` });
  assert.equal(await direct(), "one");
  await embedded(html, { options: "leaveOut: () => () => false" });
  assert.equal(await direct(), "captiononeasiderelatednavpulledformlettertwocommentfooter");
});

test(`${BROWSER}: text is selected, and the page's own clicks are its own`, async () => {
  await embedded(`<article><p id="a">d[one two three four five six seven eight]</p><p id="b">text that follows</p></article>
    <script>
      globalThis.clicks = [];
      document.querySelector("#a").addEventListener("click", (event) => clicks.push(event.defaultPrevented));
    </script>`);
  const selected = () => page.evaluate(() => getSelection()?.toString().trim());
  const { quote } = await places("two");
  const [x, y] = [quote.left + quote.width / 2, quote.top + quote.height / 2];
  await page.mouse.click(x, y, { count: 2 });
  assert.equal(await selected(), "two");
  await becomes(card, "");
  await page.mouse.click(5, 600);
  assert.equal(await selected(), "");

  await page.mouse.click(x, y);
  assert.match(await card(), /one two/);
  const { quote: far } = await places("five");
  await page.keyboard.down("Shift");
  await page.mouse.click(far.right, y);
  await page.keyboard.up("Shift");
  assert.match((await selected()) ?? "", /three four five$/);
  await page.mouse.click(5, 600);

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(far.left, y, { steps: 5 });
  await page.mouse.up();
  assert.match((await selected()) ?? "", /three four/);
  assert.equal(await card(), "");
  await page.mouse.move(x + 3, y);
  await new Promise((later) => setTimeout(later, 900));
  assert.equal(await card(), "", "whoever has selected something is not shown a card for pointing");
  await page.mouse.click(5, 600);

  await page.keyboard.down("Control");
  await page.mouse.click(x, y);
  await page.keyboard.up("Control");
  assert.equal(await card(), "");
  const clicks = await page.evaluate(() => /** @type {any} */ (globalThis).clicks);
  assert.ok(clicks.length >= 4 && clicks.every((/** @type {boolean} */ prevented) => !prevented));

  await page.evaluate(() => getSelection()?.selectAllChildren(document.documentElement));
  assert.doesNotMatch((await selected()) ?? "", /quoted/i, "nothing of ours is in what is copied");
  assert.deepEqual(wrong, []);
});
