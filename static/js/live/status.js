// One line that tells the truth about where the words are.
import { h } from "./dom.js";

function changes(count) {
  return count === 1 ? "1 change" : `${count} changes`;
}

export class Status {
  constructor({ link, queue, vault, drafts }) {
    Object.assign(this, { link, queue, vault, drafts });
    this.word = h("strong", { class: "chairside-live-status__word", "data-status": "" });
    this.detail = h("span", { class: "chairside-live-status__detail" });
    this.spoken = h("span", { class: "govuk-visually-hidden", role: "status" });
    this.place = h("p", { class: "chairside-live-status" }, this.word, this.detail, this.spoken);
    queue.addEventListener("change", () => this.show());
    link.addEventListener("state", () => this.show());
    this.show();
  }

  #kept(ahead) {
    return this.queue.isKept && this.vault.isUnlocked ? `${ahead}, kept on this device` : `${ahead}, not kept yet`;
  }

  #word() {
    const { state } = this.link;
    if (state === "signed-out") return this.#kept("Signed out");
    if (state === "locked") return this.#kept("Locked");
    if (state === "other-person") return "Somebody else has signed in";
    if (state === "refused" || state === "failing") return this.#kept("Not saved");
    if (state === "offline") return this.#kept("Offline");
    return this.queue.unsent ? "Saving" : "Saved";
  }

  #detail() {
    const parts = [];
    if (this.queue.unsent && this.link.state !== "online") parts.push(`${changes(this.queue.unsent)} waiting to be sent.`);
    else if (this.link.state === "offline") parts.push("Everything you added so far is saved.");
    if (this.link.message) parts.push(this.link.message);
    if (this.queue.refused.length) parts.push(`${changes(this.queue.refused.length)} not accepted: see below.`);
    if (this.drafts.size) parts.push(`What you are typing is ${[...this.drafts.values()].every(Boolean) ? "kept on this device" : "not kept yet"}.`);
    return parts.join(" ");
  }

  show() {
    const word = this.#word();
    const calm = word === "Saved" || word === "Saving";
    this.place.dataset.calm = calm;
    this.detail.textContent = this.#detail();
    if (this.word.textContent === word) return;
    this.word.textContent = word;
    // Read aloud when something goes wrong and when it comes right, not at every line.
    if (!calm) this.spoken.textContent = word;
    else if (this.spoken.textContent && word === "Saved") this.spoken.textContent = "Connected again. Saved";
  }
}
