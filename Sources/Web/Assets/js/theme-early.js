// Runs before the first paint, so that a chosen theme does not flash: not a module, those wait for the document.
{
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is off: the system decides */ }
  const root = document.documentElement;
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  root.dataset.shows = chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
