// What www/pack makes: what a store is given.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const { unzipSync } = createRequire(import.meta.url)("fflate");
const DIST = fileURLToPath(new URL("../../www/dist-extension/", import.meta.url));
const ZIP = fileURLToPath(new URL("../../www/extension/zip.js", import.meta.url));
/** The store's own linter, which is too heavy to install for every test. */
const LINT = "web-ext@10.7.0";

const scratch = mkdtempSync(join(tmpdir(), "inquit-"));
after(() => rmSync(scratch, { recursive: true }));

/** @param {string} browser */
const manifestOf = (browser) => JSON.parse(readFileSync(join(DIST, browser, "manifest.json"), "utf8"));
/** @param {string} browser */
const zipOf = (browser) => join(DIST, `inquit-${browser}-${manifestOf("chrome").version}.zip`);
/** @param {string} folder @returns {string[]} */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

for (const browser of ["chrome", "firefox"]) {
  test(`${browser}: the zip is the same whenever and wherever it is made`, () => {
    const copy = join(scratch, browser);
    cpSync(join(DIST, browser), copy, { recursive: true });
    for (const file of filesOf(copy)) utimesSync(file, 1e9, 1e9);
    const out = join(scratch, `${browser}.zip`);
    execFileSync(process.execPath, [ZIP, out, copy], { env: { ...process.env, TZ: "Pacific/Auckland" } });
    assert.ok(readFileSync(out).equals(readFileSync(zipOf(browser))));
    const files = Object.keys(unzipSync(readFileSync(out)));
    assert.deepEqual(
      files,
      filesOf(join(DIST, browser))
        .map((file) => file.slice(join(DIST, browser).length + 1))
        .sort(),
    );
  });

  test(`${browser}: it asks for no more than it needs, and for no host unasked`, () => {
    const manifest = manifestOf(browser);
    const permissions = ["activeTab", "scripting", "storage", ...(browser === "chrome" ? ["sidePanel"] : [])];
    assert.deepEqual(manifest.permissions, permissions);
    for (const key of ["host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"])
      assert.equal(manifest[key], undefined, key);
    assert.match(
      manifest.content_security_policy.extension_pages,
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /,
    );
    for (const icon of Object.values(manifest.icons))
      assert.ok(filesOf(join(DIST, browser)).some((file) => file.endsWith(icon)));
  });

  test(`${browser}: its scripts name no address but those of the formats it writes, and run no text as code`, () => {
    for (const file of filesOf(join(DIST, browser)).filter((file) => file.endsWith(".js"))) {
      const script = readFileSync(file, "utf8");
      const addresses = script.match(/https?:\/\/[\w.]+[^"'`\s]*/g) ?? [];
      for (const address of addresses)
        assert.match(address, /^https?:\/\/(schema\.org|www\.w3\.org\/ns\/anno\.jsonld)$/);
      assert.doesNotMatch(script, /\beval\(|new Function\(|innerHTML|XMLHttpRequest|sendBeacon|WebSocket/);
    }
  });
}

test("the two differ in their manifest and the key that opens the side panel alone", () => {
  const [chrome, firefox] = ["chrome", "firefox"].map((browser) => unzipSync(readFileSync(zipOf(browser))));
  const same = (/** @type {string} */ name) => Buffer.from(chrome[name]).equals(Buffer.from(firefox[name]));
  assert.deepEqual(Object.keys(chrome), Object.keys(firefox));
  assert.deepEqual(
    Object.keys(chrome).filter((name) => !same(name)),
    ["background.js", "manifest.json"],
  );
  const { gecko } = manifestOf("firefox").browser_specific_settings;
  assert.deepEqual(gecko.data_collection_permissions, { required: ["none"] });
});

test("a reviewer's sources have what www/pack needs", () => {
  const files = Object.keys(unzipSync(readFileSync(zipOf("source"))));
  const needed = "Cargo.lock www/pack www/build www/extension/content.js src/lib.rs tests/package-lock.json README.md";
  for (const name of needed.split(" ")) assert.ok(files.includes(name), name);
});

test("Firefox's own linter has nothing to say", { timeout: 200_000 }, () => {
  const lint = [
    "--yes",
    LINT,
    "lint",
    "--source-dir",
    join(DIST, "firefox"),
    "--no-config-discovery",
    "--output",
    "json",
  ];
  const { errors, warnings, notices } = JSON.parse(execFileSync("npx", lint, { cwd: scratch, encoding: "utf8" }));
  assert.deepEqual([...errors, ...warnings, ...notices], []);
});
