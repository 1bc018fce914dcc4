/** The side panel: who is quoted on the page beside it, and the way to each quote. */
import { recolour } from "../shell/palette.js";
import { Panel } from "../shell/panel.js";
import { why } from "../shell/say.js";
import { PORT, ask } from "./messages.js";
import { find } from "./pages.js";
import { RemoteCard, remoteArticle } from "./remote.js";
import { settings, whenChanged } from "./settings.js";
import { allow, allows, forget } from "./sites.js";

/** @typedef {import("../shell/cast.js").Annotated} Annotated */
/** @typedef {import("./messages.js").PageContent} PageContent */
/** @typedef {import("./messages.js").PageShown} PageShown */
/** @typedef {import("./messages.js").PageState} PageState */
/** @typedef {import("./messages.js").PanelMessage} PanelMessage */
/** @typedef {import("./messages.js").State} State */

/** What is said where there is no list. @type {Partial<Record<State, string>>} */
const TOLD = {
  off: "This page is not marked.",
  reading: "Reading the page …",
  drawn: "No quotations were found.",
  foreign: "The text is not in English, and nothing in it stands in quotation marks.",
  none: "No article was found on this page. To mark a part of it, select its text, then click Inquit’s button in the toolbar.",
  failed: "The page could not be read.",
};
const REFUSED =
  "Inquit needs your click on this page first: use its button in the toolbar, or its keys. Browsers keep some pages closed to every extension.";

const list = find("#list");
const told = find("#told");
const toggle = find("#toggle", HTMLButtonElement);
const always = find("#always", HTMLLabelElement);
const box = find("#always input", HTMLInputElement);

/** The page beside the panel. */
class Beside {
  /** @type {chrome.runtime.Port | null} */
  #port = null;
  /** The articles of the page's frames. @type {Map<number, Annotated[]>} */
  #frames = new Map();
  /** @type {Panel | null} */
  #panel = null;
  #card;
  /** @type {State} */
  #state = "off";
  /** Where the page is, as far as it is known. */
  url = "";

  /** @param {number} tab */
  constructor(tab) {
    this.tab = tab;
    this.#card = new RemoteCard(
      ({ annotation, quote }) => {
        for (const [frame, articles] of this.#frames) {
          const article = articles.indexOf(annotation);
          if (article >= 0) this.#post({ frame, article, show: annotation.reading.quotes.indexOf(quote) });
        }
      },
      () => this.#post({ hide: true }),
    );
    this.connect();
  }

  get on() {
    return this.#state !== "off";
  }

  /** Listens to the page, if it has anything to say. */
  connect() {
    if (this.#port) return;
    const port = chrome.tabs.connect(this.tab, { name: PORT });
    this.#port = port;
    port.onMessage.addListener((message) => this.#hear(message));
    port.onDisconnect.addListener(() => {
      // Read, so that the browser does not report it: no page listened.
      void chrome.runtime.lastError;
      if (this.#port !== port) return;
      this.#port = null;
      this.#frames.clear();
      this.#become("off");
    });
    this.#update();
  }

  close() {
    const port = this.#port;
    this.#port = null;
    port?.disconnect();
    this.#panel?.close();
  }

  /** @param {PageState | PageContent | PageShown} message */
  #hear(message) {
    if ("state" in message) {
      this.url = message.url;
      this.#become(message.state);
    } else if ("articles" in message) {
      const { frame, articles } = message;
      const remote = (/** @type {import("./messages.js").Article} */ article, /** @type {number} */ index) =>
        remoteArticle(article, (wanted) => this.#post({ frame, article: index, wanted }));
      this.#frames.set(frame, articles.map(remote));
      this.#update();
    } else {
      const [article, index] = message.shown ?? [-1, -1];
      const annotation = this.#frames.get(message.frame)?.[article];
      const quote = annotation?.reading.quotes[index];
      this.#card.become(annotation && quote ? { annotation, quote } : null);
    }
  }

  /** @param {State} state */
  #become(state) {
    this.#state = state;
    this.#update();
  }

  #update() {
    const annotations = [...this.#frames].sort(([a], [b]) => a - b).flatMap(([, articles]) => articles);
    const any = this.on && annotations.some(({ quotes }) => quotes.length > 0);
    if (any) {
      this.#panel ??= new Panel([], { into: list, shadow: false, card: this.#card });
      this.#panel.update(annotations);
    } else {
      this.#panel?.close();
      this.#panel = null;
    }
    told.textContent = any ? "" : (TOLD[this.#state] ?? "");
    toggle.textContent = this.on ? "Unmark page" : "Mark page";
    showAlways();
  }

  /** @param {PanelMessage} message */
  #post(message) {
    this.#port?.postMessage(message);
  }
}

/** @type {Beside | null} */
let beside = null;

/** Looks at the tab that the reader looks at. */
async function look() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === beside?.tab) return beside?.connect();
  beside?.close();
  beside = tab?.id === undefined ? null : new Beside(tab.id);
}

/** Offers to mark the site always, where it is known which one it is. */
async function showAlways() {
  const url = beside?.url ?? "";
  always.hidden = !/^https?:/.test(url);
  if (!always.hidden) box.checked = await allows(url);
}

toggle.addEventListener("click", async () => {
  if (!beside) return;
  try {
    const { refused } = await ask({ is: "toggle", tab: beside.tab });
    if (refused) told.textContent = REFUSED;
  } catch (error) {
    told.textContent = why(error);
  }
});

box.addEventListener("change", async () => {
  const url = beside?.url ?? "";
  if (!(await (box.checked ? allow(url) : forget(url)))) await showAlways();
});

find("#options").addEventListener("click", () => chrome.runtime.openOptionsPage());

chrome.tabs.onActivated.addListener(look);
// A page that is turned on tells the background so; whoever is beside it hears of it too.
chrome.runtime.onMessage.addListener((message, { tab }) => {
  if (message.is === "state" && tab?.id === beside?.tab) beside?.connect();
});

const { light, dark } = await settings();
recolour(light, dark);
whenChanged(() => location.reload());
await look();
