/* The clientside ends of the callbacks. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.atlas_page = {
    ask: () => {
      atlas.list();
      setTimeout(atlas.early, 0);
      return atlas.address.read();
    },
    settle: (query) => query && atlas.address.settle(query),
    show: (view) => void atlas.show(view),
    refresh: () => void setTimeout(() => (atlas.refresh(), atlas.settle()), 0),
  };
})();
