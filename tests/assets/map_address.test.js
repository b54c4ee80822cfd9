import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** What the page asks the server, and the addresses that a reader goes back to. */
const asked = [];
const steps = [];

const location = { href: "https://atlas.test/", search: "" };

/** @param {boolean} anew */
const keep = (anew) => (_state, _title, address) => {
  if (anew) steps.push(address);
  else steps[Math.max(0, steps.length - 1)] = address;
  location.href = address;
  location.search = new URL(address).search;
};

globalThis.window = {
  location,
  history: { pushState: keep(true), replaceState: keep(false) },
  dash_clientside: { set_props: (_id, { data }) => asked.push(data) },
};

const page = {};
globalThis.document = { documentElement: { dataset: page } };

const { ask, fromLocation, push, remember, settle } = await import("../../assets/map/address.js");

beforeEach(() => {
  asked.length = steps.length = 0;
  location.href = "https://atlas.test/";
  location.search = "";
  fromLocation();
  settle("?indicator=a&level=district");
});

test("a control asks for what is shown with one word changed", () => {
  ask({ palette: "pubu" });
  assert.deepEqual(asked, [{ query: "?indicator=a&level=district", changes: { palette: "pubu" }, release: "" }]);
});

test("a second control before the answer to the first one asks for both", () => {
  ask({ palette: "pubu" });
  ask({ classes: "7" });
  assert.deepEqual(asked.at(-1).changes, { palette: "pubu", classes: "7" });
});

test("what was answered is not asked for again", () => {
  ask({ palette: "pubu" });
  settle("?indicator=a&level=district&palette=pubu");
  ask({ classes: "7" });
  assert.deepEqual(asked.at(-1), {
    query: "?indicator=a&level=district&palette=pubu",
    changes: { classes: "7" },
    release: "",
  });
});

test("the year needs no answer and stands in the next question", () => {
  remember({ year: "2010" });
  assert.deepEqual(asked, []);
  ask({ level: "state" });
  assert.deepEqual(asked.at(-1).changes, { year: "2010", level: "state" });
});

test("a year moved while an answer is on its way is asked for along with it", () => {
  ask({ palette: "pubu" });
  remember({ year: "2010" });
  assert.deepEqual(
    asked.map(({ changes }) => changes),
    [{ palette: "pubu" }, { palette: "pubu", year: "2010" }],
  );
  settle("?indicator=a&level=district&year=2010&palette=pubu");
  remember({ year: "2011" });
  assert.equal(asked.length, 2);
});

test("the address itself is asked for without what was pending", () => {
  ask({ palette: "pubu" });
  location.search = "?indicator=b";
  assert.deepEqual(fromLocation(), { query: "?indicator=b", changes: {}, release: "" });
  settle("?indicator=b&level=state");
  ask({ classes: "7" });
  assert.deepEqual(asked.at(-1).changes, { classes: "7" });
});

test("a control is a step to go back from, an answer to the address only tidies it up", () => {
  assert.deepEqual(steps, ["https://atlas.test/?indicator=a&level=district"]);
  ask({ level: "state" });
  settle("?indicator=a&level=state");
  assert.deepEqual(steps, [
    "https://atlas.test/?indicator=a&level=district",
    "https://atlas.test/?indicator=a&level=state",
  ]);
  settle("?indicator=a&level=state");
  push({ level: "state" });
  assert.equal(steps.length, 2);
});

test("the section of the map stays when a control moves", () => {
  push({ bbox: "1,2,3,4" });
  ask({ level: "state" });
  settle("?indicator=a&level=state");
  assert.equal(steps.at(-1), "https://atlas.test/?indicator=a&level=state&bbox=1,2,3,4");
});

test("a section found by hand is none of another district", () => {
  push({ bbox: "1,2,3,4" });
  ask({ focus: "16061" });
  assert.deepEqual(asked.at(-1).changes, { focus: "16061", bbox: "" });
  settle("?indicator=a&level=district&focus=16061");
  assert.equal(steps.at(-1), "https://atlas.test/?indicator=a&level=district&focus=16061");
});

test("a frame whose years can run asks for classes over all of them, unless its address says otherwise", () => {
  page.embed = "true";
  location.search = "?indicator=b";
  assert.equal(fromLocation().query, "?indicator=b&breaks_over=all");
  location.search = "?breaks_over=year";
  assert.equal(fromLocation().query, "?breaks_over=year");
  page.without = "title years";
  location.search = "";
  assert.equal(fromLocation().query, "");
  delete page.embed;
  delete page.without;
});
