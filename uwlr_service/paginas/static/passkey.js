// A form with data-vraag asks the browser for a passkey when it is sent, and takes the answer along.
for (const form of document.querySelectorAll("form[data-vraag]")) {
  const soort = form.dataset.soort;
  const lees = globalThis.PublicKeyCredential?.[soort === "create" ? "parseCreationOptionsFromJSON" : "parseRequestOptionsFromJSON"];
  if (!lees) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const vraag = await fetch(form.dataset.vraag, { method: "POST", body: new FormData(form) });
      const publicKey = lees.call(PublicKeyCredential, await vraag.json());
      form.elements.antwoord.value = JSON.stringify(await navigator.credentials[soort]({ publicKey }));
      form.submit();
    } catch {
      form.querySelector("[role=status]").hidden = false;
    }
  });
}
