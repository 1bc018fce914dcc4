/** Asks the engine, which runs in a worker of its own: text goes out, a reading comes back. */

/** @typedef {import("../engine/engine.js").Reading} Reading */

/** One who waits for an answer. @typedef {{ answer: (reading: Reading) => void, fail: (error: unknown) => void }} Asker */

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

/** The engine in its worker, which starts when it is needed, and anew after a failure. */
export class Engine {
  #url;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  /** Ends the worker that is there. @type {(error: Error) => void} */
  #end = () => {};
  /** @type {Map<number, Asker>} */
  #waiting = new Map();
  #asked = 0;

  /** @param {URL | string} url the worker's script, on the page's own origin */
  constructor(url = new URL("worker.js", import.meta.url)) {
    this.#url = url;
  }

  /** Starts the worker where none runs. Fails where it can't start. */
  async ready() {
    await (this.#worker ??= this.#start());
  }

  /**
   * Finds the quotes of a text. Fails where the engine can't start or breaks, and when `signal` aborts.
   * @param {string} text
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Reading>}
   */
  async ask(text, { signal } = {}) {
    signal?.throwIfAborted();
    const worker = await (this.#worker ??= this.#start());
    signal?.throwIfAborted();
    return new Promise((answer, fail) => {
      const id = ++this.#asked;
      this.#waiting.set(id, { answer, fail });
      signal?.addEventListener("abort", () => this.#waiting.delete(id) && fail(signal.reason), { once: true });
      worker.postMessage({ id, text });
    });
  }

  /** Ends the worker. Whoever waits for an answer is told so. */
  close() {
    this.#end(new Error("inquit: the engine was closed"));
  }

  /** @returns {Promise<Worker>} */
  #start() {
    return new Promise((listens, fail) => {
      let modules = false;
      // A browser that knows module workers reads the type; an older one would take the script for a classic one.
      const worker = new Worker(this.#url, {
        get type() {
          modules = true;
          return /** @type {const} */ ("module");
        },
        name: "inquit",
      });
      this.#end = (error) => {
        worker.terminate();
        this.#worker = null;
        this.#end = () => {};
        fail(error);
        for (const asker of this.#waiting.values()) asker.fail(error);
        this.#waiting.clear();
      };
      worker.addEventListener("message", (/** @type {MessageEvent<Message>} */ { data }) => {
        if (data.ready) listens(worker);
        else if (data.failed) this.#end(data.failed);
        else this.#hear(data);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        const why = event.message || `${this.#url} can't be loaded here; does the page's security policy allow it?`;
        this.#end(new Error(`inquit: the worker failed: ${why}`));
      });
      if (!modules) this.#end(new Error("inquit: this browser lacks module workers"));
    });
  }

  /** @param {Message} message */
  #hear({ id = 0, reading, error }) {
    const asker = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (reading) asker?.answer(reading);
    else asker?.fail(error ?? new Error("inquit: the engine gave no answer"));
  }
}
