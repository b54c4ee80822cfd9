/* On a narrow screen the regions stand in a sheet at the lower edge: a handle with the first region's value, pulled or tapped. */
(function () {
  const FAR_ENOUGH = 30;
  const handle = () => document.getElementById("sheet-handle");
  let from = null;
  let dragged = false;

  function pull(up) {
    document.getElementById("side").classList.toggle("pulled", up);
    handle().setAttribute("aria-expanded", String(up));
  }

  window.atlas.sheet = function () {
    const button = handle();
    if (!button) return;
    const text = button.querySelector("span");
    const card = document.querySelector("#panel .card");
    const name = card?.querySelector("h3")?.textContent;
    const value = card?.querySelector(".value")?.textContent;
    text.textContent = name ? [name, value].filter(Boolean).join(": ") : button.dataset.empty;
  };

  document.addEventListener("pointerdown", (event) => {
    from = event.target.closest?.("#sheet-handle") ? event.clientY : null;
    dragged = false;
  });
  document.addEventListener("pointermove", (event) => {
    if (from === null || Math.abs(event.clientY - from) < FAR_ENOUGH) return;
    pull(event.clientY < from);
    from = null;
    dragged = true; // the click that follows belongs to the pull
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#sheet-handle") && !dragged) pull(handle().getAttribute("aria-expanded") !== "true");
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && handle()?.getAttribute("aria-expanded") === "true";
    if (open && event.target.closest?.("#side")) {
      pull(false);
      handle().focus();
    }
  });
})();
