// Draws the extension's icons, www/extension/icons/*.png, from their SVG.
// usage: node tests/extension/icons.js
import { readFile, writeFile } from "node:fs/promises";
import { launch } from "../browser/harness.js";

const folder = new URL("../../www/extension/icons/", import.meta.url);
const svg = await readFile(new URL("icon.svg", folder), "utf8");
const browser = await launch();
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
  await writeFile(new URL(`${size}.png`, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
