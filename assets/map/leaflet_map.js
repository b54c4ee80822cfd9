/** The map as a place: its extent, finer outlines when near, outlines of the selection, names, position in the address. */

/** @import { LatLng, LatLngBoundsExpression, LayerGroup, Map as LeafletMap } from "leaflet" */

import { byId, closest } from "../shared/dom.js";
import { replace } from "./address.js";
import { firstView } from "./first_view.js";
import { areas } from "./paint.js";
import { writeNames } from "./place_names.js";
import { now, onChange } from "./state.js";

const FINE_FROM_ZOOM = 10;
const MOST_ZOOM_TO_PLACE = 10.5;
const EDGE_PX = 8;

/** @type {LeafletMap | null} */
let map = null;
/** @type {LayerGroup | null} */
let outlines = null;
let moved = false;
let fitted = "";
/** The district that is shown in full; another one is a new place to go to. */
let focused = "";

/** @type {Record<string, string>} */
const shown = {};

/** The map, once it stands. */
export const mapNow = () => map;

/** @type {((center: LatLng, zoom: number) => void)[]} */
const followers = [];

/** @param {(center: LatLng, zoom: number) => void} listener */
export const onMove = (listener) => void followers.push(listener);

/** @param {LeafletMap} on */
function wholeState(on) {
  const box = /** @type {HTMLElement | null} */ (on.getContainer().closest("[data-bounds]"));
  return now.view ? now.view.bounds : JSON.parse(box?.dataset.bounds ?? "[]");
}

/**
 * As large as its box allows, a little off the edges: the picture in the page's HTML stands on the same place.
 * @param {LeafletMap} on
 */
function fit(on) {
  /** @type {LatLngBoundsExpression} */
  const bounds = wholeState(on);
  const wanted = [bounds, on.getSize()].join(" ");
  if (wanted === fitted) return; /* to fit again would draw all areas again */
  fitted = wanted;
  on.fitBounds(bounds, { padding: [EDGE_PX, EDGE_PX], animate: false });
}

/** Under the picture, before it has a title, the map has not got its size yet: each fit would draw all areas again. */
const unseen = () => document.querySelector(".first-sight") && !byId("title")?.childElementCount;

/**
 * Title and sources get their height late; the map stays where the reader put it.
 * @param {LeafletMap} on
 */
function settle(on) {
  on.invalidateSize({ pan: false });
  if (!moved) fit(on);
}

/**
 * @param {string} id
 * @param {string} url
 */
function load(id, url) {
  if (url === (shown[id] ?? "")) return;
  shown[id] = url;
  window.dash_clientside.set_props(id, { url });
}

/** The page knows the areas of its first map: they need not wait for the first answer. */
export function loadFirstAreas() {
  const view = firstView();
  if (view) load("areas", view.files.areas.coarse);
}

function loadDetail() {
  if (!now.view) return;
  const { areas: outlined, borders } = now.view.files;
  const detail = map && map.getZoom() >= FINE_FROM_ZOOM ? "fine" : "coarse";
  load("areas", outlined[detail]);
  load("borders", borders?.[detail] ?? "");
}

function keepPlace() {
  if (!map) return;
  moved = true;
  const b = map.getBounds();
  const bbox = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => v.toFixed(4)).join(",");
  replace({ bbox });
}

/**
 * The page keeps its scroll: wheel and one finger move the map only with Ctrl or a second finger.
 * @param {LeafletMap} on
 */
function leaveGestures(on) {
  const box = on.getContainer();
  const after = () => on.once("moveend", keepPlace);
  on.scrollWheelZoom.disable();
  if (window.L.Browser.mobile) on.dragging.disable();
  const wheel = (/** @type {WheelEvent} */ event) => on.scrollWheelZoom[event.ctrlKey ? "enable" : "disable"]();
  box.addEventListener("wheel", wheel, true);
  box.addEventListener("wheel", (event) => event.ctrlKey && after());
  box.addEventListener("touchend", (event) => event.touches.length > 0 && after());
  on.on("dblclick", after);
  on.on("dragend", keepPlace);
}

