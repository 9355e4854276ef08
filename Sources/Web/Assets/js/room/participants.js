// Who is in the room; only the buyer is told.
import { say } from "./words.js";

export class Participants {
  #list; #count;

  constructor(root) {
    this.#list = root.querySelector("[data-participants]");
    this.#count = root.querySelector("[data-present-count]");
  }

  show(participants) {
    if (!this.#list || !participants) return;
    const present = participants.filter((one) => one.present).length;
    this.#count.textContent = say("presentCount", { n: present, all: participants.length });
    this.#list.replaceChildren(...participants.map(row));
  }
}

function row(one) {
  const item = document.createElement("li");
  item.classList.toggle("is-present", one.present === true);
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
  const state = document.createElement("span");
  state.className = "presence-text";
  state.textContent = say(one.present ? "present" : "away");
  item.append(dot, names, state);
  return item;
}
