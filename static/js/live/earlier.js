// Lines of this part that somebody would have had by being here when they were said, and was not
// marked as here. Letting them have those is a deliberate act, kept with a name: never the default.
import { button, h, words } from "./dom.js";
import { dialog } from "./dialog.js";
import { isFamily, KEEPERS, wouldBeGiven } from "./people.js";

export function earlierLines(record, each, shown = record.shown) {
  if (!KEEPERS.has(each.capacity)) return [];
  const { room, part } = record;
  const lines = shown.filter((line) => line.part_key === part?.key);
  const forFamily = (line) => (line.audience ?? []).some((person) => isFamily(room, person));
  // Once one of the family is here, a line that goes to none of them was kept from them on purpose.
  const first = Math.min(...lines.filter(forFamily).map((line) => line.position));
  const isKept = (line) => isFamily(room, each.person) && line.audience !== null && !forFamily(line) && line.position > first;
  return lines.filter((line) => hasNot(record, line, each) && !isKept(line) && wouldBeGiven(record, each, line));
}

function hasNot(record, line, each) {
  if (line.audience !== null) return line.audience.length > 0 && !line.audience.includes(each.person);
  // Not sent yet: it goes to those who were here when it was entered.
  const { arrived_at } = record.attendance(each.id);
  return !arrived_at || arrived_at > line.entered_at;
}

export function offerEarlierLines(app, each) {
  const lines = earlierLines(app.record, each);
  const boxes = lines.map((line) => h("input", { type: "checkbox", class: "govuk-checkboxes__input", id: `line-${line.uuid}`, value: line.uuid }));
  const items = lines.map((line, at) => h("div", { class: "govuk-checkboxes__item" }, boxes[at],
    h("label", { class: "govuk-label govuk-checkboxes__label", for: boxes[at].id, dir: "auto" }, line.text)));
  const notice = h("p", { class: "govuk-body chairside-live-dialog__notice", role: "status" });
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const say = () => {
    const count = chosen().length;
    notice.textContent = count ? `You are letting ${each.name} have ${count === 1 ? "1 earlier line" : `${count} earlier lines`}. It is recorded with your name, ${app.me.name}.` : "";
  };
  const tickAll = () => {
    boxes.forEach((box) => (box.checked = true));
    say();
  };
  const body = h("div", {},
    h("p", { class: "govuk-body" }, words(each.name), " was not marked as here when these were said. If they were in the room, tick what they heard."),
    button("Tick all", tickAll), h("div", { class: "govuk-checkboxes govuk-checkboxes--small chairside-live-dialog__lines" }, ...items), notice);
  body.addEventListener("change", say);
  dialog("Earlier lines", body, (close) => [
    button("None: they came just now", close, "main", { autofocus: true }),
    button("Let them have the ticked lines", () => {
      if (!chosen().length) return boxes[0].focus();
      app.queue.add(...chosen().map((passage) => ({ kind: "audience.widen", payload: { passage, people: [each.person] } })));
      return close();
    }, "plain"),
  ]);
}
