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

  /* A late answer is never painted under a newer title: the ticket decides. */
  atlas.show = async function (view) {
    if (!view) return;
    const ticket = ++asked;
    document.documentElement.dataset.busy = "true";
    try {
      const [figures, regions] = await Promise.all([load(view.figures), load(view.regions)]);
      if (ticket !== asked) return;
      now.view = view;
      now.figures = figures;
      now.regions = regions;
      now.ranks.clear();
      now.index = new Map(regions.codes.map((code, i) => [code, i]));
      now.selected = new Set(view.selected);
      now.at = Math.max(0, figures.years.indexOf(view.year));
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

  /* As people read it: a 3,0 never stands in a class that begins above 3,0. */
  atlas.shown = (value) => {
    const digits = 10 ** now.view.format.decimals;
    return Math.round(value * digits) / digits;
  };

  /* Class i holds (edges[i], edges[i + 1]]; the first one its lower edge as well. */
  atlas.classOf = function (value) {
    const edges = now.view.edges;
    const read = atlas.shown(value);
    let i = 0;
    while (i < edges.length - 2 && read > edges[i + 1]) i += 1;
    return i;
  };

  atlas.name = (code) => now.regions.names[now.index.get(code)] || code;
  atlas.parent = (code) => now.regions.parents[now.index.get(code)] || "";
})();
