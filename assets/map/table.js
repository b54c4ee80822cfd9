/* The table beside the map: the same values, built when it is seen, sorted by a click on a heading. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  let sorted = { by: "name", down: false };
  let stale = true;
  let seen = false;

  const collator = new Intl.Collator("de");
  const KEYS = {
    name: (r) => r.name, parent: (r) => r.parent, value: (r) => r.value, rank: (r) => r.rank,
  };

  function rows() {
    const key = KEYS[sorted.by];
    const list = now.regions.codes.map((code) => ({
      code, name: atlas.name(code), parent: atlas.parent(code), value: atlas.value(code), rank: atlas.rank(code).rank,
    }));
    return list.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      const none = (x === null || x === undefined) - (y === null || y === undefined);
      if (none) return none;
      const order = typeof x === "string" ? collator.compare(x, y) : (x ?? 0) - (y ?? 0);
      return sorted.down ? -order : order;
    });
  }

  function cell(text, className) {
    const td = document.createElement("td");
    td.textContent = text;
    if (className) td.className = className;
    return td;
  }

  function build() {
    const body = document.getElementById("table-rows");
    if (!body || !now.figures) return;
    const { texts } = now.view;
    const all = document.createDocumentFragment();
    for (const row of rows()) {
      const tr = document.createElement("tr");
      if (now.selected.has(row.code)) tr.className = "is-selected";
      const head = document.createElement("th");
      head.scope = "row";
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.pick = row.code;
      button.textContent = row.name;
      button.setAttribute("aria-pressed", now.selected.has(row.code));
      head.append(button);
      const state = atlas.state(row.code);
      const shown = row.value === null ? texts.signs[state] || texts.signs.unknown : atlas.number(row.value);
      const td = cell(shown, "number");
      if (texts.notes[state]) td.title = texts.notes[state];
      tr.append(head, cell(row.parent), td, cell(row.rank ? atlas.number(row.rank, 0) : "\u2013", "number"),
        cell(texts.notes[state] || ""));
      all.append(tr);
    }
    body.replaceChildren(all);
    document.querySelectorAll("[data-sort]").forEach((el) => {
      const own = el.dataset.sort === sorted.by;
      el.closest("th").setAttribute("aria-sort", own ? (sorted.down ? "descending" : "ascending") : "none");
    });
    stale = false;
  }

  const later = () => setTimeout(() => stale && seen && build(), 60);

  document.addEventListener("click", (event) => {
    const heading = event.target.closest("[data-sort]");
    if (heading) {
      const by = heading.dataset.sort;
      sorted = { by, down: sorted.by === by ? !sorted.down : by === "value" };
      build();
    }
    const pick = event.target.closest("[data-pick]");
    if (pick) atlas.toggle(pick.dataset.pick);
  });

  let watching = false;
  atlas.onChange((what) => {
    if (what === "geometry") return;
    stale = true;
    const box = document.getElementById("table");
    if (box && !watching) {
      watching = true;
      new IntersectionObserver((entries) => {
        seen = entries[entries.length - 1].isIntersecting;
        if (seen && stale) build();
      }, { rootMargin: "200px" }).observe(box);
    }
    later();
  });
})();
