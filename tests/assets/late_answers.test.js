import assert from "node:assert/strict";
import { test } from "node:test";

import { now, show } from "../../assets/map/state.js";
import { figures, regions, texts, view } from "./example.js";

const page = { dataset: {} };
globalThis.document = { documentElement: page, getElementById: () => null };

/** A view whose figures arrive when the test says so. */
function held(name) {
  let arrive;
  const file = new Promise((done) => (arrive = () => done({ ok: true, json: async () => figures })));
  return {
    view: { ...view, indicator: name, files: { figures: name, figures_second: "", regions: "r" } },
    file,
    arrive,
  };
}

test("a late answer is never painted under a newer title", async () => {
  const [slow, quick] = [held("slow"), held("quick")];
  const files = { slow: slow.file, quick: quick.file, r: Promise.resolve({ ok: true, json: async () => regions }) };
  globalThis.fetch = (address) => files[address];
  const first = show(slow.view);
  const second = show(quick.view);
  quick.arrive();
  await second;
  assert.equal(now.view.indicator, "quick");
  assert.equal("busy" in page.dataset, false);
  slow.arrive();
  await first;
  assert.equal(now.view.indicator, "quick");
});

test("a file that failed is asked for again, and the reader hears of it", async () => {
  const said = { textContent: "" };
  globalThis.document.getElementById = () => said;
  const broken = { ...view, indicator: "broken", files: { figures: "b", figures_second: "", regions: "r" } };
  const failing = { ...broken, texts: { ...texts, load_failed: "failed" } };
  let asked = 0;
  globalThis.fetch = async () => ({ ok: (asked += 1) > 1, status: 503, json: async () => figures });
  await show(failing);
  assert.equal(said.textContent, "failed");
  assert.equal(now.view.indicator, "quick");
  await show(failing);
  assert.equal(now.view.indicator, "broken");
});
