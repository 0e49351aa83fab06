// Builds elements from words. Everything a person typed goes through textContent, never markup.
export function h(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "on") Object.entries(value).forEach(([type, act]) => made.addEventListener(type, act));
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

let numbers = 0;
export const newId = (stem) => `${stem}-${++numbers}`;

export function words(text, options = {}) {
  return h("span", { dir: "auto", ...options }, text);
}

export function selectOf(pairs, chosen, options = {}) {
  const box = h("select", { class: "govuk-select", ...options });
  for (const [value, label] of pairs) {
    box.append(h("option", { value, selected: String(value) === String(chosen ?? "") }, label));
  }
  return box;
}

export function field(label, control, { hidden = false, hint = "" } = {}) {
  control.id ||= newId("live");
  const hintId = hint ? `${control.id}-hint` : "";
  if (hint) control.setAttribute("aria-describedby", hintId);
  return h(
    "div",
    { class: "chairside-live-field" },
    h("label", { class: hidden ? "govuk-visually-hidden" : "chairside-live-field__label", for: control.id }, label),
    hint && h("span", { class: "chairside-live-field__hint", id: hintId }, hint),
    control,
  );
}

export function button(text, act, kind = "quiet", options = {}) {
  return h("button", { type: "button", class: `chairside-live-button chairside-live-button--${kind}`, on: { click: act }, ...options }, text);
}

// Puts `made` in place of what is inside `place`, and gives the focus back to the same control.
export function replace(place, ...made) {
  const had = place.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  place.replaceChildren(...made.flat().filter(Boolean));
  if (had) place.querySelector(`[data-focus="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
}
