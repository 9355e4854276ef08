// The openers' shares: while an opening is awaited the server is asked how far it has come.
import { renew } from "./fragment.js";

const PAUSE_MILLISECONDS = 5000;
const consoles = [...document.querySelectorAll(".console[data-lot]")];

/** In the room only while a lot awaits its opening; on the page for openers for as long as it stands at its address. */
function isAwaited() {
  if (consoles.length > 0) return consoles.some((console) => console.dataset.stage === "opening");
  return location.pathname === document.querySelector("[data-page]").dataset.page;
}

setInterval(() => { if (isAwaited() && document.visibilityState === "visible") renew("openers"); }, PAUSE_MILLISECONDS);

// A round that begins, ends or is opened changes what is asked of the openers.
const stages = new MutationObserver((changes) => {
  if (changes.some(({ target, oldValue }) => target.dataset.stage !== oldValue)) renew("openers");
});
for (const console of consoles) {
  stages.observe(console, { attributeFilter: ["data-stage"], attributeOldValue: true });
}
