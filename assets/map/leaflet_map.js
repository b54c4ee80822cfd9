/* The map as a place: finer geometry when near, gestures that leave the page its scroll, selection outlines, map position in the URL. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const FINE_FROM_ZOOM = 10;
  const ROOM_FOR_LEGEND = 801;
  const PART_UNDER_LEGEND = 0.3;
  const ALL_SEATS_FROM_ZOOM = 8.75;
  let map = null;
  let outlines = null;
  let moved = false;
  let fitted = null;
  const shown = {};

  const near = () => map !== null && map.getZoom() >= FINE_FROM_ZOOM;

  /* The legend lies over the empty north east; on a small map the state is shown beside it. The stylesheet knows its
     width before it is filled, so that the map has its place from the first frame on. */
  function fit() {
    const { position, width } = window.getComputedStyle(document.getElementById("legend"));
    const share = map.getSize().x < ROOM_FOR_LEGEND ? 1 : PART_UNDER_LEGEND;
    const right = position === "absolute" ? share * parseFloat(width) : 8;
    const bounds = now.view ? now.view.bounds : JSON.parse(map.getContainer().closest("[data-bounds]").dataset.bounds);
    const wanted = [bounds, right, map.getSize()].join(" ");
    if (wanted === fitted) return; /* to fit again would draw all areas again */
    fitted = wanted;
    map.fitBounds(bounds, { paddingTopLeft: [8, 8], paddingBottomRight: [right, 8], animate: false });
  }

  /* The page names the areas of its first map ahead of time: they need not wait for the first answer. */
  atlas.early = function () {
    const link = document.querySelector('link[rel="preload"][href*="/files/areas/"]');
    if (!link || now.view) return;
    shown.areas = link.getAttribute("href");
    window.dash_clientside.set_props("areas", { url: shown.areas });
  };

  function detail() {
    if (!now.view) return;
    for (const id of ["areas", "borders"]) {
      const url = now.view.files[id]?.[near() ? "fine" : "coarse"] || "";
      if (url === shown[id]) continue;
      shown[id] = url;
      window.dash_clientside.set_props(id, { url });
    }
  }

  function keepPlace() {
    moved = true;
    const b = map.getBounds();
    const bbox = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => v.toFixed(4)).join(",");
    atlas.address.replace({ bbox });
  }

  /* Names by importance, each only where none stands yet: more of them the nearer the map is. */
  atlas.thinLabels = function () {
    const kept = [];
    for (const rank of ["1", "2"]) {
      document.querySelectorAll(`.seat-${rank} span`).forEach((label) => {
        label.hidden = rank === "2" && map !== null && map.getZoom() < ALL_SEATS_FROM_ZOOM;
        if (label.hidden) return;
        const box = label.getBoundingClientRect();
        label.hidden = kept.some((k) => box.left < k.right + 4 && box.right > k.left - 4 && box.top < k.bottom && box.bottom > k.top);
        if (!label.hidden) kept.push(box);
      });
    }
  };

  atlas.useMap = function (found) {
    if (map === found) return;
    map = found;
    const box = map.getContainer();
    map.scrollWheelZoom.disable();
    if (window.L.Browser.mobile) map.dragging.disable();
    box.addEventListener("wheel", (event) => (event.ctrlKey ? map.scrollWheelZoom.enable() : map.scrollWheelZoom.disable()), true);
    const after = () => map.once("moveend", keepPlace);
    box.addEventListener("wheel", (event) => event.ctrlKey && after());
    box.addEventListener("keydown", (event) => event.target === box && /^(Arrow|[+-])/.test(event.key) && after());
    box.addEventListener("touchend", (event) => event.touches.length > 0 && after());
    map.on("dblclick", after);
    map.on("dragend", keepPlace);
    map.on("move", () => atlas.moved?.(map.getCenter(), map.getZoom()));
    /* Title and sources get their height late; the map stays where the reader put it. */
    new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      if (!moved) fit();
    }).observe(box);
    map.on("zoomend", () => {
      detail();
      atlas.thinLabels();
    });
    detail();
  };

  atlas.follow = function (center, zoom) {
    if (!map || (map.getZoom() === zoom && map.getCenter().equals(center, 1e-6))) return;
    moved = true;
    map.setView(center, zoom, { animate: false });
  };

  atlas.home = function () {
    if (!map || !now.view) return;
    moved = false;
    fitted = null;
    fit();
    atlas.address.replace({ bbox: null });
  };
  atlas.zoom = (by) => {
    if (!map) return;
    map.once("moveend", keepPlace);
    map.setZoom(map.getZoom() + by);
  };

  atlas.outline = function () {
    if (!map) return;
    outlines ||= window.L.layerGroup([], {}).addTo(map);
    outlines.clearLayers();
    for (const code of now.selected) {
      const layer = atlas.areas.get(code);
      if (!layer || !layer.feature) continue;
      for (const className of ["selected-under", "selected-over"])
        window.L.geoJSON(layer.feature, { pane: "selection", interactive: false, style: { className, fill: false } }).addTo(outlines);
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map]");
    if (!button) return;
    if (button.dataset.map === "home") atlas.home();
    else atlas.zoom(button.dataset.map === "in" ? 1 : -1);
  });

  atlas.onChange((what) => {
    if (what === "view") {
      detail();
      if (map && !moved) fit();
    }
    if (what === "geometry") atlas.thinLabels();
    if (what !== "year") atlas.outline();
  });
})();
