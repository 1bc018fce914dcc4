/** Says in the console what a publisher should know, each thing once. */

/** @type {Set<string>} */
const said = new Set();

/**
 * @param {"info" | "warn" | "error"} level
 * @param {string} words
 */
export function sayOnce(level, words) {
  if (said.has(words)) return;
  said.add(words);
  console[level](`inquit: ${words}`);
}

/**
 * What went wrong, in words, without the name that stands before each of ours.
 * @param {unknown} error
 */
export function why(error) {
  return (error instanceof Error ? error.message : String(error)).replace(/^inquit: /, "");
}
