// Signed out in the middle: nothing is lost, the words wait, and signing in again happens in a
// second tab, because a second factor may be asked for.
import { button, h } from "./dom.js";
import { dialog } from "./dialog.js";

export const SIGNED_IN_AGAIN = "chairside-signed-in";

export function watchSignIn(link, urls, retry) {
  let open = null;
  const body = (...children) => h("div", { "aria-live": "polite" }, ...children);
  const close = () => {
    open?.close();
    open = null;
  };
  const signedOut = () =>
    dialog("You have been signed out", body(
      h("p", { class: "govuk-body" }, "Your words are kept on this device, locked. Sign in again in the new tab, then come back here."),
      h("p", {}, h("a", { class: "govuk-button", href: urls.signIn, target: "_blank", rel: "noopener" }, "Sign in again (opens a new tab)")),
    ), () => [button("I have signed in", retry)], { stays: true });
  const somebodyElse = () =>
    dialog("Somebody else has signed in", body(
      h("p", { class: "govuk-body" }, "This page belongs to the person who opened it. Their unsent words stay locked on this device for their next sign-in."),
    ), () => [h("a", { class: "govuk-button", href: "/" }, "Leave this page")], { stays: true });
  link.addEventListener("state", () => {
    close();
    if (link.state === "signed-out") open = signedOut();
    if (link.state === "other-person") {
      document.getElementById("live-room").replaceChildren();
      open = somebodyElse();
    }
  });
  window.addEventListener("storage", (event) => event.key === SIGNED_IN_AGAIN && retry());
  window.addEventListener("focus", () => link.state === "signed-out" && retry());
}
