// A box with data-max-bytes is not sent while it holds more: the server would have to refuse
// the whole page, and the words would be gone. They stay on the screen with a clear message.
const encoder = new TextEncoder();

function labelOf(box) {
  return box.labels?.[0]?.textContent.trim() || "This text";
}

function messageFor(box) {
  const size = encoder.encode(box.value.replaceAll("\r\n", "\n")).length;
  const limit = Number(box.dataset.maxBytes);
  if (size <= limit) return "";
  const over = `${Math.ceil(size / 1000)} KB, and one box holds ${Math.floor(limit / 1000)} KB`;
  return `${labelOf(box)} is too long: ${over}. Nothing is lost: shorten it below`;
}

function show(box, message) {
  const id = `${box.id}_size_error`;
  let note = document.getElementById(id);
  if (!note) {
    note = document.createElement("p");
    note.id = id;
    note.className = "govuk-error-message";
    note.setAttribute("role", "alert");
    box.before(note);
  }
  if (note.textContent !== message) note.textContent = message;
  note.hidden = !message;
  box.classList.toggle("govuk-textarea--error", Boolean(message) || box.ariaInvalid === "true");
}

function check(box) {
  const message = messageFor(box);
  if (message || document.getElementById(`${box.id}_size_error`)) show(box, message);
  return !message;
}

export function startSizeLimits() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-max-bytes]")) check(event.target);
  });
  document.addEventListener(
    "submit",
    (event) => {
      const boxes = [...event.target.querySelectorAll("[data-max-bytes]")];
      const tooLong = boxes.filter((box) => !check(box));
      if (tooLong.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      tooLong[0].focus();
    },
    true,
  );
}
