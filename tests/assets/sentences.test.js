import assert from "node:assert/strict";
import { test } from "node:test";

import { comparison, fill, sentence, summary } from "../../assets/map/sentences.js";
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

test("only of shares the value of the benchmark has a unit: that of others stands before it already", () => {
  shown({ format: { ...format, unit: "je 100" } });
  assert.equal(comparison(drawn(), 3), "0,5\u00a0points more than Land (2,5)");
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

test("an area beside the district that is shown says so and has no rank, nor has one that is alone in it", () => {
  const focus = { inside: ["a", "d"], outside: "Outside." };
  shown({ benchmark: null, focus });
  assert.equal(sentence("b"), "Apolda, 2021: 2,0\u00a0% (estimated). Outside.");
  assert.equal(sentence("a"), "Mühlhausen, 2021: 3,0\u00a0%.");
});

test("the view in one sentence counts what has a value and names the lowest and the highest", () => {
  const told = {
    ...view.texts,
    summary: "{year}: {n} of {all} {areas}, {lowest} to {highest}",
    summary_one: "{value}",
  };
  shown({ texts: told });
  assert.equal(summary(), "2021: 3 of 4 areas, 2,0 to 3,0\u00a0%");
  const alone = { years: [2020, 2021], states: [{}, {}] };
  adopt({ ...view, texts: told }, { ...alone, values: [[null], [7]] }, { ...regions, codes: ["a"] }, null);
  assert.equal(summary(), "7,0\u00a0%");
  adopt({ ...view, texts: told, year: 2020 }, { ...alone, values: [[null], [7]] }, { ...regions, codes: ["a"] }, null);
  assert.equal(summary(), "no value");
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
