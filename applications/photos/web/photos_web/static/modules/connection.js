import { find, say } from "./dom.js";

/**
 * Says whether what the page shows is live.
 *
 * @param {"live" | "trouble" | "lost"} state
 */
export function showConnection(state, replica, problems = []) {
  const element = find("connection");
  const texts = {
    live: () => `live from ${replica}`,
    trouble: () => `live from ${replica}: ${problems.join(", ")}`,
    lost: () => "connection lost, trying again …",
  };
  element.dataset.state = state;
  say(element, texts[state]());
}
