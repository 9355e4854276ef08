// Says changes to people who do not see them: politely, and only the last of what comes at once.
const PAUSE_MILLISECONDS = 600;

export class Announcer {
  #element;
  #pending = new Map();
  #timer;

  constructor(element) { this.#element = element; }

  /** @param {string} topic a later message of the same topic replaces an earlier one that was not said yet */
  announce(topic, text) {
    this.#pending.set(topic, text);
    this.#timer ??= setTimeout(() => {
      this.#element.textContent = [...this.#pending.values()].join(" ");
      this.#pending.clear();
      this.#timer = undefined;
    }, PAUSE_MILLISECONDS);
  }
}
