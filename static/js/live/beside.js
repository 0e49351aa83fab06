// Two people wrote the same thing at once: what stands, and what was kept beside it, until settled.
import { button, h, words } from "./dom.js";

const HIDDEN = new Set(["key", "beside", "by_name", "seq", "origin"]);

function said(app, each) {
  const parts = Object.entries(each)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== "" && value !== null && value !== false && !(Array.isArray(value) && !value.length))
    .map(([name, value]) => app.wordFor(name, value));
  return parts.join("; ");
}

function who(app, each) {
  if (each.origin && each.origin === app.queue.origin) return "You";
  return each.by_name === app.me.name ? "You, in another window," : words(each.by_name);
}

export function besideNotice(app, key, useTheirs, mayChoose = true) {
  const waiting = app.record.room.beside.filter((each) => each.key === key);
  if (!waiting.length) return null;
  const ask = mayChoose ? "Both are kept. Choose which one stands." : "Both are kept. The chair chooses which one stands.";
  const say = (each) => h("p", { class: "govuk-body-s" }, who(app, each), " wrote: ", words(said(app, each)), " ",
    mayChoose && button("Use this", () => useTheirs(each), "plain"));
  return h("div", { class: "chairside-live-twins" },
    h("p", { class: "govuk-body-s" }, h("strong", {}, `Two people wrote this at once. ${ask}`)), ...waiting.map(say),
    mayChoose && button("Keep what stands", () => app.queue.add({ kind: "choice.settle", payload: { key } }), "plain"));
}
