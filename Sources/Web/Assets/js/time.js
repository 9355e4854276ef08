// Moments in the reader's own time zone: the server writes UTC, <time data-local> is rewritten here.
import { locale } from "./locale.js";

const thisYear = new Date().getFullYear();
const full = new Intl.DateTimeFormat(locale, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});
const short = new Intl.DateTimeFormat(locale, {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** Rewrites the moments within an element. */
export function localise(root) {
  for (const element of root.querySelectorAll("time[data-local]")) {
    const moment = new Date(element.dateTime);
    if (Number.isNaN(moment.getTime())) continue;
    element.title = element.textContent;
    element.textContent = (moment.getFullYear() === thisYear ? short : full).format(moment);
  }
}

localise(document);
