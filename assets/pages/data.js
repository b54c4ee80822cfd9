/* The list of indicators can be searched; without a script all of it stands there. */
(function () {
  const box = document.getElementById("find");
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  const found = document.getElementById("found");

  function search() {
    const wanted = plain(box.value.trim());
    let n = 0;
    document.querySelectorAll(".indicators > li").forEach((item) => {
      item.hidden = !plain(item.textContent).includes(wanted);
      n += item.hidden ? 0 : 1;
    });
    document.querySelectorAll(".field-title").forEach((title) => {
      title.hidden = !title.nextElementSibling.querySelector("li:not([hidden])");
    });
    found.textContent = wanted ? found.dataset.text.replace("{n}", n) : "";
  }

  document.querySelector(".find").hidden = false;
  box.addEventListener("input", search);

  /* An address that names an indicator shows its definition. */
  const named = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const details = named?.querySelector("details");
  if (details) details.open = true;
})();
