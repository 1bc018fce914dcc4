/** The demo: an article to choose or a text to paste, its quotes drawn, and the list of them beside it. */
import { Engine, annotate, missing } from "../shell/inquit.js";
import { QuoteList } from "./list.js";
import { paragraphs } from "./paragraphs.js";

/** @typedef {import("../shell/inquit.js").Annotation} Annotation */
/** @typedef {import("../shell/inquit.js").Quote} Quote */

/** How long a paste or the pointer must rest before it counts, in milliseconds: by feel. */
const PASTE_RESTS = 200;
const POINTER_RESTS = 80;

const sheets = find("#sheets");
const yours = find("#yours");
const paste = /** @type {HTMLTextAreaElement} */ (find("#paste"));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("nav a"));
const sections = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".sheet"));

/** @type {Annotation | null} */
let annotation = null;
/** Ends the reading that is under way. */
let reading = new AbortController();

const lacks = missing();
if (lacks.length > 0) {
  notice(
    `This browser lacks ${lacks.join(" and ")}, so no quotations can be marked here. The articles stay as they are. ` +
      "A current Chrome, Edge, Firefox or Safari can mark them.",
  );
} else {
  begin();
}

function begin() {
  const engine = new Engine();
  const list = new QuoteList(find("#quotes"), {
    choose(quote) {
      activate(quote);
      annotation?.scrollTo(quote);
    },
    show(wanted) {
      annotation?.show(wanted);
      list.activate(null);
      annotation?.activate(null);
    },
  });

  /**
   * Shows one sheet alone and marks its quotes.
   * @param {HTMLElement} sheet
   */
  async function read(sheet) {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    for (const section of sections) section.hidden = section !== sheet;
    for (const link of links) {
      if (link.hash === `#${sheet.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    annotation?.stop();
    annotation = null;
    list.clear();
    try {
      const made = await annotate(find("article", sheet), { engine, signal });
      if (signal.aborted) return made.stop();
      annotation = made;
      notice("");
      find("#status").textContent = list.fill(made);
    } catch (error) {
      if (signal.aborted) return;
      notice(`No quotations can be marked: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {Quote | null} quote */
  function activate(quote) {
    annotation?.activate(quote);
    list.activate(quote);
  }

  /** Reads the sheet that the address names, the first where it names none. */
  function turn() {
    const named = [...sections].find((section) => `#${section.id}` === location.hash);
    const ready = named && (named !== yours || find("article", yours).hasChildNodes());
    read(ready ? named : sections[0]);
  }

  function readPaste() {
    const text = paste.value;
    const given = text.trim() !== "";
    find("nav a[href='#yours']").hidden = !given;
    find("article", yours).replaceChildren(...paragraphs(text));
    if (location.hash === "#yours" || !given) turn();
    else if (given) location.hash = "#yours";
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  paste.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(readPaste, PASTE_RESTS);
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pointing;
  sheets.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(pointing);
    pointing = setTimeout(() => {
      const quote = annotation?.quoteAt(clientX, clientY);
      sheets.classList.toggle("on-quote", Boolean(quote));
      if (quote) activate(quote);
    }, POINTER_RESTS);
  });
  sheets.addEventListener("pointerleave", () => clearTimeout(pointing));
  sheets.addEventListener("click", ({ clientX, clientY }) => {
    const quote = annotation?.quoteAt(clientX, clientY);
    if (!quote) return;
    activate(quote);
    find("#status").textContent = list.tell(quote);
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") activate(null);
  });
  addEventListener("hashchange", turn);

  // A reload may bring back what was pasted.
  if (paste.value.trim() !== "") readPaste();
  else turn();
}

/** @param {string} words */
function notice(words) {
  find("#notice").textContent = words;
}

/**
 * @param {string} selector
 * @param {ParentNode} within
 */
function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`inquit: the demo page has no ${selector}`);
  return /** @type {HTMLElement} */ (found);
}
