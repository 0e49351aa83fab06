// What the server has said so far, with this screen's own unsent words laid over it.
export class LiveRecord extends EventTarget {
  constructor({ seq, passages, room }, queue) {
    super();
    Object.assign(this, { seq, room, queue, passages: new Map(), echoes: new Map() });
    passages.forEach((passage) => this.passages.set(passage.uuid, passage));
    queue.addEventListener("change", () => this.#changed());
    queue.addEventListener("acknowledged", ({ detail }) => this.#echo(detail));
  }

  // An acknowledged line stays on the screen until the changes that carry it arrive.
  #echo({ operation, result }) {
    this.echoes.set(operation.uuid, { operation, seq: result.seq, uuid: result.passage });
    this.#changed();
  }

  absorb({ seq, passages = [], room, state }) {
    if (seq === this.seq && !room && state === this.room.state) return;
    this.seq = Math.max(this.seq, seq);
    passages.forEach((passage) => this.passages.set(passage.uuid, passage));
    if (room) this.room = room;
    this.room.state = state;
    for (const [uuid, echo] of this.echoes) if (echo.seq <= this.seq) this.echoes.delete(uuid);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  // Operations not yet in what the server told: echoes, then waiting, in order.
  get mine() {
    return [...[...this.echoes.values()].map((echo) => echo.operation), ...this.queue.waiting];
  }

  get shown() {
    const shown = new Map([...this.passages].filter(([, p]) => !p.sealed).map(([uuid, p]) => [uuid, { ...p }]));
    for (const operation of this.mine) lay(shown, operation);
    return [...shown.values()].filter((p) => !p.removed).sort((a, b) => a.position - b.position);
  }

  get part() {
    const moved = this.mine.filter((operation) => operation.kind === "part.move").pop();
    const parts = this.room.parts;
    return parts.find((part) => part.id === moved?.payload.part) || parts.find((part) => part.current) || parts[0];
  }

  attendance(participant, part = this.part) {
    const key = `${part?.id}:${participant}`;
    const known = this.room.attendance[key] || { mode: "expected", left_at: null };
    const mine = this.mine.filter(({ kind, payload: p }) => kind === "attendance.set" && `${p.part}:${p.participant}` === key).pop();
    if (!mine) return known;
    return { ...known, mode: mine.payload.mode, left_at: mine.payload.has_left ? mine.device_at : null };
  }

  isPresent(participant, part = this.part) {
    const { mode, left_at } = this.attendance(participant, part);
    return (mode === "in_person" || mode === "remote") && !left_at;
  }

  pending(kind, matches) {
    return this.mine.filter((operation) => operation.kind === kind && matches(operation.payload)).pop();
  }

  get isClosed() {
    return this.room.state !== "in_session";
  }

  base(key) {
    return this.room.newest[key] || 0;
  }
}

function lay(shown, { kind, payload, uuid }) {
  const at = shown.get(payload.passage);
  if (kind === "passage.add" && !at) {
    shown.set(payload.passage, {
      version: 0,
      about: [],
      audience: null,
      position: Number.MAX_SAFE_INTEGER,
      restriction: "none",
      ...payload,
      uuid: payload.passage,
      pending: uuid,
    });
  } else if (!at) return;
  else if (kind === "passage.edit") Object.assign(at, { text: payload.text, pending: uuid });
  else if (kind === "passage.move") Object.assign(at, { heading: payload.heading, pending: uuid });
  else if (kind === "passage.remove") at.removed = true;
  else if (kind === "passage.restore") at.removed = false;
}
