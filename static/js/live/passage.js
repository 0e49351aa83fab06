// One passage on the screen: its words, whom they are about, who said them, who may have them.
import { audienceChip, askAudience } from "./audience.js";
import { button, field, h, newId, words } from "./dom.js";
import { itemSummary } from "./items.js";
import { nameOf } from "./people.js";

export class PassageView {
  constructor(app, uuid) {
    Object.assign(this, { app, uuid, editor: null, shape: "" });
    this.place = h("li", { class: "chairside-live-passage", "data-passage": uuid });
  }

  // Drawn again only when something it shows has changed, so that an open editor is left alone.
  draw(passage) {
    const { record } = this.app;
    const item = record.room.items[this.uuid] || record.pending("item.set", (p) => p.passage === this.uuid)?.payload;
    const twin = [...record.passages.values()].find((each) => each.uuid === passage.conflict_with && !each.removed);
    const shape = JSON.stringify([passage, item, twin?.text, this.#settled(passage), record.room.participants.length]);
    if (this.editor) this.#warnEditor(passage);
    if (shape === this.shape) return;
    this.shape = shape;
    this.passage = passage;
    this.item = item;
    this.place.classList.toggle("chairside-live-passage--pending", Boolean(passage.pending));
    if (this.editor) return;
    const had = this.place.contains(document.activeElement) && document.activeElement.dataset.focus;
    this.place.replaceChildren(...this.#parts(passage, twin));
    if (had) this.place.querySelector(`[data-focus="${CSS.escape(had)}"]`)?.focus({ preventScroll: true });
  }

  #settled(passage) {
    return this.app.record.base(`passage:${passage.uuid}`) > 0;
  }

  #parts(passage, twin) {
    return [
      twin && !this.#settled(passage) && this.#twoTexts(twin),
      h("p", { class: "chairside-live-passage__text", dir: "auto" }, passage.text),
      passage.heading === "plan" && itemSummary(this.app.record.room, this.item),
      h("div", { class: "chairside-live-passage__meta" }, ...this.#meta(passage), ...this.#buttons(passage)),
    ].filter(Boolean);
  }

  #twoTexts(twin) {
    const { queue } = this.app;
    const keep = (gone) => queue.add({ kind: "passage.remove", payload: { passage: gone } }, { kind: "choice.settle", payload: { key: `passage:${this.uuid}` } });
    return h("div", { class: "chairside-live-twins" },
      h("p", { class: "govuk-body-s" }, h("strong", {}, "Two people changed this line at once. Both texts are kept.")),
      button("Keep only this one", () => keep(twin.uuid)),
      button("Keep only the other", () => keep(this.uuid)),
      button("Keep both", () => queue.add({ kind: "choice.settle", payload: { key: `passage:${this.uuid}` } })));
  }

  #meta(passage) {
    const { room } = this.app.record;
    const about = passage.about.map((person) => nameOf(room, person)).join(", ") || "All the family";
    const source = this.app.choices.sources.find(([value]) => value === passage.source_kind)?.[1];
    const said = passage.said_by ? `${nameOf(room, passage.said_by)} said` : "";
    return [
      h("span", { class: "chairside-live-chip", dir: "auto" }, `About: ${about}`),
      said && h("span", { class: "chairside-live-chip", dir: "auto" }, said),
      passage.source_kind && !["said", "plan"].includes(passage.source_kind) && h("span", { class: "chairside-live-chip" }, source),
      passage.restriction === "restricted" && h("strong", { class: "govuk-tag govuk-tag--red" }, "Professionals only"),
      audienceChip(room, passage, () => this.audience()),
    ].filter(Boolean);
  }

  #buttons(passage) {
    if (passage.pending && !passage.version) return [h("span", { class: "chairside-live-chip" }, "Not saved yet")];
    const about = passage.text.slice(0, 40);
    const hidden = () => h("span", { class: "govuk-visually-hidden" }, `: ${about}`);
    const edit = button("Edit", () => this.edit(), "quiet", { "data-focus": `edit-${this.uuid}` });
    const remove = button("Remove", () => this.#remove(), "quiet", { "data-focus": `remove-${this.uuid}` });
    edit.append(hidden());
    remove.append(hidden());
    return [edit, remove];
  }

  #remove() {
    this.app.queue.add({ kind: "passage.remove", payload: { passage: this.uuid } });
    this.app.offerUndo("Line removed.", () => this.app.queue.add({ kind: "passage.restore", payload: { passage: this.uuid } }));
  }

  audience() {
    const { room } = this.app.record;
    const { passage } = this;
    if (!passage.audience) return;
    askAudience({
      room,
      has: passage.audience,
      restricted: passage.restriction === "restricted",
      me: this.app.me.name,
      done: ({ widen, narrow }) => {
        if (widen.length) this.app.queue.add({ kind: "audience.widen", payload: { passage: this.uuid, people: widen } });
        if (narrow.length) this.app.queue.add({ kind: "audience.narrow", payload: { passage: this.uuid, people: narrow } });
      },
    });
  }

  edit(draft) {
    const { passage } = this;
    const box = h("textarea", { class: "govuk-textarea", rows: 3, dir: "auto", value: draft?.text ?? passage.text });
    const fields = passage.heading === "plan" ? this.app.itemFields(this.item) : null;
    const notice = h("p", { class: "govuk-body-s chairside-live-twins", role: "status", hidden: true, id: newId("notice") });
    this.editor = { box, base: draft?.base ?? passage.version, notice, fields, name: `edit:${this.uuid}` };
    box.addEventListener("input", () => this.app.draft(this.editor.name, { text: box.value, base: this.editor.base }));
    box.addEventListener("keydown", (event) => this.#key(event));
    this.place.replaceChildren(
      notice,
      field("Change this line", box),
      ...(fields ? [fields.place] : []),
      h("div", { class: "chairside-actions" }, button("Save", () => this.#save(), "main"), button("Cancel", () => this.#stop())),
    );
    this.#warnEditor(passage);
    if (!draft) box.focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#save();
    } else if (event.key === "Escape") this.#stop();
  }

  #warnEditor(passage) {
    const { notice, base } = this.editor;
    const changed = passage.version > base && !passage.pending;
    notice.hidden = !changed;
    if (changed) notice.textContent = `Somebody else changed this line while you were typing. It now says: “${passage.text}”. When you save, both texts are kept.`;
  }

  #save() {
    const { box, base, fields } = this.editor;
    const text = box.value.trim();
    if (!text) return;
    const operations = [];
    if (text !== this.passage.text || base !== this.passage.version) {
      operations.push({ kind: "passage.edit", payload: { passage: this.uuid, text, base_version: base } });
    }
    const item = fields?.changed();
    if (item) operations.push({ kind: "item.set", payload: { ...item, passage: this.uuid, base_seq: this.app.record.base(`item:${this.uuid}`) } });
    if (operations.length) this.app.queue.add(...operations);
    this.#stop();
  }

  #stop() {
    this.app.draft(this.editor.name, null);
    this.editor = null;
    this.shape = "";
    this.app.redraw();
    this.place.querySelector(`[data-focus="edit-${this.uuid}"]`)?.focus({ preventScroll: true });
  }
}
