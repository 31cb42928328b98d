// Hovering or focusing a mark shows its reference or note beside it; a link to an article shows the article's digest.
// Without this both are links, and stay links.

(() => {
  const SHOW_AFTER = 120, DIGEST_AFTER = 350, HIDE_AFTER = 250; // ms: long enough to pass over marks, and to move onto the card
  let card = null, owner = null, timer = 0;

  const ARTICLE = /^(?:\/[a-z]{2})?\/(?:parties|people|events|elections|assemblies)\/(?!compare\/)[a-z0-9-]+\/$/;
  const digests = new Map();
  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const isMark = (link) => link.closest(".mark") !== null;
  const isArticle = (link) => link.origin === location.origin && !link.hash && ARTICLE.test(link.pathname)
    && link.pathname !== location.pathname && link.closest(".page, .navbox, .around") !== null;

  async function digest(link) {
    const path = link.pathname;
    if (!digests.has(path)) digests.set(path, fetch(`${path}digest/`).then((answer) => (answer.ok ? answer.text() : "")));
    const text = await digests.get(path);
    return text ? document.createRange().createContextualFragment(text) : null;
  }

  function hide() {
    clearTimeout(timer);
    wanted = null;
    if (!card) return;
    card.remove();
    owner.removeAttribute("aria-describedby");
    card = owner = null;
  }

  let wanted = null; // the link whose digest is on its way

  async function showDigest(link) {
    wanted = link;
    const content = await digest(link).catch(() => { digests.delete(link.pathname); return null; });
    if (content && wanted === link) open(link, content, document.documentElement.lang);
  }

  function show(link) {
    if (owner === link) return;
    if (!isMark(link)) { showDigest(link); return; }
    const entry = target(link);
    const text = entry && entry.querySelector(".reference, .text");
    if (text) open(link, text.cloneNode(true), entry.closest("[lang]").lang);
  }

  function open(link, content, language) {
    clearTimeout(timer);
    hide();
    owner = link;
    card = document.createElement("div");
    card.className = "card";
    card.id = "mark-card";
    card.setAttribute("role", "tooltip");
    card.lang = language;
    card.append(content);
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
  function linkOf(event) {
    const link = !isInCard(event) && event.target.closest?.("a[href]");
    return link && (isMark(link) || isArticle(link)) ? link : null;
  }
  document.addEventListener("mouseover", (event) => {
    const link = linkOf(event);
    if (link) later(() => show(link), isMark(link) ? SHOW_AFTER : DIGEST_AFTER);
  });
  document.addEventListener("mouseout", (event) => linkOf(event) && later(hide, HIDE_AFTER));
  document.addEventListener("focusin", (event) => {
    if (linkOf(event)) show(linkOf(event));
    else if (!isInCard(event)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => isInCard(event) || hide());
})();
