// <input data-reveals="ID">: the part with that id shows while this option is chosen.
// Ours rather than GOV.UK's, which puts aria-expanded on radio buttons, where ARIA does not allow it.
function show(input) {
  const part = document.getElementById(input.dataset.reveals);
  part?.classList.toggle(`govuk-${kind(input)}__conditional--hidden`, !input.checked);
}

const kind = (input) => (input.type === "radio" ? "radios" : "checkboxes");

export function startReveals(scope) {
  scope.querySelectorAll("input[data-reveals]").forEach((input) => {
    const group = input.closest(".govuk-radios, .govuk-checkboxes");
    show(input);
    group.addEventListener("change", () => show(input));
  });
}
