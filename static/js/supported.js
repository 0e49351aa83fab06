// Runs before anything is drawn, so that a page never jumps when its scripts arrive.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
