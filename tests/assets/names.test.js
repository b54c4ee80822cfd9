import assert from "node:assert/strict";
import { test } from "node:test";

import { findRegion } from "../../assets/map/region_search.js";
import { fold, spellings } from "../../assets/shared/names.js";
import { regions } from "./example.js";

test("umlauts become two letters, other accents go", () => {
  assert.equal(fold("  Mühlhausen "), "muehlhausen");
  assert.equal(fold("Mu\u0308hlhausen"), "muehlhausen");
  assert.equal(fold("Großbodungen, Orléans"), "grossbodungen, orleans");
});

test("a name has as many spellings as people type", () => {
  assert.deepEqual(spellings("Mühlhausen"), ["muehlhausen", "muhlhausen"]);
  assert.deepEqual(spellings("Gera"), ["gera"]);
});

test("a region is found in each spelling, by its beginning and by its suggestion", () => {
  for (const typed of [
    "Mühlhausen",
    "Muehlhausen",
    "Muhlhausen",
    "mühl",
    "MUHL",
    "Mühlhausen (Unstrut-Hainich-Kreis)",
  ]) {
    assert.equal(findRegion(regions, typed), "a", typed);
  }
  assert.equal(findRegion(regions, "greiz (greiz)"), "d");
});

test("a whole name goes before a longer one that begins so", () => {
  const two = { ...regions, codes: ["a", "b"], folded: [["geraberg"], ["gera"]], names: ["Geraberg", "Gera"] };
  assert.equal(findRegion(two, "gera"), "b");
});

test("nothing is found for no name", () => {
  assert.equal(findRegion(regions, "  "), undefined);
  assert.equal(findRegion(regions, "Atlantis"), undefined);
});
