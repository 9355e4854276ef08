// Prices as whole numbers of 1/10 000 of the currency unit (BigInt): no price is ever a floating-point number, except
// on its way to a pixel.
import { language, locale } from "../locale.js";

const SCALE = 10_000n;
const NARROW_SPACE = "\u202F";

/** What the server writes: "1234.50". */
export function fromServer(text) {
  return text == null ? null : fromParts(...text.split("."));
}

/**
 * What a person types: spaces between digits are fine, a comma may stand for the point. A comma before exactly three
 * digits could as well group thousands, so that is not a price.
 * @returns {bigint | null}
 */
export function fromTyped(text) {
  const compact = text.trim().replace(/[\s\u00A0\u202F']/g, "");
  const match = /^(\d{1,15})(?:([.,])(\d{1,4}))?$/.exec(compact);
  if (!match || (match[2] === "," && match[3].length === 3)) return null;
  return fromParts(match[1], match[3]);
}

function fromParts(whole, fraction = "") {
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(4, "0"));
}

/** "1234.50": at least two decimals, at most four. */
export function toServer(price) {
  const fraction = String(price % SCALE).padStart(4, "0").replace(/0{1,2}$/, "");
  return `${price / SCALE}.${fraction}`;
}

/** For reading: digits in groups, the language's decimal sign. */
export function toReader(price) {
  const [whole, fraction] = toServer(price).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : whole;
  return grouped + (language === "en" ? "." : ",") + fraction;
}

/** How far `price` lies below `base`, in words: "12.3 %". */
export function percentBelow(base, price) {
  const tenths = Number(((base - price) * 1000n) / base);
  return (tenths / 10).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + "\u00A0%";
}

/** One step down by the rules of a lot: an amount, or a percentage of the price, cut at two decimals. */
export function stepOf(price, kind, value) {
  const amount = fromServer(value);
  return kind === "percent" ? ((price * amount) / (100n * SCALE) / 100n) * 100n : amount;
}
