// Type, Enter: a passage under the current heading. What is not yet entered is kept as it is typed.
import { askAudience } from "./audience.js";
import { button, field, h, selectOf } from "./dom.js";
import { audienceWords, likelyAudience, professionalsHere } from "./people.js";
import { readingAgeWords } from "./reading_age.js";

const DRAFT = "composer";

export class Composer {
  constructor(app) {
    Object.assign(this, { app, asked: null, mode: "here" });
    const { choices } = app;
    this.heading = selectOf(choices.headings.map(({ key, label }) => [key, label]), "worries", { "data-focus": "heading" });
    this.box = h("textarea", { class: "govuk-textarea chairside-live-composer__box", rows: 2, dir: "auto", enterkeyhint: "send", "aria-describedby": "composer-hint composer-meter" });
    this.about = h("select", { class: "govuk-select", dir: "auto" });
    this.saidBy = h("select", { class: "govuk-select", dir: "auto" });
    this.source = selectOf(choices.sources, "said");
    this.audience = button("", () => this.cycleAudience(), "chip", { "data-audience": "", "aria-keyshortcuts": "F2", dir: "auto" });
    this.meter = h("span", { id: "composer-meter", class: "chairside-live-composer__meter" });
    this.item = app.itemFields(null);
    this.more = h("div", { class: "chairside-live-row", id: "composer-more" }, field("About", this.about), field("Said by", this.saidBy), field("Source", this.source));
    this.place = this.#place();
    this.#listen();
    this.refresh();
  }

  #place() {
    const label = field("Write under", this.heading);
    label.classList.add("chairside-live-composer__heading");
    const open = button("More", () => this.#showMore(this.more.hidden), "quiet", { class: "chairside-live-button chairside-live-composer__more", "aria-controls": "composer-more" });
    this.open = open;
    this.#showMore(window.innerWidth > 640);
    return h("form", { class: "chairside-live-composer", "aria-label": "Add a line", autocomplete: "off", on: { submit: (event) => { event.preventDefault(); this.add(); } } },
      h("div", { class: "chairside-live-row" }, label, open, this.more),
      this.item.place,
      h("div", { class: "chairside-live-composer__line" }, field("Words", this.box, { hidden: true }),
        h("button", { type: "submit", class: "govuk-button chairside-live-composer__add" }, "Add")),
      h("div", { class: "chairside-live-composer__foot" }, this.audience,
        h("span", { id: "composer-hint", class: "chairside-live-composer__hint" }, "Enter adds. Shift and Enter: new line. F2: who may have it."), this.meter));
  }

