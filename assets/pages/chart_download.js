/** Saves a chart with its title and source. The picture is made here and handed over as a file; no server is asked. */

/** @import { PlotlyGraph } from "../globals.d.ts" */

import { closest } from "../shared/dom.js";

/** Dots of a saved picture for each dot of the screen. */
const SHARPNESS = 2;

/** @typedef {{ svg: string, width: number, height: number }} Drawing */

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
const dataUrl = (blob) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.readAsDataURL(blob);
  });

/** @param {CSSFontFaceRule} rule */
async function withFont(rule) {
  const path = rule.style.getPropertyValue("src").match(/url\("([^"]+)"\)/)?.[1] ?? "";
  const file = await fetch(new URL(path, rule.parentStyleSheet?.href ?? undefined));
  return rule.cssText.replace(path, await dataUrl(await file.blob()));
}

/** The page's fonts as rules that hold the fonts themselves: a picture cannot ask for files. */
async function embeddedFonts() {
  const sheets = [...document.styleSheets].filter((sheet) => sheet.href);
  const rules = sheets.flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.flatMap((rule) => (rule instanceof CSSFontFaceRule ? [withFont(rule)] : []));
  return (await Promise.all(faces)).join("\n");
}

/** @type {Promise<string> | null} */
let fonts = null;

/**
 * @param {PlotlyGraph} graph
 * @returns {Promise<Drawing>}
 */
async function drawing(graph) {
  fonts ??= embeddedFonts();
  const rules = await fonts;
  const { data, layout } = structuredClone({ data: graph.data, layout: graph.layout });
  const { note, layout: over } = layout.meta.saved;
  Object.assign(layout, over, { annotations: [...layout.annotations, note] });
  const { width, height } = over;
  const made = await window.Plotly.toImage({ data, layout }, { format: "svg", width, height });
  const svg = decodeURIComponent(made.slice(made.indexOf(",") + 1));
  return { svg: svg.replace(/<svg[^>]*>/, (head) => `${head}<style>${rules}</style>`), width, height };
}

/**
 * @param {Drawing} drawing
 * @returns {Promise<Blob | null>}
 */
async function painted({ svg, width, height }) {
  const image = new Image(width * SHARPNESS, height * SHARPNESS);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, image.width, image.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** @param {HTMLElement} button */
async function save({ dataset: { download, format = "", name = "" } }) {
  const graph = /** @type {PlotlyGraph | null} */ (document.querySelector(`#${download} .js-plotly-plot`));
  if (!graph) return;
  const drawn = await drawing(graph);
  const blob = format === "png" ? await painted(drawn) : new Blob([drawn.svg], { type: "image/svg+xml" });
  if (!blob) return;
  const link = document.createElement("a");
  link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${format}`;
  link.href = URL.createObjectURL(blob);
  link.click();
}

document.addEventListener("click", (event) => {
  const button = closest(event, "[data-download]");
  if (button) void save(button);
});
