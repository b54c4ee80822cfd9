import assert from "node:assert/strict";
import { test } from "node:test";

import { numberOf, orderOf } from "../../assets/shared/sort_tables.js";

const sorted = (/** @type {string[]} */ texts, down = false, language = "de") =>
  orderOf(texts, down, language).map((at) => texts[at]);

test("a number is read as its language writes it", () => {
  assert.equal(numberOf("9,6 je 100 Einwohner (15–64)", "de"), 9.6);
  assert.equal(numberOf("\u22121,8", "de"), -1.8);
  assert.equal(numberOf("+0,4 Prozentpunkte", "de"), 0.4);
  assert.equal(numberOf("2 106 546", "de"), 2106546);
  assert.equal(numberOf("56\u202f504,25 Euro", "de"), 56504.25);
  assert.equal(numberOf("10.000 Einwohner", "de"), 10000);
  assert.equal(numberOf("1,234.5", "en"), 1234.5);
  assert.equal(numberOf("Rang 3 von 22", "de"), null);
  assert.equal(numberOf("–", "de"), null);
});

test("figures are ordered by size and not by their first letter", () => {
  assert.deepEqual(sorted(["100", "20", "3,5", "\u22124"]), ["\u22124", "3,5", "20", "100"]);
  assert.deepEqual(sorted(["100", "20", "3,5", "\u22124"], true), ["100", "20", "3,5", "\u22124"]);
});

test("what has no figure is last, whichever way", () => {
  assert.deepEqual(sorted(["–", "2", "geheim gehalten", "1"]), ["1", "2", "–", "geheim gehalten"]);
  assert.deepEqual(sorted(["–", "2", "geheim gehalten", "1"], true), ["2", "1", "–", "geheim gehalten"]);
});

test("names are ordered as in a directory, and ranks within a sentence by their number", () => {
  assert.deepEqual(sorted(["Zella", "Öhringen", "Ohrdruf", "apolda"]), ["apolda", "Ohrdruf", "Öhringen", "Zella"]);
  assert.deepEqual(sorted(["Rang 10 von 22", "Rang 9 von 22"]), ["Rang 9 von 22", "Rang 10 von 22"]);
});

test("a column is ordered by number only where most of it are numbers", () => {
  assert.deepEqual(sorted(["9", "Gera", "10", "Apolda"]), ["9", "10", "Apolda", "Gera"]);
  assert.deepEqual(sorted(["9", "Gera", "-4", "8"]), ["-4", "8", "9", "Gera"]);
});

test("rows of one value keep their order", () => {
  assert.deepEqual(orderOf(["1", "2", "1"], true, "de"), [1, 0, 2]);
});
