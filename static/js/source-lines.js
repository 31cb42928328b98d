/* Completion of source keys: typing @ in a source line, or in prose, lists the sources whose key, title or outlet
   holds the words. Arrow keys choose, Enter or Tab takes, Escape closes. Without this script the fields work as text. */
"use strict";

(() => {
  const TYPED = /@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]+)?)$/u;
  const address = () => document.querySelector("[data-complete-keys]")?.dataset.completeKeys;
  const completes = (field) =>
    field instanceof HTMLTextAreaElement && (field.matches(".source-line") || /(^|-)(lead|body)$/.test(field.name));

  const list = document.createElement("ul");
  list.className = "key-list";
  list.id = "source-keys";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "@");
  list.hidden = true;
  document.body.append(list);

  let field = null;
  let chosen = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    field?.removeAttribute("aria-activedescendant");
    field?.setAttribute("aria-expanded", "false");
  };

  const choose = (index) => {
    chosen = (index + list.children.length) % list.children.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
  };

  const take = () => {
    const before = field.value.slice(0, field.selectionStart).replace(TYPED, "");
    const key = list.children[chosen].dataset.key;
    const bare = !/\[[^\]]*$/.test(before);
    field.setRangeText(bare ? `[@${key}]` : `@${key}`, before.length, field.selectionStart, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };

  const show = (results) => {
    list.replaceChildren(
      ...results.map((result, at) => {
        const item = document.createElement("li");
        const key = document.createElement("code");
        const about = document.createElement("span");
        item.id = `source-key-${at}`;
        item.dataset.key = result.key;
        item.setAttribute("role", "option");
        key.textContent = `@${result.key}`;
        about.textContent = [result.title, result.about].filter(Boolean).join(" — ");
        item.append(key, about);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(at);
          take();
        });
        return item;
      }),
    );
    if (!results.length) return close();
    const box = field.getBoundingClientRect();
    list.style.left = `${box.left + window.scrollX}px`;
    list.style.top = `${Math.min(box.bottom, window.innerHeight - 40) + window.scrollY}px`;
    list.hidden = false;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "true");
    choose(0);
  };

  document.addEventListener("input", async (event) => {
    if (!completes(event.target) || !address()) return;
    field = event.target;
    const typed = field.value.slice(0, field.selectionStart).match(TYPED);
    const ask = ++asked;
    if (!typed) return close();
    const answer = await fetch(`${address()}?q=${encodeURIComponent(typed[1])}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const { results } = await answer.json();
    if (ask === asked) show(results);
  });

  document.addEventListener("keydown", (event) => {
    if (list.hidden || event.target !== field) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") take();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  document.addEventListener("focusout", (event) => event.target === field && close());
})();
