// Hovering or focusing a mark shows its reference or note beside it. Without this a mark is a link, and stays one.

(() => {
  const SHOW_AFTER = 120, HIDE_AFTER = 250; // ms: long enough to pass over marks, and to move onto the card
  let card = null, owner = null, timer = 0;

  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

  function hide() {
    clearTimeout(timer);
    if (!card) return;
    card.remove();
    owner.removeAttribute("aria-describedby");
    card = owner = null;
  }

  function show(link) {
    const entry = target(link);
    const text = entry && entry.querySelector(".reference, .text");
    if (!text || owner === link) return;
    clearTimeout(timer);
    hide();
    owner = link;
    card = document.createElement("div");
    card.className = "card";
    card.id = "mark-card";
    card.setAttribute("role", "tooltip");
    card.lang = entry.closest("[lang]").lang;
    card.append(text.cloneNode(true));
    card.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    card.querySelectorAll(".Z3988").forEach((part) => part.remove()); // reference managers count them
    card.addEventListener("mouseenter", () => clearTimeout(timer));
    card.addEventListener("mouseleave", () => later(hide, HIDE_AFTER));
    (document.querySelector("main") || document.body).append(card);
    link.setAttribute("aria-describedby", card.id);
    place(link);
  }

  function place(link) {
    const mark = link.getBoundingClientRect(), box = card.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(mark.left - 16, room - box.width - 8));
    const above = mark.top - box.height - 6;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(above > 8 ? above : mark.bottom + 6) + scrollY}px`;
  }

  function later(act, delay) {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  }

  const isInCard = (event) => card !== null && card.contains(event.target);
  const linkOf = (event) => !isInCard(event) && event.target.closest && event.target.closest(".mark a");
  document.addEventListener("mouseover", (event) => {
    const link = linkOf(event);
    if (link) later(() => show(link), SHOW_AFTER);
  });
  document.addEventListener("mouseout", (event) => linkOf(event) && later(hide, HIDE_AFTER));
  document.addEventListener("focusin", (event) => {
    if (linkOf(event)) show(linkOf(event));
    else if (!isInCard(event)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => isInCard(event) || hide());
})();
