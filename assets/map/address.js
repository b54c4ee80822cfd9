/* The URL is the state. The server answers with the query of what it shows; year and map position change here without it. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  let fromAddress = true;
  if (/\/embed\/?$/.test(window.location.pathname)) document.documentElement.dataset.embed = "true";

  function write(how, changes) {
    const url = new URL(window.location.href);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(key);
      else url.searchParams.set(key, value);
    }
    url.search = url.search.replace(/%2C/g, ",");
    if (url.href !== window.location.href) window.history[how + "State"](null, "", url);
  }

  atlas.address = {
    push: (changes) => write("push", changes),
    replace: (changes) => write("replace", changes),
    read: () => {
      fromAddress = true;
      return window.location.search;
    },
    /* An answer to what the address asked only tidies it up; any other one is a new step to go back from. */
    settle: (query) => {
      const url = new URL(window.location.href);
      const kept = ["bbox", "show"].map((key) => [key, url.searchParams.get(key)]);
      const step = fromAddress ? "replaceState" : "pushState";
      fromAddress = false;
      url.search = query;
      for (const [key, value] of kept) if (value !== null) url.searchParams.set(key, value);
      url.search = url.search.replace(/%2C/g, ",");
      if (url.href !== window.location.href) window.history[step](null, "", url);
    },
  };

  window.addEventListener("popstate", () => window.dash_clientside.set_props("asked", { data: atlas.address.read() }));
})();
