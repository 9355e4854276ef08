// A length of time as a clock shows it.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** "1:02:03", "4:05", and with tenths in the last ten seconds "0:07|.3": what follows the bar is written small. */
export function digits(left, hasTenths) {
  const isFine = hasTenths && left < 10 * SECOND;
  const shown = isFine ? left : Math.ceil(left / SECOND) * SECOND;
  const hours = Math.floor(shown / HOUR);
  const minutes = Math.floor(shown / MINUTE) % 60;
  const seconds = String(Math.floor(shown / SECOND) % 60).padStart(2, "0");
  const tenths = isFine ? `|.${Math.floor(shown / 100) % 10}` : "";
  return (hours ? `${hours}:${String(minutes).padStart(2, "0")}` : String(minutes)) + `:${seconds}${tenths}`;
}
