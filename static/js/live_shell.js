// Shown when the page is reloaded without a network: how much is kept here, and nothing of it.
import { countAll } from "./live/store.js";

const TRY_EVERY = 3_000;

async function count() {
  const place = document.getElementById("kept-lines");
  const kept = await countAll().catch(() => 0);
  if (kept === 0) place.textContent = "Nothing unsent is kept on this device.";
  else place.textContent = `${kept === 1 ? "1 line is" : `${kept} lines are`} kept on this device.`;
}

async function tryAgain() {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

count();
setInterval(tryAgain, TRY_EVERY);
window.addEventListener("online", tryAgain);
