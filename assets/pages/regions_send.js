/** What is drawn goes to the server, which alone writes the address that holds it; its answer is put into the page. */

/** @import { Regions } from "./regions_drawn.js" */

import { withQuery } from "../shared/address.js";
import { byId, each } from "../shared/dom.js";
import { filled } from "../shared/place_field.js";

/** Clicks that follow each other at once are sent together. */
const PAUSE_MS = 150;
const KEPT = ["focus"];

/** @typedef {{ query: string, notice: string, said?: string, text: string, regions: Regions, result: string, nav: string[] }} Answer */

/** @param {string} html of the server */
const nodes = (html) => new DOMParser().parseFromString(html, "text/html").body.childNodes;

/**
 * @param {{ form: Record<string, unknown>, texts: Record<string, string>, most_bytes: number }} told
 */
export function sender({ form, texts, most_bytes: most }) {
  const list = /** @type {HTMLTextAreaElement} */ (byId("text"));
  const page = window.location.pathname;
  let turn = 0;
  let waiting = 0;
  let written = list.value;
  let shown = written;

  /** What somebody is writing in the list, or has written there, is not taken away. */
  function sync() {
    if (document.activeElement === list || list.value !== shown) return;
    list.value = written;
    shown = list.value;
  }
  list.addEventListener("blur", sync);

  /** @param {string} sentence */
  function fault(sentence) {
    const place = byId("fault");
    if (!place) return;
    place.textContent = sentence;
    place.hidden = !sentence;
    byId("result")?.toggleAttribute("data-stale", sentence !== "");
    byId("notice")?.remove(); /* it was about what the page began with */
  }

  /** @param {Answer} answer */
  function paint(answer) {
    const result = byId("result");
    result?.replaceChildren(...nodes(answer.result));
    if (result) result.hidden = false;
    each("[data-copy]", (button) => (button.hidden = !navigator.clipboard));
    written = answer.text;
    sync();
    document
      .querySelectorAll(".top nav a, .page-foot p:last-child a")
      .forEach((link, i) => link.setAttribute("href", answer.nav[i]));
    each('form[method="post"]', (one) => one.setAttribute("action", page + answer.query));
    window.history.replaceState(null, "", withQuery(window.location.href, answer.query, KEPT));
  }

  /**
   * @param {FormData} body
   * @returns {Promise<Answer | null>} null where something is wrong, which is said then, or newer things were sent
   */
  async function send(body) {
    clearTimeout(waiting);
    const mine = ++turn;
    try {
      const address = `${page}${window.location.search}`;
      const asked = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      /** @type {Answer} */
      const answer = await asked.json();
      if (mine !== turn) return null;
      fault(answer.notice);
      if (answer.notice) return null;
      paint(answer);
      return answer;
    } catch {
      if (mine === turn) fault(texts.failed);
      return null;
    }
  }

  /**
   * Regions in the form in which the atlas saves them.
   * @param {Regions} regions
   */
  const saved = (regions) =>
    JSON.stringify({
      ...form,
      regions: regions.map(({ name, colour, codes }) => ({
        name,
        colour,
        municipalities: codes.map((code) => ({ code })),
      })),
    });

  return {
    /**
     * What is drawn by now; regions that hold nothing yet are only begun.
     * @param {Regions} regions
     */
    drawn(regions) {
      clearTimeout(waiting);
      const begun = regions.filter(({ codes }) => codes.length);
      if (begun.length) {
        const body = new FormData();
        body.set("text", saved(begun));
        waiting = window.setTimeout(() => void send(body), PAUSE_MS);
        return;
      }
      turn += 1;
      fault("");
      const result = byId("result");
      if (result) result.hidden = true;
      written = "";
      sync();
      const given = new URLSearchParams(window.location.search);
      given.delete("social_regions");
      window.history.replaceState(null, "", withQuery(window.location.href, `?${given}`, KEPT));
    },
    /**
     * What a form or a file brings.
     * @param {FormData} body
     * @param {Regions} regions that are drawn by now
     */
    async brought(body, regions) {
      const file = body.get("file");
      if (file instanceof File && file.size > most) {
        fault(filled(texts.large, { found: String(Math.ceil(file.size / 1000)) }));
        return null;
      }
      if (!body.has("text")) body.set("text", saved(regions));
      if (!body.has("territory")) body.set("territory", String(form.territory));
      const entered = list.value;
      const answer = await send(body);
      if (answer && list.value === entered) shown = entered; /* it is drawn now */
      if (answer) sync();
      return answer;
    },
  };
}
