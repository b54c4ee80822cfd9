/* Numbers and sentences. The templates come from the server's catalogue of texts; here they are only filled in. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;

  const fill = (template, words) => template.replace(/\{(\w+)\}/g, (all, key) => (key in words ? words[key] : all));

  atlas.number = function (value, decimals = now.view.format.decimals) {
    const { decimal, group, group_from } = now.view.format;
    const read = atlas.read(value, decimals);
    const [whole, part] = Math.abs(read).toFixed(decimals).split(".");
    const grouped = Math.abs(read) >= group_from ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
    const minus = read < 0 ? "\u2212" : "";
    return minus + grouped + (part ? decimal + part : "");
  };

  atlas.withUnit = (value, { unit, decimals } = now.view.format) => {
    return atlas.number(value, decimals) + (unit ? "\u00a0" + unit : "");
  };

  /* Compared as shown: two values that read the same are called the same. */
  atlas.comparison = function (value) {
    const { benchmark, texts } = now.view;
    const against = benchmark ? benchmark.values[now.at] : null;
    if (against === null || against === undefined) return "";
    const difference = Math.abs(atlas.shown(value) - atlas.shown(against));
    const which = difference === 0 ? texts.same : value > against ? texts.more : texts.less;
    const points = texts.points ? "\u00a0" + texts.points : "";
    return fill(which, { difference: atlas.number(difference) + points, benchmark: benchmark.name, value: atlas.withUnit(against) });
  };

  function second(code) {
    if (now.view.draw !== "bivariate") return "";
    const value = atlas.secondValue(now.index.get(code));
    const { title, sentence, format } = now.view.second;
    return " " + fill(sentence, { title, value: value === null ? now.view.texts.no_value : atlas.withUnit(value, format) });
  }

  atlas.sentence = function (code) {
    const { texts } = now.view;
    const value = atlas.value(code);
    const state = atlas.state(code);
    const words = { name: atlas.name(code), year: atlas.year() };
    if (value === null) return fill(texts.states[state] || texts.states.unknown, words);
    const { rank, n } = atlas.rank(code);
    const note = texts.remarks[state] ? " " + texts.remarks[state] : "";
    return (fill(n > 1 ? texts.sentence : texts.alone, {
      ...words, value: atlas.withUnit(value) + note, rank: atlas.number(rank, 0), n: atlas.number(n, 0), areas: now.view.areas,
      comparison: atlas.comparison(value),
    }).trim() + second(code)).trim();
  };

  atlas.fill = fill;
  atlas.say = (text) => {
    const live = document.getElementById("spoken");
    if (live) live.textContent = text;
  };
})();