  // On a telephone, whom it is about, who said it and the source stay out of the way until wanted.
  #showMore(shown) {
    this.more.hidden = !shown;
    this.open.setAttribute("aria-expanded", String(shown));
  }

  goToAbout() {
    this.#showMore(true);
    this.about.focus();
  }

  #listen() {
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.add();
      }
    });
    this.box.addEventListener("input", () => this.keep());
    this.heading.addEventListener("change", () => this.app.goTo(this.heading.value));
    for (const box of [this.about, this.saidBy, this.source]) {
      box.addEventListener("change", () => {
        this.mode = this.mode === "chosen" ? "here" : this.mode;
        this.#sayAudience();
        this.keep();
      });
    }
  }

  get isEmpty() {
    return !this.box.value.trim();
  }

  keep() {
    const { heading, about, saidBy, source } = this;
    this.meter.textContent = readingAgeWords(this.box.value);
    this.#grow();
    this.app.draft(DRAFT, this.box.value ? { text: this.box.value, heading: heading.value, about: about.value, saidBy: saidBy.value, source: source.value, item: this.item.values() } : null);
  }

  #grow() {
    this.box.rows = Math.min(8, Math.max(2, this.box.value.split("\n").length + Math.floor(this.box.value.length / 110)));
  }

  recover(draft) {
    this.under(draft.heading);
    this.box.value = draft.text + (this.box.value ? `\n${this.box.value}` : "");
    this.about.value = draft.about;
    this.saidBy.value = draft.saidBy;
    this.source.value = draft.source;
    if (draft.item) this.item.set(draft.item);
    this.#sayAudience();
    this.keep();
  }

  // The heading decides the sensible start: the child's own words are about and by the child.
  under(heading) {
    this.heading.value = heading;
    this.item.place.hidden = heading !== "plan";
    this.source.value = heading === "plan" ? "plan" : this.source.value === "plan" ? "said" : this.source.value;
    if (heading === "child_views") this.#byTheChild();
    else if (this.#isByTheChild) this.#byNobody();
    this.#sayAudience();
  }

  #byTheChild() {
    const { children } = this.app.record.room;
    if (!children.some((child) => String(child.person) === this.about.value)) this.about.value = children[0]?.person ?? "";
    this.saidBy.value = this.about.value;
  }

  get #isByTheChild() {
    return this.app.record.room.children.some((child) => String(child.person) === this.saidBy.value);
  }

  // The next heading is about everybody again, so that no sibling is left out by mistake.
  #byNobody() {
    this.saidBy.value = "";
    this.about.value = this.#theOnlyChild;
  }

  get #theOnlyChild() {
    const { children } = this.app.record.room;
    return children.length === 1 ? String(children[0].person) : "";
  }

  // People come and go; what is chosen stays chosen.
  refresh() {
    const { room } = this.app.record;
    const one = this.#theOnlyChild;
    fill(this.about, [["", "All the family"], ...room.family.map((each) => [each.person, `${each.called} (${each.who})`])], one);
    const speakers = new Map([...room.participants, ...room.family].map((each) => [each.person, each.name]));
    fill(this.saidBy, [["", "Nobody named"], ...speakers], "");
    this.#sayAudience();
  }

  #aboutList() {
    return this.about.value ? [Number(this.about.value)] : [];
  }

  get #isRestricted() {
    return this.app.choices.restricted.includes(this.source.value);
  }

  #audienceNow() {
    if (this.mode === "professionals") return professionalsHere(this.app.record);
    if (this.mode === "nobody") return [];
    if (this.mode === "chosen") return this.asked;
    return likelyAudience(this.app.record, { about: this.#aboutList(), restricted: this.#isRestricted });
  }

  #sayAudience() {
    const text = audienceWords(this.app.record.room, this.#audienceNow());
    this.audience.textContent = `For: ${text}`;
    this.audience.classList.toggle("chairside-live-button--chip-empty", !this.#audienceNow().length);
  }

  // Those here, professionals only, nobody, then anybody by name: widening is a dialog of its own.
  cycleAudience() {
    const next = { here: "professionals", professionals: "nobody", nobody: "choose", chosen: "here" }[this.mode];
    if (next === "choose") this.#chooseAudience();
    else this.mode = next;
    this.#sayAudience();
  }

  #chooseAudience() {
    this.mode = "here";
    askAudience({
      room: this.app.record.room,
      has: this.#audienceNow(),
      restricted: this.#isRestricted,
      me: this.app.me.name,
      done: ({ people }) => {
        Object.assign(this, { mode: "chosen", asked: people });
        this.#sayAudience();
        this.box.focus();
      },
    });
  }

  add() {
    const text = this.box.value.trim();
    if (!text) return;
    const heading = this.heading.value;
    const passage = crypto.randomUUID();
    const payload = { passage, heading, text, about: this.#aboutList(), source_kind: this.source.value, part_key: this.app.record.part?.key ?? "" };
    if (this.saidBy.value) payload.said_by = Number(this.saidBy.value);
    if (this.mode !== "here") payload.audience = this.#audienceNow();
    const operations = [{ kind: "passage.add", payload }];
    if (heading === "plan") operations.push({ kind: "item.set", payload: { ...this.item.values(), passage } });
    this.app.queue.add(...operations);
    this.#clear(heading);
  }

  #clear(heading) {
    this.box.value = "";
    if (this.mode === "chosen") this.mode = "here";
    if (heading === "plan") this.item.set({ kind: this.item.values().kind });
    this.keep();
    this.#sayAudience();
    this.box.focus();
    this.app.showNewest(heading);
  }
}

function fill(box, pairs, otherwise) {
  const key = JSON.stringify(pairs);
  if (box.dataset.filled === key) return;
  const chosen = box.dataset.filled ? box.value : otherwise;
  box.replaceChildren(...pairs.map(([value, label]) => h("option", { value }, label)));
  box.value = chosen;
  if (box.selectedIndex < 0) box.selectedIndex = 0;
  box.dataset.filled = key;
}
