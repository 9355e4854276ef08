// The server's time, estimated from the times in its messages and moved without jumps.

/**
 * A message that travels long arrives late, so its time looks too early: of the recent differences the largest is the
 * nearest to the truth. Corrections are spread over about a second, so that the countdown never stutters.
 */
export class ServerClock {
  #differences = [];
  #target = Date.now() - performance.now();
  #shown = this.#target;
  #readAt = performance.now();

  /** @param {string} serverTime RFC 3339, as sent a moment ago */
  hear(serverTime) {
    const difference = Date.parse(serverTime) - performance.now();
    if (Number.isNaN(difference)) return;
    const isFirst = this.#differences.length === 0;
    this.#differences = [...this.#differences.slice(-11), difference];
    this.#target = Math.max(...this.#differences);
    if (isFirst) this.#shown = this.#target;
  }

  /** Milliseconds since 1970. */
  now() {
    const at = performance.now();
    const share = Math.min(1, (at - this.#readAt) / 1000);
    this.#shown += (this.#target - this.#shown) * share;
    this.#readAt = at;
    return at + this.#shown;
  }
}
