// When somebody really came and left, where that is not when it was marked.
import { button, field, h, words } from "./dom.js";
import { dialog } from "./dialog.js";

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clock = (iso) => (iso ? time.format(new Date(iso)) : "");

export function askTimes(app, each, row) {
  const came = h("input", { class: "govuk-input", type: "time", value: clock(row.arrived_at) });
  const left = h("input", { class: "govuk-input", type: "time", value: clock(row.left_at) });
  const body = h("div", {}, h("p", { class: "govuk-body" }, words(each.name)),
    h("div", { class: "chairside-live-row" }, field("Came at", came), field("Left at", left, { hint: "Empty while they are here" })));
  dialog("When they were here", body, (close) => [
    button("Save", () => {
      const payload = { part: app.record.part.id, participant: each.id, mode: row.mode, has_left: Boolean(left.value) };
      if (came.value && came.value !== clock(row.arrived_at)) payload.came = came.value;
      if (left.value && left.value !== clock(row.left_at)) payload.left = left.value;
      app.queue.add({ kind: "attendance.set", payload });
      close();
    }, "main"),
    button("Cancel", close),
  ]);
}
