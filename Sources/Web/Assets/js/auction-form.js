// Checks the form of an auction while it is filled in. The server knows the rules: it answers with the form as it would
// show it, and what has changed in it is taken over here.
import "./auction-rows.js";

const form = document.querySelector("[data-auction-form]");
if (form) start();

function start() {
  const text = form.querySelector("[data-document]");
  let timer;
  let request;
  let readable = null;

  form.querySelector("[data-check]").hidden = true;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      // A tick below the warnings changes nothing in the rules.
      if (event.target.name === "confirmed") return;
      clearTimeout(timer);
      timer = setTimeout(check, 350);
    });
  }
  // The document comes into its usual shape when it is left, so that the inputs count again.
  text.addEventListener("blur", () => {
    if (readable !== null) text.value = readable;
  });

  async function check() {
    request?.abort();
    request = new AbortController();
    const isWritten = text.value !== base().value;
    try {
      const answer = await fetch(form.dataset.auctionForm, {
        method: "POST", body: new URLSearchParams(new FormData(form)), signal: request.signal,
        headers: { Accept: "text/html" },
      });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-auction-form]");
      if (fresh) take(fresh, isWritten);
    } catch (error) {
      if (error.name !== "AbortError") console.warn(error);
    }
  }

  const base = () => form.querySelector("[data-base]");

  function take(fresh, isWritten) {
    const isSound = !fresh.querySelector("[data-document-notes] .field-error");
    const written = fresh.querySelector("[data-document]").value;
    if (isWritten && isSound) takeSections(fresh);
    else takeNotes(fresh);
    takeTerms(fresh);
    for (const section of form.querySelectorAll("details:has(.has-error)")) section.open = true;
    replace("[data-part=check]", fresh);
    replace("[data-announce-state]", fresh);
    replace("[data-document-notes]", fresh);
    text.closest(".field").classList.toggle("has-error", !isSound);
    base().value = fresh.querySelector("[data-base]").value;
    readable = isSound ? written : null;
    if (isSound && document.activeElement !== text) text.value = written;
  }

  /** The inputs as the document says, in the order of the answer; what was open stays open. */
  function takeSections(fresh) {
    const end = form.querySelector("[data-section=document]");
    const names = [...fresh.querySelectorAll("[data-section]")].map((section) => section.dataset.section);
    for (const section of form.querySelectorAll("[data-section]")) {
      if (!names.includes(section.dataset.section)) section.remove();
    }
    for (const name of names) {
      if (name === "document") continue;
      const now = fresh.querySelector(`[data-section=${name}]`);
      const old = form.querySelector(`[data-section=${name}]`);
      if (old) now.open = old.open;
      old?.remove();
      end.before(now);
    }
    form.dispatchEvent(new CustomEvent("rows"));
  }

  /** What is wrong stands beside its input; the input itself is left to whoever types. */
  function takeNotes(fresh) {
    for (const note of form.querySelectorAll(".field-notes[id]")) {
      const now = fresh.querySelector(`#${CSS.escape(note.id)}`);
      if (!now || note.innerHTML === now.innerHTML) continue;
      note.innerHTML = now.innerHTML;
      const isWrong = Boolean(now.querySelector(".field-error"));
      note.parentElement.classList.toggle("has-error", isWrong);
      for (const input of note.parentElement.querySelectorAll("input")) {
        if (isWrong) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  }

  /** Other criteria and currencies ask for other terms. */
  function takeTerms(fresh) {
    const [old, now] = [form, fresh].map((one) => one.querySelector("[data-part=terms]"));
    if (!old || !now || old.contains(document.activeElement)) return;
    const shape = (terms) => [...terms.querySelectorAll("[name], option")].map((one) => one.name ?? one.value).join();
    if (shape(old) !== shape(now)) old.replaceChildren(...now.children);
  }

  function replace(selector, fresh) {
    const [old, now] = [form, fresh].map((one) => one.querySelector(selector));
    if (old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
  }
}
