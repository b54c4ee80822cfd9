import assert from "node:assert/strict";
import { test } from "node:test";

import { freeColour, freeName, holders, put, steps, within, without } from "../../assets/pages/regions_drawn.js";

const two = [
  { name: "Region 2", colour: "#111111", codes: ["a", "b"] },
  { name: "Süd", colour: "#222222", codes: ["c"] },
];

test("a municipality that is put into a region leaves the other one", () => {
  const { regions, coming, moved } = put(two, 1, ["b", "c", "d"]);
  assert.deepEqual(
    regions.map(({ codes }) => codes),
    [["a"], ["c", "b", "d"]],
  );
  assert.deepEqual([coming, moved], [["b", "d"], ["b"]]);
  assert.deepEqual([...holders(regions)].sort(), [
    ["a", 0],
    ["b", 1],
    ["c", 1],
    ["d", 1],
  ]);
});

test("municipalities that are taken out are in none", () => {
  assert.deepEqual(
    without(two, ["a", "c"]).map(({ codes }) => codes),
    [["b"], []],
  );
});

test("a new region has a name and a colour that are free", () => {
  assert.equal(freeName(two, "Region {n}"), "Region 3");
  assert.equal(freeName([two[0]], "Region {n}"), "Region 3");
  assert.equal(freeColour(["#111111", "#222222", "#333333"], two), "#333333");
  assert.equal(freeColour(["#111111", "#222222"], [...two, two[0]]), "#222222");
});

test("a point lies inside of a line that is closed from its end to its beginning", () => {
  /** @type {[number, number][]} */
  const hook = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 4],
    [2, 2],
    [0, 2],
  ];
  for (const begin of hook.keys()) {
    const line = [...hook.slice(begin), ...hook.slice(0, begin)];
    assert.deepEqual(
      [
        [1, 1],
        [3, 3],
        [3, 2] /* as high as a corner */,
        [1, 3],
        [5, 1],
        [-1, 2],
      ].map(([x, y]) => within([x, y], line)),
      [true, true, true, false, false, false],
    );
  }
  assert.equal(within([1, 1], []), false);
});

test("steps are undone one by one, and the first stays", () => {
  const drawn = steps([]);
  drawn.take(two);
  drawn.take([two[1]]);
  assert.equal(drawn.any, true);
  drawn.undo();
  assert.equal(drawn.now, two);
  drawn.undo();
  drawn.undo();
  assert.deepEqual([drawn.now, drawn.any], [[], false]);
});
