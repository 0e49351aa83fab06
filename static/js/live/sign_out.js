// Signing out with words that have not reached the server is stopped until they are sent or discarded.
import { button, h } from "./dom.js";
import { dialog } from "./dialog.js";
import { discardAll, rowsOf } from "./store.js";

function stop(form, person, rows) {
  const count = rows.lines.length + rows.drafts.length;
  const room = `/conferences/${(rows.lines[0] ?? rows.drafts[0]).conference}/live/`;
  const many = count === 1 ? "1 line of a meeting has" : `${count} lines of a meeting have`;
  const body = h("p", { class: "govuk-body" }, `${many} not been sent. If you sign out now you would lose sight of it. Send it first, or discard it.`);
  dialog("You have unsent words", body, (close) => [
    location.pathname === room
      ? button("Stay and send", () => {
          close();
          document.dispatchEvent(new Event("chairside:send-now"));
        }, "main")
      : h("a", { class: "govuk-button", href: room }, "Go to the meeting and send"),
    button("Discard and sign out", async () => {
      await discardAll(person);
      form.submit();
    }, "warning"),
  ]);
}

export function guardSignOut() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-sign-out]");
    if (!form || !form.dataset.person || !window.indexedDB) return;
    event.preventDefault();
    const person = Number(form.dataset.person);
    const rows = await rowsOf(person).catch(() => ({ lines: [], drafts: [] }));
    if (rows.lines.length + rows.drafts.length) stop(form, person, rows);
    else form.submit();
  });
}
