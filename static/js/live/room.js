// Puts the live room together: the record, the queue, the line to the server and the screen.
import { Agenda, refusedTray } from "./agenda.js";
import { Attendance } from "./attendance.js";
import { Composer } from "./composer.js";
import { guardClosing } from "./closing.js";
import { button, h } from "./dom.js";
import { dateWords, itemFields, learnKinds } from "./items.js";
import { listenToKeys, showHelp } from "./keys.js";
import { Link } from "./link.js";
import { nameOf } from "./people.js";
import { Queue } from "./queue.js";
import { LiveRecord } from "./record.js";
import { watchSignIn } from "./sign_in.js";
import { Status } from "./status.js";
import { Vault } from "./vault.js";

// Other people's words are here within two seconds, also when the network takes its time.
const ASK_EVERY = 500;
const TELL_AFTER = 10_000;
const UNDO_FOR = 15_000;

function deviceNumber() {
  const name = "chairside-device";
  const known = localStorage.getItem(name);
  if (known) return known;
  const made = crypto.randomUUID();
  localStorage.setItem(name, made);
  return made;
}

export class Room {
  constructor(place, data) {
    Object.assign(this, { place, choices: data.choices, me: data.me, urls: data.urls, drafts: new Map(), told: 0 });
    learnKinds(data.choices.items);
    this.link = new Link({ urls: data.urls, csrf: data.csrf, me: data.me.id });
    this.vault = new Vault({ person: data.me.id, conference: data.conference, askForKey: (period) => this.link.key(period) });
    this.queue = new Queue({ link: this.link, vault: this.vault });
    this.record = new LiveRecord(data, this.queue);
    this.#build(place);
    this.record.addEventListener("change", () => this.redraw());
    this.queue.addEventListener("acknowledged", () => this.#askSoon(0));
    document.addEventListener("chairside:send-now", () => this.queue.hurry());
    listenToKeys(this);
    guardClosing(this, place.querySelector("[data-close]"));
    watchSignIn(this.link, data.urls, () => this.#askSoon(0));
    window.addEventListener("pagehide", () => this.#tellKept());
    this.goTo("worries");
    this.redraw();
    this.#goWhereAsked();
    this.#askSoon(ASK_EVERY);
    this.ready = this.#unlock();
  }

  // The closing page leads to the heading where something is missing.
  #goWhereAsked() {
    const asked = location.hash.slice(1);
    if (this.agenda.sections.has(asked)) requestAnimationFrame(() => this.goTo(asked, true));
  }

  // In words: what is typed on this screen, or on its way, and not in the record yet.
  notEntered() {
    const { unsent, refused } = this.queue;
    const changes = (count, what) => count && `${count === 1 ? "1 change" : `${count} changes`} ${what}`;
    const sending = [changes(unsent, "waiting to be sent"), changes(refused.length, "not accepted")];
    return [...sending, ...[...this.drafts.keys()].map((name) => this.#draftWords(name))].filter(Boolean);
  }

  #draftWords(name) {
    const [kind, child, participant] = name.split(":");
    if (name === "composer") return `The line you are writing: “${this.composer.box.value.slice(0, 60)}”`;
    if (kind === "edit") return "A line you are changing";
    const called = this.record.room.children.find(({ id }) => id === Number(child))?.called ?? "";
    if (kind === "decision") return `The decision for ${called}: press “Record the decision”`;
    const who = this.record.room.participants.find(({ id }) => id === Number(participant))?.name ?? "an agency";
    return `What ${who} thinks about ${called}: choose a view, and say why they disagree`;
  }

  #build(place) {
    this.attendance = new Attendance(this);
    this.composer = new Composer(this);
    this.agenda = new Agenda(this);
    this.status = new Status({ link: this.link, queue: this.queue, vault: this.vault, drafts: this.drafts });
    this.refused = h("div", { class: "chairside-live-tray" });
    this.closed = h("p", { class: "govuk-inset-text", role: "status", hidden: true });
    this.undo = h("div", { class: "chairside-live-undo", role: "status" });
    const help = button("Keyboard help", showHelp, "quiet", { "aria-keyshortcuts": "?" });
    const links = place.querySelector(".chairside-live__links");
    links.append(help);
    // Of a box to type in a browser shows the caret only, which may be behind the writing box.
    const focusin = ({ target }) => target.matches("input, textarea") && target.scrollIntoView({ block: "nearest" });
    place.append(
      h("div", { class: "chairside-live__bar" }, this.status.place, this.undo),
      links,
      this.closed,
      h("div", { class: "chairside-live__body", on: { focusin } },
        h("div", { class: "chairside-live__side" }, this.attendance.place, h("nav", { class: "chairside-live__menu", "aria-label": "Agenda" }, this.agenda.menu)),
        h("div", { class: "chairside-live__main" }, this.agenda.place, this.refused)),
      this.composer.place,
    );
  }

  // The key opens what this person left on this device, perhaps before the tab was closed.
  async #unlock() {
    try {
      await this.vault.unlock();
      const found = await this.vault.recover();
      this.queue.recover(found.lines);
      this.queue.keepAll();
      Object.entries(found.drafts).forEach(([name, draft]) => this.#recoverDraft(name, draft));
      if (!this.composer.isEmpty) this.composer.keep();
    } catch {
      setTimeout(() => this.#unlock(), 2_000);
    }
    this.status.show();
  }

  #recoverDraft(name, draft) {
    this.drafts.set(name, true);
    if (name === "composer") this.composer.recover(draft);
    else if (name.startsWith("edit:")) this.agenda.views.get(name.slice(5))?.edit(draft);
    else this.agenda.board.recover(name, draft);
  }

  draft(name, value) {
    if (value === null) this.drafts.delete(name);
    else if (!this.drafts.has(name)) this.drafts.set(name, true);
    this.vault.keepDraft(name, value).then(
      () => this.#draftKept(name, true),
      () => this.#draftKept(name, false),
    );
    this.status.show();
  }

  #draftKept(name, isKept) {
    if (!this.drafts.has(name) || this.drafts.get(name) === isKept) return;
    this.drafts.set(name, isKept);
    this.status.show();
  }

  itemFields(item) {
    return itemFields(this.record, this.choices.items, item);
  }

  isOutside(child) {
    const mine = this.record.pending("outside.set", (p) => p.child === child);
    return mine ? mine.payload.outside : this.record.room.outside.includes(String(child));
  }

  redraw() {
    if (this.scheduled) return;
    this.scheduled = requestAnimationFrame(() => {
      this.scheduled = null;
      this.attendance.draw();
      this.composer.refresh();
      this.agenda.draw();
      refusedTray(this, this.refused);
      this.#sayClosed();
      this.#tellSometimes();
    });
  }

  // What is half typed stays in the box, so that it can be put in a correction.
  #sayClosed() {
    const { isClosed } = this.record;
    this.place.toggleAttribute("data-no-idle-lock", !isClosed); // see kit/idle_lock.js
    this.closed.hidden = !isClosed;
    if (isClosed) this.closed.textContent = "This conference is closed. What is written now must be a correction.";
    this.composer.place.hidden = isClosed && this.composer.isEmpty;
  }

