/** Buttons that copy a text; they are there only where the browser lets them. */

import { byId, closest, each } from "../shared/dom.js";

/** Each button names the part whose text it copies: what is written in a field, or what stands there. */
export function startCopying() {
  each("[data-copy]", (button) => (button.hidden = !navigator.clipboard));
  document.addEventListener("click", async (event) => {
    const part = byId(closest(event, "[data-copy]")?.dataset.copy ?? "");
    if (!part) return;
    await navigator.clipboard.writeText(part instanceof HTMLTextAreaElement ? part.value : (part.textContent ?? ""));
    const copied = byId("copied");
    if (copied) copied.textContent = copied.dataset.text ?? "";
  });
}
