/* What in legend, title and panel follows the year: counts a class, bars, the benchmark's mark, sentences. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  function tally() {
    const { view, figures } = now;
    const classes = new Array(view.colours.length).fill(0);
    const bars = new Array(Math.max(1, view.bars.length - 1)).fill(0);
    const low = view.bars[0];
    const step = (view.bars[view.bars.length - 1] - low) / bars.length;
    let none = 0;
    let hidden = 0;
    figures.values[now.at].forEach((value, i) => {
      const shade = view.draw === "symbols" && value !== null ? 0 : atlas.classAt(i);
      if (shade === null) return atlas.hidden(i) ? (hidden += 1) : (none += 1);
      classes[shade] += 1;
      return (bars[step > 0 ? Math.min(bars.length - 1, Math.floor((atlas.shown(value) - low) / step)) : 0] += 1);
    });
    return { classes, bars, none, hidden };
  }

  function legend() {
    const counted = tally();
    each("[data-class-count]", (el) => (el.textContent = atlas.number(counted.classes[el.dataset.classCount] || 0, 0)));
    each("[data-count-none]", (el) => (el.textContent = atlas.number(counted.none, 0)));
    each("[data-count-hidden]", (el) => (el.textContent = atlas.number(counted.hidden, 0)));
    const most = Math.max(1, ...counted.bars);
    each("[data-bar]", (el) => (el.style.transform = `scaleY(${(counted.bars[el.dataset.bar] || 0) / most})`));
    const against = now.view.benchmark ? now.view.benchmark.values[now.at] : null;
    const low = now.view.bars[0];
    const span = now.view.bars[now.view.bars.length - 1] - low;
    each("[data-mark]", (el) => {
      el.hidden = against === null || against === undefined || span <= 0;
      if (!el.hidden) el.style.left = Math.min(100, Math.max(0, (100 * (against - low)) / span)) + "%";
    });
    each("[data-mark-text]", (el) => (el.textContent = against === null || against === undefined ? "" : `${now.view.benchmark.name}: ${atlas.withUnit(against)}`));
  }

  function words() {
    each("[data-year]", (el) => (el.textContent = atlas.year()));
    each("[data-sentence]", (el) => (el.textContent = atlas.sentence(el.dataset.sentence)));
    each("[data-value]", (el) => {
      const value = atlas.value(el.dataset.value);
      el.textContent = value === null ? now.view.texts.no_value : atlas.withUnit(value);
    });
    const years = now.figures.years;
    const span = years[years.length - 1] - years[0];
    const at = span ? (atlas.year() - years[0]) / span : 0.5;
    each(".year-line", (el) => el.style.setProperty("--year-at", at)); /* not on the page: all areas would be styled anew */
  }

  atlas.refresh = function () {
    if (!now.view || !now.figures) return;
    legend();
    words();
    atlas.sheet();
  };
  atlas.onChange((what) => what !== "geometry" && what !== "selection" && atlas.refresh());
})();
