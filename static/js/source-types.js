// The form of a source shows the fields that its type has. A field that holds something always stays in sight.

(() => {
  const data = document.getElementById("fields-of-types");
  const type = document.getElementById("id_type");
  if (!data || !type) return;
  const fields = JSON.parse(data.textContent);
  const named = new Set(Object.values(fields).flat()); // what belongs to some type; other rows are none of ours
  const boxes = [...document.querySelectorAll("fieldset .form-row, fieldset .fieldBox")]
    .filter((box) => box.closest(".inline-group") === null);

  const nameOf = (box) => {
    const control = box.querySelector("input[name], textarea[name], select[name]");
    return control && control.name;
  };
  const isFilled = (box) => {
    const control = box.querySelector("input[name], textarea[name]");
    return (control && control.value !== "") || box.querySelector(".errorlist") !== null;
  };

  function show() {
    const known = new Set(fields[type.value] || []);
    const rows = boxes.filter((box) => box.querySelectorAll(".fieldBox").length === 0 && nameOf(box));
    rows.forEach((box) => { box.hidden = named.has(nameOf(box)) && known.size > 0 && !known.has(nameOf(box)) && !isFilled(box); });
    boxes.filter((box) => box.querySelectorAll(".fieldBox").length > 0).forEach((line) => {
      line.hidden = [...line.querySelectorAll(".fieldBox")].every((box) => box.hidden);
    });
  }

  type.addEventListener("change", show);
  show();
})();
