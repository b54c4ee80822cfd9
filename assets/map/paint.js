/* The Leaflet hooks that dash-leaflet calls, and recolouring in place: layers are kept, only what changed is touched. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const areas = (atlas.areas = new Map());
  const circles = new Map();

  atlas.fillOf = function (code) {
    const view = now.view;
    if (!view || !now.index.has(code) || view.draw === "symbols") return "var(--land)";
    const i = now.index.get(code);
    const shade = atlas.classAt(i);
    if (shade === null) return atlas.hidden(i) ? "url(#hatch-hidden)" : "url(#hatch-none)";
    return view.colours[shade];
  };

  const radiusOf = (code) => {
    const value = atlas.value(code);
    return value > 0 ? Math.max(now.view.circle.least, now.view.circle.radius * Math.sqrt(value / now.view.circle.value)) : 0;
  };

  atlas.style = (feature) => ({
    fillColor: now.view ? atlas.fillOf(feature.properties.code) : "var(--land)",
    fillOpacity: 1, color: "var(--border-area)", weight: 0.6, className: "area",
  });
  atlas.borderStyle = () => ({ fill: false, color: "var(--border-district)", weight: 1.3, interactive: false });
  atlas.groundStyle = () => ({ fillColor: "var(--ground)", fillOpacity: 1, color: "var(--border-state)", weight: 1, interactive: false });

  atlas.eachArea = function (feature, layer, context) {
    const code = feature.properties.code;
    const before = areas.get(code);
    areas.set(code, layer);
    if (!before || before._map !== layer._map) atlas.whenSettled(context && context.map);
    layer.on("add", () => atlas.walkable(code, layer));
    layer.on("mouseover mousemove", (event) => atlas.point(code, event.originalEvent));
    layer.on("mouseout", () => atlas.point(null));
    layer.on("click", () => atlas.toggle(code));
  };

  atlas.circle = (feature, latlng) =>
    window.L.circleMarker(latlng, { pane: "circles", radius: 0, color: "var(--circle-line)", weight: 1, fillColor: "var(--circle)", fillOpacity: 0.55 });

  atlas.eachCircle = function (feature, layer) {
    const code = feature.properties.code;
    circles.set(code, layer);
    layer.on("mouseover mousemove", (event) => atlas.point(code, event.originalEvent));
    layer.on("mouseout", () => atlas.point(null));
    layer.on("click", () => atlas.toggle(code));
    atlas.whenSettled();
  };

  atlas.label = (feature, latlng) => {
    const text = document.createElement("span");
    text.textContent = feature.properties.name;
    atlas.whenSettled();
    return window.L.marker(latlng, {
      pane: "labels", interactive: false, keyboard: false,
      icon: window.L.divIcon({ className: "seat seat-" + feature.properties.rank, html: text, iconSize: null }),
    });
  };

  /* Hundreds of layers arrive in one go: act once, after the last of them. */
  let settling = 0;
  atlas.whenSettled = function (map) {
    if (map) atlas.useMap(map);
    clearTimeout(settling);
    settling = setTimeout(() => {
      for (const kept of [areas, circles]) for (const [code, layer] of kept) if (!layer._map) kept.delete(code);
      atlas.repaint();
      atlas.changed("geometry");
    }, 0);
  };

  atlas.repaint = function () {
    if (!now.view || !now.figures) return;
    const root = document.documentElement.dataset;
    if (root.draw !== now.view.draw) root.draw = now.view.draw;
    for (const [code, layer] of areas) {
      if (!now.index.has(code)) continue; /* of the level before: it keeps its colours until the new areas are there */
      const fill = atlas.fillOf(code);
      if (layer.options.fillColor === fill && layer._painted === fill) continue;
      layer.options.fillColor = fill;
      layer._painted = fill;
      /* setStyle writes eight attributes; only this one changes. */
      if (layer._path) layer._path.setAttribute("fill", fill);
      else layer.setStyle({ fillColor: fill });
    }
    if (now.view.draw === "symbols") for (const [code, layer] of circles) layer.setRadius(radiusOf(code));
  };

  atlas.sortCircles = function () {
    const sorted = [...circles].sort(([a], [b]) => (atlas.value(b) || 0) - (atlas.value(a) || 0));
    sorted.forEach(([, layer]) => layer._map && layer.bringToFront());
  };

  atlas.onChange((what) => {
    if (what === "view" || what === "year") atlas.repaint();
    if (what !== "year" && what !== "selection" && now.view && now.view.draw === "symbols") atlas.sortCircles();
  });
})();
