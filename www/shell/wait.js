/** Lets the page go first. */

/** How long one task may work on the page's thread, in milliseconds: a frame of a display lasts 16. */
const SLICE = 8;

/** How long to wait for an idle moment at most, in milliseconds. */
const PATIENCE = 2000;

/** Lets the reader's clicks and keys go first, and where the browser can, nothing else: for work that is soon done. */
export function pause() {
  return typeof scheduler === "object" && "yield" in scheduler ? scheduler.yield() : turn();
}

/** Lets everything that waits go first. @returns {Promise<void>} */
export function turn() {
  return new Promise((later) => setTimeout(later));
}

/** Waits until the page has nothing to do. */
export function idle() {
  return new Promise((then) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(then, { timeout: PATIENCE });
    // Safari: once the page has loaded or some time has passed.
    else setTimeout(then, 200);
  });
}

/**
 * Takes the steps of some work to its end, and pauses whenever a slice of time is used up.
 * @template T
 * @param {Generator<unknown, T, void>} steps
 * @param {AbortSignal} [signal]
 * @param {() => Promise<void>} [between] what comes between two slices
 * @returns {Promise<T>}
 */
export async function inSlices(steps, signal, between = pause) {
  for (let until = performance.now() + SLICE; ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await between();
    signal?.throwIfAborted();
    until = performance.now() + SLICE;
  }
}
