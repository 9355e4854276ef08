// Prices as whole numbers of 1/10 000 of their unit (BigInt): no price is ever a floating-point number, except on its
// way to a pixel.
import { language, locale } from "../locale.js";

const SCALE = 10_000n;
const RATE_SCALE = 100_000_000n;
const NARROW_SPACE = "\u202F";
const MINUS = "\u2212";

/** What the server writes: "1234.50", "-0.75". */
export function fromServer(text) {
  if (text == null) return null;
  const size = fromParts(...text.replace("-", "").split("."));
  return text.startsWith("-") ? -size : size;
}

/**
 * What a person types: spaces between digits are fine, a comma may stand for the point. A comma before exactly three
 * digits could as well group thousands, so that is not a price.
 * @returns {bigint | null}
 */
export function fromTyped(text) {
  const compact = text.trim().replace(/[\s\u00A0\u202F']/g, "");
  const match = /^([-\u2212]?)(\d{1,15})(?:([.,])(\d{1,4}))?$/.exec(compact);
  if (!match || (match[3] === "," && match[4].length === 3)) return null;
  const size = fromParts(match[2], match[4]);
  return match[1] ? -size : size;
}

function fromParts(whole, fraction = "") {
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(4, "0"));
}

/** "1234.50": at least two decimals, at most four. */
export function toServer(price) {
  const size = price < 0n ? -price : price;
  const fraction = String(size % SCALE).padStart(4, "0").replace(/0{1,2}$/, "");
  return `${price < 0n ? "-" : ""}${size / SCALE}.${fraction}`;
}

/** For reading: digits in groups, the language's decimal sign. */
export function toReader(price) { return textToReader(toServer(price)); }

/** The same for a number that the server wrote, whatever its length. */
export function textToReader(text) {
  const [whole, fraction] = text.replace("-", MINUS).split(".");
  const digits = whole.replace(MINUS, "");
  const grouped = digits.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : whole;
  return fraction === undefined ? grouped : grouped + (language === "en" ? "." : ",") + fraction;
}

/** How far `price` lies from `base`, in words: "12.3 %". */
export function percentBetween(base, price) {
  const tenths = Math.abs(Number(((base - price) * 1000n) / base));
  return (tenths / 10).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + "\u00A0%";
}

/** One step by the rules of a lot: an amount, or a percentage of the price, cut at two decimals. */
export function stepOf(price, kind, value) {
  const amount = fromServer(value);
  if (kind !== "percent") return amount;
  const size = price < 0n ? -price : price;
  return ((size * amount) / (100n * SCALE) / 100n) * 100n;
}

/**
 * A price in the auction's currency.
 * @param {string} rate "units/equal": so many units of the price's currency are so many of the auction's
 */
export function converted(price, rate) {
  const [units, equal] = rate.split("/").map(fromRate);
  return (price * equal) / units;
}

function fromRate(text) {
  const [whole, fraction = ""] = text.split(".");
  return BigInt(whole) * RATE_SCALE + BigInt(fraction.padEnd(8, "0"));
}

/** "12.5 %" of ten-thousandths. */
export function shareToReader(share) {
  return (share / 100).toLocaleString(locale, { maximumFractionDigits: 2 }) + "\u00A0%";
}

/** A share as typed, in ten-thousandths: "12.5" or "12,5 %" is 1250. */
export function shareFromTyped(text) {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?%?$/.exec(text.replace(/[\s\u00A0\u202F]/g, ""));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : null;
}

/** "12.5": what the server reads. */
export function shareToServer(share) {
  return `${Math.floor(share / 100)}.${String(share % 100).padStart(2, "0")}`;
}
