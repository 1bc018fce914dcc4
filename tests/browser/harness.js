// What the browser tests share: the server, the browser that INQUIT_BROWSER names, and looks at a page from outside.
import { folderServer } from "../../www/server.js";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const BROWSER = process.env.INQUIT_BROWSER === "firefox" ? "firefox" : "chromium";
export const EXECUTABLE =
  process.env.INQUIT_BROWSER_PATH ?? { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" }[BROWSER];

/** Nothing but what the test asks for; as root there is no sandbox. */
export const CHROMIUM = `--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync`.split(/\s+/);

/** How long a page may take for one step, in milliseconds: this machine may be busy. */
export const PATIENCE = 30_000;

/** @typedef {import("puppeteer-core").Page} Page */

/**
 * Serves www/ as www/serve does, and under /browser/ what the tests bring, /browser/blank.html first of all.
 * @param {{ cors?: boolean, folder?: URL }} [how] whether pages of other origins may read what is served; what is served
 *   in place of www/
 */
export async function serve({ cors = false, folder = new URL("../../www", import.meta.url) } = {}) {
  const server = await folderServer(fileURLToPath(folder));
  const own = await folderServer(fileURLToPath(new URL(".", import.meta.url)));
  const [answer] = server.listeners("request");
  const [answerOwn] = own.listeners("request");
  /** @type {string[]} */
  const asked = [];
  /** @type {Record<string, string | { body: string, headers: Record<string, string> }>} */
  const pages = {};
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    asked.push(request.url ?? "");
    if (cors) response.setHeader("access-control-allow-origin", "*");
    const page = pages[request.url ?? ""];
    if (page !== undefined) {
      const { body, headers } = typeof page === "string" ? { body: page, headers: {} } : page;
      return response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
    }
    const ours = request.url?.startsWith("/browser/");
    if (!ours) return answer(request, response);
    request.url = request.url?.slice("/browser".length);
    // The demo's policy is not the test pages' own: they have styles in them.
    const { writeHead } = response;
    response.writeHead = (/** @type {number} */ status, /** @type {any} */ headers) => {
      delete headers["content-security-policy"];
      return writeHead.call(response, status, headers);
    };
    answerOwn(request, response);
  });
  await new Promise((listening) => server.listen(0, "localhost", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    /** Where the demo is. */
    origin: `http://localhost:${port}`,
    /** The paths asked for so far. */
    asked,
    /** Answers of a test's own, by their path. */
    pages,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Starts the browser. */
export function launch() {
  return puppeteer.launch({
    browser: BROWSER === "firefox" ? "firefox" : "chrome",
    executablePath: EXECUTABLE,
    headless: true,
    protocolTimeout: 10 * PATIENCE,
    args: BROWSER === "firefox" ? [] : CHROMIUM,
    defaultViewport: { width: 1280, height: 900 },
  });
}

/**
 * A new page that notes what goes wrong on it and whom it asks for what.
 * @param {import("puppeteer-core").Browser} browser
 */
export async function open(browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  /** @type {string[]} */
  const wrong = [];
  /** @type {string[]} */
  const asked = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn")
      wrong.push(`${message.text()} ${message.location().url ?? ""}`);
  });
  page.on("request", (request) => asked.push(request.url()));
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`the policy forbids ${event.blockedURI} (${event.violatedDirective})`);
    });
  });
  return { page, wrong, asked };
}

/**
 * What stands in the registry of highlights and in the page: by name, the text of each range, in order of place.
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
export function highlights(page) {
  return page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, highlight]) => {
        const there = [...highlight].filter((range) => range.startContainer.isConnected);
        const ranges = there.map((range) => {
          const live = document.createRange();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live;
        });
        ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
        return [name, ranges.map(String)];
      }),
    ),
  );
}

/**
 * The words of each part of the quotes - direct, mixed, indirect, source, active - in order of place, whatever colours
 * they are drawn in.
 * @param {Page} page
 * @returns {Promise<Record<string, string>>}
 */
export function parts(page) {
  return page.evaluate(() => {
    /** @type {Record<string, Range[]>} */
    const parts = {};
    for (const [name, highlight] of CSS.highlights) {
      const part = /^inquit-([a-z]+)/.exec(name)?.[1];
      for (const range of part ? highlight : []) {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        (parts[part ?? ""] ??= []).push(live);
      }
    }
    return Object.fromEntries(
      Object.entries(parts).map(([part, ranges]) => {
        ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
        return [part, ranges.join("").replaceAll(/[\t\n\f\r]/g, " ")];
      }),
    );
  });
}
