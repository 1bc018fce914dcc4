// The package: installed into an empty project, type-checked there, hosted on another origin than its page, and weighed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { BROWSER, highlights, launch, open, serve } from "./harness.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Bytes after brotli that a reader loads: before the wasm, and in all. */
const MOST = { first: 14_336, all: 550_000 };

/** What a publisher's developer may write. */
const CONSUMER = `import { annotate, embed, extract, type Annotation, type Options } from "inquit";
const options: Options = { kinds: ["direct"], minSpeaker: 0.5, on: { drawn: ({ detail }) => console.log(detail.quotes) } };
const annotation: Annotation = await annotate(document.body, options);
const names: (string | null)[] = annotation.quotes.map((quote) => quote.speaker);
const span: [number, number] = (await extract("text")).quotes[0].content[0];
const spoken: string = annotation.words([span]);
await embed({ root: "main article", panel: "none" }).stop();
annotation.stop();
console.log(names, spoken);
// @ts-expect-error There is no such kind.
await annotate(document.body, { kinds: ["spoken"] });
// @ts-expect-error A text, and nothing else.
await extract(7);
`;

const project = mkdtempSync(join(tmpdir(), "inquit-"));
const installed = join(project, "node_modules/inquit");
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let host;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  execFileSync(join(ROOT, "www/package"), { stdio: "ignore" });
  const [archive] = readdirSync(join(ROOT, "www/dist")).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  const install = ["install", "--offline", "--no-audit", "--no-fund", join(ROOT, "www/dist", archive)];
  execFileSync("npm", install, { cwd: project, stdio: "ignore" });
  [server, host, browser] = await Promise.all([
    serve(),
    serve({ cors: true, folder: pathToFileURL(installed) }),
    launch(),
  ]);
});

after(async () => {
  await browser?.close();
  for (const each of [server, host]) each?.close();
  rmSync(project, { recursive: true });
});

test(`${BROWSER}: a strict project type-checks against the package`, () => {
  writeFileSync(join(project, "consumer.ts"), CONSUMER);
  const settings = "--strict --noEmit --target es2022 --module nodenext --lib es2022,dom --types".split(" ");
  const tsc = join(ROOT, "tests/node_modules/.bin/tsc");
  execFileSync(tsc, [...settings, "", "consumer.ts"], { cwd: project, stdio: ["ignore", "inherit", "inherit"] });
});

test(`${BROWSER}: the package can be imported where there is no page`, () => {
  const script = 'import("inquit").then(({ annotate }) => console.log(typeof annotate))';
  assert.equal(execFileSync(process.execPath, ["-e", script], { cwd: project, encoding: "utf8" }), "function\n");
});

test(`${BROWSER}: its files, hosted elsewhere, mark a page, and weigh what they may`, async () => {
  const { page, wrong } = await open(browser);
  server.pages["/page.html"] = `<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:," />
    <article><p>“We will not sail before Monday,” said Ana Ruiz.</p></article>
    <script type="module" src="${host.origin}/inquit.js" data-root="article"></script></html>`;
  await page.goto(`${server.origin}/page.html`);
  await page.waitForFunction(() => document.querySelector("inquit-interface"));
  const { direct } = Object.fromEntries(
    Object.entries(await highlights(page)).map(([name, words]) => [name.split("-")[1], words]),
  );
  assert.deepEqual(direct, ["“We will not sail before Monday,”"]);
  assert.deepEqual(wrong, []);
  await page.close();

  const paths = [...new Set(host.asked)];
  const wasm = paths.findIndex((path) => path.endsWith(".wasm"));
  assert.ok(wasm > 0, paths.join(" "));
  const weigh = (/** @type {string[]} */ paths) =>
    paths.reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(installed, path))).length, 0);
  const [first, all] = [weigh(paths.slice(0, wasm)), weigh(paths)];
  assert.ok(first <= MOST.first, `${first} bytes before the wasm: ${paths.join(" ")}`);
  assert.ok(all <= MOST.all, `${all} bytes in all`);
  assert.ok(!paths.some((path) => path.includes("locate")), "what a page has no use for is not loaded");
});
