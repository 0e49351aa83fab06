// The parts of the meeting: which one we are in, and who comes along to the next. Nobody of the
// family is taken along unasked: being here is what lets them have the words.
import { button, field, h, replace, selectOf, words } from "./dom.js";
import { dialog } from "./dialog.js";
import { isFamily } from "./people.js";

const NOTES = {
  everyone: "",
  professionals: "No family member is given what is said now.",
  one_parent: "No other family member is given what is said now.",
};

export class Parts {
  constructor(app) {
    this.app = app;
    this.place = h("div", { class: "chairside-live-parts" });
  }

  draw() {
    const { record } = this.app;
    const current = record.part;
    const may = record.room.may_decide;
    this.box = selectOf(record.parts.map((part) => [part.id, part.name]), current?.id, { "data-focus": "part", disabled: !may });
    this.box.addEventListener("change", () => this.#choose(record.parts.find((part) => part.id === this.box.value)));
    replace(this.place,
      field("Part of the meeting", this.box, { hint: NOTES[current?.kind] || "" }),
      may && button("Add a part", () => this.#add(), "quiet", { "data-focus": "add-part" }));
    this.place.dataset.kind = current?.kind ?? "";
  }

  #choose(part) {
    const people = new Company(this.app.record, part);
    const back = () => (this.box.value = this.app.record.part.id);
    dialog(`Go to: ${part.name}`, h("div", {}, people.place), (close) => [
      button("Go to this part", () => {
        this.app.queue.add({ kind: "part.move", payload: { part: part.id } }, ...people.changes());
        close();
      }, "main"),
      button("Stay here", close),
    ], { closed: back });
  }

  // Made here, with a number of its own: the network may be away.
  #add() {
    const part = { id: crypto.randomUUID(), kind: "one_parent", isNew: true };
    const name = h("input", { class: "govuk-input", type: "text", maxlength: 100, dir: "auto" });
    const kind = selectOf(this.app.choices.kinds, part.kind);
    const now = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: `now-${part.id}`, checked: true });
    const place = h("div", {});
    let people;
    const show = () => {
      people = new Company(this.app.record, { ...part, kind: kind.value });
      replace(place, now.checked && people.place);
    };
    kind.addEventListener("change", show);
    now.addEventListener("change", show);
    show();
    const body = h("div", { class: "chairside-live-dialog__fields" },
      field("Name of the part", name, { hint: "For example, Time with the mother" }), field("Who is it for", kind),
      h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, now,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: now.id }, "Go to it now"))), place);
    dialog("Add a part of the meeting", body, (close) => [
      button("Add", () => {
        if (!name.value.trim()) return name.focus();
        const made = { kind: "part.add", payload: { part: part.id, name: name.value.trim(), kind: kind.value } };
        const gone = now.checked ? [{ kind: "part.move", payload: { part: part.id } }, ...people.changes()] : [];
        this.app.queue.add(made, ...gone);
        return close();
      }, "main"),
      button("Cancel", close),
    ]);
  }
}

// Who is in a part as it begins, or begins again.
class Company {
  constructor(record, part) {
    Object.assign(this, { record, part });
    this.rows = record.room.participants.filter((each) => this.#mayCome(each)).map((each) => this.#row(each));
    const asked = this.rows.length ? "Who is here in this part?" : "Nobody has been asked to this conference.";
    this.place = h("fieldset", { class: "govuk-fieldset" },
      h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, asked),
      h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, ...this.rows.map((row) => row.place)));
  }

  #isFamily(each) {
    return each.capacity === "family" || isFamily(this.record.room, each.person);
  }

  #mayCome(each) {
    const { mode } = this.record.attendance(each.id, this.part);
    const isOut = mode === "excluded" || (each.capacity === "observer" && !each.consent);
    return !isOut && !(this.part.kind === "professionals" && this.#isFamily(each));
  }

  #row(each) {
    const { record, part } = this;
    const was = record.isPresent(each.id, part);
    const wasNow = record.isPresent(each.id);
    const ticked = !this.#isFamily(each) && (was || wasNow);
    const box = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: `here-${part.id}-${each.id}`, checked: ticked });
    const note = [each.agency || each.label, this.#isFamily(each) && was ? "was here before" : ""].filter(Boolean).join(", ");
    const label = h("label", { class: "govuk-label govuk-checkboxes__label", for: box.id }, words(each.name), ` (${note})`);
    return { each, box, was, wasNow, place: h("div", { class: "govuk-checkboxes__item" }, box, label) };
  }

  // What must be said beside "we go there now", which takes along those who are not family.
  changes() {
    return this.rows.flatMap((row) => this.#change(row)).map((payload) => ({ kind: "attendance.set", payload }));
  }

  #change({ each, box, was, wasNow }) {
    const { record, part } = this;
    const mode = this.#mode(each, was, wasNow);
    const said = { part: part.id, participant: each.id };
    if (box.checked) return was ? [] : [{ ...said, mode, has_left: false }];
    if (was) return [{ ...said, mode: record.attendance(each.id, part).mode, has_left: true }];
    return wasNow && !this.#isFamily(each) ? [{ ...said, mode: "expected", has_left: false }] : [];
  }

  #mode(each, was, wasNow) {
    const from = wasNow ? this.record.attendance(each.id) : this.record.attendance(each.id, this.part);
    return from.mode === "remote" ? "remote" : "in_person";
  }
}
