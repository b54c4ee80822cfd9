/** Where a reader at the keyboard or with a screen reader is: focus that stays, and what is said of a new view. */

import { say } from "../shared/dom.js";
import { focusHeading, keepFocus } from "../shared/focus.js";
import { summary } from "./sentences.js";
import { onChange } from "./state.js";

let first = true;

export function start() {
  keepFocus({ "data-drop": "#region-search" });
  onChange((what) => {
    if (what !== "view") return;
    if (first) focusHeading();
    else say(summary());
    first = false;
  });
}
