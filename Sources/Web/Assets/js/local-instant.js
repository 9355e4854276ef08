// A date and time typed in local time also goes up as an instant: <input data-local-instant="name of hidden field">.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const input of document.querySelectorAll("input[data-local-instant]")) {
  const instant = input.form.elements[input.dataset.localInstant];
  const note = input.closest(".field").querySelector("[data-zone]");
  if (note) note.textContent = zone;
  const copy = () => {
    const moment = new Date(input.value);
    instant.value = Number.isNaN(moment.getTime()) ? "" : moment.toISOString();
  };
  input.addEventListener("input", copy);
  copy();
}
