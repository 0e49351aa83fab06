// After some minutes without a key or a click the page is covered until the password is given again.
// Nothing behind it is unloaded, so nothing typed is lost. The server is told, and refuses the
// session's other requests meanwhile. A page with data-no-idle-lock (a conference in session) is left alone.
const EVENTS = ["keydown", "pointerdown", "input", "scroll"];
const SHARED = "chairside-last-active";

const now = () => Date.now();

function lastActiveAnywhere() {
  return Number(localStorage.getItem(SHARED)) || 0;
}

function csrfHeaders(form) {
  return { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" };
}

class IdleLock {
  constructor(dialog, minutes) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.box = this.form.elements.password;
    this.error = dialog.querySelector("#idle-lock-error");
    this.limit = minutes * 60_000;
    this.heldByPage = () => document.querySelector("[data-no-idle-lock]") !== null;
  }

  watch() {
    this.touch();
    EVENTS.forEach((name) =>
      document.addEventListener(name, () => this.touch(), { passive: true, capture: true }),
    );
    this.form.addEventListener("submit", (event) => this.unlock(event));
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    setInterval(() => this.check(), Math.min(this.limit / 4, 5_000));
    document.addEventListener("visibilitychange", () => this.check());
    document.addEventListener("chairside:locked", () => this.lock({ tell: false }));
    document.addEventListener("htmx:responseError", (event) => {
      if (event.detail.xhr.status === 423) this.lock({ tell: false });
    });
  }

  touch() {
    // Other tabs of the same person count as being here, but writing on each key would be too much.
    if (this.dialog.open || now() - lastActiveAnywhere() < 1_000) return;
    localStorage.setItem(SHARED, String(now()));
  }

  check() {
    if (this.dialog.open) return;
    if (this.heldByPage()) this.touch();
    else if (now() - lastActiveAnywhere() >= this.limit) this.lock({ tell: true });
  }

  lock({ tell }) {
    if (this.dialog.open) return;
    this.returnTo = document.activeElement;
    document.body.classList.add("chairside-locked");
    this.dialog.showModal();
    this.box.focus();
    if (tell) {
      fetch(this.dialog.dataset.lockUrl, {
        method: "POST",
        headers: csrfHeaders(this.form),
        keepalive: true,
      }).catch(() => {});
    }
  }

  async unlock(event) {
    event.preventDefault();
    this.error.textContent = "";
    const answer = await fetch(this.form.action, {
      method: "POST",
      headers: csrfHeaders(this.form),
      body: new FormData(this.form),
    }).catch(() => null);
    this.box.value = "";
    if (answer?.ok) return this.open();
    const told = await answer?.json().catch(() => null);
    this.error.textContent = told?.message || "No connection. Your words are still here: try again";
    this.box.focus();
    return undefined;
  }

  open() {
    localStorage.setItem(SHARED, String(now()));
    document.body.classList.remove("chairside-locked");
    this.dialog.close();
    this.returnTo?.focus?.();
  }
}

export function startIdleLock() {
  const dialog = document.getElementById("idle-lock");
  const minutes = Number(document.body.dataset.idleLockMinutes);
  if (dialog && minutes) new IdleLock(dialog, minutes).watch();
}
