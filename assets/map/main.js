/** Starts the map: first what others hear of, then what hears of them; last the names that Dash calls. */

import * as series from "../shared/series.js";
import * as address from "./address.js";
import * as bottomSheet from "./bottom_sheet.js";
import * as cards from "./cards.js";
import * as drawer from "./drawer.js";
import * as embedded from "./embedded.js";
import * as firstSight from "./first_sight.js";
import * as gestureHint from "./gesture_hint.js";
import * as hooks from "./hooks.js";
import * as interaction from "./interaction.js";
import * as leafletMap from "./leaflet_map.js";
import * as legend from "./legend.js";
import * as lift from "./lift.js";
import * as neighbourMarks from "./neighbour_marks.js";
import * as orientation from "./orientation.js";
import * as paint from "./paint.js";
import * as panels from "./panels.js";
import * as picker from "./picker.js";
import * as regionSearch from "./region_search.js";
import * as skipLinks from "../shared/skip_links.js";
import { sentence } from "./sentences.js";
import { changed, drawn, now, onChange, rank, show } from "./state.js";
import * as table from "./table.js";
import * as timeline from "./timeline.js";

/* a change reaches them in this order: colours first, the sheet after the sentences that it repeats */
for (const part of [
  embedded,
  gestureHint,
  address,
  paint,
  leafletMap,
  neighbourMarks,
  interaction,
  series,
  legend,
  lift,
  bottomSheet,
  timeline,
  picker,
  regionSearch,
  drawer,
  panels,
  skipLinks,
  table,
  orientation,
  firstSight,
]) {
  part.start();
}

/** @type {Promise<void>} */
const painted = new Promise((done) => onChange(() => drawn() && paint.areas.size > 0 && done()));

/* a map that still lies under its picture takes no pointer */
const ready = firstSight.gone.then(() => painted);

/* The only global: the hooks of dash-leaflet, what the page of two maps ties together, and what tests read of areas. */
window.atlas = {
  ...hooks,
  foreseen: firstSight.foreseen(),
  now,
  ready,
  find: regionSearch.choose,
  follow: leafletMap.follow,
  mirror: interaction.mirror,
  onMove: leafletMap.onMove,
  onPoint: interaction.onPoint,
  read: { sentence, rank, circles: paint.circles },
};

/* The clientside ends of the callbacks; the page lets Dash begin only after this module. */
window.dash_clientside ??= /** @type {Window["dash_clientside"]} */ ({});
window.dash_clientside.atlas_page = {
  ask: () => {
    picker.fillList();
    setTimeout(leafletMap.loadFirstAreas, 0); /* once Dash has taken this answer */
    return address.fromLocation();
  },
  settle: address.settle,
  show: (view) => void show(view),
  cards: (parts) => {
    if (!parts) return;
    cards.write(parts);
    changed("parts");
  },
  refresh: () => void setTimeout(changed, 0, "parts") /* once React has written the parts */,
};
