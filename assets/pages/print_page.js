/* The choice of sheet and colours acts at once: picture and downloads get the new address. */
(function () {
  const form = document.getElementById("picture-form");
  const picture = document.querySelector("img[data-picture]");
  const note = document.getElementById("preview-note");
  let waiting = 0;

  function settle(text) {
    clearTimeout(waiting);
    picture.classList.remove("late");
    note.textContent = text;
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      picture.classList.add("late");
      note.textContent = note.dataset.late;
    }, 200);
  }

  function readdress(address, choice) {
    const url = new URL(address, window.location.href);
    for (const [key, value] of Object.entries(choice)) {
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
    }
    url.search = url.search.replace(/%2C/g, ",");
    return url.href;
  }

  form.addEventListener("change", () => {
    const choice = { sheet: form.elements.sheet.value, variant: form.elements.variant.value };
    document.querySelectorAll("a[data-picture]").forEach((link) => (link.href = readdress(link.href, choice)));
    wait();
    picture.src = readdress(picture.src, choice);
    window.history.replaceState(null, "", readdress(window.location.href, choice));
  });
  picture.addEventListener("load", () => settle(""));
  picture.addEventListener("error", () => settle(note.dataset.failed));

  document.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = !navigator.clipboard));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const copied = document.getElementById("copied");
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(() => {
      copied.textContent = copied.dataset.text;
    });
  });
  document.documentElement.classList.add("live");
})();
