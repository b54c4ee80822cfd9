/* Picking: indicators with search, regions by name, panels that fold, the link to this view. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const plain = (text) => text.toLocaleLowerCase("de").normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");

  function marked() {
    document.querySelectorAll("[data-indicator]").forEach((el) => {
      const own = el.dataset.indicator === now.view.indicator;
      if (own) el.setAttribute("aria-current", "true");
      else el.removeAttribute("aria-current");
      if (own) el.closest("details").open = true;
    });
  }

  atlas.list = function () {
    const groups = document.getElementById("groups");
    if (groups && !groups.childElementCount) groups.append(document.getElementById("indicators").content.cloneNode(true));
  };

  /* Lists show what the server answered, also after Back. */
  function settle() {
    document.querySelectorAll("[data-control]").forEach((el) => {
      const value = now.view.controls[el.dataset.control];
      if (value !== undefined && el.value !== value) el.value = value;
    });
  }

  function search(text) {
    const words = plain(text).split(/\s+/).filter(Boolean);
    let found = 0;
    document.querySelectorAll("#picker details").forEach((group) => {
      let here = 0;
      group.querySelectorAll("[data-words]").forEach((el) => {
        const hit = words.every((word) => plain(el.dataset.words).includes(word));
        el.hidden = !hit;
        here += hit;
      });
      group.hidden = !here;
      if (words.length) group.open = here > 0;
      found += here;
    });
    const none = document.getElementById("picker-none");
    if (none) none.hidden = found > 0;
  }

  const open = (panel, yes) => {
    const page = document.getElementById("page");
    page.classList.add("chosen");
    page.classList.toggle("show-" + panel, yes);
    page.classList.toggle("fold-" + panel, !yes);
    document.querySelectorAll(`[data-fold="${panel}"]`).forEach((el) => el.setAttribute("aria-expanded", yes));
    if (yes && panel === "controls") {
      document.querySelector('[data-indicator][aria-current="true"]')?.scrollIntoView({ block: "center" });
      document.getElementById("picker-search")?.focus({ preventScroll: true });
    }
    window.dispatchEvent(new Event("resize"));
  };

  function chooseRegion(input) {
    const wanted = plain(input.value.trim());
    if (!wanted || !now.regions) return;
    const names = now.regions.names.map(plain);
    const labels = now.regions.names.map((name, i) => plain(`${name} (${now.regions.parents[i]})`));
    let i = labels.indexOf(wanted);
    if (i < 0) i = names.indexOf(wanted);
    if (i < 0) i = names.findIndex((name) => name.startsWith(wanted));
    if (i < 0) return void atlas.say(atlas.fill(now.view.texts.no_region, { name: input.value }));
    const code = now.regions.codes[i];
    input.value = "";
    if (!now.selected.has(code)) atlas.toggle(code);
  }

  function suggest() {
    const list = document.getElementById("region-names");
    if (!list || list.dataset.of === now.view.files.regions) return;
    list.dataset.of = now.view.files.regions;
    list.replaceChildren(...now.regions.names.map((name, i) => {
      const option = document.createElement("option");
      const parent = now.regions.parents[i];
      option.value = parent ? `${name} (${parent})` : name;
      return option;
    }));
  }

  document.addEventListener("click", (event) => {
    const level = event.target.closest("[data-level]");
    if (level) window.dash_clientside.set_props("level", { data: level.dataset.level });
    const pick = event.target.closest("[data-indicator]");
    if (pick) {
      window.dash_clientside.set_props("indicator", { data: pick.dataset.indicator });
      if (window.matchMedia("(max-width: 899px)").matches) open("controls", false);
    }
    const fold = event.target.closest("[data-fold]");
    if (fold) open(fold.dataset.fold, fold.getAttribute("aria-expanded") !== "true");
    const drop = event.target.closest("[data-drop]");
    if (drop) atlas.toggle(drop.dataset.drop);
    const other = event.target.closest("a[data-page]");
    if (other) other.search = window.location.search;
    const copy = event.target.closest("#share");
    if (copy) {
      navigator.clipboard?.writeText(window.location.href).then(
        () => atlas.note(now.view.texts.copied), () => atlas.note(window.location.href));
    }
    const jump = event.target.closest("#skip");
    if (jump) {
      event.preventDefault();
      const table = document.getElementById("table");
      table.scrollIntoView();
      table.focus({ preventScroll: true });
    }
  });

  atlas.note = function (text) {
    const place = document.getElementById("share-note");
    if (place) place.textContent = text;
    setTimeout(() => place && (place.textContent = ""), 4000);
  };

  document.addEventListener("input", (event) => {
    if (event.target.id === "picker-search") search(event.target.value);
    if (event.target.id === "region-search" && / \(.+\)$/.test(event.target.value)) chooseRegion(event.target);
  });
  document.addEventListener("change", (event) => {
    const key = event.target.dataset?.control;
    if (key) window.dash_clientside.set_props(key, { data: event.target.value });
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.id === "region-search" && event.key === "Enter") chooseRegion(event.target);
    if (event.key === "Escape" && window.matchMedia("(max-width: 899px)").matches) open("controls", false);
  });

  /* The comparison under the map: loaded when it is opened, then in step with the address. */
  function comparison() {
    const panel = document.getElementById("compare-panel");
    const frame = panel?.querySelector("iframe");
    if (!panel?.open || !frame) return;
    const wanted = frame.dataset.address + window.location.search;
    if (frame.dataset.shown === wanted) return;
    frame.dataset.shown = wanted;
    frame.src = wanted;
  }
  document.addEventListener("toggle", (event) => event.target.id === "compare-panel" && comparison(), true);

  atlas.settle = () => now.view && settle();

  atlas.onChange((what) => {
    if (what === "view") setTimeout(comparison, 100); /* the address is settled by then */
    if (what === "view") {
      marked();
      settle();
      suggest();
    }
  });
})();
