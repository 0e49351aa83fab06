// <select data-module="filter-select">: a box above a long list narrows it by any part of a name.
const SHORT = 8;

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase();

function build(select) {
  const name = select.labels?.[0]?.textContent.trim() || "this list";
  const wrapper = document.createElement("div");
  wrapper.className = "chairside-filter-select";
  const label = document.createElement("label");
  label.className = "chairside-filter-select__label";
  label.htmlFor = `${select.id}_filter`;
  label.textContent = `Type part of a name to shorten the list`;
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = ` of ${name}`;
  label.append(hidden);
  const box = document.createElement("input");
  box.id = label.htmlFor;
  box.type = "search";
  box.autocomplete = "off";
  box.className = "govuk-input govuk-input--width-20";
  const count = document.createElement("span");
  count.className = "govuk-visually-hidden";
  count.setAttribute("role", "status");
  wrapper.append(label, box, count);
  select.before(wrapper);
  return { box, count };
}

function enhance(select) {
  const options = [...select.options];
  if (options.length <= SHORT || select.dataset.enhanced) return;
  select.dataset.enhanced = "true";
  const { box, count } = build(select);
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    const fits = (option) => words.every((word) => plain(option.textContent).includes(word));
    // The chosen option always stays, so that narrowing never changes an answer unseen.
    const kept = options.filter((option) => option.selected || !option.value || fits(option));
    select.replaceChildren(...kept);
    const found = options.filter((option) => option.value && fits(option)).length;
    count.textContent = found === 1 ? "1 match" : `${found} matches`;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "ArrowDown" || event.key === "Enter") select.focus();
  });
}

export function startFilterSelects(scope) {
  scope.querySelectorAll("select[data-module='filter-select']").forEach(enhance);
}
