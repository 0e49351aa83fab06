// Who is here in this part of the meeting, and whether it is quorate.
import { button, h, newId, selectOf, words } from "./dom.js";
import { dialog } from "./dialog.js";
import { earlierLines, offerEarlierLines } from "./earlier.js";
import { Parts } from "./parts.js";
import { askTimes } from "./times.js";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export class Attendance {
  constructor(app) {
    this.app = app;
    this.parts = new Parts(app);
    this.count = h("span", {});
    this.quorum = h("p", { class: "chairside-live-quorum", role: "status" });
    this.list = h("ul", { class: "chairside-live-people" });
    const title = h("summary", { class: "chairside-live-who__title" }, h("h2", { class: "govuk-heading-s" }, "Who is here ", this.count));
    this.who = h("details", { class: "chairside-live-who", open: window.innerWidth > 760 }, title, this.quorum, this.list, this.#somebodyElse());
    this.place = h("aside", { class: "chairside-live__aside", "aria-label": "Part of the meeting and who is here" }, this.parts.place, this.who);
    this.shape = "";
  }

  // Somebody nobody had asked: added on a page of its own, and here a moment later.
  #somebodyElse() {
    return h("p", { class: "govuk-body-s" }, h("a", { class: "govuk-link", href: this.app.urls.addPerson, target: "_blank", rel: "noopener" }, "Add somebody else who has come (opens in a new tab)"));
  }

  draw() {
    const { record } = this.app;
    const { shown } = record;
    const rows = record.room.participants.map((each) => [each, record.attendance(each.id)]);
    const earlier = new Map(rows.map(([each]) => [each.id, record.isPresent(each.id) ? earlierLines(record, each, shown).length : 0]));
    const shape = JSON.stringify([record.parts, record.part?.id, rows, [...earlier], record.room.quorum, record.room.may_decide]);
    if (shape === this.shape) return;
    this.shape = shape;
    const had = this.place.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    this.parts.draw();
    this.count.textContent = `(${record.room.participants.filter((each) => record.isPresent(each.id)).length})`;
    const { quorum } = record.room;
    this.quorum.textContent = quorum ? `${quorum.is_quorate ? "Quorate:" : "Not quorate."} ${quorum.words}` : "";
    this.quorum.dataset.quorate = record.room.quorum?.is_quorate ?? "";
    this.list.replaceChildren(...rows.map(([each, row]) => this.#person(each, row, earlier.get(each.id))));
    if (had) this.place.querySelector(`[data-focus="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
  }

  #person(each, row, earlier) {
    const left = row.left_at ? "left" : row.mode;
    const excluded = row.mode === "excluded";
    const pairs = [...this.app.choices.modes.filter(([value]) => excluded || value !== "excluded"), ["left", "Has left"]];
    const box = selectOf(pairs, left, { "data-focus": `mode-${each.id}`, id: newId("mode") });
    box.addEventListener("change", () => this.#mark(each, row, box));
    const here = this.app.record.isPresent(each.id);
    return h("li", { class: "chairside-live-person", "data-here": String(here) },
      h("label", { class: "chairside-live-person__name", for: box.id }, words(each.name), h("span", { class: "chairside-live-person__note", dir: "auto" }, ` ${each.agency || each.label}`)),
      box,
      h("div", { class: "chairside-live-person__acts" }, ...this.#acts(each, row, earlier, here)));
  }

  #acts(each, row, earlier, here) {
    const about = () => h("span", { class: "govuk-visually-hidden" }, `: ${each.name}`);
    const act = (text, name, does) => {
      const made = button(text, does, "quiet", { "data-focus": `${name}-${each.id}` });
      made.append(about());
      return made;
    };
    if (!here && !row.left_at) return row.mode === "expected" ? [act("Here", "here", () => this.#come(each))] : [];
    const at = row.left_at ? `Left ${time.format(new Date(row.left_at))}` : row.arrived_at ? `Since ${time.format(new Date(row.arrived_at))}` : "Times";
    return [
      act(at, "times", () => askTimes(this.app, each, row)),
      ...(row.left_at ? [act("Is back", "here", () => this.#come(each, row.mode))] : []),
      ...(here && earlier ? [act(`Earlier lines (${earlier})`, "earlier", () => offerEarlierLines(this.app, each))] : []),
    ];
  }

  #come(each, mode = "in_person") {
    this.#ask(each, { part: this.app.record.part.id, participant: each.id, mode, has_left: false }, () => {});
  }

  #mark(each, row, box) {
    const hasLeft = box.value === "left";
    const mode = hasLeft ? (row.mode === "remote" ? "remote" : "in_person") : box.value;
    const payload = { part: this.app.record.part.id, participant: each.id, mode, has_left: hasLeft };
    this.#ask(each, payload, () => (box.value = row.left_at ? "left" : row.mode));
  }

  // Nobody observes unless the parents have agreed: that is asked first and kept with the name.
  #ask(each, payload, undo) {
    const comes = payload.mode === "in_person" || payload.mode === "remote";
    if (each.capacity === "observer" && comes && !payload.has_left && !each.consent) this.#askConsent(each, payload, undo);
    else this.#send(each, payload);
  }

  #send(each, payload) {
    const wasHere = this.app.record.isPresent(each.id);
    this.app.queue.add({ kind: "attendance.set", payload });
    const isHere = !payload.has_left && ["in_person", "remote"].includes(payload.mode);
    if (isHere && !wasHere && earlierLines(this.app.record, each).length) offerEarlierLines(this.app, each);
  }

  #askConsent(each, payload, undo) {
    let agreed = false;
    const body = h("div", {},
      h("p", { class: "govuk-body" }, "Do the parents agree that ", words(each.name), " observes this meeting?"),
      h("p", { class: "govuk-body" }, `It is recorded with your name, ${this.app.me.name}, before they join.`));
    dialog("Ask the parents first", body, (close) => [
      button("No", close, "main"),
      button("Yes, they agree", () => {
        agreed = true;
        this.#send(each, { ...payload, parents_agree: true });
        close();
      }, "plain"),
    ], { closed: () => agreed || undo() });
  }

}
