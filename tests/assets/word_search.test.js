import assert from "node:assert/strict";
import { test } from "node:test";

import { errors, forgiven } from "../../assets/shared/typing_errors.js";
import { meantBy } from "../../assets/shared/word_search.js";

test("errors are missing, added, wrong and swapped letters", () => {
  assert.deepEqual(errors("sonneberg", "sonneberg"), { whole: 0, begin: 0 });
  assert.deepEqual(errors("sonebreg", "sonneberg"), { whole: 2, begin: 2 });
  assert.equal(errors("shul", "suhl").whole, 1);
  assert.deepEqual(errors("sonn", "sonneberg"), { whole: 5, begin: 0 });
  assert.deepEqual(errors("", "gera"), { whole: 4, begin: 0 });
});

test("short words forgive nothing", () => {
  assert.deepEqual([3, 4, 5, 6, 20].map(forgiven), [0, 1, 1, 2, 2]);
});

const texts = ["miete kaltmiete miete (bestand)", "buergergeld burgergeld hartz iv sgb-ii-quote", "pkw auto"];

test("each typed word has to stand in a text, in any spelling", () => {
  assert.deepEqual(meantBy(texts, "Bürgergeld"), [false, true, false]);
  assert.deepEqual(meantBy(texts, "hartz-IV"), [false, true, false]);
  assert.deepEqual(meantBy(texts, "hartz miete"), [false, false, false]);
  assert.deepEqual(meantBy(texts, "  "), [true, true, true]);
});

test("errors are forgiven only where nothing is found as typed", () => {
  assert.deepEqual(meantBy(texts, "buregrgeld"), [false, true, false]);
  assert.deepEqual(meantBy([...texts, "mitte"], "mitte"), [false, false, false, true]);
  assert.deepEqual(meantBy(texts, "xyzzyquux"), [false, false, false]);
  assert.deepEqual(meantBy(texts, "pkv"), [false, false, false]);
});
