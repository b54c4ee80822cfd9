import assert from "node:assert/strict";
import { test } from "node:test";

import { areas, circles, fillOf, lineOn, start } from "../../assets/map/paint.js";
import { adopt } from "../../assets/map/state.js";
import { figures, regions, view } from "./example.js";

globalThis.document = { documentElement: { dataset: {} } };

test("an area has the colour of its class, or a hatch that says why it has none", () => {
  adopt({ ...view, year: 2020 }, figures, regions, null);
  assert.deepEqual(["a", "b", "d", "zz"].map(fillOf), ["#1", "#1", "url(#hatch-hidden)", "var(--land)"]);
  adopt(view, figures, regions, null);
  assert.deepEqual(["a", "b", "d"].map(fillOf), ["#2", "#1", "url(#hatch-none)"]);
});

test("under circles an area without a value is hatched too", () => {
  adopt({ ...view, draw: "symbols", year: 2020 }, figures, regions, null);
  assert.deepEqual(["a", "d"].map(fillOf), ["var(--land)", "url(#hatch-hidden)"]);
});

test("around the one district that is shown areas are not coloured, whatever they have", () => {
  adopt({ ...view, focus: { inside: ["a"] }, year: 2020 }, figures, regions, null);
  assert.deepEqual(["a", "b", "d"].map(fillOf), ["#1", "var(--outside)", "var(--outside)"]);
});

test("the line around an area goes with its colour, that around a hatch with the plain ground", () => {
  adopt(view, figures, regions, null);
  assert.deepEqual(["#1", "url(#hatch-hidden)"].map(lineOn), ["#4", "var(--border-land)"]);
});

/** @param {number[]} order in which circles were brought to the front */
function circle(code, order) {
  const layer = { code, options: { stroke: true }, _map: {} };
  layer.setRadius = (radius) => (layer.radius = radius);
  layer.setStyle = (style) => Object.assign(layer.options, style);
  layer.bringToFront = () => order.push(code);
  return layer;
}

test("a circle is drawn only where there is something to count in what is shown, a small one on a large one", () => {
  const order = [];
  const layers = ["b", "a", "d"].map((code) => circle(code, order));
  for (const layer of layers) circles.set(layer.code, layer);
  areas.clear();
  start();
  const counts = { ...figures, values: [figures.values[0], [25, 100, 3, null]] };
  const drawn = () => layers.map(({ radius, options }) => [radius, options.stroke]);
  adopt({ ...view, draw: "symbols" }, counts, regions, null);
  assert.deepEqual(drawn(), [
    [30, true],
    [15, true],
    [0, false],
  ]);
  assert.deepEqual(order, ["b", "a", "d"]);
  adopt({ ...view, draw: "symbols", focus: { inside: ["a"] } }, counts, regions, null);
  assert.deepEqual(drawn(), [
    [0, false],
    [15, true],
    [0, false],
  ]);
});

test("areas are painted in place with colour and line, those of the level before stay as they were", () => {
  circles.clear();
  const written = {};
  const layer = (code) => ({ options: {}, _path: { setAttribute: (name, text) => (written[code + name] = text) } });
  for (const code of ["a", "before"]) areas.set(code, layer(code));
  adopt(view, figures, regions, null);
  assert.deepEqual(written, { afill: "#2", astroke: "#5" });
});
