/** Parts of the page are written anew while a reader presses a control in them: the press counts all the same. */

import { closest } from "./dom.js";
import { placeOf } from "./focus.js";

/** Browsers give a click whose control is replaced between press and release to what is around it, or to nothing. */
export function keepPress() {
  /** @type {ReturnType<typeof placeOf>} */
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    const control = closest(event, "button");
    pressed = control && placeOf(control, {});
  });
  document.addEventListener("pointerup", ({ clientX, clientY }) => {
    const control = pressed && !pressed.element.isConnected ? document.querySelector(pressed.itself) : null;
    pressed = null;
    const there = control?.contains(document.elementFromPoint(clientX, clientY));
    if (there && control instanceof HTMLElement) control.click();
  });
}
