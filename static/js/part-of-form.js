// "edit" beside a section of a page opens its part of the form: #part=roles, or #part=body&at=History for a heading.

(() => {
  const asked = new URLSearchParams(location.hash.slice(1));
  const part = asked.get("part");
  if (!part || !/^[a-z_]+$/.test(part)) return;

  function openAround(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function atHeading(field, heading) {
    const found = heading ? field.value.split("\n").findIndex((line) => /^#+ /.test(line) && line.includes(heading)) : -1;
    const lines = field.value.split("\n");
    const at = found < 0 ? 0 : lines.slice(0, found).join("\n").length + (found ? 1 : 0);
    field.focus();
    field.setSelectionRange(at, at);
    field.scrollTop = Math.max(0, (field.scrollHeight * at) / Math.max(1, field.value.length) - 60);
  }

  addEventListener("load", () => {
    const field = document.querySelector(`textarea[name=${part}]`);
    const group = document.getElementById(`${part}-group`);
    const target = field || group;
    if (!target) return;
    openAround(target);
    target.scrollIntoView({ block: "center" });
    if (field) atHeading(field, asked.get("at"));
    else group.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
})();
