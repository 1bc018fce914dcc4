/** Fetches a file that a publisher named. */
import { why } from "./say.js";

/**
 * The text of a file. Fails with its address and what is wrong.
 * @param {string | URL} address
 */
export async function fetched(address) {
  const url = new URL(address, document.baseURI);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new Error(`inquit: ${url} can't be had: ${why(error)}`, { cause: error });
  }
}
