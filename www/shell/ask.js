/** Asks the engine, which runs in a worker of its own: text goes out, a reading comes back. */

/** @typedef {import("../engine/engine.js").Reading} Reading */

/** A question that waits for its answer. @typedef {{ text: string, answer: (reading: Reading) => void, fail: (error: Error) => void }} Question */

/**
 * A message of the worker: it listens, it could not start, or it answers.
 * @typedef {{ ready?: true, failed?: Error, id?: number, reading?: Reading, error?: Error }} Message
 */

/**
 * What this browser lacks to run the engine, in words for people.
 * @returns {string[]}
 */
export function missing() {
  const lacks = [];
  if (typeof WebAssembly !== "object") lacks.push("WebAssembly");
  if (typeof Worker !== "function") lacks.push("web workers");
  return lacks;
}

/** The engine in its worker. The worker starts with the first question, and again with the next one after a failure. */
export class Engine {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, Question>} */
  #waiting = new Map();
  #ready = false;
  #asked = 0;
  #url;

  /** @param {URL | string} url the worker's script, on the page's own origin */
  constructor(url = new URL("worker.js", import.meta.url)) {
    this.#url = url;
  }

  /**
   * Finds the quotes of a text. Fails where the worker can't start or the engine fails, and when `signal` aborts.
   * @param {string} text
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Reading>}
   */
  ask(text, { signal } = {}) {
    return new Promise((answer, fail) => {
      signal?.throwIfAborted();
      const id = ++this.#asked;
      const worker = (this.#worker ??= this.#start());
      this.#waiting.set(id, { text, answer, fail });
      signal?.addEventListener("abort", () => {
        if (this.#waiting.delete(id)) fail(signal.reason);
      });
      if (this.#ready) worker.postMessage({ id, text });
    });
  }

  /** Ends the worker. What still waits for an answer fails. */
  close() {
    this.#fail(new Error("inquit: the engine was closed"));
  }

  #start() {
    let modules = false;
    // A browser that knows module workers reads the option; an older one takes the script for a classic one.
    const worker = new Worker(this.#url, {
      get type() {
        modules = true;
        return /** @type {const} */ ("module");
      },
      name: "inquit",
    });
    if (!modules) {
      worker.terminate();
      throw new Error("inquit: this browser lacks module workers");
    }
    worker.addEventListener("message", ({ data }) => this.#hear(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      const why = event.message || `${this.#url} could not be loaded; look at the page's Content-Security-Policy`;
      this.#fail(new Error(`inquit: the worker failed: ${why}`));
    });
    return worker;
  }

  /** @param {Message} message */
  #hear({ ready, failed, id, reading, error }) {
    if (ready) {
      this.#ready = true;
      for (const [id, { text }] of this.#waiting) this.#worker?.postMessage({ id, text });
    } else if (failed) {
      this.#fail(failed);
    } else if (id !== undefined) {
      const question = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (reading) question?.answer(reading);
      else question?.fail(error ?? new Error("inquit: the engine gave no answer"));
    }
  }

  /** @param {Error} error */
  #fail(error) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { fail } of waiting) fail(error);
  }
}
