// Prints the page with a button with data-print; makes paths with data-own-origin whole addresses.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const path of document.querySelectorAll("[data-own-origin]")) {
  path.textContent = new URL(path.textContent, location.href).href;
}
