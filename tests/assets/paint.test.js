import assert from "node:assert/strict";
import { test } from "node:test";

import { areas, circles, fillOf, start } from "../../assets/map/paint.js";
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

test("a circle is drawn only where there is something to count", () => {
  const layers = new Map(["a", "d"].map((code) => [code, { options: { stroke: true }, _map: null }]));
  for (const [code, layer] of layers) {
    layer.setRadius = (radius) => (layer.radius = radius);
    layer.setStyle = (style) => Object.assign(layer.options, style);
    circles.set(code, layer);
  }
  areas.clear();
  start();
  const counts = { ...figures, values: [figures.values[0], [25, 2, 3, null]] };
  adopt({ ...view, draw: "symbols" }, counts, regions, null);
  assert.deepEqual(
    [...layers.values()].map(({ radius, options }) => [radius, options.stroke]),
    [
      [15, true],
      [0, false],
    ],
  );
});
