// The articles of pages that name none, found in place.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { BROWSER, launch, open } from "../browser/harness.js";
import { PAGES, servePages } from "./pages.js";

/** @type {Awaited<ReturnType<typeof servePages>>} */
let server;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** The module as a script that no page's policy can forbid. */
let script = "";

before(async () => {
  [server, browser] = await Promise.all([servePages(), launch()]);
  const built = await build({
    stdin: {
      contents: `export { articlesOf, besides } from "../../www/shell/article.js";
        export { read } from "../../www/shell/read.js";`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: "iife",
    globalName: "inquit",
    write: false,
  });
  script = built.outputFiles[0].text;
});

after(async () => {
  await browser.close();
  server.close();
});

for (const { name, root, direct } of PAGES) {
  test(`${BROWSER}: the article of ${name}`, async () => {
    const { page } = await open(browser);
    await page.goto(`${server.origin}/${name}.html`);
    // The page that comes late has come by then.
    if (name === "app") await page.waitForSelector("article");
    if (name === "endless") {
      await page.evaluate(() => scrollTo(0, 50));
      await page.waitForSelector("#two");
    }
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const { right, texts, took } = /** @type {any} */ (
      await page.evaluate(
        `(() => { ${script}
        const begun = performance.now();
        const roots = inquit.articlesOf();
        const took = performance.now() - begun;
        const wanted = ${JSON.stringify(root)} ? [...document.querySelectorAll(${JSON.stringify(root)})] : [];
        return {
          right: roots.length === wanted.length && roots.every((root, i) => root === wanted[i]) ||
            roots.map((root) => root.cloneNode().outerHTML).join(),
          texts: roots.map((root) => inquit.read(root, inquit.besides).text).join("|"),
          took,
        };
      })()`,
      )
    );
    assert.equal(right, true);
    assert.doesNotMatch(texts, /Wrong/);
    for (const quote of name === "framed" ? [] : direct) assert.ok(texts.includes(quote), `${quote} in ${texts}`);
    assert.equal(
      await page.evaluate(() => document.documentElement.outerHTML),
      before,
      "the document is only looked at",
    );
    assert.ok(took < 500, `it took ${took} ms`);
    await page.close();
  });
}

test(`${BROWSER}: neither a long page nor a deep one takes long`, async () => {
  const { page } = await open(browser);
  await page.goto(`${server.origin}/comments.html`);
  const took = /** @type {number} */ (
    await page.evaluate(`(() => { ${script}
      const article = document.querySelector("article.post");
      const paragraph = article.querySelector("p");
      for (let i = 0; i < 5000; i++) article.append(paragraph.cloneNode(true));
      let deep = article;
      for (let i = 0; i < 2000; i++) {
        deep = deep.appendChild(document.createElement("div"));
        deep.className = "ad-free advert promo";
      }
      for (let i = 0; i < 5000; i++) deep.append(paragraph.cloneNode(true));
      const begun = performance.now();
      const roots = inquit.articlesOf();
      const text = inquit.read(roots[0], inquit.besides).text;
      return roots[0] === article && text.length > 1e5 ? performance.now() - begun : NaN;
    })()`)
  );
  // A second and a half on a quiet machine.
  assert.ok(took < 10_000, `it took ${took} ms`);
  await page.close();
});
