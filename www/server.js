// Serves this folder to this machine alone. Development and tests need no more, and any web server can do it for real.
import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ts": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The demo's whole need: its own files, and leave to compile its own wasm. Nothing reaches another machine. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** An answer other than a file. */
class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {Record<string, string>} [headers]
   */
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * The file that a request names.
 * @param {string} root the folder served, with no symbolic link in it
 * @param {string} target the request's path and query, as sent
 */
async function find(root, target) {
  let path;
  const raw = target.replace(/[?#].*$/s, "");
  try {
    path = decodeURIComponent(raw);
  } catch {
    throw new Refusal(400, "This address is not well formed.");
  }
  // No name that begins with a dot: neither what is hidden nor a way up.
  if (!path.startsWith("/") || /[\0\\]|\/\./.test(path)) throw new Refusal(404, "There is no such file.");
  const name = path.endsWith("/") ? `${path}index.html` : path;
  try {
    const file = await realpath(join(root, name));
    if (!file.startsWith(root + sep)) throw new Refusal(404, "There is no such file.");
    return { file, body: await readFile(file) };
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EISDIR") throw new Refusal(301, "It is a folder.", { location: `${raw.replace(/^\/+/, "/")}/` });
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG")
      throw new Refusal(404, "There is no such file.");
    throw error;
  }
}

/**
 * A server of one folder's files, byte for byte.
 * @param {string} root
 */
export async function folderServer(root) {
  const folder = await realpath(root);
  return createServer(async (request, response) => {
    const { method, url = "/" } = request;
    /** @type {[number, Record<string, string>, Buffer]} */
    let [status, headers, body] = [200, {}, Buffer.alloc(0)];
    try {
      if (method !== "GET" && method !== "HEAD")
        throw new Refusal(405, "Files can only be read here.", { allow: "GET, HEAD" });
      const found = await find(folder, url);
      body = found.body;
      headers = { "content-type": TYPES[extname(found.file).toLowerCase()] ?? "application/octet-stream" };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "This file cannot be read.");
      if (refusal !== error) console.error(error);
      status = refusal.status;
      headers = { "content-type": "text/plain; charset=utf-8", ...refusal.headers };
      body = Buffer.from(`${refusal.message}\n`);
    }
    response.writeHead(status, { ...HEADERS, ...headers, "content-length": body.length });
    response.end(method === "HEAD" ? undefined : body);
  });
}

/** Serves the demo until it is told to end. */
async function main() {
  const wanted = process.env.PORT ?? "";
  const port = wanted === "" ? 8080 : Number(wanted);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    console.error(`inquit: PORT is a number from 0 to 65535, not "${wanted}"; try: PORT=8081 www/serve`);
    process.exit(2);
  }
  const server = await folderServer(dirname(fileURLToPath(import.meta.url)));
  server.on("error", (error) => {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EADDRINUSE" && wanted === "") {
      console.error(`inquit: port ${port} is taken; any free one will do`);
      server.listen(0, "localhost");
      return;
    }
    console.error(`inquit: cannot serve on port ${port} (${code}); try: PORT=0 www/serve, which takes any free port`);
    process.exit(1);
  });
  server.on("listening", () => {
    const address = server.address();
    if (address && typeof address === "object") console.log(`http://localhost:${address.port}/`);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  server.listen(port, "localhost");
}

if (process.argv[1] && fileURLToPath(import.meta.url) === (await realpath(process.argv[1]))) await main();
