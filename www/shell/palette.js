/**
 * The colours that tell speakers apart, and the style sheet of the highlights made of them.
 *
 * Eight colours for light paper and eight for dark, found by a search for the set whose nearest two are farthest apart
 * as seen by people with and without each kind of colour blindness, each line at least 3:1 against the paper. The
 * browser test of the palette holds them to it. The first of each nine is for whoever has no colour: not named, unclear,
 * or the ninth speaker and after.
 */

/** @typedef {import("../engine/engine.js").Speaker} Speaker */

export let LIGHT = `#6b665e #013088 #d96184 #747b00 #5553b8 #670047 #0090db #5c4800 #92446b`.split(" ");
export let DARK = `#a39d92 #f0a928 #aea7ff #0bd9ab #cb6807 #aaf7ff #8969d1 #ecf16d #009c87`.split(" ");

/**
 * Takes other colours, nine each, for all that is drawn from then on.
 * @param {string[]} light
 * @param {string[]} dark
 */
export function recolour(light, dark) {
  [LIGHT, DARK] = [light, dark];
}

/** How much of a colour is in the tint behind a quote, its source and the one that stands out, in per cent: by eye. */
export const TINTS = { light: [10, 6, 26], dark: [14, 8, 24] };

/** The kinds by their line. */
const LINES = { direct: "solid", mixed: "dashed", indirect: "dotted" };

/** What is drawn of a quote, and whether above or below the rest; above all what the page fills its letters with. */
export const PRIORITY = { source: 0, direct: 1, mixed: 1, indirect: 1, active: 2, fill: 3 };

/** @typedef {keyof typeof PRIORITY} Part */

/**
 * The name of a highlight in the page's registry.
 * @param {Part} part
 * @param {number} colour from 0 to 8
 * @param {boolean} dark whether it stands on dark paper
 */
export function highlightName(part, colour, dark) {
  return `inquit-${part}${colour ? `-${colour}` : ""}${dark ? "-dark" : ""}`;
}

/** The style sheet of the highlights: text, so that it can also be written to a file. */
export function highlightStyles() {
  const rules = [];
  const print = [];
  /** The names of all that is no active quote, and of those. @type {[string[], string[]]} */
  const names = [[], []];
  for (const dark of [false, true]) {
    for (const [colour, fallback] of (dark ? DARK : LIGHT).entries()) {
      const name = (/** @type {Part} */ part) => `::highlight(${highlightName(part, colour, dark)})`;
      const [quoted, source, active] = TINTS[dark ? "dark" : "light"];
      const paint = `var(--inquit-${colour},${fallback})`;
      const tint = (/** @type {number} */ share) =>
        `background-color:color-mix(in srgb,${paint} ${share}%,transparent)`;
      for (const [kind, line] of Object.entries(LINES)) {
        const selector = name(/** @type {Part} */ (kind));
        names[0].push(selector);
        rules.push(`${selector}{${tint(quoted)};text-decoration:underline ${line} ${colour ? 2 : 1}px ${paint}}`);
        // On paper there is no dark.
        if (dark) print.push(`${selector}{text-decoration-color:var(--inquit-${colour},${LIGHT[colour]})}`);
      }
      rules.push(`${name("source")}{${tint(source)}}`, `${name("active")}{${tint(active)}}`);
      names[0].push(name("source"));
      names[1].push(name("active"));
    }
  }
  print.push(`${names[1]}{background-color:transparent}`);
  // For a page that says forced-color-adjust: none. On any other the browser gives all of them its own two colours.
  const forced = [
    `${names[0]}{background-color:Canvas;color:CanvasText;text-decoration-color:CanvasText}`,
    `${names[1]}{background-color:Highlight;color:HighlightText}`,
  ];
  return `${rules.join("\n")}
@media print{
${print.join("\n")}
}
@media (forced-colors:active){
${forced.join("\n")}
}
`;
}

/** The colours that speakers of this page have had: a name keeps its own. @type {Map<string, number>} */
const had = new Map();
/** More names than any page has, so that a page that is never left can't grow without bound. */
const MANY = 2000;
/** @type {WeakMap<Speaker[], number[]>} */
const given = new WeakMap();

/**
 * The colour of each speaker of a reading, from 1 to 8: the eight who are quoted most have one each, the rest have 0.
 * @param {Speaker[]} speakers
 * @returns {number[]}
 */
export function coloursOf(speakers) {
  let colours = given.get(speakers);
  if (colours) return colours;
  if (had.size > MANY) had.clear();
  colours = speakers.map(() => 0);
  const free = new Set(LIGHT.keys());
  free.delete(0);
  const coloured = [...speakers.keys()]
    .sort((a, b) => speakers[b].words - speakers[a].words)
    .slice(0, free.size)
    .sort((a, b) => a - b);
  const often = (/** @type {number} */ colour) => [...had.values()].filter((other) => other === colour).length;
  for (const again of [true, false]) {
    for (const index of coloured) {
      const { name } = speakers[index];
      // Whoever is new has a colour that is rare on the page so far.
      const colour = again ? had.get(name) : [...free].sort((a, b) => often(a) - often(b) || a - b)[0];
      if (colours[index] || !colour || !free.delete(colour)) continue;
      colours[index] = colour;
      had.set(name, colour);
    }
  }
  given.set(speakers, colours);
  return colours;
}

/**
 * Gives the speakers of a reading colours that were chosen elsewhere: the list of a page may be in another process.
 * @param {Speaker[]} speakers
 * @param {number[]} colours
 */
export function colour(speakers, colours) {
  given.set(speakers, colours);
}

/**
 * Whether the text of an element is light, and so its paper dark, whatever the system's scheme is: many a page follows
 * none or has a switch of its own.
 * @param {Element} element
 */
export function onDark(element) {
  const fill = fillOf(element);
  // Where the letters are cut out of a background, their colour is that of where they could not be.
  const cut = /^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(fill);
  return lightness(fill && !cut ? fill : getComputedStyle(element).color) > 0.55;
}

/**
 * The colour that letters are filled with, where it is another than their element's own.
 * @param {Element} element
 */
export function fillOf(element) {
  const { color, webkitTextFillColor: fill } = getComputedStyle(element);
  return fill === color ? "" : fill;
}

/**
 * About how light a colour is, from 0 to 1, whatever notation a browser computes it in.
 * @param {string} colour
 */
export function lightness(colour) {
  const [, space = "", given = ""] = /^(\w+)\((?:[a-z][\w-]* )?(.*)\)$/.exec(colour) ?? [];
  const [first = 0, second = 0, third = 0] = given.split(/[ ,/]+/).map((part) => parseFloat(part) || 0);
  if (space.startsWith("ok")) return first;
  if (space.startsWith("l")) return first / 100;
  // Rec. 601's weights, as is usual for a rough brightness.
  return (0.299 * first + 0.587 * second + 0.114 * third) / (space === "color" ? 1 : 255);
}
