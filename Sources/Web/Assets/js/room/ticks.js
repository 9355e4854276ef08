// Round numbers for the axes of the price curve.
import { locale } from "../locale.js";

const SECOND = 1000;
const TIME_STEPS = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
].map((seconds) => seconds * SECOND);

/** Ticks for prices in 1/10 000 units; the axis begins and ends at the given prices, ticks lie between. */
export function priceTicks(from, until, count) {
  const rough = (until - from) / count;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.75) ?? 10 * power;
  const values = [];
  for (let value = Math.ceil(from / step) * step; value <= until; value += step) values.push(value);
  return { from, until, values };
}

/** Ticks for moments, at round local times. */
export function timeTicks(from, until, count) {
  const step = TIME_STEPS.find((size) => (until - from) / size <= count) ?? TIME_STEPS.at(-1);
  const zone = new Date(from).getTimezoneOffset() * 60 * SECOND;
  const format = new Intl.DateTimeFormat(locale, options(step));
  const ticks = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= until; at += step) {
    ticks.push({ at, text: format.format(at) });
  }
  return ticks;
}

function options(step) {
  if (step >= 86_400 * SECOND) return { day: "numeric", month: "short" };
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return step < 60 * SECOND ? { ...clock, second: "2-digit" } : clock;
}
