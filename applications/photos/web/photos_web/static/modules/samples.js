import { ask } from "./ask.js";
import { say } from "./dom.js";

/** Has pictures queued that the service has already. */
export function sendSamples(form, count, said) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const { images, replica } = await ask(`/samples?count=${count.value}`, { method: "POST" });
      say(said, `${images.length} samples queued by ${replica}`);
    } catch (error) {
      say(said, `Not sent: ${error.message}`);
    } finally {
      button.disabled = false;
    }
  });
}
