// One lot at a time where there are several; a wall screen shows the lots one after another.
const WALL_MILLISECONDS = 15_000;

export class Tabs {
  #buttons; #panels;

  constructor(root, isWall) {
    const list = root.querySelector("[data-lot-tabs]");
    this.#buttons = [...(list?.querySelectorAll("[data-lot-tab]") ?? [])];
    this.#panels = [...root.querySelectorAll("[data-lot]")];
    if (!list) return;
    list.hidden = false;
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-lot-tab]");
      if (button) this.choose(button.dataset.lotTab);
    });
    this.choose(decodeURIComponent(location.hash.slice(5)) || this.#buttons[0].dataset.lotTab);
    if (isWall) setInterval(() => this.#chooseNext(), WALL_MILLISECONDS);
  }

  choose(lotID) {
    if (!this.#buttons.some((button) => button.dataset.lotTab === lotID)) lotID = this.#buttons[0].dataset.lotTab;
    for (const panel of this.#panels) panel.hidden = panel.dataset.lot !== lotID;
    for (const button of this.#buttons) {
      if (button.dataset.lotTab === lotID) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    history.replaceState(null, "", `#lot-${encodeURIComponent(lotID)}`);
    dispatchEvent(new Event("resize")); // charts were without size while they were hidden
  }

  /** @param {{clock?: string, isUrgent?: boolean, note?: string}} state */
  show(lotID, state) {
    const button = this.#buttons.find((one) => one.dataset.lotTab === lotID);
    if (!button) return;
    const clock = button.querySelector("[data-tab-clock]");
    if (state.clock !== undefined && clock.textContent !== state.clock) clock.textContent = state.clock;
    if (state.isUrgent !== undefined) clock.classList.toggle("is-urgent", state.isUrgent);
    if (state.note !== undefined) button.querySelector("[data-tab-rank]").textContent = state.note;
  }

  #chooseNext() {
    const index = this.#buttons.findIndex((button) => button.hasAttribute("aria-current"));
    this.choose(this.#buttons[(index + 1) % this.#buttons.length].dataset.lotTab);
  }
}
