// A short tone on a new bid, for those who ask for it.
export class Sound {
  #context = null;
  #button;

  constructor(root) {
    this.#button = root.querySelector("[data-sound]");
    if (!this.#button || !window.AudioContext) return;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => {
      const isOn = this.#button.getAttribute("aria-pressed") !== "true";
      this.#button.setAttribute("aria-pressed", String(isOn));
      if (isOn) this.#context ??= new AudioContext();
      if (isOn) this.play(false);
    });
  }

  /** @param {boolean} isWarning the reader was outbid */
  play(isWarning) {
    if (!this.#context || this.#button.getAttribute("aria-pressed") !== "true") return;
    const at = this.#context.currentTime;
    const tone = this.#context.createOscillator();
    const volume = this.#context.createGain();
    tone.frequency.setValueAtTime(isWarning ? 392 : 660, at);
    if (isWarning) tone.frequency.setValueAtTime(330, at + 0.12);
    volume.gain.setValueAtTime(0.08, at);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.connect(volume).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + 0.3);
  }
}
