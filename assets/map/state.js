/* What the page shows right now. The server sends a view (what to draw, with every text and number of the
   design in it); figures and regions are immutable files. Everything else in assets/ reads from here. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const files = new Map();
  let asked = 0;

  const now = (atlas.now = {
    view: null, figures: null, regions: null, at: 0,
    selected: new Set(), index: new Map(), ranks: new Map(),
  });

  function load(url) {
    if (!files.has(url)) {
      const answer = fetch(url).then((r) => {
        if (!r.ok) throw new Error(url + " " + r.status);
        return r.json();
      });
      answer.catch(() => files.delete(url));
      files.set(url, answer);
    }
    return files.get(url);
  }

  /* Two indicators are shown in the years that both have. */
  function shared(figures, other) {
    const at = figures.years.map((year, i) => i).filter((i) => other.years.includes(figures.years[i]));
    return Object.fromEntries(["years", "values", "states"].map((key) => [key, at.map((i) => figures[key][i])]));
  }

  /* A late answer is never painted under a newer title: the ticket decides. */
  atlas.show = async function (view) {
    if (!view) return;
    const ticket = ++asked;
    document.documentElement.dataset.busy = "true";
    try {
      const second = view.second ? load(view.files.figures_second) : null;
      const [figures, regions, other] = await Promise.all([load(view.files.figures), load(view.files.regions), second]);
      if (ticket !== asked) return;
      now.view = view;
      now.figures = view.second ? shared(figures, other) : figures;
      now.regions = regions;
      now.other = other;
      now.ranks.clear();
      now.index = new Map(regions.codes.map((code, i) => [code, i]));
      now.selected = new Set(view.selected);
      now.at = Math.max(0, now.figures.years.indexOf(view.year));
      atlas.changed("view");
    } catch (error) {
      atlas.say(view.texts.load_failed);
    } finally {
      if (ticket === asked) delete document.documentElement.dataset.busy;
    }
  };

  const listeners = [];
  atlas.onChange = (listener) => listeners.push(listener);
  atlas.changed = (what) => listeners.forEach((listener) => listener(what));

  atlas.setYear = function (at) {
    if (!now.figures || at === now.at || at < 0 || at >= now.figures.years.length) return;
    now.at = at;
    atlas.changed("year");
  };
  atlas.year = () => now.figures.years[now.at];

  atlas.value = (code, at = now.at) => {
    const i = now.index.get(code);
    const value = i === undefined ? null : now.figures.values[at][i];
    return value === undefined ? null : value;
  };

  atlas.state = function (code, at = now.at) {
    const i = now.index.get(code);
    for (const [state, where] of Object.entries(now.figures.states[at])) if (where.includes(i)) return state;
    return "ok";
  };

  /* Ties share the best rank; areas without a value have none. */
  atlas.rank = function (code, at = now.at) {
    if (!now.ranks.has(at)) {
      const sorted = now.figures.values[at].filter((v) => v !== null).sort((a, b) => b - a);
      const first = new Map();
      sorted.forEach((v, i) => first.has(v) || first.set(v, i + 1));
      now.ranks.set(at, { first, n: sorted.length });
    }
    const { first, n } = now.ranks.get(at);
    return { rank: first.get(atlas.value(code, at)), n };
  };

  /* As people read it, halves away from zero: a 3,0 never stands in a class that begins above 3,0. The server counts in
     the same whole steps (two digits more than are shown), so both class a value alike. */
  atlas.read = (value, decimals) => {
    const steps = Math.round(Math.abs(value) * 10 ** (decimals + 2));
    return (Math.sign(value) * Math.floor((steps + 50) / 100)) / 10 ** decimals;
  };
  atlas.shown = (value, format = now.view.format) => atlas.read(value, format.decimals);

  /* Of the second indicator in the same year, null where it has none. */
  atlas.secondValue = function (i) {
    const at = now.other.years.indexOf(atlas.year());
    return at < 0 ? null : now.other.values[at][i];
  };

  /* Whether the i-th area has no class because a figure of it is kept secret, that of either indicator where there are two. */
  atlas.hidden = function (i) {
    if ((now.figures.states[now.at].secret || []).includes(i)) return true;
    const at = now.view.draw === "bivariate" ? now.other.years.indexOf(atlas.year()) : -1;
    return at >= 0 && (now.other.states[at].secret || []).includes(i);
  };

  /* Class i holds (edges[i], edges[i + 1]]; the first one its lower edge as well. */
  atlas.classOf = function (value, edges = now.view.edges, format = now.view.format) {
    const read = atlas.shown(value, format);
    let i = 0;
    while (i < edges.length - 2 && read > edges[i + 1]) i += 1;
    return i;
  };

  /* The class of the i-th area in this year; null without a value, of either indicator where there are two. */
  atlas.classAt = function (i) {
    const value = now.figures.values[now.at][i];
    if (value === null || value === undefined) return null;
    if (now.view.draw !== "bivariate") return atlas.classOf(value);
    const other = atlas.secondValue(i);
    if (other === null) return null;
    const { edges, format } = now.view.second;
    return atlas.classOf(value) + (now.view.edges.length - 1) * atlas.classOf(other, edges, format);
  };

  atlas.name = (code) => now.regions.names[now.index.get(code)] || code;
  atlas.parent = (code) => now.regions.parents[now.index.get(code)] || "";
})();
