// How safe it is, from 0 to 10: one number from each person, and a picture of all of them.
import { field, h, newId, selectOf, words } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const LEFT = 20;
const STEP = 44;

function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function picture(given) {
  const tallest = Math.max(1, ...Array.from({ length: 11 }, (_, n) => given.filter((each) => each.score === n).length));
  const base = 18 + tallest * 22;
  const said = given.length ? given.map((each) => `${each.called} ${each.score}`).join(", ") : "nobody has given a number yet";
  const svg = shape("svg", { viewBox: `0 0 ${LEFT * 2 + STEP * 10} ${base + 34}`, role: "img", "aria-label": `Safety scale from 0 to 10: ${said}`, class: "chairside-live-scale__picture" });
  svg.append(shape("line", { x1: LEFT, y1: base, x2: LEFT + STEP * 10, y2: base, class: "chairside-live-scale__line" }));
  for (let n = 0; n <= 10; n += 1) {
    const x = LEFT + STEP * n;
    svg.append(shape("line", { x1: x, y1: base - 5, x2: x, y2: base + 5, class: "chairside-live-scale__line" }));
    svg.append(shape("text", { x, y: base + 24, "text-anchor": "middle", class: "chairside-live-scale__number" }, n));
    given.filter((each) => each.score === n).forEach((each, place) => {
      const y = base - 16 - place * 22;
      svg.append(shape("circle", { cx: x, cy: y, r: 10, class: "chairside-live-scale__dot" }));
      svg.append(shape("text", { x, y: y + 4, "text-anchor": "middle", class: "chairside-live-scale__initial" }, each.called.trim().charAt(0)));
    });
  }
  return svg;
}

const SCORES = [["", "–"], ...Array.from({ length: 11 }, (_, n) => [n, n])];

export class Scale {
  constructor(app) {
    this.app = app;
    this.child = h("select", { class: "govuk-select", dir: "auto", on: { change: () => this.draw(true) } });
    this.picture = h("div", {});
    this.rows = h("div", { class: "chairside-live-scale__rows" });
    this.place = h("div", { class: "chairside-live-scale" }, field("For", this.child), this.picture, this.rows);
    this.boxes = new Map();
  }

  #score(participant, child) {
    const mine = this.app.record.pending("score.set", (p) => p.participant === participant && String(p.child ?? "") === child);
    return mine ? mine.payload.score : this.app.record.room.scores[`${participant}:${child}`] ?? null;
  }

  draw(force = false) {
    const { room } = this.app.record;
    if (!this.child.options.length) {
      this.child.replaceChildren(h("option", { value: "" }, "All the children"), ...room.children.map((c) => h("option", { value: c.id }, c.called)));
    }
    const child = this.child.value;
    const people = room.participants.filter((each) => ["agency", "family"].includes(each.capacity));
    const given = people.map((each) => ({ ...each, score: this.#score(each.id, child) }));
    const key = JSON.stringify([child, given.map((each) => [each.id, each.score])]);
    if (key === this.shape && !force) return;
    this.shape = key;
    this.picture.replaceChildren(picture(given.filter((each) => each.score !== null)));
    for (const each of given) this.#row(each, child);
  }

  #row(each, child) {
    if (!this.boxes.has(each.id)) {
      const box = selectOf(SCORES, each.score, { id: newId("score") });
      box.addEventListener("change", () => this.#give(each.id, box.value));
      this.rows.append(h("div", { class: "chairside-live-scale__row" }, h("label", { for: box.id }, words(each.name), each.agency ? ` (${each.agency})` : ""), box));
      this.boxes.set(each.id, box);
    }
    const box = this.boxes.get(each.id);
    if (document.activeElement !== box) box.value = each.score ?? "";
    box.dataset.child = child;
  }

  #give(participant, value) {
    const child = this.child.value;
    const key = `score:${participant}:${child}`;
    this.app.queue.add({ kind: "score.set", payload: { participant, child: child ? Number(child) : null, score: value === "" ? null : Number(value), base_seq: this.app.record.base(key) } });
  }
}
