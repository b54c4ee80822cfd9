import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { barOf, classAt, classOf, classesOf, radiusOf, tally } from "../../assets/map/classes.js";
import { adopt, drawn, setOver, setRunning, setYear } from "../../assets/map/state.js";
import { classes, figures, format, regions, view } from "./example.js";

beforeEach(() => adopt(view, figures, regions, null));

test("a class holds its upper edge, the first one its lower edge as well", () => {
  const edges = [0, 2, 3, 5];
  assert.deepEqual(
    [0, 2, 2.1, 3, 3.1, 5].map((value) => classOf(value, edges, 1)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("a value is classed as it is read", () => {
  assert.equal(classOf(2.04, [0, 2, 3], 1), 0);
  assert.equal(classOf(2.05, [0, 2, 3], 1), 1);
});

test("values beyond the edges stay in the outermost classes", () => {
  assert.equal(classOf(-9, [0, 2, 3], 1), 0);
  assert.equal(classOf(99, [0, 2, 3], 1), 1);
  assert.equal(classOf(4, [4, 4], 1), 0);
});

test("two indicators make one class, the second in steps of the classes of the first", () => {
  const second = { title: "y", format, sentence: "" };
  const other = {
    years: [2021, 2020],
    values: [
      [3, 1, null, 1],
      [0, 0, 0, 0],
    ],
    states: [{}, {}],
  };
  const both = { ...classes, edges_second: [0, 1, 3] };
  adopt({ ...view, draw: "bivariate", second, of_all: both }, figures, regions, other);
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => classAt(drawn(), i)),
    [1 + 3 * 1, 0, null, null],
  );
});

test("the last bar holds its upper edge, and one value has one bar", () => {
  assert.deepEqual(
    [0, 0.9, 1, 3.9, 4].map((value) => barOf(value, [0, 1, 2, 3, 4])),
    [0, 0, 1, 3, 3],
  );
  assert.equal(barOf(7, [7, 7]), 0);
});

test("a value at the edge of a bar stands in the bar that begins there, however its quotient is rounded", () => {
  const bars = Array.from({ length: 11 }, (_, i) => 1.1 + (i * 4.7) / 10);
  for (const [i, edge] of bars.slice(0, -1).entries()) assert.equal(barOf(edge, bars), i);
});

test("every area is counted once: in a class, as hidden or as having no value", () => {
  assert.deepEqual(tally(drawn()), { classes: [1, 2, 0], bars: [0, 0, 1, 2], none: 1, hidden: 0 });
  adopt({ ...view, year: 2020 }, figures, regions, null);
  assert.deepEqual(tally(drawn()), { classes: [3, 0, 0], bars: [0, 1, 2, 0], none: 0, hidden: 1 });
});

test("areas around the one district that is shown are not counted", () => {
  adopt({ ...view, focus: { inside: ["a", "d"] } }, figures, regions, null);
  assert.deepEqual(tally(drawn()), { classes: [0, 1, 0], bars: [0, 0, 0, 1], none: 1, hidden: 0 });
});

test("circles have one class, and none without a value", () => {
  adopt({ ...view, draw: "symbols", of_all: { ...classes, colours: ["#1"] } }, figures, regions, null);
  assert.deepEqual(tally(drawn()).classes, [3]);
});

const ofYears = [
  { ...classes, edges: [0, 1, 2] },
  { ...classes, edges: [0, 2, 3] },
];
const classOfB = () => [0, 1, 2].map((i) => classAt(drawn(), i));

test("at rest a year has its own classes, on the way to another one those of all years hold", () => {
  adopt({ ...view, over: "year", of_years: ofYears }, figures, regions, null);
  assert.deepEqual(classOfB(), [1, 0, 1]);
  setYear(0, true);
  assert.deepEqual(classOfB(), [0, 0, 0]);
  setRunning(false);
  assert.deepEqual(classOfB(), [0, 1, 1]);
});

test("a reader who wants classes over all years has them at rest too", () => {
  adopt({ ...view, over: "year", of_years: ofYears }, figures, regions, null);
  setOver("all");
  assert.deepEqual(classOfB(), [1, 0, 1]);
  setYear(0);
  assert.deepEqual(classOfB(), [0, 0, 0]);
});

test("without classes of single years those of all years hold", () => {
  adopt({ ...view, over: "year", of_years: [] }, figures, regions, null);
  assert.equal(classesOf(view, 1), classes);
});

test("the area of a circle grows with the count, and no circle is too small to see", () => {
  const { circle } = view;
  assert.equal(radiusOf(100, circle), 30);
  assert.equal(radiusOf(25, circle), 15);
  assert.equal(radiusOf(0.001, circle), 1);
  assert.deepEqual(
    [0, null].map((value) => radiusOf(value, circle)),
    [0, 0],
  );
});
