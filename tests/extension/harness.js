// What the tests of the extension share: the browser with the packed extension in it, as a reader has it, and its buttons.
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { BROWSER, CHROMIUM, EXECUTABLE, PATIENCE, parts } from "../browser/harness.js";

export { BROWSER, PATIENCE };

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Page} Page */

const DIST = new URL("../../www/dist-extension/", import.meta.url);
/** The extension's, in Firefox. */
const ID = "inquit@inquit.example";
const UUID = "5f1a64a4-6e2a-4d6c-9a3b-1f6f6d3b7c11";

/** Starts the browser with the extension installed. */
export async function launch() {
  if (BROWSER === "firefox") {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: EXECUTABLE,
      headless: true,
      // The tests press buttons of the browser itself.
      args: ["--remote-allow-system-access"],
      defaultViewport: { width: 1280, height: 900 },
      extraPrefsFirefox: {
        "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }),
        // A headless browser has nobody to answer.
        "extensions.webextOptionalPermissionPrompts": false,
      },
    });
    await browser.installExtension(fileURLToPath(new URL("firefox", DIST)));
    return browser;
  }
  return puppeteer.launch({
    browser: "chrome",
    executablePath: EXECUTABLE,
    headless: true,
    pipe: true,
    enableExtensions: [fileURLToPath(new URL("chrome", DIST))],
    args: CHROMIUM,
    defaultViewport: { width: 1280, height: 900 },
  });
}

/**
 * Runs a script in Firefox's own window, where `ext` is the extension and `tab` the tab that is looked at.
 * @param {Browser} browser
 * @param {string} script the body of an async function
 * @returns {Promise<any>} what it returns: a string, a number, a boolean or null
 */
export async function inFirefox(browser, script) {
  const { connection } = /** @type {any} */ (browser);
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const { result } = await connection.send("script.evaluate", {
    target: { context: tree.contexts[0].context },
    awaitPromise: true,
    expression: `(async () => {
      const ext = WebExtensionPolicy.getByID(${JSON.stringify(ID)}).extension;
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const action = ExtensionParent.apiManager.global.browserActionFor(ext);
      const tab = gBrowser.selectedTab;
      ${script}
    })()`,
  });
  if (result.type === "exception") throw new Error(result.exceptionDetails.text);
  return result.result.value ?? null;
}

/**
 * The extension as Chromium has it.
 * @param {Browser} browser
 */
async function extension(browser) {
  const [found] = (await browser.extensions()).values();
  return found;
}

/**
 * Runs a function in Chromium's background, waking it where it sleeps.
 * @template T
 * @param {Browser} browser
 * @param {(...given: any[]) => T} script
 * @param {...any} given
 * @returns {Promise<Awaited<T>>}
 */
export async function inBackground(browser, script, ...given) {
  const target = await browser.waitForTarget((target) => target.type() === "service_worker");
  const worker = /** @type {import("puppeteer-core").WebWorker} */ (await target.worker());
  return /** @type {any} */ (await worker.evaluate(script, ...given));
}

/**
 * Clicks the extension's button while a page is looked at.
 * @param {Page} page
 */
export async function click(page) {
  const browser = page.browser();
  await page.bringToFront();
  if (BROWSER === "firefox") await inFirefox(browser, "action.triggerAction(window)");
  else await (await extension(browser)).triggerAction(page);
}

/**
 * What stands in the badge of the button while a page is looked at.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export async function badge(page) {
  await page.bringToFront();
  if (BROWSER === "firefox")
    return inFirefox(page.browser(), "return action.action.getContextData(tab).badgeText ?? ''");
  return inBackground(page.browser(), async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    return chrome.action.getBadgeText({ tabId: tab.id });
  });
}

/**
 * Waits until the badge says this.
 * @param {Page} page
 * @param {string} words
 */
export async function badged(page, words) {
  let found = await badge(page);
  for (const begun = Date.now(); found !== words && Date.now() - begun < PATIENCE; found = await badge(page))
    await new Promise((later) => setTimeout(later, 50));
  if (found !== words) throw new Error(`the badge says "${found}", not "${words}"`);
}

/**
 * The words drawn of the contents, by kind.
 * @param {Page} page
 */
export async function drawn(page) {
  const { direct = "", mixed = "", indirect = "" } = await parts(page);
  return { direct, mixed, indirect };
}

/**
 * Opens one of the extension's own pages in a tab.
 * @param {Browser} browser
 * @param {string} name
 */
export async function openOwn(browser, name) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const address =
    BROWSER === "firefox"
      ? `moz-extension://${UUID}/${name}`
      : `chrome-extension://${(await extension(browser)).id}/${name}`;
  await page.goto(address);
  return page;
}
