import assert from "node:assert/strict";
import { test } from "node:test";

import { number, read, withUnit } from "../../assets/shared/numbers.js";
import { format } from "./example.js";

test("halves are read away from zero, whatever a binary number makes of them", () => {
  assert.deepEqual(
    [0.25, -0.25, 1.005, 2.45, 0.049].map((value) => read(value, 1)),
    [0.3, -0.3, 1, 2.5, 0],
  );
  assert.equal(read(1.005, 2), 1.01);
});

test("thousands are parted from ten thousand on", () => {
  assert.equal(number(9999, format, 0), "9999");
  assert.equal(number(10000, format, 0), "10\u202f000");
  assert.equal(number(1234567.85, format), "1\u202f234\u202f567,9");
});

test("a minus is a minus sign, and nothing is minus zero", () => {
  assert.equal(number(-3.25, format), "\u22123,3");
  assert.equal(number(-0.04, format), "0,0");
});

test("a unit never stands on a line of its own", () => {
  assert.equal(withUnit(4.56, format), "4,6\u00a0%");
  assert.equal(withUnit(4.56, { ...format, unit: "" }), "4,6");
});
