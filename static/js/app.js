// The script of every page: GOV.UK parts, htmx, and our own kit.
import {
  Button,
  CharacterCount,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import htmx from "htmx.org";
import { startFilterSelects } from "./kit/filter_select.js";
import { startIdleLock } from "./kit/idle_lock.js";
import { startPrintButtons } from "./kit/print_button.js";
import { startReveals } from "./kit/reveal.js";
import { startSizeLimits } from "./kit/size_limit.js";
import { startStackedTables } from "./kit/stack_table.js";
import { startUnsavedWarning } from "./kit/unsaved.js";
import { guardSignOut } from "./live/sign_out.js";

const PARTS = [
  Button,
  CharacterCount,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
  Tabs,
];

function start(scope) {
  for (const Part of PARTS) {
    createAll(Part, undefined, { scope, onError: (problem) => console.error(problem) });
  }
  startFilterSelects(scope);
  startReveals(scope);
  startStackedTables(scope);
}

window.htmx = htmx;
start(document);
startSizeLimits();
startPrintButtons();
startUnsavedWarning();
guardSignOut();
startIdleLock();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
