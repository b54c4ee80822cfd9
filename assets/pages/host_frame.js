/**
 * For pages that show the atlas in a frame: gives each frame the height of what is in it. Optional; asks and stores
 * nothing. Served as /embed.js, a classic script that a tag of one line loads.
 */
(function () {
  const LEAST = 200;
  const MOST = 4000;

  /** @returns {HTMLIFrameElement[]} */
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => "atlas" in frame.dataset);

  /** @param {HTMLIFrameElement} frame */
  const origin = (frame) => new URL(frame.src, window.location.href).origin;

  /** @param {HTMLIFrameElement} frame */
  function ask(frame) {
    /* to whatever is there: naming an origin, a frame that still loads would complain in the console */
    frame.contentWindow?.postMessage({ type: "atlas:auto" }, "*");
  }

  window.addEventListener("message", (event) => {
    const frame = frames().find((one) => one.contentWindow === event.source && origin(one) === event.origin);
    if (!frame) return;
    if (event.data?.type === "atlas:ready") ask(frame);
    if (event.data?.type !== "atlas:height") return;
    const height = Number(event.data.height);
    if (height >= LEAST && height <= MOST) frame.style.height = `${Math.ceil(height)}px`;
  });

  function start() {
    frames().forEach(ask); /* those that were ready before */
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
