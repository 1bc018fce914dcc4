// Random pages, grown together with the text that the design says they have.

/**
 * A character of the text: where it stands on the page, and whether as it is there or, as white space, as one space.
 * @typedef {{ node: Text, offset: number, char: string }} Atom
 */

/** Pieces of text, among them all that has ever put offsets out. */
const WORDS = ["Ruiz", "said", "a", "don’t", "“We", "lost,”", "3.5", "\u{1F469}\u{1F3FD}\u200d\u{1F680}", "e\u0301"];
WORDS.push("head\u00adline", "a\u00a0b", "zero\u200bwidth", "\ufeff", "\u2028", "שלום", "漢字", "\u{1D4D0}");
WORDS.push("\ud83d", "\udc00", "\v", "&amp;", "<b>", "");
const SPACES = [" ", " ", " ", "  ", "\n", "\n      ", "\t", "\r\n", "\f", ""];

const BLOCKS = ["p", "div", "section", "blockquote", "h2", "li", "ul", "pre", "table", "tr", "td", "figure", "dd"];
const INLINES = ["span", "em", "b", "a", "q", "sup", "code", "font", "label"];
/** Elements that are left out, by their name or by what is done to them. */
const IGNORED = ["script", "style", "template", "textarea", "select", "noscript", "svg", "video"];

/**
 * Random whole numbers below `n`, the same for the same seed (Lehmer's generator, the constants of C++'s minstd_rand).
 * @param {number} seed
 */
export function random(seed) {
  let state = (seed % 2147483646) + 1;
  return (/** @type {number} */ n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
}

/**
 * A random tree, and its text: a null stands where a block's boundary or `<br>` parts what is before from what is after.
 * @param {number} seed
 * @returns {{ root: HTMLElement, atoms: (Atom | null)[] }}
 */
export function tree(seed) {
  const below = random(seed);
  const one = (/** @type {string[]} */ list) => list[below(list.length)];
  /** @type {(Atom | null)[]} */
  const atoms = [];

  /**
   * @param {Node} parent
   * @param {boolean} read
   * @param {boolean} kept
   */
  const text = (parent, read, kept) => {
    let data = "";
    for (let i = below(6); i >= 0; i--) data += one(WORDS) + one(SPACES);
    const node = document.createTextNode(data);
    parent.appendChild(node);
    if (!read) return;
    for (let i = 0; i < data.length; i++) {
      const char = !kept && "\t\n\f\r ".includes(data[i]) ? " " : data[i];
      atoms.push({ node, offset: i, char });
    }
  };

  /**
   * @param {Node} parent
   * @param {number} depth
   * @param {boolean} read
   * @param {boolean} kept
   */
  const children = (parent, depth, read, kept) => {
    for (let i = below(5); i >= 0; i--) {
      const choice = below(20);
      if (depth === 0 || choice < 8) text(parent, read, kept);
      else if (choice < 9) parent.appendChild(document.createComment("no text"));
      else if (choice < 10) {
        parent.appendChild(document.createElement("br"));
        if (read) atoms.push(null);
      } else if (choice < 11) {
        const element = parent.appendChild(ignored());
        // What is invisible still takes its place, so that a block within would part the lines around it.
        children(element, element.style.visibility ? 0 : depth - 1, false, kept);
      } else if (choice < 12) shadow(parent, depth - 1, read, kept);
      else if (choice < 16) element(parent, one(INLINES), false, depth - 1, read, kept);
      else element(parent, one(BLOCKS), true, depth - 1, read, kept);
    }
  };

  const ignored = () => {
    const element = document.createElement(below(2) ? one(IGNORED) : one([...BLOCKS, ...INLINES]));
    if (IGNORED.includes(element.localName)) return element;
    const how = below(4);
    if (how === 0) element.hidden = true;
    else if (how === 1) element.style.display = "none";
    else if (how === 2) element.setAttribute("data-inquit-ignore", "");
    else {
      const inline = document.createElement("span");
      inline.style.visibility = "hidden";
      return inline;
    }
    return element;
  };

  /**
   * @param {Node} parent
   * @param {string} name
   * @param {boolean} block
   * @param {number} depth
   * @param {boolean} read
   * @param {boolean} kept
   */
  const element = (parent, name, block, depth, read, kept) => {
    const child = document.createElement(name);
    parent.appendChild(child);
    const style = below(12);
    if (name === "pre") kept = true;
    else if (style === 0) [kept, child.style.whiteSpace] = [true, one(["pre", "pre-wrap", "pre-line", "break-spaces"])];
    else if (style === 1) [kept, child.style.whiteSpace] = [false, one(["normal", "nowrap"])];
    else if (style === 2 && !block) [block, child.style.display] = [true, "block"];
    else if (style === 3 && !block) child.style.display = one(["inline-block", "contents"]);
    else if (style === 4 && block && name !== "td") [block, child.style.display] = [false, "inline"];
    else if (style === 5 && name === "span") child.style.float = "left";
    if (block && read) atoms.push(null);
    children(child, depth, read, kept);
    if (block && read) atoms.push(null);
  };

  /**
   * A host whose shadow tree has text of its own, and takes the light child named for its slot and no other.
   * @param {Node} parent
   * @param {number} depth
   * @param {boolean} read
   * @param {boolean} kept
   */
  const shadow = (parent, depth, read, kept) => {
    const host = document.createElement("span");
    parent.appendChild(host);
    const inside = host.attachShadow({ mode: "open" });
    const slot = document.createElement("slot");
    slot.name = "in";
    const visitor = document.createElement("span");
    visitor.slot = "in";
    const stranger = document.createElement("span");
    text(stranger, false, kept);
    host.append(stranger, visitor);
    children(inside, depth, read, kept);
    inside.append(slot);
    children(visitor, depth, read, kept);
    children(inside, depth, read, kept);
    const empty = document.createElement("slot");
    inside.append(empty);
    empty.name = "nobody";
    children(empty, depth, read, kept);
  };

  const root = document.createElement("div");
  children(root, 4, true, false);
  return { root, atoms };
}
