// Puts files into a zip that is the same wherever and whenever it is made.
// usage: node www/extension/zip.js OUT.zip FOLDER [FILE ...]       (every file of the folder where none is named)
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";

/** @type {{ zipSync(files: Record<string, [Uint8Array, object]>, options: object): Uint8Array }} */
const { zipSync } = createRequire(new URL("../../tests/package.json", import.meta.url))("fflate");

/** Zip knows no time before. It is told in local time, so that every time zone writes the same. */
const mtime = new Date(1980, 0, 1);
const UNIX = 3;

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

const [out, folder, ...named] = process.argv.slice(2);
const files = named.length > 0 ? named : filesOf(folder).map((path) => relative(folder, path));
/** @type {Record<string, [Uint8Array, object]>} */
const zip = {};
for (const name of files.sort()) {
  const path = join(folder, name);
  const mode = statSync(path).mode & 0o111 ? 0o100755 : 0o100644;
  zip[name] = [new Uint8Array(readFileSync(path)), { mtime, os: UNIX, attrs: mode << 16 }];
}
writeFileSync(out, zipSync(zip, { level: 9 }));
