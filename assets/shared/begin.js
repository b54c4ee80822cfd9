/**
 * Dash and its libraries run when the page has been painted: they take longer than all that is seen without them.
 * The head fetches them ahead; here they are taken out of their template, in their order.
 */

/** A page in the background is never painted: there nothing has to wait. */
const LONGEST_MS = 500;

/** @returns {Promise<void>} after the frame in which the page is seen first */
const painted = () =>
  new Promise((done) => {
    setTimeout(done, document.visibilityState === "hidden" ? 0 : LONGEST_MS);
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });

/** @param {HTMLScriptElement} from what stands in a template never runs, its copy does */
function copied(from) {
  const made = document.createElement("script");
  for (const { name, value } of from.attributes) made.setAttribute(name, value);
  made.textContent = from.textContent;
  made.async = false; /* one after the other */
  return made;
}

/** @param {HTMLScriptElement} script */
const loaded = (script) =>
  new Promise((done) => {
    script.addEventListener("load", done);
    script.addEventListener("error", done);
  });

export {}; /* a module, so that it may wait */

await painted();
const template = document.getElementById("after-paint");
if (template instanceof HTMLTemplateElement) {
  const scripts = [...template.content.querySelectorAll("script")].map(copied);
  const files = scripts.filter((script) => script.src);
  const all = Promise.all(files.map(loaded));
  document.body.append(...files);
  await all;
  document.body.append(...scripts.filter((script) => !script.src));
}