/** @param {LeafletMap} found */
export function useMap(found) {
  if (map === found) return;
  map = found;
  leaveGestures(found);
  found.on("move", () => followers.forEach((listener) => listener(found.getCenter(), found.getZoom())));
  new ResizeObserver(() => {
    if (!unseen()) settle(found);
  }).observe(found.getContainer());
  found.on("zoomend", loadDetail);
  found.on("moveend", () => void writeNames(found));
  loadDetail();
}

/**
 * Shows the same place as the other of two maps.
 * @param {LatLng} center
 * @param {number} zoom
 */
export function follow(center, zoom) {
  if (!map || (map.getZoom() === zoom && map.getCenter().equals(center, 1e-6))) return;
  moved = true;
  map.setView(center, zoom, { animate: false });
}

/**
 * Shows areas with something of what lies around them.
 * @param {string[]} codes
 */
export function goTo(codes) {
  if (!map) return;
  const bounds = window.L.latLngBounds([]);
  for (const code of codes) {
    const feature = areas.get(code)?.feature;
    if (feature) bounds.extend(window.L.geoJSON(feature).getBounds());
  }
  if (!bounds.isValid()) return;
  map.once("moveend", keepPlace);
  map.fitBounds(bounds.pad(codes.length === areas.size ? 0 : 0.4), { maxZoom: MOST_ZOOM_TO_PLACE, animate: false });
}

function home() {
  if (!map || !now.view) return;
  moved = false;
  fitted = "";
  fit(map);
  replace({ bbox: null });
}

/**
 * The middle of the selected areas that are in sight: it stays where it is while the map zooms.
 * @param {LeafletMap} on
 */
function chosenInSight(on) {
  const { regions, selected, index } = now;
  if (!regions) return null;
  const at = [...selected].flatMap((code) => index.get(code) ?? []);
  const points = at.map((i) => window.L.latLng(regions.lats[i], regions.lons[i]));
  const seen = points.filter((point) => on.getBounds().contains(point));
  return seen.length ? window.L.latLngBounds(seen).getCenter() : null;
}

/**
 * Moves the map where the keyboard has gone to an area outside of it.
 * @param {Element} path
 */
export function bringIntoView(path) {
  if (!map) return;
  const frame = map.getContainer().getBoundingClientRect();
  const { left, right, top, bottom } = path.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom) return;
  map.once("moveend", keepPlace);
  map.panBy([x - (frame.left + frame.right) / 2, y - (frame.top + frame.bottom) / 2], { animate: false });
}

/** @param {number} by */
function zoomBy(by) {
  if (!map) return;
  map.once("moveend", keepPlace);
  const around = chosenInSight(map);
  if (around) map.setZoomAround(around, map.getZoom() + by);
  else map.setZoom(map.getZoom() + by);
}

function outline() {
  if (!map) return;
  outlines ??= window.L.layerGroup([]).addTo(map);
  outlines.clearLayers();
  for (const code of now.selected) {
    const feature = areas.get(code)?.feature;
    if (!feature) continue;
    for (const className of ["selected-under", "selected-over"]) {
      const style = { className, fill: false };
      window.L.geoJSON(feature, { pane: "selection", interactive: false, style }).addTo(outlines);
    }
  }
}

function takePlace() {
  loadDetail();
  const focus = now.view?.focus?.code ?? "";
  if (focus !== focused) [focused, moved, fitted] = [focus, false, ""];
  if (map) settle(map);
}

export function start() {
  document.addEventListener("click", (event) => {
    const way = closest(event, "[data-map]")?.dataset.map;
    if (way === "home") home();
    else if (way) zoomBy(way === "in" ? 1 : -1);
  });
  onChange((what) => {
    if (what === "view") takePlace();
    if (map && (what === "view" || what === "geometry")) void writeNames(map);
    if (what === "view" || what === "geometry" || what === "selection") outline();
  });
}
