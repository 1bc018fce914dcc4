/**
 * Asks the engine: text goes out, a reading comes back. The engine runs in a worker of its own, where a page allows one;
 * else on the page's thread.
 */
import { sayOnce, why } from "./say.js";
import { trusted } from "./trust.js";
import { idle, inSlices, turn } from "./wait.js";

/** @typedef {import("../engine/engine.js").Reading} Reading */

/** The first of what a reading has many of. @typedef {{ list: "quotes" | "speakers", items: any[] }} Part */

/**
 * One who waits for an answer, with what came of it so far, the last first.
 * @typedef {{ answer: (reading: Reading) => void, fail: (error: unknown) => void, parts: Part[] }} Asker
 */

/** Where the engine runs. @typedef {{ post(id: number, text: string): void, end(): void }} Seat */

/** What a security policy forbade. @typedef {Pick<SecurityPolicyViolationEvent, "effectiveDirective" | "blockedURI">} Forbidden */

/**
 * A message of the worker: it listens, it could not start, it was forbidden something, or it answers.
 * @typedef {{ ready?: true, failed?: Error, forbidden?: Forbidden, id?: number, reading?: Reading, error?: Error } &
 *   Partial<Part>} Message
 */

/** How long an engine that nobody asks keeps its memory, in milliseconds. */
const REST = 30_000;

/**
 * What this browser lacks to run the engine, in words for people.
 * @returns {string[]}
 */
export function missing() {
  return typeof WebAssembly === "object" ? [] : ["WebAssembly"];
}

/** The engine, which starts when it is needed, and anew after a failure or a rest. */
export class Engine {
  #url;
  #load;
  /** @type {Promise<Seat> | null} */
  #seat = null;
  /** Ends the seat that is there or being taken. @type {(error: Error) => void} */
  #end = () => {};
  /** @type {Map<number, Asker>} */
  #waiting = new Map();
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /**
   * @param {URL | string} url the worker's script
   * @param {() => Promise<typeof import("../engine/engine.js")>} load the engine for the page's thread
   */
  constructor(url = new URL("worker.js", import.meta.url), load = () => import("../engine/engine.js")) {
    this.#url = new URL(url, document.baseURI);
    this.#load = load;
  }

