// What www/serve promises: the folder's files, byte for byte, to nobody but their page, until it is told to end.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { folderServer } from "../../www/server.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BYTES = Buffer.from(Array.from({ length: 70000 }, (_, i) => (i * 7) % 256));

const folder = mkdtempSync(join(tmpdir(), "inquit-"));
/** @type {import("node:http").Server} */
let server;
/** @type {number} */
let port;

before(async () => {
  const www = join(folder, "www");
  mkdirSync(join(www, "a b"), { recursive: true });
  mkdirSync(join(www, ".hidden"));
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(www, ".hidden", "x.txt"), "secret");
  writeFileSync(join(www, "index.html"), "<!doctype html><title>front</title>");
  writeFileSync(join(www, "a b", "index.html"), "<!doctype html><title>folder</title>");
  writeFileSync(join(www, "engine.wasm"), BYTES);
  for (const name of ["x.js", "x.css", "x.json", "x.svg", "x.png", "x.unknown"]) writeFileSync(join(www, name), name);
  symlinkSync(join(folder, "secret.txt"), join(www, "link.txt"));
  server = await folderServer(www);
  await new Promise((listening) => server.listen(0, "localhost", () => listening(undefined)));
  port = /** @type {import("node:net").AddressInfo} */ (server.address()).port;
});

after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

/**
 * Sends the path as it is: `fetch` would tidy it first.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status: number | undefined, headers: import("node:http").IncomingHttpHeaders, body: Buffer }>}
 */
function get(path, method = "GET") {
  return new Promise((resolve, reject) => {
    request({ host: "localhost", port, path, method, agent: false }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    })
      .on("error", reject)
      .end();
  });
}

test("gives a file's own bytes", async () => {
  const { status, headers, body } = await get("/engine.wasm?v=1");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "application/wasm");
  assert.equal(headers["content-length"], String(BYTES.length));
  assert.ok(body.equals(BYTES));
});

test("names the type of each file", async () => {
  const types = {
    "/": "text/html; charset=utf-8",
    "/x.js": "text/javascript; charset=utf-8",
    "/x.css": "text/css; charset=utf-8",
    "/x.json": "application/json; charset=utf-8",
    "/x.svg": "image/svg+xml",
    "/x.png": "image/png",
    "/x.unknown": "application/octet-stream",
  };
  for (const [path, type] of Object.entries(types)) assert.equal((await get(path)).headers["content-type"], type, path);
});

test("a folder is its index.html, found by its address with a slash", async () => {
  const bare = await get("/a%20b?q");
  assert.equal(bare.status, 301);
  assert.equal(bare.headers.location, "/a%20b/");
  assert.match((await get("/a%20b/")).body.toString(), /folder/);
});

test("nothing outside the folder and nothing hidden is to be had", async () => {
  const paths = [
    "/../secret.txt",
    "/a%20b/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%5csecret.txt",
    "/..\\secret.txt",
    "//../secret.txt",
    "/link.txt",
    "/.hidden/x.txt",
    "/%2ehidden/x.txt",
    "/x.js%00.html",
    "/x.js/",
    "/nothing",
    `/${"x".repeat(5000)}`,
  ];
  for (const path of paths) {
    const { status, body } = await get(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body.toString(), /secret/, path);
  }
  assert.equal((await get("/%zz")).status, 400);
});

test("files can be read and nothing else", async () => {
  const { status, headers } = await get("/x.js", "POST");
  assert.equal(status, 405);
  assert.equal(headers.allow, "GET, HEAD");
  const head = await get("/x.js", "HEAD");
  assert.equal(head.status, 200);
  assert.equal(head.headers["content-length"], "4");
  assert.equal(head.body.length, 0);
});

test("every answer keeps the page to its own files, and no answer is kept", async () => {
  for (const path of ["/", "/engine.wasm", "/nothing"]) {
    const { headers } = await get(path);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
    assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|http|\*/);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
});

/**
 * Starts www/serve and gives the address that it prints.
 * @param {string} port
 */
async function serve(port) {
  const child = spawn(join(ROOT, "www/serve"), {
    cwd: tmpdir(),
    env: { ...process.env, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  const address = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", resolve);
    ended.then((end) => reject(new Error(`ended: ${JSON.stringify(end)}\n${errors}`)));
  });
  return { child, ended, address: String(address) };
}

test("www/serve prints its address, serves, and ends by Ctrl-C", async () => {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    const { child, ended, address } = await serve("0");
    assert.match(address, /^http:\/\/localhost:\d+\/\n$/);
    const answer = await fetch(new URL("engine/engine_bg.wasm", address.trim()));
    assert.ok(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(ROOT, "www/engine/engine_bg.wasm"))));
    child.kill(signal);
    assert.deepEqual(await ended, { code: 0, signal: null });
    await assert.rejects(fetch(address.trim()));
  }
});

test("www/serve says what is wrong with a port", async () => {
  await assert.rejects(serve(String(port)), /ended: \{"code":1.*\n[^]*PORT=0/);
  await assert.rejects(serve("many"), /ended: \{"code":2.*\n[^]*PORT is a number/);
});
