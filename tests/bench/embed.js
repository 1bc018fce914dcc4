// What the one line costs a page and its reader, measured in a browser on pages of our own articles: bytes over the wire,
// time from idle to drawn, the longest task of the page's thread on a processor four times slower, layout shift, memory (the
// wasm's own is not in what the browser tells: 7 MB in the worker, given back when nobody has asked for 30 seconds).
//
// usage: node tests/bench/embed.js          (after www/package; INQUIT_BROWSER=firefox for what Firefox tells)
//
// Each figure is the median of the runs, of the longest task the longest of them all too. The page's own work is not
// counted: a task counts from the moment when the page is idle. What the browser needs to draw on such a page at all is told
// beside: the longest task of the same page without Inquit when a script of its own underlines one word.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { BROWSER, launch } from "../browser/harness.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RUNS = Number(process.env.RUNS ?? 5);
/** How much slower the processor is made: a cheap phone of today against this machine. */
const THROTTLE = 4;
/** How long a page is watched after it is drawn, in milliseconds: the card and the panel come then. */
const AFTER = 1500;

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
});

const folder = join(ROOT, "tests/articles");
const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const texts = names.map((name) => readFileSync(join(folder, name), "utf8"));
const paragraphs = texts.join("\n").split("\n").filter(Boolean);

/**
 * Articles of so many words each, from our own paragraphs.
 * @param {number} articles
 * @param {number} words
 */
function articles(articles, words) {
  let next = 0;
  return Array.from({ length: articles }, () => {
    let html = "<h1>An article</h1>";
    for (let left = words; left > 0; next = (next + 1) % paragraphs.length) {
      html += `<p>${escape(paragraphs[next])}</p>`;
      left -= paragraphs[next].split(/\s+/).length;
    }
    return `<article>${html}</article>`;
  }).join("\n");
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<]/g, (sign) => (sign === "&" ? "&amp;" : "&lt;"));

/** @type {Record<string, string>} */
const PAGES = {
  "an article of 1,000 words": articles(1, 1000),
  "20 articles of 1,000 words": articles(20, 1000),
  "2 MB of text": articles(1, 330_000),
  "10,000 text nodes": `<article>${`<p>${"<b>“We</b> <i>lost,”</i> said <a>Ana</a> Ruiz. ".repeat(5)}</p>`.repeat(250)}</article>`,
  "1,000 words, no worker": articles(1, 1000),
  "5,000 words, no worker": articles(1, 5000),
  "20,000 words, no worker": articles(1, 20_000),
};

/** The one line. */
const EMBED = '<script type="module" src="/inquit.js" data-root="article"></script>';

/**
 * @param {string} body
 * @param {string} script
 */
const page = (body, script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>page</title>
  <link rel="icon" href="data:,"><style>:root::highlight(own) { text-decoration: underline }</style>
  <body style="max-width: 40em">${body}${script}</body></html>`;

/** Bytes of bodies sent since the page was asked for, by path. @type {Map<string, number>} */
const sent = new Map();
/** The files as they are sent. @type {Map<string, Buffer>} */
const packed = new Map(
  readdirSync(join(ROOT, "www/dist"))
    .filter((name) => /\.(js|wasm)$/.test(name))
    .map((name) => [`/${name}`, brotliCompressSync(readFileSync(join(ROOT, "www/dist", name)))]),
);
let current = "";
/** Whether the page forbids workers. */
let workerless = false;

const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const body = path === "/" ? Buffer.from(current) : packed.get(path);
  if (body && path !== "/") sent.set(path, body.length);
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? TYPES[".html"],
    "content-length": body?.length ?? 0,
    ...(body && path !== "/" && { "content-encoding": "br" }),
    ...(workerless && { "content-security-policy": "worker-src 'none'" }),
    // With these two the browser tells how much memory a page and its workers use.
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  });
  response.end(body);
});
await new Promise((listening) => server.listen(0, "localhost", () => listening(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

/** Waits until Inquit has drawn. @param {import("puppeteer-core").Page} page */
const isDrawn = (page) =>
  page.waitForFunction(() => document.querySelector("inquit-interface"), { timeout: 240_000, polling: 100 });

/** Underlines a word, when the page is idle, and again. @param {import("puppeteer-core").Page} page */
const underlinesOne = (page) =>
  page.evaluate(async () => {
    await new Promise((idle) => requestIdleCallback(idle, { timeout: 2000 }));
    const node = /** @type {Node} */ (document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT).nextNode());
    const word = new StaticRange({ startContainer: node, startOffset: 0, endContainer: node, endOffset: 1 });
    for (const highlight of [new Highlight(word), new Highlight(), new Highlight(word)]) {
      CSS.highlights.set("own", highlight);
      await new Promise((later) => setTimeout(later, 500));
    }
  });

/**
 * Loads a page, cold, and measures.
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} html
 * @param {number} throttle
 * @param {{ until?: (page: import("puppeteer-core").Page) => Promise<unknown>, withMemory?: boolean }} [how] what to wait
 *   for; whether to ask for the memory, which takes the browser up to a minute to tell
 */
async function measure(browser, html, throttle, { until = isDrawn, withMemory = false } = {}) {
  current = html;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // The headers below move a page to a process of its own: before it counts.
  await page.goto(`http://localhost:${port}/blank`);
  await page.evaluateOnNewDocument(() => {
    const watch = { idle: 0, drawn: 0, shift: 0, quotes: 0, longest: 0 };
    Object.assign(globalThis, { watch });
    const { requestIdleCallback } = globalThis;
    globalThis.requestIdleCallback = (callback, options) =>
      requestIdleCallback((deadline) => {
        watch.idle ||= performance.now();
        callback(deadline);
      }, options);
    const { add } = Highlight.prototype;
    Highlight.prototype.add = function (range) {
      watch.drawn = performance.now();
      return add.call(this, range);
    };
    if (PerformanceObserver.supportedEntryTypes.includes("layout-shift"))
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (watch.idle) watch.shift += /** @type {any} */ (entry).value;
      }).observe({ type: "layout-shift", buffered: true });
    if ("LayoutShift" in globalThis) return;
    // Where the browser tells of no tasks: how long the next one has to wait.
    const { port1, port2 } = new MessageChannel();
    let last = 0;
    port1.onmessage = () => {
      const now = performance.now();
      if (watch.idle) watch.longest = Math.max(watch.longest, now - last);
      last = now;
      setTimeout(() => port2.postMessage(null));
    };
    port2.postMessage(null);
  });
  sent.clear();
  const chromium = BROWSER === "chromium";
  const client = chromium ? await page.createCDPSession() : null;
  await client?.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  if (chromium)
    await page.tracing.start({
      categories: ["toplevel", "blink.user_timing", "devtools.timeline", "v8", "v8.wasm"],
    });
  await page.goto(`http://localhost:${port}/`);
  await until(page);
  await new Promise((later) => setTimeout(later, AFTER));
  const watched = await page.evaluate(() => ({
    .../** @type {any} */ (globalThis).watch,
    now: performance.mark("watched").startTime,
  }));
  const trace = chromium ? /** @type {Uint8Array} */ (await page.tracing.stop()) : null;
  await client?.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const memory = withMemory
    ? await page.evaluate(async () => {
        const { measureUserAgentSpecificMemory: tell } = /** @type {any} */ (performance);
        return tell && crossOriginIsolated ? (await tell.call(performance)).bytes : null;
      })
    : null;
  await context.close();
  return {
    bytes: [...sent.values()].reduce((sum, bytes) => sum + bytes, 0),
    first: [...sent]
      .slice(
        0,
        [...sent.keys()].findIndex((path) => path.endsWith(".wasm")),
      )
      .reduce((sum, [, bytes]) => sum + bytes, 0),
    ms: watched.drawn - watched.idle,
    longest: trace
      ? longestTask(trace, watched.now - watched.idle)
      : /** @type {[number, string]} */ ([watched.longest, "as a message waits"]),
    shift: watched.shift,
    memory,
  };
}

