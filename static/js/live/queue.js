// Operations on their way: kept on the device first, sent in order, dropped only when acknowledged.
const MOST = 50;
const MOST_CHARACTERS = 400_000;
const LONGEST_WAIT = 15_000;

export class Queue extends EventTarget {
  constructor({ link, vault }) {
    super();
    Object.assign(this, { link, vault, waiting: [], refused: [], origin: crypto.randomUUID(), sending: false, failures: 0, last: 0 });
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("chairside:unlocked", () => this.hurry());
    link.addEventListener("state", () => link.state === "online" && this.hurry());
  }

  get unsent() {
    return this.waiting.length;
  }

  get isKept() {
    return this.waiting.every((operation) => operation.kept);
  }

  #order() {
    this.last = Math.max(this.last + 1, Date.now() * 1000);
    return this.last;
  }

  // Returns at once; `kept` tells when the device has it.
  add(...operations) {
    for (const { kind, payload: given, uuid = crypto.randomUUID() } of operations) {
      // Which window it came from: another of the same person may not know what stands.
      const payload = "base_seq" in given ? { ...given, origin: this.origin } : given;
      const operation = { uuid, kind, payload, device_at: new Date().toISOString(), order: this.#order() };
      this.waiting.push(operation);
      this.#keep(operation);
    }
    this.#changed();
    this.#pump();
  }

  #keep(operation) {
    const { uuid, kind, payload, device_at, order } = operation;
    this.vault.keepLine({ uuid, kind, payload, device_at, order }).then(
      () => this.#kept(operation),
      () => this.#changed(),
    );
  }

  // Lines typed before there was a key, or while the device's disk was full.
  keepAll() {
    this.waiting.filter((operation) => !operation.kept).forEach((operation) => this.#keep(operation));
  }

  #kept(operation) {
    operation.kept = true;
    // The server may have answered before the disk did.
    if (operation.acknowledged) this.vault.dropLine(operation.uuid);
    this.#changed();
  }

  recover(operations) {
    const known = new Set(this.waiting.map((operation) => operation.uuid));
    const older = operations.filter((operation) => !known.has(operation.uuid));
    this.waiting = [...older.map((operation) => ({ ...operation, kept: true })), ...this.waiting];
    this.#changed();
    this.#pump();
  }

  hurry() {
    clearTimeout(this.timer);
    this.failures = 0;
    this.#pump();
  }

  discard(uuid) {
    this.refused = this.refused.filter((each) => each.operation.uuid !== uuid);
    this.vault.dropLine(uuid);
    this.#changed();
  }

  again(uuid) {
    const found = this.refused.find((each) => each.operation.uuid === uuid);
    this.refused = this.refused.filter((each) => each !== found);
    this.waiting.push(found.operation);
    this.#changed();
    this.hurry();
  }

  #batch() {
    const batch = [];
    let characters = 0;
    for (const operation of this.waiting.slice(0, MOST)) {
      characters += JSON.stringify(operation.payload).length;
      if (batch.length && characters > MOST_CHARACTERS) break;
      batch.push(operation);
    }
    return batch;
  }

  async #pump() {
    if (this.sending || !this.waiting.length) return;
    this.sending = true;
    this.#changed();
    const batch = this.#batch();
    const told = await this.link.send(
      batch.map(({ uuid, kind, device_at, payload }) => ({ uuid, kind, device_at, payload })),
    );
    this.sending = false;
    if (told) this.#answered(batch, told.results);
    else this.#tryLater();
    this.#changed();
  }

  #answered(batch, results) {
    this.failures = 0;
    const outcomes = new Map(results.map((result) => [result.uuid, result]));
    for (const operation of batch) {
      const result = outcomes.get(operation.uuid);
      if (!result) continue;
      this.waiting = this.waiting.filter((each) => each !== operation);
      if (result.status === "refused") this.refused.push({ operation, message: result.message });
      else this.#acknowledged(operation, result);
    }
    this.#pump();
  }

  #acknowledged(operation, result) {
    operation.acknowledged = true;
    if (operation.kept) this.vault.dropLine(operation.uuid);
    this.dispatchEvent(new CustomEvent("acknowledged", { detail: { operation, result } }));
  }

  #tryLater() {
    this.failures += 1;
    const wait = Math.min(1000 * 2 ** (this.failures - 1), LONGEST_WAIT) * (0.75 + Math.random() / 2);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#pump(), wait);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
