/** Makes paragraphs of a pasted text. */

/** A mail wraps at 72 characters or so, a PDF at 40 to about 110; a list's lines are shorter, a news paragraph is longer. */
const [NARROWEST_WRAP, WIDEST_WRAP] = [40, 120];
/** How full a wrapped line is at least, the next line's first word added: letters of a PDF differ in width. */
const FULL = 0.85;
/** A sentence's end at a line's end. */
const STOPPED = /[.!?]["'”’»)]*\s*$/u;

/**
 * The paragraphs of a text for the page; a first line that looks like a headline becomes one.
 * @param {string} text
 * @returns {HTMLElement[]}
 */
export function paragraphs(text) {
  const lines = unwrap(text)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const headline = lines.length > 1 && lines[0].length <= WIDEST_WRAP && !STOPPED.test(lines[0]);
  return lines.map((line, index) => {
    const element = document.createElement(headline && index === 0 ? "h2" : "p");
    element.textContent = line;
    return element;
  });
}

/**
 * The text with lines that a mail or a PDF wrapped joined into paragraphs; any other text as it is.
 * @param {string} text
 * @returns {string}
 */
export function unwrap(text) {
  const lines = text.split(/\r\n?|\n/);
  // An address has no place to break and may be longer than any line.
  const width = lines.reduce(
    (longest, line) => (/\S\s+\S/.test(line) ? Math.max(longest, line.trimEnd().length) : longest),
    0,
  );
  if (width < NARROWEST_WRAP || width > WIDEST_WRAP) return lines.join("\n");

  /** Whether line `i` goes on in the next because no word more would fit. */
  const full = (/** @type {number} */ i) => {
    const word = firstWord(lines[i + 1]);
    if (isBlank(lines[i]) || word === "") return false;
    // After a full stop a paragraph may end: there the word must not fit at all.
    const filled = STOPPED.test(lines[i]) ? width : FULL * width;
    return lines[i].trimEnd().length + 1 + word.length > filled;
  };
  let [pairs, wrapped] = [0, 0];
  lines.forEach((line, i) => {
    if (isBlank(line) || isBlank(lines[i + 1])) return;
    pairs++;
    // Paragraphs on a line each end with a full stop; wrapped lines seldom do.
    if (full(i) && !STOPPED.test(line)) wrapped++;
  });
  if (wrapped === 0 || wrapped * 2 < pairs) return lines.join("\n");

  return lines
    .map((line, i) => {
      if (!full(i)) return `${line.trim()}\n`;
      // A hyphen at the end may be the word's own: it stays.
      return /\p{L}-\s*$/u.test(line) ? line.trim() : `${line.trim()} `;
    })
    .join("")
    .trimEnd();
}

/** @param {string | undefined} line */
function isBlank(line) {
  return firstWord(line) === "";
}

/** @param {string | undefined} line */
function firstWord(line = "") {
  return line.trimStart().split(/\s/, 1)[0];
}
