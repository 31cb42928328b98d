// What a reader chose under "Appearance" is kept in this browser and set before the first paint.

(() => {
  const CHOICES = ["scheme", "size", "width", "keys"];
  const root = document.documentElement;

  function read(name) {
    try { return localStorage.getItem(`appearance-${name}`) || ""; } catch { return ""; } // storage may be forbidden
  }

  function apply(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  for (const name of CHOICES) apply(name, read(name));

  document.addEventListener("DOMContentLoaded", () => {
    const details = document.querySelector(".appearance");
    if (!details) return;
    details.hidden = false;
    for (const name of CHOICES) {
      for (const input of details.querySelectorAll(`[name=${name}]`)) input.checked = input.value === read(name);
    }
    details.addEventListener("change", ({ target }) => {
      try { localStorage.setItem(`appearance-${target.name}`, target.value); } catch { /* for this page only */ }
      apply(target.name, target.value);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      if (details.contains(document.activeElement)) details.querySelector("summary").focus();
      details.open = false;
    });
    document.addEventListener("click", (event) => { if (!details.contains(event.target)) details.open = false; });
  });
})();
