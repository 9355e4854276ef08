// The button between light and dark; the system decides until it is used.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function show() {
  root.dataset.shows = root.dataset.theme ?? (system.matches ? "dark" : "light");
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.setAttribute("aria-pressed", String(root.dataset.shows === "dark"));
  }
}

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = root.dataset.shows === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not remembered, still shown */ }
    show();
  });
}
system.addEventListener("change", show);
show();
