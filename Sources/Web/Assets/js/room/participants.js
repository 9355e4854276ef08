// Who is in the room; only the buyer is told.
import { say } from "./words.js";

export class Participants {
  #list; #count;
  /** Who is excluded is known when the page is made: whoever excludes loads it anew. */
  #excluded;

  constructor(root) {
    this.#list = root.querySelector("[data-participants]");
    this.#count = root.querySelector("[data-present-count]");
    const excluded = this.#list?.querySelectorAll("[data-excluded] b") ?? [];
    this.#excluded = new Set([...excluded].map((alias) => alias.textContent));
  }

  show(participants) {
    if (!this.#list || !participants) return;
    const present = participants.filter((one) => one.present).length;
    this.#count.textContent = say("presentCount", { n: present, all: participants.length });
    this.#list.replaceChildren(...participants.map((one) => row(one, this.#excluded.has(one.bidder))));
  }
}

function row(one, isExcluded) {
  const item = document.createElement("li");
  item.classList.toggle("is-present", one.present === true);
  item.classList.toggle("is-revoked", isExcluded);
  const dot = document.createElement("span");
  dot.className = "presence";
  dot.ariaHidden = "true";
  const names = document.createElement("span");
  const alias = document.createElement("b");
  alias.textContent = one.bidder;
  names.append(alias);
  if (one.name && one.name !== one.bidder) {
    const name = document.createElement("span");
    name.className = "muted";
    name.textContent = one.name;
    names.append(" ", name);
  }
  if (isExcluded) {
    const mark = document.createElement("span");
    mark.className = "mark is-bad";
    mark.textContent = say("disqualified");
    names.append(" ", mark);
  }
  const state = document.createElement("span");
  state.className = "presence-text";
  state.textContent = say(one.present ? "present" : "away");
  item.append(dot, names, state);
  return item;
}
