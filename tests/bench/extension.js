// What the extension costs: on a page where it is off; from the click to the marks on an article of 1,000 words, with a background
// that sleeps and with one that is awake; memory; packed size.
//
// usage: INQUIT_BROWSER=chromium|firefox node tests/bench/extension.js       (after www/pack)
import { readFileSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BROWSER, DIST, click, drawn, launch, sleep } from "../extension/harness.js";
import { servePages } from "../extension/pages.js";

const WORDS = 1000;
const ROUNDS = 9;

/** Our own articles, cut to so many words. */
function article() {
  const folder = new URL("../articles/", import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
  let left = WORDS;
  const paragraphs = texts
    .join("\n")
    .split(/\n+/)
    .flatMap((paragraph) => {
      const words = paragraph.split(" ").slice(0, Math.max(0, left));
      left -= words.length;
      return words.length > 0 ? [`<p>${words.join(" ").replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`] : [];
    });
  return `<!doctype html><html lang="en"><title>bench</title><article><h1>An article</h1>${paragraphs.join("")}</article></html>`;
}

/**
 * Milliseconds from the click to the first mark.
 * @param {import("puppeteer-core").Page} page
 */
async function clicked(page) {
  await page.bringToFront();
  await page.evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    const look = () => {
      if (CSS.highlights.size === 0) return port2.postMessage(null);
      Object.assign(globalThis, { at: performance.timeOrigin + performance.now() });
    };
    port1.onmessage = look;
    look();
  });
  const begun = performance.timeOrigin + performance.now();
  await click(page);
  while (!(await page.evaluate(() => "at" in globalThis))) await new Promise((later) => setTimeout(later, 20));
  const took = (await page.evaluate(() => /** @type {any} */ (globalThis).at)) - begun;
  await click(page);
  await page.evaluate(() => Reflect.deleteProperty(globalThis, "at"));
  while ((await drawn(page)).direct) await new Promise((later) => setTimeout(later, 20));
  return took;
}

/** The memory that belongs to the extension's process alone, in bytes, on Linux. */
function processMemory() {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (!command.includes("--extension-process") || !isWithin(pid, browser.process()?.pid)) continue;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      return [...rollup.matchAll(/^Private_\w+: +(\d+) kB/gm)].reduce((sum, [, kib]) => sum + Number(kib) * 1024, 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return NaN;
}

/**
 * Whether a process descends from another.
 * @param {string} pid
 * @param {number | undefined} from
 */
function isWithin(pid, from) {
  for (
    let up = pid;
    up !== "0" && up !== "1";
    up = readFileSync(`/proc/${up}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ")[1]
  )
    if (up === String(from)) return true;
  return false;
}

/** @param {number[]} times */
const median = (times) => Math.round(times.sort((a, b) => a - b)[times.length >> 1]);
/** @param {number} bytes */
const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const [server, browser] = await Promise.all([servePages(), launch()]);
server.more["/article.html"] = article();
const page = await browser.newPage();
await page.goto(`${server.origin}/article.html`);

if (BROWSER === "chromium") {
  const session = await page.createCDPSession();
  /** @type {string[]} */
  const contexts = [];
  session.on("Runtime.executionContextCreated", ({ context }) => contexts.push(context.origin));
  await session.send("Runtime.enable");
  const ours = contexts.filter((origin) => origin.startsWith("chrome-extension:"));
  console.log(`where it is off: ${ours.length} scripts of ours in the page`);
  const before = await session.send("Runtime.getHeapUsage");
  await clicked(page);
  await click(page);
  while ((await drawn(page)).direct === "") await new Promise((later) => setTimeout(later, 20));
  await session.send("HeapProfiler.collectGarbage");
  const after = await session.send("Runtime.getHeapUsage");
  console.log(`memory of the page's scripts: ${mib(after.usedSize - before.usedSize)} more where it is on`);
  await session.detach();
  console.log(`memory of the background's process, the engine in it: ${mib(processMemory())} of its own`);
  await click(page);
  while ((await drawn(page)).direct) await new Promise((later) => setTimeout(later, 20));
}

/** @type {{ cold: number[], warm: number[] }} */
const { cold, warm } = { cold: [], warm: [] };
for (let round = 0; round < ROUNDS; round++) {
  await sleep(page);
  await page.reload();
  cold.push(await clicked(page));
  await page.reload();
  warm.push(await clicked(page));
}
console.log(
  `${BROWSER}: from the click to the marks, ${WORDS} words: ${median(cold)} ms cold, ${median(warm)} ms warm`,
);
for (const name of readdirSync(DIST).filter((name) => name.endsWith(".zip")))
  console.log(`${name}: ${Math.round(statSync(fileURLToPath(new URL(name, DIST))).size / 1024)} KiB`);
await browser.close();
server.close();
