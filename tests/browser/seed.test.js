// The article of the task's own: pasted into the demo, all that it gives in double quotation marks is highlighted.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSER, launch, open, serve } from "./harness.js";

const SHARED = process.env.INQUIT_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const TEXT = join(SHARED, "seed/000_025e2801a3540086.txt");
const GOLD = join(SHARED, "seed/gold.jsonl");

test(
  `${BROWSER}: every stretch in double quotation marks of the seed article lies within one highlighted quote`,
  { skip: !existsSync(GOLD) && `${GOLD} is not there; INQUIT_SHARED says where the shared folder is` },
  async () => {
    const text = readFileSync(TEXT, "utf8");
    const gold = JSON.parse(readFileSync(GOLD, "utf8").split("\n")[0]);
    /** @type {[number, number][]} */
    const contents = gold.quotes.flatMap((/** @type {{ content: [number, number][] }} */ { content }) => content);
    assert.equal(text.trimEnd(), gold.text.trimEnd());
    const stretches = [...text.matchAll(/"[^"\n]*"/g)]
      .filter(({ 0: words, index }) => contents.some(([from, to]) => from <= index && index + words.length <= to))
      .map(([words]) => words);
    assert.equal(stretches.length, 13);

    const [server, browser] = await Promise.all([serve(), launch()]);
    try {
      const { page } = await open(browser);
      await page.goto(server.origin);
      await page.$eval(
        "textarea",
        (box, text) => {
          box.value = text;
          box.dispatchEvent(new Event("input", { bubbles: true }));
        },
        text,
      );
      await page.waitForSelector("nav a[href='#yours'][aria-current]");
      await page.waitForSelector("#quotes:not([hidden]) [data-quote]");
      const missed = await page.evaluate((stretches) => {
        const quotes = [...CSS.highlights]
          .filter(([name]) => /^inquit-(direct|mixed|indirect)/.test(name))
          .flatMap(([, ranges]) => [...ranges]);
        return stretches.filter((words) => {
          for (const { firstChild: node } of document.querySelectorAll("#yours article > *")) {
            const start = node?.textContent?.indexOf(words) ?? -1;
            const within = quotes.some(
              ({ startContainer, startOffset, endOffset }) =>
                startContainer === node && startOffset <= start && start + words.length <= endOffset,
            );
            if (start >= 0) return !within;
          }
          return true;
        });
      }, stretches);
      assert.deepEqual(missed, []);
    } finally {
      await browser.close();
      server.close();
    }
  },
);