  goTo(heading, focus = false) {
    this.composer.under(heading);
    this.agenda.mark(heading);
    if (!focus) return;
    this.agenda.sections.get(heading).place.scrollIntoView({ block: "start" });
    this.composer.box.focus({ preventScroll: true });
  }

  showNewest(heading) {
    requestAnimationFrame(() => requestAnimationFrame(() => this.agenda.showNewest(heading)));
  }

  offerUndo(said, act) {
    const put = button("Undo", () => {
      act();
      this.undo.replaceChildren();
    });
    this.undo.replaceChildren(said, " ", put);
    clearTimeout(this.undoing);
    this.undoing = setTimeout(() => this.undo.replaceChildren(), UNDO_FOR);
  }

  #askSoon(wait) {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    const told = await this.link.changes(this.record.seq);
    if (told) this.record.absorb(told);
    this.#askSoon(told ? ASK_EVERY : ASK_EVERY * 2);
  }

  #tellSometimes() {
    const kept = this.queue.unsent + this.queue.refused.length;
    if (!kept && this.told) this.#tellKept();
    if (!kept || this.telling) return;
    this.telling = setTimeout(() => {
      this.telling = null;
      if (this.queue.unsent) this.#tellKept();
    }, TELL_AFTER);
  }

  #tellKept() {
    const kept = this.queue.unsent + this.queue.refused.length;
    if (kept === this.told) return;
    this.told = kept;
    this.link.tellKept(deviceNumber(), kept);
  }

  // A word for one field of something two people wrote at once.
  wordFor(name, value) {
    const lists = { stance: "stances", outcome: "outcomes", category: "categories", participation: "participation", kind: "items" };
    if (lists[name]) return this.choices[lists[name]].find(([code]) => code === value)?.[1] ?? value;
    if (name === "threshold_met") return "threshold met";
    if (name === "dissents") return "disagrees";
    if (name === "risk_outside_home") return "the risk is outside the home";
    if (["owner", "confirm_by", "lead_worker_id"].includes(name)) return nameOf(this.record.room, value);
    if (name.endsWith("_on")) return dateWords(value);
    return Array.isArray(value) ? value.join(", ") : String(value);
  }
}
