import assert from "node:assert/strict";
import { test } from "node:test";

import { withChanges, withQuery } from "../../assets/shared/address.js";

const HERE = "https://atlas.test/?indicator=a&regions=1,2";

test("a change keeps all other keys, and commas stay commas", () => {
  assert.equal(withChanges(HERE, { year: 2020 }), `${HERE}&year=2020`);
  assert.equal(withChanges(HERE, { regions: "1,2,3" }), "https://atlas.test/?indicator=a&regions=1,2,3");
});

test("an empty value takes its key out", () => {
  assert.equal(withChanges(HERE, { regions: null }), "https://atlas.test/?indicator=a");
  assert.equal(withChanges(HERE, { regions: "", indicator: null }), "https://atlas.test/");
});

test("another query keeps what only the browser knows", () => {
  const here = `${HERE}&bbox=1,2,3,4&show=legend`;
  assert.equal(
    withQuery(here, "?indicator=b", ["bbox", "show"]),
    "https://atlas.test/?indicator=b&bbox=1,2,3,4&show=legend",
  );
  assert.equal(withQuery(here, "?indicator=b", []), "https://atlas.test/?indicator=b");
});
