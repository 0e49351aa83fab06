// The keyboard, written down: the same table makes the shortcuts and the help.
import { h } from "./dom.js";
import { dialog } from "./dialog.js";
import { button } from "./dom.js";

const HELP = [
  ["Enter", "Add the line"],
  ["Shift and Enter", "New line within it"],
  ["F2", "In the writing box: those here, professionals only, nobody, then choose by name. On a line: choose who may have it"],
  ["Alt and 1 to 9, or 0", "Write under the first to tenth heading"],
  ["Alt and arrow up or down", "Write under the heading before or after"],
  ["F4", "Go to whom it is about"],
  ["F8", "Go to the writing box"],
  ["F9", "Go to who is here"],
  ["?", "This help, when you are not typing"],
];

const isTyping = (target) => target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");

export function showHelp() {
  const rows = HELP.map(([keys, does]) => h("div", { class: "govuk-summary-list__row" }, h("dt", { class: "govuk-summary-list__key" }, keys), h("dd", { class: "govuk-summary-list__value" }, does)));
  dialog("Keyboard", h("dl", { class: "govuk-summary-list" }, ...rows), (close) => [button("Close", close, "main")]);
}

export function listenToKeys(app) {
  const headings = app.choices.headings.map(({ key }) => key);
  const step = (by) => {
    const at = headings.indexOf(app.composer.heading.value) + by;
    if (headings[at]) app.goTo(headings[at], true);
  };
  const acts = {
    F2: (target) => {
      const passage = target.closest("[data-passage]");
      if (passage) app.agenda.views.get(passage.dataset.passage)?.audience();
      else app.composer.cycleAudience();
    },
    F4: () => app.composer.goToAbout(),
    F8: () => app.composer.box.focus(),
    F9: () => app.attendance.list.querySelector("select")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey) return;
    const digit = event.altKey && /^Digit(\d)$/.exec(event.code);
    if (digit) app.goTo(headings[(Number(digit[1]) + 9) % 10], true);
    else if (event.altKey && event.key === "ArrowUp") step(-1);
    else if (event.altKey && event.key === "ArrowDown") step(1);
    else if (!event.altKey && acts[event.key]) acts[event.key](event.target);
    else if (event.key === "?" && !isTyping(event.target)) showHelp();
    else return;
    event.preventDefault();
  });
}
