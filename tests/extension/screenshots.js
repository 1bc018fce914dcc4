// Makes the pictures for the stores, 1280 by 800: a marked page with its card, light and dark, the side panel beside a page, the
// options.
// usage: node tests/extension/screenshots.js OUT-FOLDER       (after www/pack, in Chromium)
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "../browser/harness.js";
import { becomes, click, drawn, launch, openOptions, openPanel, until } from "./harness.js";

const [out] = process.argv.slice(2);
if (!out) throw new Error("usage: node tests/extension/screenshots.js OUT-FOLDER");
mkdirSync(out, { recursive: true });
const [WIDE, HIGH, PANEL] = [1280, 800, 360];

const [server, browser] = await Promise.all([serve(), launch()]);
const address = "/newsroom/bridge.html";
const story = readFileSync(new URL("../../www/newsroom/bridge.html", import.meta.url), "utf8");
// The paper of the example, as if it had not embedded Inquit itself.
server.pages[address] = story.replace(/<script.*?<\/script>/gs, "");

/** @param {"light" | "dark"} scheme @param {number} width */
async function marked(scheme, width) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: HIGH });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`${server.origin}${address}`);
  await click(page);
  await becomes(
    async () => (await drawn(page)).direct,
    (words) => words.length > 0,
  );
  return page;
}

const shoot = async (/** @type {import("puppeteer-core").Page} */ page, /** @type {string} */ name) =>
  writeFileSync(join(out, `${name}.png`), await page.screenshot());

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  const page = await marked(scheme, WIDE);
  await page.keyboard.press("n");
  await new Promise((later) => setTimeout(later, 800));
  await shoot(page, `card-${scheme}`);
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    const handle = document.querySelector("inquit-interface")?.shadowRoot?.querySelector(".iq-handle");
    if (handle instanceof HTMLElement) handle.click();
  });
  await shoot(page, `list-${scheme}`);
  await page.close();

  const beside = await marked(scheme, WIDE - PANEL);
  const panel = await openPanel(beside);
  await until(panel, `return document.querySelectorAll(".iq-quote").length;`, (n) => n > 0);
  await panel.emulate?.(scheme, { width: PANEL, height: HIGH });
  await panel.run(`document.querySelector(".iq-quotes li:nth-child(1) button").click();`);
  await new Promise((later) => setTimeout(later, 1000));
  const pictures = [await beside.screenshot({ encoding: "base64" }), await panel.shoot?.()];
  const both = await browser.newPage();
  await both.setViewport({ width: WIDE, height: HIGH });
  // As the browser shows them: the page, and the panel beside it.
  await both.setContent(
    `<body style="margin:0;display:flex">${pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`).join("")}`,
  );
  await shoot(both, `panel-${scheme}`);
  await panel.close();
  await Promise.all([both.close(), beside.close()]);

  const options = await openOptions(browser);
  await until(options, `return document.querySelector("#kinds input")?.checked ?? false;`, Boolean);
  await options.emulate?.(scheme, { width: WIDE, height: HIGH });
  writeFileSync(join(out, `options-${scheme}.png`), Buffer.from((await options.shoot?.()) ?? "", "base64"));
  await options.close();
}
await browser.close();
server.close();
