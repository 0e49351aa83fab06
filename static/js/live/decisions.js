// The decision board: for each child, what each agency thinks, then what the chair decides and why.
import { AgencyViewRow } from "./agency_view.js";
import { besideNotice } from "./beside.js";
import { button, field, h, newId, replace, selectOf, words } from "./dom.js";
import { everybody } from "./people.js";

export class DecisionBoard {
  constructor(app) {
    this.app = app;
    this.place = h("div", { class: "chairside-live-board-list" });
    this.cards = new Map();
  }

  draw() {
    for (const child of this.app.record.room.children) {
      if (!this.cards.has(child.id)) {
        const card = new ChildCard(this.app, child);
        this.cards.set(child.id, card);
        this.place.append(card.place);
      }
      this.cards.get(child.id).draw(child);
    }
  }

  recover(name, draft) {
    const [kind, child, participant] = name.split(":");
    const card = this.cards.get(Number(child));
    if (kind === "decision") card?.decision.recover(draft);
    else card?.views.get(Number(participant))?.recover(draft);
  }
}

const labelOf = (pairs, wanted) => pairs.find(([value]) => value === wanted)?.[1].toLowerCase() ?? "";

class ChildCard {
  constructor(app, child) {
    Object.assign(this, { app, child, views: new Map() });
    this.outside = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: newId("outside") });
    this.outside.addEventListener("change", () => app.queue.add({ kind: "outside.set", payload: { child: child.id, outside: this.outside.checked } }));
    this.rows = h("div", { class: "chairside-live-views" });
    this.decision = new DecisionForm(app, child);
    this.place = h("section", { class: "chairside-live-card", "aria-label": `Decision for ${child.name}` },
      h("h3", { class: "govuk-heading-s" }, words(child.name)),
      child.plan && h("p", { class: "govuk-body-s" }, `On a plan since ${child.plan.since}: ${labelOf(app.choices.categories, child.plan.category)}.`),
      h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, this.outside,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: this.outside.id }, "The risk is outside the home"))),
      h("h4", { class: "chairside-live-card__sub" }, "What each agency thinks"), this.rows,
      h("h4", { class: "chairside-live-card__sub" }, "What the chair decides"), this.decision.place);
  }

  draw(child) {
    const { room } = this.app.record;
    const mine = this.app.record.pending("outside.set", (p) => p.child === child.id);
    if (document.activeElement !== this.outside) this.outside.checked = mine ? mine.payload.outside : room.outside.includes(String(child.id));
    const agencies = room.participants.filter((each) => each.capacity === "agency");
    if (!agencies.length && !this.rows.childElementCount) this.rows.append(h("p", { class: "govuk-body-s" }, "No agency has been asked to this conference."));
    for (const each of agencies) {
      if (!this.views.has(each.id)) {
        const view = new AgencyViewRow(this.app, child, each);
        this.views.set(each.id, view);
        this.rows.append(view.place);
      }
      this.views.get(each.id).draw();
    }
    this.decision.draw(child);
  }
}

// At a review the plan goes on, or ends; at any other conference one is made or not.
function outcomesFor(child, outcomes) {
  if (!child.plan) return outcomes;
  return outcomes.map(([value, label]) => [value, value === "child_protection" ? "Continue the plan" : `End the plan. ${label}`]);
}

// What stands until the chair says otherwise: the category and the worker of the plan.
function onPlan(child) {
  const { category, constituents, lead_worker } = child.plan ?? {};
  return { category, constituents, lead_worker };
}

