// Who may be given a passage: shown on it, changed with one key, widened only on purpose.
import { button, h, words } from "./dom.js";
import { dialog } from "./dialog.js";
import { audienceWords, everybody } from "./people.js";

function choice(each, has, restricted) {
  const why = each.barred ? "must not be told" : restricted && each.family ? "restricted: professionals only" : "";
  const box = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: `aud-${each.person}`, value: each.person, checked: has.includes(each.person), disabled: Boolean(why) });
  const label = h("label", { class: "govuk-label govuk-checkboxes__label", for: box.id }, words(each.name), ` (${[each.note, why].filter(Boolean).join(", ")})`);
  return h("div", { class: "govuk-checkboxes__item" }, box, label);
}

function group(title, people, has, restricted) {
  if (!people.length) return null;
  return h("fieldset", { class: "govuk-fieldset" }, h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, title),
    h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, ...people.map((each) => choice(each, has, restricted))));
}

export function askAudience({ room, has, restricted, me, done }) {
  const people = everybody(room);
  const notice = h("p", { class: "govuk-body chairside-live-dialog__notice", role: "status" });
  const body = h("div", { class: "chairside-live-dialog__people" },
    group("Family", people.filter((each) => each.family), has, restricted),
    group("Professionals", people.filter((each) => !each.family), has, restricted), notice);
  const chosen = () => [...body.querySelectorAll("input:checked")].map((box) => Number(box.value));
  const added = () => chosen().filter((person) => !has.includes(person));
  body.addEventListener("change", () => {
    const names = added().map((person) => people.find((each) => each.person === person).name);
    notice.textContent = names.length ? `You are letting ${names.join(", ")} have this. It is recorded with your name, ${me}.` : "";
  });
  dialog("Who may be given this?", body, (close) => [
    button("Save", () => {
      const now = chosen();
      close();
      done({ people: now, widen: added(), narrow: has.filter((person) => !now.includes(person)) });
    }, "main"),
    button("Cancel", close),
  ]);
}

export function audienceChip(room, passage, open) {
  if (passage.audience === null || passage.audience === undefined) return h("span", { class: "chairside-live-chip" }, "For those here");
  const text = audienceWords(room, passage.audience);
  return button(`For: ${text}`, open, passage.audience.length ? "chip" : "chip-empty", { "data-audience": "", "data-focus": `audience-${passage.uuid}`, dir: "auto" });
}
