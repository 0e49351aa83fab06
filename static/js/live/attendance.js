// Who is here in this part of the meeting, and whether it is quorate.
import { button, field, h, newId, selectOf, words } from "./dom.js";
import { dialog } from "./dialog.js";
import { isTheirs } from "./people.js";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export class Attendance {
  constructor(app) {
    this.app = app;
    this.parts = h("div", { class: "chairside-live-parts" });
    this.count = h("span", {});
    this.quorum = h("p", { class: "chairside-live-quorum", role: "status" });
    this.list = h("ul", { class: "chairside-live-people" });
    const title = h("summary", { class: "chairside-live-who__title" }, h("h2", { class: "govuk-heading-s" }, "Who is here ", this.count));
    this.who = h("details", { class: "chairside-live-who", open: window.innerWidth > 760 }, title, this.quorum, this.list);
    this.place = h("aside", { class: "chairside-live__aside", "aria-label": "Part of the meeting and who is here" }, this.parts, this.who);
    this.shape = "";
  }

  draw() {
    const { record } = this.app;
    const rows = record.room.participants.map((each) => [each, record.attendance(each.id)]);
    const shape = JSON.stringify([record.room.parts, record.part?.id, rows, record.room.quorum, record.room.may_decide]);
    if (shape === this.shape) return;
    this.shape = shape;
    const had = this.place.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    this.#drawParts();
    this.count.textContent = `(${record.room.participants.filter((each) => record.isPresent(each.id)).length})`;
    const { quorum } = record.room;
    this.quorum.textContent = quorum ? `${quorum.is_quorate ? "Quorate:" : "Not quorate."} ${quorum.words}` : "";
    this.quorum.dataset.quorate = record.room.quorum?.is_quorate ?? "";
    this.list.replaceChildren(...rows.map(([each, row]) => this.#person(each, row)));
    if (had) this.place.querySelector(`[data-focus="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
  }

  #drawParts() {
    const { record, queue } = this.app;
    const current = record.part;
    const pairs = record.room.parts.map((part) => [part.id, part.name]);
    const box = selectOf(pairs, current?.id, { "data-focus": "part", disabled: !record.room.may_decide });
    box.addEventListener("change", () => queue.add({ kind: "part.move", payload: { part: Number(box.value) } }));
    const notes = { everyone: "", professionals: "No family member is given what is said now.", one_parent: "No other family member is given what is said now." };
    this.parts.replaceChildren(
      field("Part of the meeting", box, { hint: notes[current?.kind] || "" }),
      ...(record.room.may_decide ? [button("Add a part", () => this.#addPart(), "quiet", { "data-focus": "add-part" })] : []),
    );
    this.parts.dataset.kind = current?.kind ?? "";
  }

  #addPart() {
    const name = h("input", { class: "govuk-input", type: "text", maxlength: 100, dir: "auto" });
    const kind = selectOf(this.app.choices.kinds, "one_parent");
    const body = h("div", {}, field("Name of the part", name, { hint: "For example, Time with the mother" }), field("Who is it for", kind));
    dialog("Add a part of the meeting", body, (close) => [
      button("Add", () => {
        if (!name.value.trim()) return name.focus();
        this.app.queue.add({ kind: "part.add", payload: { name: name.value.trim(), kind: kind.value } });
        return close();
      }, "main"),
      button("Cancel", close),
    ]);
  }

  #person(each, row) {
    const left = row.left_at ? "left" : row.mode;
    const excluded = row.mode === "excluded";
    const pairs = [...this.app.choices.modes.filter(([value]) => excluded || value !== "excluded"), ["left", "Has left"]];
    const box = selectOf(pairs, left, { "data-focus": `mode-${each.id}`, id: newId("mode") });
    box.addEventListener("change", () => this.#mark(each, row, box));
    const here = this.app.record.isPresent(each.id);
    const since = row.left_at ? `left ${time.format(new Date(row.left_at))}` : here && row.arrived_at ? `since ${time.format(new Date(row.arrived_at))}` : "";
    return h("li", { class: "chairside-live-person", "data-here": here },
      h("label", { class: "chairside-live-person__name", for: box.id }, words(each.name), h("span", { class: "chairside-live-person__note", dir: "auto" }, ` ${each.agency || each.label}${since ? `, ${since}` : ""}`)),
      box);
  }

  #mark(each, row, box) {
    const hasLeft = box.value === "left";
    const mode = hasLeft ? (row.mode === "remote" ? "remote" : "in_person") : box.value;
    const payload = { part: this.app.record.part.id, participant: each.id, mode, has_left: hasLeft };
    const comes = mode === "in_person" || mode === "remote";
    if (each.capacity === "observer" && comes && !each.consent) return this.#askConsent(each, payload, box);
    this.#send(each, payload);
    return undefined;
  }

  #send(each, payload) {
    const wasHere = this.app.record.isPresent(each.id);
    this.app.queue.add({ kind: "attendance.set", payload });
    const isHere = !payload.has_left && ["in_person", "remote"].includes(payload.mode);
    if (isHere && !wasHere) this.#offerEarlierLines(each);
  }

  #askConsent(each, payload, box) {
    const body = h("p", { class: "govuk-body" }, "Do the parents agree that ", words(each.name), " observes this meeting?");
    dialog("Ask the parents first", body, (close) => [
      button("Yes, they agree", () => {
        this.#send(each, { ...payload, parents_agree: true });
        close();
      }, "main"),
      button("No", () => {
        box.value = "expected";
        close();
      }),
    ]);
  }

  // Marked late, but was in the room: a deliberate act, with a name, lets them have the earlier lines.
  // Only those they would have been given then: of another child's, each is added by itself.
  #offerEarlierLines(each) {
    const { record, queue } = this.app;
    const key = record.part?.key;
    const earlier = record.shown.filter((p) => p.part_key === key && p.audience?.length && !p.audience.includes(each.person) && p.restriction !== "restricted" && isTheirs(record.room, each.person, p.about));
    if (!earlier.length || !["agency", "family", "chair", "minute_taker"].includes(each.capacity)) return;
    const body = h("p", { class: "govuk-body" }, words(each.name), ` was not marked as here for ${earlier.length === 1 ? "1 earlier line" : `${earlier.length} earlier lines`} of this part. Were they in the room when it was said?`);
    dialog("Earlier lines", body, (close) => [
      button("Yes, let them have those too", () => {
        queue.add(...earlier.map((p) => ({ kind: "audience.widen", payload: { passage: p.uuid, people: [each.person] } })));
        close();
      }, "main"),
      button("No, they came just now", close),
    ]);
  }
}
