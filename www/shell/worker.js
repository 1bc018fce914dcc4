/** The worker's script: loads the engine and lets it listen. */
import init, { listen } from "../engine/engine.js";

try {
  await init();
  listen();
} catch (cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  postMessage({ failed: new Error(`inquit: the engine could not start: ${why}`, { cause }) });
}
