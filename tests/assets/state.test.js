import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { nextArea } from "../../assets/map/interaction.js";
import * as state from "../../assets/map/state.js";
import { sortRows } from "../../assets/map/rows.js";
import { figures, regions, view } from "./example.js";

beforeEach(() => state.adopt(view, figures, regions, null));

test("ties share the best rank, and an area without a value has none", () => {
  assert.deepEqual(
    ["a", "b", "c", "d"].map((code) => state.rank(code).rank),
    [1, 3, 1, undefined],
  );
  assert.equal(state.rank("a").n, 3);
});

test("ranks are those of the year", () => {
  state.setYear(0);
  assert.deepEqual(
    ["a", "b", "c"].map((code) => state.rank(code).rank),
    [3, 1, 1],
  );
  assert.equal(state.year(), 2020);
});

test("ranks are those within the one district that is shown, of an area alone those of all", () => {
  const ranks = () => ["a", "b", "c"].map((code) => state.rank(code).rank);
  state.adopt({ ...view, focus: { inside: ["b", "c"] } }, figures, regions, null);
  assert.deepEqual(ranks(), [undefined, 2, 1]);
  assert.equal(state.rank("b").n, 2);
  state.adopt({ ...view, focus: { inside: ["b"] } }, figures, regions, null);
  assert.deepEqual(ranks(), [1, 3, 1]);
});

test("another view has ranks of its own", () => {
  assert.equal(state.rank("a").rank, 1);
  const values = [figures.values[0], [1, 2, 3, null]];
  state.adopt(view, { ...figures, values }, regions, null);
  assert.equal(state.rank("a").rank, 3);
});

test("a year that there is not changes nothing", () => {
  const heard = [];
  state.onChange((what) => heard.push(what));
  for (const at of [-1, 2, 1]) state.setYear(at);
  assert.deepEqual(heard, []);
  state.setYear(0);
  assert.deepEqual(heard, ["year"]);
});

test("only a remarkable state is named, and none of a code that there is not", () => {
  assert.deepEqual(
    ["a", "b", "d", "zz"].map((code) => state.state(code)),
    ["ok", "estimated", "unknown", "ok"],
  );
  assert.equal(state.value("zz"), null);
  assert.equal(state.name("zz"), "zz");
});

test("hidden is what is kept secret in this year, of either indicator", () => {
  assert.equal(state.hidden(3), false);
  const values = [
    [1, 1, 1, 1],
    [1, null, 1, 1],
  ];
  const other = { years: [2019, 2021], values, states: [{ secret: [0] }, { secret: [1] }] };
  state.adopt(view, figures, regions, other);
  assert.deepEqual([0, 1, 3].map(state.hidden), [false, true, false]);
  state.adopt({ ...view, year: 2020 }, figures, regions, null);
  assert.equal(state.hidden(3), true);
});

test("two indicators are shown in the years that both have", () => {
  const other = { years: [2019, 2021], values: [[], []], states: [{}, {}] };
  assert.deepEqual(state.inYearsOf(figures, other).years, [2021]);
  assert.deepEqual(state.inYearsOf(figures, other).values, [figures.values[1]]);
  state.adopt(view, figures, regions, other);
  assert.deepEqual(state.now.figures.years, [2021]);
  assert.equal(state.now.at, 0);
});

test("an arrow goes to the nearest area in its direction, and nowhere where there is none", () => {
  assert.equal(nextArea(regions, 0, [1, 0]), "b");
  assert.equal(nextArea(regions, 0, [0, -1]), "c");
  assert.equal(nextArea(regions, 0, [0, 1]), null);
});

test("rows without a value come last, whichever way the others are sorted", () => {
  const rows = [null, 1, 2].map((value, i) => ({ code: `${i}`, name: "ÄZA"[i], parent: "", value, rank: value }));
  const codes = (by, down) => sortRows([...rows], by, down, "de").map((row) => row.code);
  assert.deepEqual(codes("value", true), ["2", "1", "0"]);
  assert.deepEqual(codes("value", false), ["1", "2", "0"]);
  assert.deepEqual(codes("name", false), ["2", "0", "1"]);
});
