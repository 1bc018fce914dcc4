/** What the card and the panel share: elements, the one host of ours in the page, its look. */
import { DARK, LIGHT, onDark } from "./palette.js";
import { STYLES } from "./styles.js";

/** @typedef {import("./cast.js").Person} Person */

/**
 * An element with attributes, listeners and children. Texts stay texts: nothing is parsed.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | ((event: any) => void)>} [attributes] false leaves one out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== ""));
  return element;
}

/**
 * A button with a text.
 * @param {string} name its class
 * @param {() => void} click
 * @param {...(Node | string)} children
 */
export function button(name, click, ...children) {
  return make("button", { type: "button", class: `iq-button ${name}`, click }, ...children);
}

/**
 * A span of a class.
 * @param {string} name
 * @param {...(Node | string)} children
 */
export function part(name, ...children) {
  return make("span", { class: name }, ...children);
}

/**
 * A speaker's number on his colour; one who is not named has a dot.
 * @param {Person} person
 */
export function chip({ number, colour }) {
  return make("span", { class: `iq-chip iq-c${colour}`, "aria-hidden": "true" }, number ? String(number) : "·");
}

/**
 * A name as it begins a line.
 * @param {string} name
 */
export function capital(name) {
  const [first = ""] = name;
  return first.toLocaleUpperCase() + name.slice(first.length);
}

/**
 * Puts a child at a place among its parent's, unless what stands there is its like: whoever reads or has the focus there is
 * not disturbed.
 * @template {HTMLElement} T
 * @param {HTMLElement} parent
 * @param {number} index
 * @param {T} child
 * @returns {T} the child that stands there
 */
export function settle(parent, index, child) {
  const there = /** @type {T | undefined} */ (parent.children[index]);
  if (there?.isEqualNode(child)) return there;
  const had = focused();
  if (there) there.replaceWith(child);
  else parent.append(child);
  if (had && there?.contains(had)) child.querySelector("button")?.focus({ preventScroll: true });
  return child;
}

/**
 * Takes away all children from a place on.
 * @param {HTMLElement} parent
 * @param {number} index
 */
export function cut(parent, index) {
  while (parent.children.length > index) parent.lastElementChild?.remove();
}

/** The look of everything of ours, text so that it can also be written to a file. */
export function interfaceStyles() {
  const colours = [LIGHT, DARK].flatMap((set) =>
    set.map((hex, i) => `${set === DARK ? ".iq-dark " : ""}.iq-c${i}{--iq-c:var(--inquit-${i},${hex})}`),
  );
  return `${STYLES}${colours.join("\n")}\n`;
}

/**
 * Gives a document or a shadow root our look, and a function that takes it away.
 * @param {Document | ShadowRoot} tree
 * @param {string} [file] the address of the same styles, for where no style sheet can be made by a script
 */
function style(tree, file) {
  if (file) {
    const link = make("link", { rel: "stylesheet", href: file });
    (tree instanceof Document ? tree.head : tree).append(link);
    return () => link.remove();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(interfaceStyles());
  tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, sheet];
  return () => {
    tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

/** Where each of our elements in the page's own tree belongs. @type {WeakMap<Node, Element>} */
const homes = new WeakMap();

/**
 * Puts an element of ours back where a framework has taken it, with all the page, for something of its own.
 * @param {HTMLElement} element
 */
export function stay(element) {
  const root = element.getRootNode();
  const own = root instanceof ShadowRoot ? root.host : element;
  if (!own.isConnected) homes.get(own)?.append(own);
}

/**
 * A host of ours with a shadow tree, so that neither the page's styles reach in nor ours reach out.
 * @param {Element} parent
 * @param {string} [file]
 */
function shadowIn(parent, file) {
  const host = document.createElement("inquit-interface");
  host.setAttribute("data-inquit-ignore", "");
  const tree = host.attachShadow({ mode: "open" });
  style(tree, file);
  parent.append(host);
  homes.set(host, parent);
  return { host, tree };
}

/** The host of whatever floats above the page, at the document's end. @type {ReturnType<typeof shadowIn> | null} */
let shared = null;
/** How many of ours are in it. */
let users = 0;

/**
 * Puts an element of ours above the page.
 * @param {HTMLElement} element
 * @param {{ stylesheet?: string }} options
 * @returns {() => void} takes it away, and all trace of it
 */
export function mountAbove(element, { stylesheet }) {
  // A framework that owns the body removes what it does not know.
  shared ??= shadowIn(document.documentElement, stylesheet);
  users++;
  shared.tree.append(element);
  return () => {
    element.remove();
    if (--users > 0) return;
    shared?.host.remove();
    shared = null;
  };
}

/**
 * Puts an element of ours into one of the page's.
 * @param {HTMLElement} element
 * @param {Element} parent
 * @param {{ stylesheet?: string, shadow?: boolean }} options without a shadow the page's own styles and scripts reach it
 * @returns {() => void} takes it away, and all trace of it
 */
export function mountInto(element, parent, { stylesheet, shadow = true }) {
  if (shadow) {
    const { host, tree } = shadowIn(parent, stylesheet);
    tree.append(element);
    return () => host.remove();
  }
  const unstyle = style(document, stylesheet);
  element.setAttribute("data-inquit-ignore", "");
  parent.append(element);
  homes.set(element, parent);
  return () => {
    element.remove();
    unstyle();
  };
}

/**
 * Fits an element of ours to paper that is light or dark, and to a page that is zoomed.
 * @param {HTMLElement} element
 * @param {Element} [beside] whose paper
 */
export function fit(element, beside = document.body) {
  element.classList.toggle("iq-dark", onDark(beside));
  element.style.setProperty("--iq-zoom", String(document.documentElement.currentCSSZoom ?? 1));
}

/** The element that has the focus, in whatever tree. */
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
