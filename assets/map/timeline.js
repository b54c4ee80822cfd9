/* The years: a native range input (keyboard for free), play, and the year in the URL. */
(function () {
  const atlas = (window.atlas = window.atlas || {});
  const now = atlas.now;
  const STEP_MS = 900;
  let playing = 0;

  const slider = () => document.getElementById("year");

  function draw() {
    const range = slider();
    if (!range || !now.figures) return;
    range.max = now.figures.years.length - 1;
    range.value = now.at;
    range.disabled = now.figures.years.length < 2;
    range.setAttribute("aria-valuetext", atlas.year());
    range.style.setProperty("--filled", range.max > 0 ? (100 * now.at) / range.max + "%" : "0%");
    const play = document.getElementById("play");
    if (play) {
      play.disabled = range.disabled;
      play.setAttribute("aria-pressed", playing > 0);
      play.setAttribute("aria-label", playing ? now.view.texts.pause : now.view.texts.play);
    }
  }

  function halt() {
    clearInterval(playing);
    playing = 0;
    draw();
  }

  function keep(how) {
    const year = atlas.year();
    atlas.address[how]({ year });
    window.dash_clientside.set_props("chosen-year", { data: year });
  }

  function play() {
    if (playing) {
      halt();
      return keep("replace");
    }
    const last = now.figures.years.length - 1;
    if (now.at >= last) atlas.setYear(0);
    playing = setInterval(() => {
      atlas.setYear(now.at + 1);
      if (now.at >= last) {
        halt();
        keep("replace");
      }
    }, STEP_MS);
    return draw();
  }

  document.addEventListener("input", (event) => {
    if (event.target.id !== "year") return;
    if (playing) halt();
    atlas.setYear(Number(event.target.value));
  });
  document.addEventListener("change", (event) => event.target.id === "year" && keep("push"));
  document.addEventListener("click", (event) => event.target.closest("#play") && now.figures && play());

  atlas.onChange((what) => (what === "year" || what === "view") && draw());
})();
