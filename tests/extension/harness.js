// What the tests of the extension share: the browser with the packed extension in it, as a reader has it, and its buttons.
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { BROWSER, CHROMIUM, EXECUTABLE, PATIENCE, parts } from "../browser/harness.js";

export { BROWSER, PATIENCE };

/** @typedef {import("puppeteer-core").Browser} Browser */
/** @typedef {import("puppeteer-core").Page} Page */

export const DIST = new URL("../../www/dist-extension/", import.meta.url);
/** The extension's, in Firefox. */
const ID = "inquit@inquit.example";
const UUID = "5f1a64a4-6e2a-4d6c-9a3b-1f6f6d3b7c11";

/**
 * Starts the browser with the extension installed.
 * @param {{ dist?: URL, downloads?: string }} [how] where the packed extension is, and the folder that files are saved to
 */
export async function launch({ dist = DIST, downloads } = {}) {
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
        ...(downloads && { "browser.download.folderList": 2, "browser.download.dir": downloads }),
      },
    });
    await browser.installExtension(fileURLToPath(new URL("firefox", dist)));
    return browser;
  }
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath: EXECUTABLE,
    headless: true,
    pipe: true,
    enableExtensions: [fileURLToPath(new URL("chrome", dist))],
    args: CHROMIUM,
    downloadBehavior: downloads ? { policy: "allow", downloadPath: downloads } : undefined,
    defaultViewport: { width: 1280, height: 900 },
  });
  // Until the background has run once, the browser does not know what it listens for.
  await inBackground(browser, () => chrome.runtime.id);
  return browser;
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
  // A busy browser shows a worker that has only just begun, before it gives it what extensions may use.
  for (const end = Date.now() + PATIENCE; !(await worker.evaluate(() => "chrome" in globalThis));)
    if (Date.now() > end) throw new Error("the background has not begun");
    else await new Promise((done) => setTimeout(done, 50));
  return /** @type {any} */ (await worker.evaluate(script, ...given));
}

/**
 * Lets the background fall asleep at once, as it does when nobody asks for half a minute.
 * @param {Page} page
 */
export async function sleep(page) {
  const browser = page.browser();
  if (BROWSER === "firefox") return inFirefox(browser, "await ext.terminateBackground();");
  const target = await browser.waitForTarget((target) => target.type() === "service_worker");
  await (await target.worker())?.close();
}

/**
 * Goes to the next quote as its key does, which the browser itself listens for.
 * @param {Page} page
 */
export async function next(page) {
  await page.bringToFront();
  if (BROWSER === "firefox") {
    const key = `[...document.querySelectorAll("key")].find((key) => key.closest("keyset")?.id.includes("inquit") && key.getAttribute("key") === "." || key.getAttribute("keycode") === "VK_PERIOD")`;
    return inFirefox(page.browser(), `(${key}).doCommand();`);
  }
  await inBackground(page.browser(), async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    await chrome.tabs.sendMessage(Number(tab.id), { is: "step", way: 1 });
  });
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
 * Waits until a look finds what is wanted.
 * @param {() => Promise<any>} look
 * @param {(found: any) => boolean} wanted
 */
export async function becomes(look, wanted) {
  let found = await look();
  for (const begun = Date.now(); !wanted(found) && Date.now() - begun < PATIENCE; found = await look())
    await new Promise((later) => setTimeout(later, 50));
  if (!wanted(found)) throw new Error(`it is ${JSON.stringify(found)}`);
}

/**
 * How many pixels of what is seen of a page have one of these colours: styles may be there and reach nothing.
 * @param {Page} page
 * @param {string[]} colours
 * @returns {Promise<number>}
 */
export async function painted(page, colours) {
  await page.bringToFront();
  const picture = await page.screenshot({ encoding: "base64" });
  // The page's own policy may forbid it to look at a picture.
  const blank = await page.browser().newPage();
  const found = await blank.evaluate(
    async (picture, colours) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const wanted = new Set(colours.map((colour) => parseInt(colour.slice(1), 16)));
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (wanted.has((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])) found++;
      return found;
    },
    picture,
    colours,
  );
  await blank.close();
  await page.bringToFront();
  return found;
}

