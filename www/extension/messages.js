/**
 * What the extension's parts say to each other.
 *
 * The page (the content script, in each frame of a tab) asks the background for the engine's reading and for styles, and
 * tells it how far it is. The background turns pages on and off. The panel listens to the pages of a tab by a port.
 */

/** @typedef {import("../engine/engine.js").Reading} Reading */

/** What a page tells of itself. @typedef {"reading" | "drawn" | "foreign" | "none" | "failed" | "off"} State */

/** The colours of a page's marks. @typedef {{ light: string[], dark: string[] }} Colours */

/**
 * From a page to the background; the answer is what stands behind the arrow, or `{ error }`. `page` is another number for each
 * page that is loaded into a frame.
 * @typedef {{ is: "text", text: string }} TextMessage -> `{ reading }`
 * @typedef {{ is: "styles", on: boolean, colours: Colours }} StylesMessage -> `{ frame }`
 * @typedef {{ is: "state", state: State, quotes: number, page: number }} StateMessage -> nothing
 */

/**
 * From the panel to the background.
 * @typedef {{ is: "toggle", tab: number }} ToggleMessage -> `{ on }`, or `{ refused: true }` where it may not run
 */

/**
 * From the background to a page.
 * @typedef {{ is: "on?" } | { is: "turn off" } | { is: "step", way: 1 | -1 }} PageMessage -> `{ on }`
 */

/** @typedef {TextMessage | StylesMessage | StateMessage | ToggleMessage} Message */

/**
 * From a page to the panel, by the port: how far it is, all its articles, or which quote is shown.
 * @typedef {{ state: State, url: string }} PageState
 * @typedef {{ url: string, title: string, text: string, reading: Reading, quotes: number[], colours: number[] }} Article
 * @typedef {{ frame: number, url: string, articles: Article[] }} PageContent
 * @typedef {{ frame: number, shown: [article: number, quote: number] | null }} PageShown
 */

/**
 * From the panel to the pages of a tab: a quote to show, those to draw of an article, or no quote to show. Quotes are told by
 * their indexes in the reading.
 * @typedef {{ frame: number, article: number, show: number }} ShowMessage
 * @typedef {{ frame: number, article: number, wanted: number[] }} WantedMessage
 * @typedef {ShowMessage | WantedMessage | { hide: true }} PanelMessage
 */

/** The name of the port. */
export const PORT = "panel";

/**
 * Asks the background. Fails where it fails, or where the extension was taken away or renewed under the page.
 * @param {Message} message
 * @returns {Promise<any>}
 */
export async function ask(message) {
  const answer = await chrome.runtime.sendMessage(message);
  if (answer?.error) throw new Error(answer.error);
  return answer;
}
