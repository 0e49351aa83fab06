// A line of the outline plan: what kind it is and, for an action, who does it and by when.
import { button, field, h, newId, selectOf, words } from "./dom.js";
import { everybody, nameOf } from "./people.js";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
export const dateWords = (iso) => (iso ? day.format(new Date(`${iso}T12:00:00`)) : "");

function who(room, item) {
  if (item.owner && item.due_on) return `${nameOf(room, item.owner)} by ${dateWords(item.due_on)}`;
  if (item.confirm_by && item.confirm_on) return `${nameOf(room, item.confirm_by)} will say who and when by ${dateWords(item.confirm_on)}`;
  return "";
}

export function itemSummary(room, item) {
  if (!item) return h("p", { class: "chairside-live-item" }, h("strong", { class: "govuk-tag govuk-tag--orange" }, "Say what this is"));
  const said = who(room, item);
  return h("p", { class: "chairside-live-item" },
    h("span", { class: "chairside-live-item__kind" }, `${KINDS.get(item.kind) || item.kind}:`), " ",
    said ? words(said) : item.kind === "action" && h("strong", { class: "govuk-tag govuk-tag--orange" }, "Needs who and when"));
}

const KINDS = new Map();
export function learnKinds(pairs) {
  pairs.forEach(([value, label]) => KINDS.set(value, label));
}

// The fields that go with the words of a plan item.
export function itemFields(record, pairs, item = null) {
  const { room } = record;
  const people = [["", "Nobody yet"], ...everybody(room).map(({ person, name, note }) => [person, `${name} (${note})`])];
  const kind = selectOf(pairs, item?.kind ?? "action", { class: "govuk-select", "data-item": "kind" });
  const owner = selectOf(people, item?.owner, { class: "govuk-select", dir: "auto", "data-item": "owner" });
  const due = h("input", { class: "govuk-input", type: "date", value: item?.due_on ?? "", "data-item": "due_on" });
  const confirmBy = selectOf(people, item?.confirm_by, { class: "govuk-select", dir: "auto", "data-item": "confirm_by" });
  const confirmOn = h("input", { class: "govuk-input", type: "date", value: item?.confirm_on ?? "", "data-item": "confirm_on" });
  const known = h("div", { class: "chairside-live-row" }, field("Who does it", owner), field("By when", due));
  const later = h("div", { class: "chairside-live-row" }, field("Who will say who and when", confirmBy), field("By when will they say", confirmOn));
  const toggle = button("", () => swap(later.hidden), "quiet");
  const swap = (toLater) => {
    later.hidden = !toLater;
    known.hidden = toLater;
    toggle.textContent = toLater ? "It is known now" : "To be confirmed";
  };
  swap(Boolean(item?.confirm_by));
  const action = h("div", { class: "chairside-live-row" }, known, later, toggle);
  const show = () => (action.hidden = kind.value !== "action");
  kind.addEventListener("change", show);
  show();
  const number = (box) => (box.value ? Number(box.value) : null);
  const values = () => {
    if (kind.value !== "action") return { kind: kind.value, owner: null, due_on: null, confirm_by: null, confirm_on: null };
    const known = later.hidden;
    return {
      kind: kind.value,
      owner: known ? number(owner) : null,
      due_on: (known && due.value) || null,
      confirm_by: known ? null : number(confirmBy),
      confirm_on: (!known && confirmOn.value) || null,
    };
  };
  const before = JSON.stringify(item ? values() : null);
  return {
    place: h("div", { class: "chairside-live-row chairside-live-itemfields", id: newId("item") }, field("What is it", kind), action),
    values,
    changed: () => (JSON.stringify(values()) === before ? null : values()),
    set: (given) => {
      kind.value = given.kind ?? "action";
      owner.value = given.owner ?? "";
      due.value = given.due_on ?? "";
      confirmBy.value = given.confirm_by ?? "";
      confirmOn.value = given.confirm_on ?? "";
      swap(Boolean(given.confirm_by));
      show();
    },
  };
}
