/** The ages of a region: a slider chooses the year of bars, sentence and table, a list what is drawn as an outline. */

import { each } from "../shared/dom.js";

each(".ages-part", (part) => {
  const years = (part.dataset.years ?? "").split(",");
  const slider = part.querySelector("input[type=range]");
  const outline = part.querySelector("select");

  function show() {
    const year = slider instanceof HTMLInputElement ? years[Number(slider.value)] : years[years.length - 1];
    if (slider instanceof HTMLInputElement) slider.setAttribute("aria-valuetext", year);
    for (const output of part.querySelectorAll("output")) output.textContent = year;
    for (const one of part.querySelectorAll("[data-year]"))
      one.toggleAttribute("hidden", one.getAttribute("data-year") !== year);
    const wanted = outline instanceof HTMLSelectElement ? outline.value : "state";
    const drawn = wanted === "state" ? `state-${year}` : wanted;
    for (const one of part.querySelectorAll("[data-outline]"))
      one.toggleAttribute("hidden", one.getAttribute("data-outline") !== drawn);
  }

  for (const controls of part.querySelectorAll(".ages-controls")) controls.toggleAttribute("hidden", false);
  slider?.addEventListener("input", show);
  outline?.addEventListener("change", show);
  show();
});
