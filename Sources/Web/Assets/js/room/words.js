// The room's words in the page's language, from <template data-texts>.
import { language, locale } from "../locale.js";

const words = new Map(
  [...document.querySelector("template[data-texts]").content.querySelectorAll("data")].map((element) => [
    element.value, element.textContent,
  ]));
const rules = new Intl.PluralRules(language);
/** In which order the forms stand in a text; the same as on the server. */
const forms = { en: ["one", "other"], ru: ["one", "few", "many"], ro: ["one", "few", "other"] }[language];

/** Whether there are words for it. */
export function has(key) { return words.has(key); }

/** A text with its {placeholders} filled in. */
export function say(key, values = {}) {
  return (words.get(key) ?? key).replace(/\{([a-z]+)\}/g, (_, name) => values[name] ?? "");
}

/** A text whose form depends on a number. */
export function sayCount(key, number) {
  const all = (words.get(key) ?? key).split("|");
  const index = forms.indexOf(rules.select(number));
  return all[Math.min(index < 0 ? all.length - 1 : index, all.length - 1)]
    .replace("{n}", number.toLocaleString(locale));
}

const clock = new Intl.DateTimeFormat(locale, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const dayAndClock = new Intl.DateTimeFormat(locale, {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** The time of a moment; with its day when that is not today. */
export function sayTime(milliseconds) {
  const moment = new Date(milliseconds);
  return (moment.toDateString() === new Date().toDateString() ? clock : dayAndClock).format(moment);
}
