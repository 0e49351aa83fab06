// Passkeys: <form data-passkey="sign-in|use|add"> with a [data-passkey-start] button, a hidden
// `credential` field and, but for signing in, the server's options in a JSON block.
const NOT_HERE = "This browser cannot use passkeys. Use your password or your authenticator app";
const STOPPED = "The passkey was not used. Try again, or use another way";

async function optionsFor(form) {
  const block = document.getElementById(form.dataset.passkeyOptions);
  if (block) return JSON.parse(block.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`No options: ${answer.status}`);
  return answer.json();
}

// A passkey signs in by itself; a plain security key is only a second step.
function strengthen(publicKey, form) {
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return publicKey;
}

async function credentialFor(form, options) {
  if (form.dataset.passkey === "add") {
    const asked = strengthen(options.creation_options.publicKey, form);
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    return navigator.credentials.create({ publicKey });
  }
  const asked = options.request_options.publicKey;
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
  });
}

async function run(form) {
  const message = form.querySelector("[data-passkey-message]");
  message.textContent = "";
  try {
    const credential = await credentialFor(form, await optionsFor(form));
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (problem) {
    message.textContent = problem instanceof TypeError ? NOT_HERE : STOPPED;
  }
}

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  form.hidden = !window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  form.querySelector("[data-passkey-start]").addEventListener("click", () => run(form));
  // Enter in the name field means "add", not an empty form.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(form);
  });
});
