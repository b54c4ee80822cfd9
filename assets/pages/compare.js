/* The comparison page: the address is the state; every control writes it and asks anew. */
(function () {
  window.dash_clientside = window.dash_clientside || {};

  if (window.self !== window.top) document.documentElement.dataset.framed = "true";
  const here = () => document.querySelector(".compare-page") !== null;
  const ask = () => window.dash_clientside.set_props("asked", { data: window.location.search });

  function go(changes) {
    const url = new URL(window.location.href);
    for (const [key, value] of Object.entries(changes)) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    url.search = url.search.replace(/%2C/g, ",");
    window.history.pushState(null, "", url);
    ask();
  }

  let shown = null;
  const regions = () => shown?.regions || [];

  window.dash_clientside.atlas_compare = {
    ask: () => {
      const list = document.getElementById("regions-found");
      if (list && !list.childElementCount) list.append(document.getElementById("all-regions").content.cloneNode(true));
      return window.location.search;
    },
    settle: (chosen) => {
      if (!chosen) return;
      shown = chosen;
      const year = document.getElementById("pick-year");
      year.replaceChildren(...chosen.years.map((y) => new Option(y, y)));
      document.querySelectorAll("[data-compare]").forEach((el) => (el.value = chosen[el.dataset.compare]));
      const url = new URL(window.location.href);
      url.search = chosen.query;
      window.history.replaceState(null, "", url);
    },
  };

  document.addEventListener("change", (event) => {
    const key = event.target.dataset?.compare;
    if (!key || !shown) return;
    const next = { ...shown, [key]: event.target.value };
    const indicator = next.second && next.second !== next.indicator ? `${next.indicator},${next.second}` : next.indicator;
    go(key === "indicator" || key === "second" ? { indicator, year: null } : { [key]: next[key] });
  });

  document.addEventListener("input", (event) => {
    if (event.target.id !== "add-region") return;
    const option = [...document.querySelectorAll("#regions-found option")].find((o) => o.value === event.target.value);
    if (!option) return;
    event.target.value = "";
    go({ regions: [...new Set([...regions(), option.dataset.code])].join(",") });
  });

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-remove]");
    if (chip) go({ regions: regions().filter((code) => code !== chip.dataset.remove).join(",") });
  });

  window.addEventListener("popstate", () => here() && ask());
})();
