/* The map alone in the frame of another page: which parts it shows, its height, and a hint where a gesture belongs to the page. */
(function () {
  const PARTS = ["title", "legend", "years"];
  const HINT_MS = 1600;
  const root = document.documentElement;
  if (root.dataset.embed !== "true") return;

  const asked = new URLSearchParams(window.location.search).get("show");
  if (asked !== null) {
    const shown = asked.split(",");
    root.dataset.without = PARTS.filter((part) => !shown.includes(part)).join(" ");
  }

  /* Only a page that has our script asks for it; the answer is a height and nothing about the reader. */
  let told = 0;
  function tell() {
    const height = Math.ceil(document.querySelector(".atlas")?.getBoundingClientRect().height || 0);
    if (!height || height === told) return;
    told = height;
    window.parent.postMessage({ type: "atlas:height", height }, "*");
  }
  function watch() {
    const page = document.querySelector(".atlas");
    if (page) new ResizeObserver(tell).observe(page);
    else requestAnimationFrame(watch); // the page's parts come after its document
  }
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.type !== "atlas:auto" || root.dataset.auto) return;
    root.dataset.auto = "true";
    watch();
  });

  let gone = 0;
  function hint(kind) {
    const box = document.getElementById("gesture-hint");
    if (!box) return;
    box.textContent = box.dataset[kind];
    box.hidden = false;
    clearTimeout(gone);
    gone = setTimeout(() => (box.hidden = true), HINT_MS);
  }
  const onMap = (event) => event.target.closest?.(".map");
  document.addEventListener("touchmove", (event) => onMap(event) && event.touches.length === 1 && hint("touch"), { passive: true });
  document.addEventListener("wheel", (event) => onMap(event) && !event.ctrlKey && !event.metaKey && hint("wheel"), { passive: true });
})();