/**
 * The longest task of the page's thread in so many milliseconds before the mark at the end: how long it took, and what the
 * largest parts of it were.
 * @param {Uint8Array} trace
 * @param {number} ms
 * @returns {[ms: number, parts: string]}
 */
function longestTask(trace, ms) {
  /** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args: any }} Event */
  /** @type {{ traceEvents: Event[] }} */
  const { traceEvents: events } = JSON.parse(new TextDecoder().decode(trace));
  const end = events.findLast(({ name }) => name === "watched");
  if (!end) throw new Error("the trace does not tell when the page was looked at");
  // By the thread's own time: what else this machine does is not the page's.
  const own = events
    .filter(({ pid, tid, ts, tdur }) => pid === end.pid && tid === end.tid && tdur && ts > end.ts - ms * 1000)
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
  const task = own.find(({ name }) => name === "ThreadControllerImpl::RunTask");
  if (!task)
    throw new Error(`the trace tells of no tasks: ${[...new Set(events.map(({ name }) => name))].slice(0, 40)}`);
  const { ts, dur = 0, tdur = 0 } = task;
  const within = own.filter((event) => event !== task && event.ts >= ts && event.ts < ts + dur);
  /** The largest of each name. @type {Map<string, number>} */
  const parts = new Map();
  for (const { name, tdur = 0 } of within) if (!parts.has(name)) parts.set(name, Math.round(tdur / 1000));
  return [tdur / 1000, [...parts].slice(0, 3).flat().join(" ")];
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** @param {{ longest: [ms: number, parts: string] }[]} runs */
function longest(runs) {
  const sorted = runs.map(({ longest }) => longest).sort(([a], [b]) => a - b);
  const [[median], [most, parts]] = [sorted[sorted.length >> 1], sorted[sorted.length - 1]];
  return `${median.toFixed(1)} ms, at most ${most.toFixed(1)} (${parts})`;
}

const browser = await launch();
console.log(await browser.version());
for (const [name, body] of Object.entries(PAGES).filter(([name]) => name.includes(process.env.ONLY ?? ""))) {
  workerless = name.includes("no worker");
  const plain = [];
  const slow = [];
  const bare = [];
  for (let run = 0; run < RUNS; run++) {
    plain.push(await measure(browser, page(body, EMBED), 1, { withMemory: run === 0 }));
    if (BROWSER === "chromium") slow.push(await measure(browser, page(body, EMBED), THROTTLE));
    bare.push(await measure(browser, page(body, ""), THROTTLE, { until: underlinesOne }));
  }
  const memory = plain.map(({ memory }) => memory).filter((bytes) => bytes !== null);
  console.log(`${name}
  bytes          ${plain[0].first} before the wasm, ${plain[0].bytes} in all
  idle to drawn  ${Math.round(median(plain.map(({ ms }) => ms)))} ms${slow.length ? `, ${Math.round(median(slow.map(({ ms }) => ms)))} ms at ${THROTTLE} times slower` : ""}
  longest task   ${longest(plain)}${slow.length ? `\n    ${THROTTLE} x slower   ${longest(slow)}` : ""}
    one word     ${longest(bare)}
  layout shift   ${BROWSER === "chromium" ? Math.max(...plain.map(({ shift }) => shift), ...slow.map(({ shift }) => shift)) : "not told"}
  memory         ${memory.length ? `${(median(memory) / 2 ** 20).toFixed(1)} MB` : "not told"}`);
}
await browser.close();
server.close();
