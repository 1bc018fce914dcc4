/** Lets the page go first. */

/** How long one task may work on the page's thread, in milliseconds: a frame of a display lasts 16. */
const SLICE = 8;

/** How long to wait for an idle moment at most, in milliseconds. */
const PATIENCE = 2000;

/** Lets whatever else the page has to do run first, the reader's clicks and keys above all. */
export function pause() {
  if (typeof scheduler === "object" && "yield" in scheduler) return scheduler.yield();
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
 * @returns {Promise<T>}
 */
export async function inSlices(steps, signal) {
  for (let until = performance.now() + SLICE; ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await pause();
    signal?.throwIfAborted();
    until = performance.now() + SLICE;
  }
}
