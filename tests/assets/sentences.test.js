import assert from "node:assert/strict";
import { test } from "node:test";

import { comparison, fill, sentence } from "../../assets/map/sentences.js";
import { adopt, drawn } from "../../assets/map/state.js";
import { figures, format, regions, view } from "./example.js";

const shown = (changes = {}, other = null) => adopt({ ...view, ...changes }, figures, regions, other);

test("only known places of a template are filled", () => {
  assert.equal(fill("{a} {b} {a}", { a: 1 }), "1 {b} 1");
});

test("more, less and as much are said as the figures read", () => {
  shown();
  assert.equal(comparison(drawn(), 3), "0,5\u00a0points more than Land (2,5\u00a0%)");
  assert.equal(comparison(drawn(), 2), "0,5\u00a0points less than Land (2,5\u00a0%)");
  assert.equal(comparison(drawn(), 2.54), "as much as Land (2,5\u00a0%)");
});

test("without a benchmark nothing is compared", () => {
  shown({ benchmark: null });
  assert.equal(comparison(drawn(), 3), "");
  shown({ benchmark: { name: "Land", values: [null, null] } });
  assert.equal(comparison(drawn(), 3), "");
});

test("a sentence names value, remark, rank and number of areas", () => {
  shown({ benchmark: null });
  assert.equal(sentence("b"), "Apolda, 2021: 2,0\u00a0% (estimated). Rank 3 of 3 areas.");
});

test("an area without a value says why", () => {
  shown();
  assert.equal(sentence("d"), "Greiz: unknown in 2021");
  shown({ year: 2020 });
  assert.equal(sentence("d"), "Greiz: secret in 2020");
});

test("a sentence of two indicators ends with the second one", () => {
  const second = { title: "Second", format: { ...format, unit: "km" }, sentence: "{title}: {value}." };
  const other = { years: [2021], values: [[7, null, 1, 1]], states: [{}] };
  shown({ draw: "bivariate", second, benchmark: null }, other);
  assert.equal(sentence("a"), "Mühlhausen, 2021: 3,0\u00a0%. Second: 7,0\u00a0km.");
  assert.match(sentence("b"), / Second: no value\.$/);
});
