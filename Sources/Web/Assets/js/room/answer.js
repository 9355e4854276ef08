// What became of something that was sent, said beside its form and in the page's language.
import { fromServer } from "./money.js";
import { has, say } from "./words.js";

export class Answer {
  #box;

  constructor(box) { this.#box = box; }

  good(text) { this.#write("is-good", text); }
  bad(text) { this.#write("is-bad", text); }
  wait(text) { this.#write("", text); }
  clear() { this.#box.replaceChildren(); }

  /** Adds a button below the words. */
  offer(text, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = text;
    button.addEventListener("click", action);
    this.#box.append(button);
  }

  /**
   * Says why something was refused: the rule, where it draws the line, what would be accepted instead.
   * @param {{problem?: object, signedOut?: boolean}} outcome
   * @param {(price: bigint) => string} words
   * @returns {bigint | null} the next price that would be accepted
   */
  refuse(outcome, words) {
    if (outcome.signedOut) {
      this.bad(say("signedOut"));
      return null;
    }
    const problem = outcome.problem ?? {};
    const line = fromServer(problem.threshold);
    const next = fromServer(problem.nextAdmissiblePrice);
    const sentences = [say("refused"), reason(problem)];
    if (line !== null && line !== next) sentences.push(say("lineIs", { price: words(line) }));
    if (next !== null) sentences.push(say("nextIs", { price: words(next) }));
    this.bad(sentences.join(" "));
    return next;
  }

  #write(tone, text) {
    this.#box.className = `bid-answer ${tone}`;
    const line = document.createElement("p");
    line.textContent = text;
    this.#box.replaceChildren(line);
  }
}

/** The page's own words; the server's for a reason that it has none for. */
function reason(problem) {
  const key = `refusal_${problem.reason}`;
  return has(key) ? say(key) : problem.detail ?? problem.title ?? say("unreachable");
}
