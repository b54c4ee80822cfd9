/* Saves a chart with its title and source. The picture is made here and handed over as a file; no server is asked. */
(function () {
  /* Dots of a saved picture for each dot of the screen. */
  const SHARPNESS = 2;

  const dataUrl = (blob) =>
    new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.readAsDataURL(blob);
    });

  /* The page's fonts as rules that hold the fonts themselves: a picture cannot ask for files. */
  async function fonts() {
    const sheets = [...document.styleSheets].filter((sheet) => sheet.href);
    const rules = sheets.flatMap((sheet) => [...sheet.cssRules].filter((r) => r instanceof CSSFontFaceRule));
    const written = rules.map(async (rule) => {
      const [, path] = rule.style.getPropertyValue("src").match(/url\("([^"]+)"\)/);
      const file = await fetch(new URL(path, rule.parentStyleSheet.href));
      return rule.cssText.replace(path, await dataUrl(await file.blob()));
    });
    return (await Promise.all(written)).join("\n");
  }

  async function drawing(graph) {
    const { data, layout } = structuredClone({ data: graph.data, layout: graph.layout });
    const { note, layout: over } = layout.meta.saved;
    Object.assign(layout, over, { annotations: [...layout.annotations, note] });
    const { width, height } = over;
    const made = await window.Plotly.toImage({ data, layout }, { format: "svg", width, height });
    const svg = decodeURIComponent(made.slice(made.indexOf(",") + 1));
    return { svg: svg.replace(/<svg[^>]*>/, (head) => `${head}<style>${fontRules}</style>`), width, height };
  }

  async function painted({ svg, width, height }) {
    const image = new Image(width * SHARPNESS, height * SHARPNESS);
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, image.width, image.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  let fontRules = null;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-download]");
    if (!button) return;
    const { download, format, name } = button.dataset;
    fontRules ??= await fonts();
    const drawn = await drawing(document.querySelector(`#${download} .js-plotly-plot`));
    const blob = format === "png" ? await painted(drawn) : new Blob([drawn.svg], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.download = `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${format}`;
    link.href = URL.createObjectURL(blob);
    link.click();
  });
})();
