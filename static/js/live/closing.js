// Going on to close the conference while something is not entered yet is stopped once: what is only
// on this screen would not be in the record, nor in anybody's pack.
import { button, h } from "./dom.js";
import { dialog } from "./dialog.js";

const PATIENCE = 3_000;

export function guardClosing(app, link) {
  link?.addEventListener("click", async (event) => {
    if (!app.notEntered().length) return;
    event.preventDefault();
    await sent(app.queue);
    const open = app.notEntered();
    if (!open.length) {
      location.assign(link.href);
      return;
    }
    const body = h("div", {}, h("p", { class: "govuk-body" }, "These are kept on this device, but they are not in the record yet:"),
      h("ul", { class: "govuk-list govuk-list--bullet" }, ...open.map((what) => h("li", { dir: "auto" }, what))));
    dialog("Not everything is entered", body, (close) => [
      button("Go back and enter it", close, "main"),
      h("a", { class: "govuk-link", href: link.href }, "Go on without it"),
    ]);
  });
}

// What is only on its way is there in a moment.
function sent(queue) {
  if (!queue.unsent) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    queue.addEventListener("change", function look() {
      if (queue.unsent) return;
      queue.removeEventListener("change", look);
      clearTimeout(timer);
      resolve();
    });
  });
}
