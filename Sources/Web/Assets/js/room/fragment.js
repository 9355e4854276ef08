// Parts of the page that change seldom are made by the server alone: they are fetched anew when they have changed.
import { localise } from "../time.js";

const PAUSE_MILLISECONDS = 400;
const wanted = new Set();
let timer;

/** Asks for a part again, a moment later and together with others that are asked for. */
export function renew(name) {
  wanted.add(name);
  timer ??= setTimeout(fetchAll, PAUSE_MILLISECONDS);
}

async function fetchAll() {
  const names = [...wanted];
  wanted.clear();
  timer = undefined;
  // A page that answers a form stands at the form's address.
  const { page: address } = document.querySelector("[data-page]").dataset;
  const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const name of names) {
    const selector = `[data-fragment="${CSS.escape(name)}"]`;
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (!old) continue;
    // What the server shows no more is gone.
    if (!fresh) { old.hidden = true; continue; }
    // Whoever is writing a reason goes on writing.
    if (old.contains(document.activeElement)) {
      old.addEventListener("focusout", () => renew(name), { once: true });
      continue;
    }
    const open = [...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
    old.replaceChildren(...fresh.childNodes);
    for (const summary of old.querySelectorAll("details > summary")) {
      if (open.includes(summary.textContent)) summary.parentElement.open = true;
    }
    for (const attribute of [...fresh.attributes]) old.setAttribute(attribute.name, attribute.value);
    old.hidden = fresh.hidden;
    localise(old);
    old.dispatchEvent(new Event("renewed", { bubbles: true }));
  }
}