  /** Starts the engine where it does not run. Fails where it can't start. */
  async ready() {
    await (this.#seat ??= this.#start());
  }

  /**
   * Finds the quotes of a text. Fails where the engine can't start or breaks, and when `signal` aborts.
   * @param {string} text
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Reading>}
   */
  async ask(text, { signal } = {}) {
    signal?.throwIfAborted();
    clearTimeout(this.#rest);
    const seat = await (this.#seat ??= this.#start());
    signal?.throwIfAborted();
    return new Promise((answer, fail) => {
      const id = ++this.#asked;
      this.#waiting.set(id, { answer, fail, parts: [] });
      signal?.addEventListener("abort", () => this.#waiting.delete(id) && fail(signal.reason), { once: true });
      seat.post(id, text);
    });
  }

  /** Ends the engine. Whoever waits for an answer is told so. */
  close() {
    clearTimeout(this.#rest);
    this.#end(new Error("inquit: the engine was closed"));
  }

  /** @returns {Promise<Seat>} */
  #start() {
    return new Promise((sits, fail) => {
      let ended = false;
      /** @type {Seat | undefined} */
      let seat;
      this.#end = (error) => {
        ended = true;
        seat?.end();
        this.#seat = null;
        this.#end = () => {};
        fail(error);
        for (const asker of this.#waiting.values()) asker.fail(error);
        this.#waiting.clear();
      };
      const end = this.#end;
      const hear = (/** @type {Message} */ message) => this.#hear(message);
      take(this.#url, this.#load, hear, end, (id) => this.#waiting.has(id)).then((taken) => {
        if (ended) return taken.end();
        seat = taken;
        sits(taken);
      }, end);
    });
  }

  /** @param {Message} message */
  #hear({ id = 0, list, items = [], reading, error }) {
    const asker = this.#waiting.get(id);
    if (list) return asker?.parts.unshift({ list, items });
    this.#waiting.delete(id);
    for (const { list, items } of asker?.parts ?? []) reading?.[list].unshift(...items);
    if (reading) asker?.answer(reading);
    else asker?.fail(error ?? new Error("inquit: the engine gave no answer"));
    clearTimeout(this.#rest);
    if (this.#waiting.size === 0) this.#rest = setTimeout(() => this.close(), REST);
  }
}

/**
 * Takes a seat for the engine: a worker's, else the page's. Fails with what is missing for either.
 * @param {URL} url
 * @param {() => Promise<typeof import("../engine/engine.js")>} load
 * @param {(message: Message) => void} hear
 * @param {(error: Error) => void} end what to do when the seat breaks
 * @param {(id: number) => boolean} awaited whether somebody waits for an answer still
 * @returns {Promise<Seat>}
 */
async function take(url, load, hear, end, awaited) {
  /** @type {Set<string>} */
  const lacks = new Set();
  const forbid = (/** @type {Forbidden} */ forbidden) => {
    const line = remedy(forbidden, url);
    if (line) lacks.add(line);
  };
  addEventListener("securitypolicyviolation", forbid);
  const told = () => (lacks.size > 0 ? `; the page's security policy lacks ${[...lacks].join(" and ")}` : "");
  try {
    return await inWorker(url, hear, forbid, end);
  } catch (noWorker) {
    try {
      const seat = await onPage(load, hear, awaited);
      sayOnce("info", `the engine runs on the page's own thread, as no worker could start: ${why(noWorker)}${told()}`);
      return seat;
    } catch (noPage) {
      // The browser tells of what a policy forbade in a task of its own.
      await new Promise((later) => setTimeout(later));
      throw new Error(
        `inquit: the engine could not start, neither in a worker: ${why(noWorker)}; nor on the page's thread: ` +
          `${why(noPage)}${told()}`,
      );
    }
  } finally {
    removeEventListener("securitypolicyviolation", forbid);
  }
}

/**
 * @param {URL} url
 * @param {(message: Message) => void} hear
 * @param {(forbidden: Forbidden) => void} forbid
 * @param {(error: Error) => void} end
 * @returns {Promise<Seat>}
 */
function inWorker(url, hear, forbid, end) {
  return new Promise((sits, fail) => {
    if (typeof Worker !== "function") throw new Error("this browser lacks web workers");
    // A worker's script must be of the page's own origin; one that imports ours may be of any.
    const foreign = url.origin !== location.origin;
    const address = foreign ? URL.createObjectURL(new Blob([bridge(url)], { type: "text/javascript" })) : url.href;
    let modules = false;
    let sitting = false;
    // A browser that knows module workers reads the type; an older one would take the script for a classic one.
    const worker = new Worker(trusted("createScriptURL", address), {
      get type() {
        modules = true;
        return /** @type {const} */ ("module");
      },
      name: "inquit",
    });
    const breaks = (/** @type {Error} */ error) => {
      worker.terminate();
      if (sitting) end(error);
      else fail(error);
    };
    worker.addEventListener("message", (/** @type {MessageEvent<Message>} */ { data }) => {
      if (data.forbidden) forbid(data.forbidden);
      else if (data.failed) breaks(data.failed);
      else if (!data.ready) hear(data);
      else {
        sitting = true;
        if (foreign) URL.revokeObjectURL(address);
        sits({ post: (id, text) => worker.postMessage({ id, text }), end: () => worker.terminate() });
      }
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      breaks(new Error(`inquit: the worker failed: ${event.message || `${url} can't be loaded here`}`));
    });
    if (!modules) breaks(new Error("this browser lacks module workers"));
  });
}

/**
 * A worker's script that imports another from anywhere and tells where it can't.
 * @param {URL} url
 */
function bridge(url) {
  return `addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  postMessage({ forbidden: { effectiveDirective, blockedURI } }));
import(${JSON.stringify(url.href)}).catch(({ message }) =>
  setTimeout(() => postMessage({ failed: new Error("inquit: " + message) })));`;
}

/**
 * @param {() => Promise<typeof import("../engine/engine.js")>} load
 * @param {(message: Message) => void} hear
 * @param {(id: number) => boolean} awaited
 * @returns {Promise<Seat>}
 */
async function onPage(load, hear, awaited) {
  const { default: init, Extraction } = await load();
  await init();
  return {
    async post(id, text) {
      await idle();
      try {
        hear({
          id,
          reading: await inSlices(
            steps(new Extraction(text), () => awaited(id)),
            undefined,
            turn,
          ),
        });
      } catch (error) {
        hear({ id, error: /** @type {Error} */ (error) });
      }
    },
    end() {},
  };
}

/**
 * The steps to a reading; they end without one where nobody waits any more.
 * @param {import("../engine/engine.js").Extraction} extraction
 * @param {() => boolean} awaited
 */
function* steps(extraction, awaited) {
  let reading;
  for (; !reading && awaited(); yield) reading = extraction.step();
  extraction.free();
  return reading;
}

/**
 * The line of a security policy that would allow what was forbidden, null where it was not ours.
 * @param {Forbidden} forbidden
 * @param {URL} url
 */
function remedy({ effectiveDirective: directive, blockedURI: blocked }, url) {
  const ours = new URL("..", url).href;
  if (blocked === "wasm-eval") return "script-src 'wasm-unsafe-eval'";
  if (/^trusted-types|^require-trusted-types/.test(directive)) return "trusted-types inquit";
  // Firefox holds what the worker imports to the same line.
  if (blocked === "blob" || blocked.startsWith("blob:")) return `worker-src blob: ${url.origin}`;
  if (!blocked.startsWith(ours)) return null;
  return `${directive.replace("-elem", "")} ${url.origin === location.origin ? "'self'" : url.origin}`;
}
