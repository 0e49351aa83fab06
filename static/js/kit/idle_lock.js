// After some minutes without a key or a click the page is covered until the password is given again.
// Nothing behind it is unloaded, so nothing typed is lost. The server is told, and refuses the
// session's other requests meanwhile. A page with data-no-idle-lock (a conference in session) is left alone.
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "input", "wheel", "touchmove"];
const LAST_ACTIVE = "chairside-last-active"; // shared by the tabs of one browser, in milliseconds
const UNLOCKED = "chairside-unlocked";
const TELL_SERVER_EVERY = 60_000;
const SOMEBODY_ELSE =
  "Somebody else has signed in in this browser. Sign in again in another tab, then come back here";
const NO_CONNECTION = "No connection. Your words are still here: try again";

const lastActive = () => Number(localStorage.getItem(LAST_ACTIVE)) || 0;

class IdleLock {
  constructor(dialog, minutes) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.box = this.form.elements.password;
    this.error = dialog.querySelector("#idle-lock-error");
    this.limit = minutes * 60_000;
    this.toldServer = Date.now();
  }

  watch() {
    localStorage.setItem(LAST_ACTIVE, String(Date.now()));
    SIGNS_OF_LIFE.forEach((name) =>
      document.addEventListener(name, () => this.touch(), { passive: true, capture: true }),
    );
    this.form.addEventListener("submit", (event) => this.unlock(event));
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    setInterval(() => this.check(), Math.min(this.limit / 4, 5_000));
    document.addEventListener("visibilitychange", () => {
      if (this.dialog.open) this.lookAgain();
      else this.check();
    });
    document.addEventListener("chairside:locked", () => this.lock());
    document.addEventListener("htmx:responseError", (event) => {
      if (event.detail.xhr.status === 423) this.lock();
    });
    window.addEventListener("storage", (event) => {
      if (event.key === UNLOCKED && this.dialog.open) this.lookAgain();
    });
  }

  post(address, body) {
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    return fetch(address, { method: "POST", headers, body, keepalive: true });
  }

  touch() {
    if (this.dialog.open) return;
    const now = Date.now();
    // A tab that slept through the limit must lock, whatever woke it.
    if (now - lastActive() >= this.limit && !this.held()) return;
    if (now - lastActive() >= 1_000) localStorage.setItem(LAST_ACTIVE, String(now));
    if (now - this.toldServer >= TELL_SERVER_EVERY) {
      this.toldServer = now;
      this.post(this.dialog.dataset.hereUrl).then(
        (answer) => answer.status === 423 && this.lock(),
        () => {},
      );
    }
  }

  held() {
    return document.querySelector("[data-no-idle-lock]") !== null;
  }

  check() {
    if (this.dialog.open) return;
    if (this.held()) this.touch();
    else if (Date.now() - lastActive() >= this.limit) {
      this.lock();
      this.post(this.dialog.dataset.lockUrl).catch(() => {});
    }
  }

  lock() {
    if (this.dialog.open) return;
    this.returnTo = document.activeElement;
    document.body.append(this.dialog);
    document.body.classList.add("chairside-locked");
    this.dialog.showModal();
    this.box.focus();
  }

  async unlock(event) {
    event.preventDefault();
    this.error.textContent = "";
    const answer = await this.post(this.form.action, new FormData(this.form)).catch(() => null);
    const told = await answer?.json().catch(() => null);
    this.box.value = "";
    if (answer?.ok && told) {
      localStorage.setItem(UNLOCKED, String(Date.now()));
      this.openFor(told);
    } else {
      this.error.textContent = told?.message || NO_CONNECTION;
      this.box.focus();
    }
  }

  // The page belongs to the person it was made for, whoever is signed in by now.
  openFor(told) {
    if (String(told.user) === this.dialog.dataset.user) this.open(told.csrf);
    else this.error.textContent = SOMEBODY_ELSE;
  }

  // Another tab was unlocked, or the person signed in again there.
  async lookAgain() {
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.dialog.dataset.sessionUrl, { headers }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (told && !told.locked) this.openFor(told);
  }

  open(token) {
    localStorage.setItem(LAST_ACTIVE, String(Date.now()));
    const fields = "input[name='csrfmiddlewaretoken']";
    [this.form, document].forEach((place) =>
      place.querySelectorAll(fields).forEach((input) => (input.value = token)),
    );
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    document.body.classList.remove("chairside-locked");
    this.dialog.close();
    this.dialog.remove();
    this.returnTo?.focus?.();
    document.dispatchEvent(new Event("chairside:unlocked"));
  }
}

export function startIdleLock() {
  const template = document.getElementById("idle-lock-template");
  const minutes = Number(document.body.dataset.idleLockMinutes);
  if (!template || !minutes) return;
  // A template until now, so that no password manager fills a form nobody sees.
  const dialog = template.content.firstElementChild;
  new IdleLock(dialog, minutes).watch();
}
