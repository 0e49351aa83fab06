// The record in agenda order: one section for each heading, its passages, and what belongs to it.
import { besideNotice } from "./beside.js";
import { button, field, h, replace, selectOf, words } from "./dom.js";
import { DecisionBoard } from "./decisions.js";
import { PassageView } from "./passage.js";
import { Scale } from "./scale.js";

export class Agenda {
  constructor(app) {
    Object.assign(this, { app, views: new Map(), sections: new Map() });
    this.scale = new Scale(app);
    this.board = new DecisionBoard(app);
    this.heard = h("div", { class: "chairside-live-heard" });
    this.menu = h("ol", { class: "chairside-live-menu" });
    this.place = h("div", { class: "chairside-live__agenda" });
    app.choices.headings.forEach((heading, index) => this.#section(heading, index));
  }

  #section(heading, index) {
    const number = (index + 1) % 10;
    const title = h("h2", { class: "govuk-heading-m", id: `heading-${heading.key}`, tabindex: -1 }, heading.label);
    const list = h("ul", { class: "chairside-live-passages" });
    const own = { safety_scale: this.scale.place, decision: this.board.place };
    const empty = h("p", { class: "govuk-body-s chairside-live-empty" }, own[heading.key] ? "" : "Nothing written yet.");
    const here = button("Write here", () => this.app.goTo(heading.key, true), "quiet", { "aria-keyshortcuts": `Alt+${number}` });
    here.append(h("span", { class: "govuk-visually-hidden" }, `: ${heading.label}`));
    const extra = { ...own, child_views: this.heard }[heading.key];
    const place = h("section", { class: "chairside-live-section", "aria-labelledby": title.id, "data-heading": heading.key },
      h("div", { class: "chairside-live-section__top" }, title, here), h("p", { class: "govuk-body-s chairside-live-section__hint" }, heading.hint), ...(extra ? [extra] : []), list, empty);
    const link = h("a", { class: "govuk-link govuk-link--no-visited-state", href: `#heading-${heading.key}`, on: { click: () => this.app.goTo(heading.key) } }, heading.label);
    this.menu.append(h("li", {}, link));
    this.sections.set(heading.key, { heading, title, list, empty, place, link });
    this.place.append(place);
  }

  mark(current) {
    for (const [key, { place, link }] of this.sections) {
      place.classList.toggle("chairside-live-section--current", key === current);
      if (key === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  draw() {
    const { record } = this.app;
    const isOutside = record.room.children.some((child) => this.app.isOutside(child.id));
    const shown = record.shown;
    const alive = new Set(shown.map((passage) => passage.uuid));
    for (const [uuid, view] of this.views) {
      if (!alive.has(uuid) && !view.editor) {
        view.place.remove();
        this.views.delete(uuid);
      }
    }
    for (const [key, section] of this.sections) {
      section.title.textContent = (isOutside && section.heading.outside) || section.heading.label;
      section.link.textContent = section.title.textContent;
      const mine = shown.filter((passage) => passage.heading === key);
      section.empty.hidden = mine.length > 0;
      mine.forEach((passage, index) => this.#passage(passage, section.list, index));
    }
    this.scale.draw();
    this.board.draw();
    this.#drawHeard();
  }

  #passage(passage, list, index) {
    if (!this.views.has(passage.uuid)) this.views.set(passage.uuid, new PassageView(this.app, passage.uuid));
    const view = this.views.get(passage.uuid);
    view.draw(passage);
    // Moving an element takes the focus from what is in it: only when its place is wrong.
    if (list.children[index] !== view.place) list.insertBefore(view.place, list.children[index] ?? null);
  }

  #drawHeard() {
    const { record, choices } = this.app;
    const key = JSON.stringify([record.room.children.map((c) => [c.id, c.participation]), record.room.beside.length, record.mine.length]);
    if (key === this.heardShape) return;
    this.heardShape = key;
    replace(this.heard, record.room.children.map((child) => this.#child(child, choices)));
  }

  #child(child, choices) {
    const { record, queue } = this.app;
    const name = `heard:${child.id}`;
    const mine = record.pending("heard.set", (p) => p.child === child.id);
    const send = (participation) => queue.add({ kind: "heard.set", payload: { child: child.id, participation, base_seq: record.base(name) } });
    const box = selectOf([["", "Not said yet"], ...choices.participation], mine?.payload.participation ?? child.participation, { "data-focus": name });
    box.addEventListener("change", () => box.value && send(box.value));
    const about = button("Write their views", () => {
      this.app.goTo("child_views", true);
      this.app.composer.about.value = child.person;
      this.app.composer.under("child_views");
    });
    about.append(h("span", { class: "govuk-visually-hidden" }, `: ${child.called}`));
    return h("div", { class: "chairside-live-row" }, field(`How ${child.called} was heard`, box), about, besideNotice(this.app, name, (theirs) => send(theirs.participation)));
  }

  showNewest(heading) {
    this.sections.get(heading)?.list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }
}

export function refusedTray(app, place) {
  replace(place, app.queue.refused.map(({ operation, message }) => h("div", { class: "chairside-live-refused" },
    h("p", { class: "govuk-body-s" }, h("strong", {}, "Not accepted: "), message),
    operation.payload.text && h("p", { class: "govuk-body", dir: "auto" }, words(operation.payload.text)),
    button("Try again", () => app.queue.again(operation.uuid)), " ",
    button("Discard", () => app.queue.discard(operation.uuid)))));
}
