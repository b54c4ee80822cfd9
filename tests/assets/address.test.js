import assert from "node:assert/strict";
import { test } from "node:test";

import { understoodByAll, withChanges, withQuery } from "../../assets/shared/address.js";

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

test("date, release and regions go along to other pages, and nothing else", () => {
  const query = "?territory=2021-12-31&indicator=a&social_regions=1abc&year=2020&release=2";
  assert.equal(understoodByAll(query), "territory=2021-12-31&social_regions=1abc&release=2");
  assert.equal(understoodByAll("?indicator=a"), "");
});
