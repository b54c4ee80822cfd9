/** Where a reader at the keyboard or with a screen reader is: focus that stays, and what is said of a new view. */

import { say } from "../shared/dom.js";
import { keepFocus } from "../shared/focus.js";
import { fitPaper } from "../shared/print.js";
import { summary } from "./sentences.js";
import { onChange } from "./state.js";

let told = "";

/** Says what is shown, unless that was the last that was told: an answer to a selection brings the same view again. */
export function tellView() {
  const text = summary();
  if (text !== told) say(text);
  told = text;
}

export function start() {
  fitPaper(".map", 440);
  keepFocus({ "data-drop": "#region-search" });
  onChange((what) => {
    if (what !== "view") return;
    if (told) tellView();
    else told = summary();
  });
}
