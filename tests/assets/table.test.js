import assert from "node:assert/strict";
import { test } from "node:test";

import { filterRows } from "../../assets/map/rows.js";
import { letter } from "../../assets/shared/address.js";

const rows = [
  { code: "1", name: "Mühlhausen", parent: "Unstrut-Hainich-Kreis", value: 1, rank: 1 },
  { code: "2", name: "Sonneberg, Stadt", parent: "Sonneberg", value: null, rank: null },
  { code: "3", name: "Lauscha", parent: "Sonneberg", value: 2, rank: 2 },
];
const found = (/** @type {string} */ typed) => filterRows(rows, typed).map((row) => row.code);

test("a row is found by its name and by its district, with and without marks", () => {
  assert.deepEqual(found("mühl"), ["1"]);
  assert.deepEqual(found("MUEHL"), ["1"]);
  assert.deepEqual(found("muhl"), ["1"]);
  assert.deepEqual(found("sonneberg"), ["2", "3"]);
});

test("nothing typed filters nothing, and what no row holds filters all", () => {
  assert.deepEqual(found(""), ["1", "2", "3"]);
  assert.deepEqual(found("  "), ["1", "2", "3"]);
  assert.deepEqual(found("gera"), []);
});

test("a letter holds the whole address of the view", () => {
  const made = new URL(letter("Miete & Lohn", "https://atlas.example/?a=b,c&d=e"));
  assert.equal(made.protocol, "mailto:");
  assert.equal(made.searchParams.get("subject"), "Miete & Lohn");
  assert.match(made.searchParams.get("body") ?? "", /https:\/\/atlas\.example\/\?a=b,c&d=e$/);
});
