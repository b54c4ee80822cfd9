import assert from "node:assert/strict";
import test from "node:test";

import { freePlaces } from "../../assets/map/place_names.js";

const room = { x: 200, y: 100 };
/** @type {[number, number]} */
const at = [0, 0];
const name = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) => ({
  text,
  x,
  y,
  width: 40,
  at,
});
const told = (/** @type {{ name: { text: string }, down: number }[]} */ placed) =>
  placed.map(({ name: { text }, down }) => [text, down]);

test("the name that comes first keeps its place, the next one moves a line up or down, the fourth has no room", () => {
  const four = ["a", "b", "c", "d"].map((text) => name(text, 100, 50));
  assert.deepEqual(told(freePlaces(four, [], room)), [
    ["a", 0],
    ["b", -16],
    ["c", 16],
  ]);
});

test("no name stands over a town or over the edge of the map", () => {
  const town = { left: 80, right: 120, top: 34, bottom: 66 };
  assert.deepEqual(told(freePlaces([name("a", 100, 50)], [town], room)), []);
  assert.deepEqual(told(freePlaces([name("left", 10, 50), name("top", 100, 2)], [], room)), [["top", 16]]);
});

test("a name stands beside the circle in the middle of its place, not on it", () => {
  assert.deepEqual(told(freePlaces([name("a", 100, 50), name("b", 100, 50)], [], room, true)), [
    ["a", 16],
    ["b", -16],
  ]);
});
