/** The demo: an article to choose or a text to paste, its quotes drawn, and who is quoted beside it. */
import { Card } from "../shell/card.js";
import { Engine, annotate, missing } from "../shell/inquit.js";
import { Panel } from "../shell/panel.js";
import { telling } from "../shell/words.js";
import { paragraphs } from "./paragraphs.js";

/** @typedef {import("../shell/inquit.js").Annotation} Annotation */

/** How long a paste must rest before it counts, in milliseconds: by feel. */
const PASTE_RESTS = 200;

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
  const quotes = find("#quotes");
  const card = new Card([]);
  // In the document itself, so that whoever tests the demo finds each entry there.
  const panel = new Panel([], { into: quotes, shadow: false, sheet: true, marked: true, card });

  /** @param {Annotation[]} annotations */
  function show(annotations) {
    card.update(annotations);
    panel.update(annotations);
    quotes.hidden = annotations.length === 0;
  }

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
    show([]);
    try {
      const made = await annotate(find("article", sheet), { engine, signal, live: false });
      if (signal.aborted) return made.stop();
      annotation = made;
      notice("");
      show([made]);
      find("#status").textContent = summary(made);
    } catch (error) {
      if (signal.aborted) return;
      notice(`No quotations can be marked: ${error instanceof Error ? error.message : error}`);
    }
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

  addEventListener("hashchange", turn);

  // A reload may bring back what was pasted.
  if (paste.value.trim() !== "") readPaste();
  else turn();
}

/**
 * What was found, and how fast, in a few words.
 * @param {Annotation} annotation
 */
function summary({ quotes, text, took }) {
  const tell = telling();
  const words = tell("words", { n: text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0 });
  return `${tell("quotes", { n: quotes.length })} in ${words}, found in ${duration(took)}.`;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} seconds`;
  return milliseconds < 1 ? "under a millisecond" : `${Math.round(milliseconds)}\u00a0ms`;
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
