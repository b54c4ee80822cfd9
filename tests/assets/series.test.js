import assert from "node:assert/strict";
import { test } from "node:test";

import { goesTo, nearest, said } from "../../assets/shared/series.js";

const series = {
  label: "Verlauf",
  years: [2000, 2001, 2005],
  x: [6, 20, 100],
  top: 14,
  bottom: 78,
  lines: [
    { name: "Weimar", css: "own", y: [1, null, 3], texts: ["1,0", "geheim", "3,0"] },
    { name: "Thüringen", css: "against", y: [1, 2, 3], texts: ["4,0", "5,0", "6,0"] },
  ],
};

test("the pointer reads the year that is drawn nearest to it", () => {
  assert.deepEqual(
    [-50, 12, 14, 59, 61, 500].map((x) => nearest(series.x, x)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("region and benchmark are said, or why there is no value", () => {
  assert.equal(said(series, 1), "2001: Weimar\u00a0geheim \u00b7 Thüringen\u00a05,0");
});

test("arrow keys go year by year and stop at both ends", () => {
  assert.deepEqual(
    ["ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp", "Home", "End"].map((key) => goesTo(key, 1, 2)),
    [0, 0, 2, 2, 0, 2],
  );
  assert.equal(goesTo("ArrowRight", 2, 2), 2);
  assert.equal(goesTo("ArrowLeft", 0, 2), 0);
  assert.equal(goesTo("Tab", 1, 2), null);
});
