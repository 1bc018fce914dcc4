// Our own copies of how real news pages are built, in pages/. A comment at the top of each says what is expected: the selector of
// the article's root, what is said of the page, each direct quote that is to be drawn, and headers that it is served with. What
// must not be read begins with "Wrong".
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";

const FOLDER = new URL("pages/", import.meta.url);

/** @typedef {{ name: string, root: string, says: string, direct: string[], headers: Record<string, string>, html: string }} Case */

/** @type {Case[]} */
export const PAGES = readdirSync(FOLDER).map((file) => {
  const html = readFileSync(new URL(file, FOLDER), "utf8");
  const comment = /<!--(.*?)-->/s.exec(html)?.[1] ?? "";
  const all = [...comment.matchAll(/^ *(\w+): *(.*)$/gm)];
  const of = (/** @type {string} */ key) => all.filter(([, name]) => name === key).map(([, , value]) => value);
  const headers = of("header").map((line) => line.split(/: (.*)/, 2));
  return {
    name: file.replace(".html", ""),
    root: of("root")[0],
    says: of("says")[0],
    direct: of("direct"),
    headers: Object.fromEntries(headers),
    html,
  };
});

/**
 * A page by its name.
 * @param {string} name
 */
export function pageOf(name) {
  return /** @type {Case} */ (PAGES.find((page) => page.name === name));
}

/** Serves the pages, `/NAME.html`, and whatever else is put into `more` by its path. */
export async function servePages() {
  /** @type {Record<string, string>} */
  const more = {};
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    const page = PAGES.find(({ name }) => path === `/${name}.html`);
    const body = page?.html ?? more[path];
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...page?.headers };
    response.writeHead(body === undefined ? 404 : 200, headers).end(body ?? "no such page");
  });
  // Two sites by their names: localhost and 127.0.0.1.
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    /** Another site with the same pages. */
    other: `http://127.0.0.1:${port}`,
    more,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