class DecisionForm {
  constructor(app, child) {
    Object.assign(this, { app, child, name: `decision:${child.id}`, dirty: false });
    const { choices } = app;
    const radio = (value, label) => {
      const box = h("input", { type: "radio", class: "govuk-radios__input", name: `met-${child.id}`, id: newId("met"), value });
      return [box, h("div", { class: "govuk-radios__item" }, box, h("label", { class: "govuk-label govuk-radios__label", for: box.id }, label))];
    };
    [this.met, this.metItem] = radio("yes", "Met");
    [this.notMet, this.notMetItem] = radio("no", "Not met");
    this.reason = h("textarea", { class: "govuk-textarea", rows: 2, dir: "auto" });
    this.outcome = selectOf([["", "Choose"], ...outcomesFor(child, choices.outcomes)], "");
    this.category = selectOf([["", "Choose"], ...choices.categories], "");
    this.parts = choices.categories.filter(([value]) => value !== "MUL").map(([value, label]) => {
      const box = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: newId("part"), value });
      return { box, place: h("div", { class: "govuk-checkboxes__item" }, box, h("label", { class: "govuk-label govuk-checkboxes__label", for: box.id }, label)) };
    });
    this.none = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: newId("none") });
    this.legal = h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: newId("legal") });
    this.worker = h("select", { class: "govuk-select", dir: "auto" });
    this.consent = h("input", { class: "govuk-input", type: "text", dir: "auto", maxlength: 200 });
    this.meeting = h("input", { class: "govuk-input", type: "date" });
    this.chairReason = h("textarea", { class: "govuk-textarea", rows: 2, dir: "auto" });
    this.error = h("p", { class: "govuk-error-message", role: "alert" });
    this.gaps = h("p", { class: "govuk-body-s chairside-live-gaps" });
    this.copy = button("", () => this.#startFrom(this.#decidedBefore()), "quiet", { hidden: true, "data-focus": `copy-${child.id}` });
    this.beside = h("div", {});
    this.place = this.#place();
    this.place.addEventListener("input", () => this.#keep());
    this.place.addEventListener("change", () => this.#keep());
  }

  #place() {
    this.categoryRow = field("Category", this.category, { hint: "One census category. Choose Multiple only when one will not do." });
    this.constituents = h("fieldset", { class: "govuk-fieldset" }, h("legend", { class: "chairside-live-field__label" }, "Which categories is it made of?"),
      h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, ...this.parts.map((each) => each.place),
        h("div", { class: "govuk-checkboxes__item" }, this.none, h("label", { class: "govuk-label govuk-checkboxes__label", for: this.none.id }, "None is recommended"))));
    this.workerRow = field("Lead worker", this.worker);
    this.legalRow = h("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, h("div", { class: "govuk-checkboxes__item" }, this.legal,
      h("label", { class: "govuk-label govuk-checkboxes__label", for: this.legal.id }, "A legal planning meeting is advised")));
    this.otherPlan = h("div", { class: "chairside-live-row" }, field("Who agreed to this plan", this.consent, { hint: "The parent, by name" }), field("First meeting on", this.meeting));
    return h("form", { class: "chairside-live-decision", novalidate: true, on: { submit: (event) => { event.preventDefault(); this.#save(); } } },
      h("fieldset", { class: "govuk-fieldset" }, h("legend", { class: "chairside-live-field__label" }, "Significant harm threshold"),
        h("div", { class: "govuk-radios govuk-radios--small govuk-radios--inline" }, this.metItem, this.notMetItem)),
      field("Why", this.reason, { hint: "The family will read this" }), field("Outcome", this.outcome), this.categoryRow, this.constituents, this.legalRow, this.workerRow, this.otherPlan,
      field("The chair's reason", this.chairReason, { hint: "Needed when agencies disagree" }), this.error, this.beside, this.gaps,
      this.copy,
      h("button", { type: "submit", class: "govuk-button govuk-button--secondary" }, "Record the decision", h("span", { class: "govuk-visually-hidden" }, ` for ${this.child.called}`)));
  }

  #values() {
    const plan = this.outcome.value === "child_protection";
    const other = ["child_in_need", "early_help"].includes(this.outcome.value);
    const multiple = plan && this.category.value === "MUL";
    return {
      threshold_met: this.met.checked,
      threshold_reason: this.reason.value,
      outcome: this.outcome.value,
      category: plan ? this.category.value : "",
      constituents: multiple ? this.parts.filter(({ box }) => box.checked).map(({ box }) => box.value) : [],
      none_recommended: multiple && this.none.checked,
      risk_outside_home: this.app.isOutside(this.child.id),
      legal_planning: plan && this.legal.checked,
      chair_reason: this.chairReason.value,
      lead_worker: this.outcome.value !== "no_further_action" && this.worker.value ? Number(this.worker.value) : null,
      consent_by: other ? this.consent.value : "",
      first_meeting_on: (other && this.meeting.value) || null,
    };
  }

  #keep() {
    this.dirty = true;
    this.base ??= this.app.record.base(this.name);
    this.#show();
    this.app.draft(this.name, { ...this.#values(), answered: this.met.checked || this.notMet.checked, base: this.base });
  }

  #show() {
    const outcome = this.outcome.value;
    this.#offerWorkers();
    this.categoryRow.hidden = outcome !== "child_protection";
    this.constituents.hidden = outcome !== "child_protection" || this.category.value !== "MUL";
    this.legalRow.hidden = outcome !== "child_protection";
    this.workerRow.hidden = !outcome || outcome === "no_further_action";
    this.otherPlan.hidden = !["child_in_need", "early_help"].includes(outcome);
  }

  #wrong(values) {
    if (!this.met.checked && !this.notMet.checked) return "Say whether the threshold is met.";
    if (!values.threshold_reason.trim()) return "Say why the threshold is met, or is not.";
    if (!values.outcome) return "Choose what was decided.";
    if (values.outcome === "child_protection" && !values.threshold_met) return "A child protection plan can only be made when the threshold is met.";
    if (values.outcome === "child_protection" && !values.category) return "Choose the category of the plan.";
    const many = values.constituents.length >= 2;
    if (values.category === "MUL" && (values.none_recommended ? values.constituents.length : !many)) return "For Multiple, choose two or more categories, or say that none is recommended.";
    return "";
  }

  #save() {
    const values = this.#values();
    this.error.textContent = this.#wrong(values);
    if (!this.error.textContent) this.#send(values, this.base ?? this.app.record.base(this.name));
  }

  #send(values, base) {
    this.app.queue.add({ kind: "decision.set", payload: { child: this.child.id, ...values, base_seq: base } });
    this.dirty = false;
    this.base = undefined;
    this.app.draft(this.name, null);
  }

  recover(draft) {
    this.#fill(draft, draft.answered);
    this.dirty = true;
    this.base = draft.base;
  }

  #fill(values, answered) {
    this.met.checked = Boolean(answered && values.threshold_met);
    this.notMet.checked = Boolean(answered && !values.threshold_met);
    this.reason.value = values.threshold_reason ?? "";
    this.outcome.value = values.outcome ?? "";
    this.category.value = values.category ?? "";
    this.parts.forEach(({ box }) => (box.checked = (values.constituents ?? []).includes(box.value)));
    this.legal.checked = Boolean(values.legal_planning);
    this.none.checked = Boolean(values.none_recommended ?? (values.category === "MUL" && !(values.constituents ?? []).length));
    this.#offerWorkers();
    this.worker.value = values.lead_worker ?? "";
    this.consent.value = values.consent_by ?? "";
    this.meeting.value = values.first_meeting_on ?? "";
    this.chairReason.value = values.chair_reason ?? "";
    this.#show();
  }

  draw(child) {
    const { record } = this.app;
    this.#offerWorkers();
    this.#sayGaps(child);
    this.#offerCopy(child);
    replace(this.beside, besideNotice(this.app, this.name, (theirs) => this.#use(theirs), record.room.may_decide) ?? []);
    [...this.place.elements].forEach((box) => (box.disabled = !record.room.may_decide));
    if (this.dirty || this.place.contains(document.activeElement)) return;
    const mine = record.pending("decision.set", (p) => p.child === child.id);
    const known = mine?.payload ?? child.decision;
    this.#fill(known ?? onPlan(child), Boolean(known));
  }

  #use(theirs) {
    const { key, beside, by_name, seq, origin, constituent_categories, lead_worker_id, ...values } = theirs;
    this.#send({ ...values, constituents: constituent_categories, lead_worker: lead_worker_id, none_recommended: values.category === "MUL" && !constituent_categories.length }, this.app.record.base(this.name));
  }

  // Brothers and sisters are often decided alike; nothing is recorded until the chair records it.
  #decidedBefore() {
    const { children } = this.app.record.room;
    return children.slice(0, children.findIndex(({ id }) => id === this.child.id)).findLast((each) => each.decision);
  }

  #startFrom(sibling) {
    const { risk_outside_home, ...values } = sibling.decision;
    this.#fill(values, true);
    this.#keep();
    this.reason.focus();
  }

  #offerCopy(child) {
    const sibling = child.decision || this.dirty ? null : this.#decidedBefore();
    this.copy.hidden = !sibling || !this.app.record.room.may_decide;
    if (sibling) this.copy.textContent = `Start from what was decided for ${sibling.called}`;
  }

  // A child protection plan is led by a social worker, other help by any agency.
  #offerWorkers() {
    const { room } = this.app.record;
    const may = room.may_lead[this.outcome.value === "child_protection" ? "protection" : "help"];
    const key = may.join();
    if (this.offered === key) return;
    this.offered = key;
    const chosen = this.worker.value;
    const workers = everybody(room).filter((each) => !each.family && may.includes(each.person));
    this.worker.replaceChildren(h("option", { value: "" }, "Choose"), ...workers.map((each) => h("option", { value: each.person }, `${each.name} (${each.note})`)));
    this.worker.value = chosen;
  }

  #sayGaps(child) {
    this.gaps.textContent = child.gaps.length ? `Still needed before closing: ${child.gaps.join("; ")}.` : "Nothing is missing for this child.";
  }
}
