/* The choice acts at once: the frame and its code are written anew. Without a script the form does the same. */
(function () {
  const form = document.getElementById("embed-form");
  const preview = document.getElementById("embed-preview");
  const code = document.getElementById("embed-code");

  let asked = 0;
  form.addEventListener("change", async () => {
    const turn = (asked += 1);
    const query = new URLSearchParams(new FormData(form));
    const address = `${window.location.pathname}?${query.toString().replace(/%2C/g, ",")}`;
    const text = await (await fetch(address)).text();
    if (turn !== asked) return; // a late answer is never painted over a newer one
    const page = new DOMParser().parseFromString(text, "text/html");
    const next = page.getElementById("embed-preview");
    code.value = page.getElementById("embed-code").value;
    for (const name of ["width", "height", "style", "title"]) {
      if (next.hasAttribute(name)) preview.setAttribute(name, next.getAttribute(name));
      else preview.removeAttribute(name);
    }
    if (preview.src !== new URL(next.getAttribute("src"), window.location.href).href) preview.src = next.getAttribute("src");
    window.history.replaceState(null, "", address);
  });

  const button = document.querySelector("[data-copy]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () =>
    navigator.clipboard.writeText(code.value).then(() => {
      const copied = document.getElementById("copied");
      copied.textContent = copied.dataset.text;
    }));
  document.documentElement.classList.add("live");
})();
