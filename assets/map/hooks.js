/** What dash-leaflet calls: its layers name these functions, see `layers/` in Python. */

/** @import { CircleMarker, LatLng, Map as LeafletMap, Marker } from "leaflet" */
/** @import { AreaFeature, CircleShape, SeatFeature, Shape } from "../globals.d.ts" */

import { point, toggle, walkable } from "./interaction.js";
import { useMap } from "./leaflet_map.js";
import { areas, circles, fillOf, lineOn, whenSettled } from "./paint.js";

/** @param {AreaFeature} feature */
export const style = (feature) => ({
  fillColor: fillOf(feature.properties.code),
  fillOpacity: 1,
  color: lineOn(fillOf(feature.properties.code)),
  weight: 0.6,
  className: "area",
});

export const borderStyle = () => ({ fill: false, color: "var(--border-district)", weight: 1.3, interactive: false });

export const groundStyle = () => ({
  fillColor: "var(--ground)",
  fillOpacity: 1,
  color: "var(--border-state)",
  weight: 1,
  interactive: false,
});

/**
 * @param {string} code
 * @param {Shape} layer
 */
function react(code, layer) {
  layer.on("mouseover mousemove", (event) => point(code, event.originalEvent));
  layer.on("mouseout", () => point(null, null));
  layer.on("click", () => toggle(code));
}

/**
 * @param {AreaFeature} feature
 * @param {Shape} layer
 * @param {{ map: LeafletMap }} context
 */
export function eachArea(feature, layer, context) {
  const code = feature.properties.code;
  const before = areas.get(code);
  areas.set(code, layer);
  if (!before || before._map !== layer._map) {
    useMap(context.map);
    whenSettled();
  }
  layer.on("add", () => walkable(code, layer));
  react(code, layer);
}

/**
 * @param {AreaFeature} _feature
 * @param {LatLng} place
 * @returns {CircleMarker}
 */
export const circle = (_feature, place) =>
  window.L.circleMarker(place, {
    pane: "circles",
    radius: 0,
    color: "var(--circle-line)",
    weight: 1,
    fillColor: "var(--circle)",
    fillOpacity: 0.55,
  });

/**
 * @param {AreaFeature} feature
 * @param {CircleShape} layer
 */
export function eachCircle(feature, layer) {
  circles.set(feature.properties.code, layer);
  react(feature.properties.code, layer);
  whenSettled();
}

/**
 * @param {SeatFeature} feature
 * @param {LatLng} place
 * @returns {Marker}
 */
export function label(feature, place) {
  const text = document.createElement("span");
  text.textContent = feature.properties.name;
  whenSettled();
  const icon = window.L.divIcon({ className: `seat seat-${feature.properties.rank}`, html: text, iconSize: undefined });
  return window.L.marker(place, { pane: "labels", interactive: false, keyboard: false, icon });
}
