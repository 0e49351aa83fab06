// Keeps words on this device, locked with AES-GCM. The key comes from the server, only to the
// signed-in person, is never extractable and lives in memory alone (design.md, section 5).
import { deleteRow, putRow, rowsOf } from "./store.js";

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

export class Vault {
  constructor({ person, conference, askForKey }) {
    Object.assign(this, { person, conference, askForKey, period: null, keys: new Map(), writing: new Map() });
  }

  async unlock() {
    const { period, key } = await this.askForKey("");
    await this.#learn(period, key);
    this.period = period;
  }

  get isUnlocked() {
    return this.period !== null;
  }

  async #learn(period, base64) {
    const raw = bytesOf(base64);
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    raw.fill(0);
    this.keys.set(period, key);
    return key;
  }

  async #keyOf(period) {
    return this.keys.get(period) || this.#learn(period, (await this.askForKey(period)).key);
  }

  async #lock(id, value) {
    if (!this.isUnlocked) throw new Error("There is no key yet");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bound = new TextEncoder().encode(id);
    const data = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: bound },
      this.keys.get(this.period),
      new TextEncoder().encode(JSON.stringify(value)),
    );
    return { id, person: this.person, conference: this.conference, period: this.period, iv, data, at: Date.now() };
  }

  async #open(row) {
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: row.iv, additionalData: new TextEncoder().encode(row.id) },
      await this.#keyOf(row.period),
      row.data,
    );
    return JSON.parse(new TextDecoder().decode(plain));
  }

  async keepLine(operation) {
    await putRow("lines", await this.#lock(operation.uuid, operation));
  }

  dropLine(uuid) {
    return deleteRow("lines", uuid);
  }

  #draftId(name) {
    return `${this.person}:${this.conference}:${name}`;
  }

  // Of many keys struck while one write is under way, only the newest text is written next.
  keepDraft(name, value) {
    const waiting = this.writing.get(name);
    if (waiting) {
      waiting.next = { value };
      return waiting.done;
    }
    const state = { next: { value } };
    this.writing.set(name, state);
    state.done = this.#writeDrafts(name, state).finally(() => this.writing.delete(name));
    return state.done;
  }

  async #writeDrafts(name, state) {
    while (state.next) {
      const { value } = state.next;
      state.next = null;
      const id = this.#draftId(name);
      if (value === null) await deleteRow("drafts", id);
      else await putRow("drafts", await this.#lock(id, value));
    }
  }

  // Everything this person left here for this conference; what cannot be opened stays and is counted.
  async recover() {
    const { lines, drafts } = await rowsOf(this.person);
    const here = (row) => row.conference === this.conference;
    const found = { lines: [], drafts: {}, unreadable: 0 };
    for (const row of lines.filter(here)) {
      await this.#open(row).then((line) => found.lines.push(line), () => (found.unreadable += 1));
    }
    const stem = this.#draftId("").length;
    for (const row of drafts.filter(here)) {
      await this.#open(row).then((draft) => (found.drafts[row.id.slice(stem)] = draft), () => (found.unreadable += 1));
    }
    found.lines.sort((a, b) => a.order - b.order);
    return found;
  }
}
