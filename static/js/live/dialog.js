// A dialog that gives the focus back to where it came from.
import { button, h, newId } from "./dom.js";

export function dialog(title, body, actions, { stays = false, closed = () => {} } = {}) {
  const id = newId("dialog");
  const box = h("dialog", { class: "chairside-live-dialog", "aria-labelledby": id }, h("h2", { class: "govuk-heading-m", id }, title), body);
  const from = document.activeElement;
  const close = () => box.close();
  box.append(h("div", { class: "chairside-actions" }, ...actions(close)));
  box.addEventListener("cancel", (event) => stays && event.preventDefault());
  box.addEventListener("close", () => {
    box.remove();
    closed();
    if (from?.isConnected) from.focus();
  });
  document.body.append(box);
  box.showModal();
  return { box, close };
}

export function tell(title, ...paragraphs) {
  const body = h("div", {}, ...paragraphs.map((text) => h("p", { class: "govuk-body" }, text)));
  return dialog(title, body, (close) => [button("Close", close, "main")]);
}
