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

  // Those the server knows, then those made on this screen that it has not told yet.
  get parts() {
    const known = new Set(this.room.parts.map((part) => part.id));
    const made = this.mine.filter(({ kind, payload }) => kind === "part.add" && !known.has(payload.part));
    return [...this.room.parts, ...made.map(({ payload: { part, name, kind } }) => ({ id: part, key: `part:${part}`, name, kind }))];
  }

  get part() {
    const moved = this.mine.filter((operation) => operation.kind === "part.move").pop();
    const { parts } = this;
    return parts.find((part) => part.id === moved?.payload.part) || parts.find((part) => part.current) || parts[0];
  }

  attendance(participant, part = this.part) {
    const key = `${part?.id}:${participant}`;
    const known = this.room.attendance[key] || { mode: "expected", arrived_at: null, left_at: null };
    const mine = this.mine.filter(({ kind, payload: p }) => kind === "attendance.set" && `${p.part}:${p.participant}` === key);
    return mine.length ? mine.reduce(marked, known) : this.#cameAlong(participant, part, known);
  }

  // The server takes those who are not family along to the next part; it has not said so yet.
  #cameAlong(participant, part, known) {
    const moves = this.mine.filter(({ kind }) => kind === "part.move");
    const at = moves.findLastIndex(({ payload }) => payload.part === part?.id);
    const each = this.room.participants.find(({ id }) => id === participant);
    if (at < 0 || known.mode !== "expected" || each?.capacity === "family") return known;
    const { parts } = this;
    const before = parts.find(({ id }) => id === moves[at - 1]?.payload.part) ?? parts.find(({ current }) => current);
    if (!before || before.id === part.id) return known;
    const there = this.attendance(participant, before);
    const wasThere = (there.mode === "in_person" || there.mode === "remote") && !there.left_at;
    return wasThere ? { ...known, mode: there.mode, arrived_at: moves[at].device_at } : known;
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

// Somebody who comes back is here from then on, as on the server.
function marked(known, { payload: { mode, has_left }, device_at }) {
  const cameBack = known.left_at && !has_left;
  return { mode, arrived_at: cameBack || !known.arrived_at ? device_at : known.arrived_at, left_at: has_left ? device_at : null };
}

function lay(shown, { kind, payload, uuid, device_at }) {
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
      entered_at: device_at,
    });
  } else if (!at) return;
  else if (kind === "passage.edit") Object.assign(at, { text: payload.text, pending: uuid });
  else if (kind === "passage.move") Object.assign(at, { heading: payload.heading, pending: uuid });
  else if (kind === "passage.remove") at.removed = true;
  else if (kind === "passage.restore") at.removed = false;
}