/**
 * One of the extension's own pages, which a test can look into.
 * @typedef {object} Own
 * @property {(script: string) => Promise<any>} run runs the body of a function there; what it returns must be plain
 * @property {() => Promise<string>} [shoot] a screenshot in base64, in Chromium
 * @property {(scheme: "light" | "dark", size: { width: number, height: number }) => Promise<void>} [emulate] in Chromium
 * @property {() => Promise<void>} close
 */

/**
 * Opens the options in a tab.
 * @param {Browser} browser
 * @returns {Promise<Own>}
 */
export async function openOptions(browser) {
  if (BROWSER === "firefox") {
    const address = `moz-extension://${UUID}/options.html`;
    await inFirefox(browser, `gBrowser.selectedTab = gBrowser.addTrustedTab("${address}");`);
    const itself = `gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.currentURI.spec === "${address}")`;
    return own(browser, `${itself}?.linkedBrowser`, `gBrowser.removeTab(${itself})`);
  }
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${(await extension(browser)).id}/options.html`);
  return chromium(page);
}

/**
 * Opens the side panel beside a page, as its key does.
 * @param {Page} page
 * @returns {Promise<Own>}
 */
export async function openPanel(page) {
  const browser = page.browser();
  await page.bringToFront();
  if (BROWSER === "firefox") {
    await inFirefox(browser, `await SidebarController.show("${ID.replaceAll(/[@.]/g, "_")}-sidebar-action");`);
    const inner = `SidebarController.browser.contentDocument.querySelector("browser")`;
    return own(browser, inner, "SidebarController.hide()");
  }
  const window = await inBackground(browser, async () => (await chrome.tabs.query({ active: true }))[0].windowId);
  // The browser wants to see a reader's hand; in a page of the extension the test's counts as one.
  const helper = await openOptions(browser);
  await helper.run(`return chrome.sidePanel.open({ windowId: ${window} });`);
  await helper.close();
  await page.bringToFront();
  const target = await browser.waitForTarget((target) => target.url().endsWith("/panel.html"));
  return chromium(await target.asPage());
}

/**
 * @param {Page} page
 * @returns {Own}
 */
function chromium(page) {
  return {
    run: (script) => page.evaluate(`(async () => { ${script} })()`),
    shoot: () => page.screenshot({ encoding: "base64" }),
    emulate: async (scheme, size) => {
      await page.setViewport(size);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    },
    close: () => page.close(),
  };
}

/**
 * @param {Browser} browser
 * @param {string} inner what gives the `browser` element that has the page
 * @param {string} close
 * @returns {Own}
 */
function own(browser, inner, close) {
  const run = (/** @type {string} */ script) => {
    const sent = `(async (document, window) => { ${script} })(content.document, content)
      .then((value) => sendAsyncMessage("inquit-test", { value }), (error) => sendAsyncMessage("inquit-test", { error: String(error) }))`;
    return inFirefox(
      browser,
      `for (let i = 0; i < 100 && !(${inner})?.messageManager; i++) await new Promise((later) => setTimeout(later, 50));
      const { messageManager } = ${inner};
      const told = await new Promise((told) => {
        messageManager.addMessageListener("inquit-test", function hear({ data }) {
          messageManager.removeMessageListener("inquit-test", hear);
          told(data);
        });
        messageManager.loadFrameScript("data:," + encodeURIComponent(${JSON.stringify(sent)}), false);
      });
      if (told.error) throw new Error(told.error);
      return told.value;`,
    );
  };
  return { run, close: () => inFirefox(browser, close) };
}

/**
 * Waits until a script finds what is wanted in a page of the extension.
 * @param {Own} own
 * @param {string} script the body of a function
 * @param {(found: any) => boolean} wanted
 */
export async function until(own, script, wanted) {
  // The page may not be there yet.
  const look = () => own.run(script).catch((error) => String(error));
  let found = await look();
  for (const begun = Date.now(); !wanted(found) && Date.now() - begun < PATIENCE; found = await look())
    await new Promise((later) => setTimeout(later, 50));
  if (!wanted(found)) throw new Error(`not what is wanted: ${JSON.stringify(found)}`);
  return found;
}
