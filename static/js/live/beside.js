// Two people wrote the same thing at once: what stands, and what was kept beside it, until settled.
import { button, h, words } from "./dom.js";

const HIDDEN = new Set(["key", "beside", "by_name", "seq"]);

function said(app, each) {
  const parts = Object.entries(each)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== "" && value !== null && value !== false && !(Array.isArray(value) && !value.length))
    .map(([name, value]) => app.wordFor(name, value));
  return parts.join("; ");
}

export function besideNotice(app, key, useTheirs) {
  const waiting = app.record.room.beside.filter((each) => each.key === key);
  if (!waiting.length) return null;
  return h("div", { class: "chairside-live-twins" },
    h("p", { class: "govuk-body-s" }, h("strong", {}, "Two people wrote this at once. Both are kept; choose which one stands.")),
    ...waiting.map((each) => h("p", { class: "govuk-body-s" }, words(each.by_name), " wrote: ", words(said(app, each)), " ",
      button("Use this", () => useTheirs(each)))),
    button("Keep what stands", () => app.queue.add({ kind: "choice.settle", payload: { key } })));
}
