/* Reaching areas: pointer, keyboard (one tab stop, arrows go to the next area in that direction), selection. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  let stop = null;

  atlas.walkable = function (code, layer) {
    const path = layer._path || layer.getElement?.();
    if (!path) return;
    path.dataset.code = code;
    path.setAttribute("role", "button");
    path.setAttribute("aria-pressed", now.selected.has(code));
    path.setAttribute("tabindex", code === stop ? "0" : "-1");
    if (now.regions) path.setAttribute("aria-label", atlas.name(code));
  };

  const pathOf = (code) => atlas.areas.get(code)?._path;

  function moveStop(code) {
    if (stop && pathOf(stop)) pathOf(stop).setAttribute("tabindex", "-1");
    stop = code;
    if (pathOf(code)) pathOf(code).setAttribute("tabindex", "0");
  }

  /* Nearest in that direction: going sideways costs double. */
  function next(code, [dx, dy]) {
    const { lons, lats, codes } = now.regions;
    const from = now.index.get(code);
    const flat = Math.cos((lats[from] * Math.PI) / 180);
    let best = null;
    let least = Infinity;
    codes.forEach((other, i) => {
      const x = (lons[i] - lons[from]) * flat;
      const y = lats[i] - lats[from];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (ahead <= 0 || aside > 2 * ahead) return;
      const cost = ahead + 2 * aside;
      if (cost < least) [best, least] = [other, cost];
    });
    return best;
  }

  document.addEventListener("keydown", (event) => {
    const code = event.target.dataset?.code;
    if (!code || !event.target.closest(".leaflet-container")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      atlas.toggle(code);
      atlas.say(atlas.sentence(code));
    }
    if (event.key === "Escape") event.target.blur();
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const found = next(code, way);
    if (found) {
      moveStop(found);
      pathOf(found).focus();
    }
  }, true);

  document.addEventListener("focusin", (event) => {
    const code = event.target.dataset?.code;
    if (!code || !now.figures || !event.target.closest(".leaflet-container")) return;
    moveStop(code);
    const sentence = atlas.sentence(code);
    event.target.setAttribute("aria-label", sentence);
    atlas.readout(sentence, event.target.getBoundingClientRect());
  });
  document.addEventListener("focusout", (event) => event.target.dataset?.code && atlas.readout(null));

  /* The other of two maps shows the same area. */
  atlas.mirror = function (code) {
    const path = code && pathOf(code);
    if (path && now.index.has(code)) atlas.readout(atlas.sentence(code), path.getBoundingClientRect());
    else atlas.readout(null);
  };

  atlas.point = function (code, event) {
    atlas.pointed?.(code);
    if (!now.figures || !code) return atlas.readout(null);
    return atlas.readout(atlas.sentence(code), { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY });
  };

  atlas.readout = function (text, near) {
    const box = document.getElementById("readout");
    const stage = document.getElementById("stage");
    if (!box || !stage) return;
    box.hidden = !text;
    if (!text) return;
    if (box.textContent !== text) box.textContent = text;
    const frame = stage.getBoundingClientRect();
    const right = near.right - frame.left + 16;
    const left = near.left - frame.left - 16 - box.offsetWidth;
    const x = right + box.offsetWidth <= frame.width ? right : Math.max(8, left);
    const y = Math.min(Math.max(8, near.bottom - frame.top + 12), frame.height - box.offsetHeight - 8);
    box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  };

  atlas.toggle = function (code) {
    if (!now.view) return;
    if (now.selected.has(code)) now.selected.delete(code);
    else if (now.selected.size >= now.view.most_selected) return atlas.say(now.view.texts.too_many);
    else now.selected.add(code);
    atlas.select([...now.selected]);
  };

  atlas.select = function (codes) {
    now.selected = new Set(codes);
    for (const [code, layer] of atlas.areas) layer._path?.setAttribute("aria-pressed", now.selected.has(code));
    atlas.changed("selection");
    window.dash_clientside.set_props("regions", { data: codes });
  };

  atlas.onChange((what) => {
    if (what === "view" || what === "geometry") {
      for (const [code, layer] of atlas.areas) atlas.walkable(code, layer);
      if (now.regions && !(stop && atlas.areas.has(stop))) moveStop(now.view.selected[0] || now.regions.codes[0]);
    }
    if (what === "year") atlas.readout(null);
  });
})();
