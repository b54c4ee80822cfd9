import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, spellings } from "../../assets/shared/names.js";

test("umlauts become two letters, other accents go", () => {
  assert.equal(fold("  Mühlhausen "), "muehlhausen");
  assert.equal(fold("Mu\u0308hlhausen"), "muehlhausen");
  assert.equal(fold("Großbodungen, Orléans"), "grossbodungen, orleans");
});

test("a name has as many spellings as people type", () => {
  assert.deepEqual(spellings("Mühlhausen"), ["muehlhausen", "muhlhausen"]);
  assert.deepEqual(spellings("Gera"), ["gera"]);
});
