/** What the picture of the page shows, as the server wrote it beside: known before Dash asks for it. */

/** @import { View } from "../types.d.ts" */

import { byId } from "../shared/dom.js";

/** @returns {View | null} */
export const firstView = () => JSON.parse(byId("first-view")?.textContent || "null");
