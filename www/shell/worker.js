/** The worker's script: loads the engine and lets it listen. */
import init, { listen } from "../engine/engine.js";

addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  postMessage({ forbidden: { effectiveDirective, blockedURI } }),
);

try {
  await init();
  listen();
} catch (cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  // The browser tells of what a policy forbade in a task of its own, before this one.
  setTimeout(() => postMessage({ failed: new Error(`inquit: the engine could not start: ${why}`, { cause }) }));
}
