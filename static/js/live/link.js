// The line to the server: every answer is one of a few plain outcomes, and none is guessed.
const PATIENCE = 20_000;
const FAILED = "The server could not save this. It will be sent again.";

export class Link extends EventTarget {
  constructor({ urls, csrf, me }) {
    super();
    Object.assign(this, { urls, csrf, me, state: "online", message: "", trouble: null, quickest: Infinity, ahead: null });
  }

  // states: online, offline, failing, signed-out, locked, other-person, refused
  #become(state, message = "") {
    if (state === this.state && message === this.message) return;
    this.state = state;
    this.message = message;
    this.dispatchEvent(new Event("state"));
  }

  // An answer to a question does not mean that saving works again: only something saved does.
  #answered(isSaving) {
    if (isSaving) this.trouble = null;
    this.#become(this.trouble?.state ?? "online", this.trouble?.message);
  }

  #failed(isSaving, state, message) {
    if (isSaving) this.trouble = { state, message };
    this.#become(state, message);
  }

  async ask(url, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const asked = Date.now();
    try {
      const answer = await fetch(url, {
        ...options,
        headers: { Accept: "application/json", "X-Chairside-Person": this.me, ...options.headers },
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal: stop.signal,
      });
      const told = await this.#read(answer, options.method === "POST");
      if (told?.at) this.#learnClock(asked, Date.now(), Date.parse(told.at));
      return told;
    } catch {
      this.#become("offline");
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  // How far the server's clock is ahead of this one: the quicker the answer, the better known.
  #learnClock(asked, answered, theirs) {
    const took = answered - asked;
    if (took < 0 || took > this.quickest || Number.isNaN(theirs)) return;
    this.quickest = took;
    this.ahead = Math.round(theirs - (asked + answered) / 2);
  }

  async #read(answer, isSaving) {
    const told = await answer.json().catch(() => null);
    if (answer.ok && told) {
      if (told.csrf) this.csrf = told.csrf;
      else if (this.state === "signed-out") await this.#freshToken();
      this.#answered(isSaving);
      return told;
    }
    if (answer.status === 401) this.#become("signed-out");
    else if (answer.status === 423) this.#lockPage();
    else if (answer.status === 409) this.#become("other-person");
    else if (answer.status === 403 && !told) await this.#freshToken();
    else if ((answer.status === 403 || answer.status === 400) && told) this.#failed(isSaving, "refused", told.message);
    else if (answer.status === 500 || answer.status === 507) this.#failed(isSaving, "failing", told?.message ?? FAILED);
    else this.#become("offline");
    return null;
  }

  #lockPage() {
    this.#become("locked");
    document.dispatchEvent(new Event("chairside:locked"));
  }

  // Signing in again changes the token that forms carry; a page that stayed open asks for the new one.
  #freshToken() {
    return this.ask(this.urls.key);
  }

  changes(since) {
    return this.ask(`${this.urls.changes}?since=${since}`);
  }

  async key(period) {
    const told = await this.ask(`${this.urls.key}?period=${period}`);
    if (!told) throw new Error("No key");
    return told;
  }

  send(operations) {
    return this.ask(this.urls.operations, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf },
      body: JSON.stringify({ operations, device_now: new Date().toISOString(), ahead_ms: this.ahead }),
    });
  }

  // A number only; may leave while the page is closing.
  tellKept(device, lines) {
    const form = new FormData();
    form.append("device", device);
    form.append("lines", lines);
    form.append("csrfmiddlewaretoken", this.csrf);
    return navigator.sendBeacon(this.urls.kept, form);
  }
}
