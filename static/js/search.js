/* Names are suggested while somebody types; without this script the field is a plain search field. */

const field = document.getElementById("site-search");
const list = document.getElementById("suggestions");
const addresses = new Map();
let waiting = 0;

async function suggest() {
  const typed = field.value.trim();
  if (typed.length < 2 || addresses.has(typed)) return;
  const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
  if (!answer.ok || field.value.trim() !== typed) return;
  const [, titles, words, urls] = await answer.json();
  list.replaceChildren(...titles.map((title, place) => {
    const known = addresses.get(title);
    addresses.set(title, known === undefined || known === urls[place] ? urls[place] : ""); // of namesakes: search
    const option = document.createElement("option");
    option.value = title;
    option.label = words[place];
    return option;
  }));
}

field?.addEventListener("input", (event) => {
  // A suggestion that is taken comes as one event, of a type of its own or of none; whatever is typed has another.
  const address = (event.inputType ?? "insertReplacementText") === "insertReplacementText" && addresses.get(field.value);
  if (address) { window.location.assign(address); return; }
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 120);
});

document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return; // chosen under "Appearance"
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field?.focus();
  }
  if (event.key === "?" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    window.location.assign(field.dataset.shortcuts);
  }
});
