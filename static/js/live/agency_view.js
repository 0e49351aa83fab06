// What one agency thinks should happen for one child, whether it disagrees, and why.
import { besideNotice } from "./beside.js";
import { button, field, h, newId, replace, selectOf } from "./dom.js";

export class AgencyViewRow {
  constructor(app, child, participant) {
    Object.assign(this, { app, child, participant, name: `view:${child.id}:${participant.id}`, dirty: false });
    this.stance = selectOf([["", "Not asked yet"], ...app.choices.stances], "");
    this.dissents = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: newId("dissents") });
    this.reason = h("textarea", { class: "govuk-textarea", rows: 2, dir: "auto" });
    this.error = h("p", { class: "govuk-error-message", role: "alert" });
    this.beside = h("div", {});
    this.others = button("The same for the other children", () => this.#sameForOthers(), "quiet", { hidden: true, "data-focus": `same-${this.name}` });
    this.others.append(h("span", { class: "govuk-visually-hidden" }, `: ${participant.name}`));
    const label = field(participant.agency || participant.name, this.stance, { hint: participant.agency ? participant.name : "" });
    this.why = field("Why they disagree", this.reason);
    this.place = h("div", { class: "chairside-live-view" }, label,
      h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, this.dissents,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: this.dissents.id }, "Disagrees with the decision", h("span", { class: "govuk-visually-hidden" }, ` for ${child.called}: ${participant.name}`)))),
      this.why, this.error, this.others, this.beside);
    this.stance.addEventListener("change", () => this.#changed());
    this.dissents.addEventListener("change", () => this.#changed());
    this.reason.addEventListener("input", () => this.#keep());
    this.reason.addEventListener("change", () => this.#changed());
  }

  #values() {
    return { stance: this.stance.value, dissents: this.dissents.checked, reason: this.reason.value };
  }

  #keep() {
    this.dirty = true;
    this.base ??= this.app.record.base(this.name);
    this.app.draft(this.name, { ...this.#values(), base: this.base });
  }

  #changed() {
    this.why.hidden = !this.dissents.checked && !this.reason.value;
    this.#keep();
    const values = this.#values();
    this.error.textContent = "";
    if (!values.stance) return;
    if (values.dissents && !values.reason.trim()) {
      if (document.activeElement !== this.dissents && document.activeElement !== this.reason) this.error.textContent = "Say why this agency disagrees.";
      return;
    }
    this.#send(values, this.base);
  }

  // An agency is asked about each child; often it says the same of all of them.
  #sameForOthers() {
    const { record, queue } = this.app;
    const others = record.room.children.filter((child) => child.id !== this.child.id);
    queue.add(...others.map((child) => ({ kind: "view.set", payload: { child: child.id, participant: this.participant.id, ...this.#values(), base_seq: record.base(`view:${child.id}:${this.participant.id}`) } })));
  }

  #known(child) {
    const { record } = this.app;
    const mine = record.pending("view.set", (p) => p.child === child && p.participant === this.participant.id);
    return mine?.payload ?? record.room.views[`${child}:${this.participant.id}`] ?? {};
  }

  #offerOthers() {
    const own = this.#known(this.child.id);
    const differs = ({ id }) => ["stance", "dissents", "reason"].some((name) => this.#known(id)[name] !== own[name]);
    this.others.hidden = this.dirty || !own.stance || !this.app.record.room.children.some(differs);
  }

  #send(values, base) {
    this.app.queue.add({ kind: "view.set", payload: { child: this.child.id, participant: this.participant.id, ...values, base_seq: base } });
    this.dirty = false;
    this.base = undefined;
    this.app.draft(this.name, null);
  }

  recover(draft) {
    this.#fill(draft);
    this.dirty = true;
    this.base = draft.base;
  }

  #fill({ stance, dissents, reason }) {
    this.stance.value = stance ?? "";
    this.dissents.checked = Boolean(dissents);
    this.reason.value = reason ?? "";
    this.why.hidden = !this.dissents.checked && !this.reason.value;
  }

  draw() {
    const { record } = this.app;
    const notice = besideNotice(this.app, this.name, (theirs) => this.#send({ stance: theirs.stance, dissents: theirs.dissents, reason: theirs.reason }, record.base(this.name)));
    replace(this.beside, notice ?? []);
    this.#offerOthers();
    if (this.dirty || this.place.contains(document.activeElement)) return;
    this.#fill(this.#known(this.child.id));
  }
}
