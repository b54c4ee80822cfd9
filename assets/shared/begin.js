/**
 * All scripts but this one run when the page has been painted: they take longer than all that is seen without them.
 * They wait in a template: first the modules of the page, so that the picture of a map answers a pointer, then Dash.
 */

/** A page in the background is never painted: there nothing has to wait. */
const LONGEST_MS = 2000;

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
function ahead({ src }) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "script", href: src, fetchPriority: "low" });
  return link;
}

/** @param {HTMLScriptElement[]} scripts */
function run(scripts) {
  const settled = (/** @type {HTMLScriptElement} */ script) =>
    new Promise((done) => ["load", "error"].forEach((event) => script.addEventListener(event, done)));
  const all = Promise.all(scripts.map(settled));
  document.body.append(...scripts);
  return all;
}

export {}; /* a module, so that it may wait */

/* what a page leaves out in a frame is not seen to go */
if (window.self !== window.top) document.documentElement.dataset.framed = "true";

await painted();
const template = document.getElementById("after-paint");
if (template instanceof HTMLTemplateElement) {
  const scripts = [...template.content.querySelectorAll("script")].map(copied);
  const modules = scripts.filter((script) => script.type === "module");
  const files = scripts.filter((script) => script.src && !modules.includes(script));
  const running = run(modules);
  document.head.append(...template.content.querySelectorAll("link"), ...files.map(ahead));
  await running;
  await window.atlas?.foreseen;
  await run(files);
  document.body.append(...scripts.filter((script) => !script.src));
}
