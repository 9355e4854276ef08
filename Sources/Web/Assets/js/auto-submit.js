// A form with data-auto-submit is sent when its select changes; its button is only for pages without scripts.
for (const form of document.querySelectorAll("form[data-auto-submit]")) {
  form.querySelector("button").hidden = true;
  form.querySelector("select").addEventListener("change", () => form.requestSubmit());
}
