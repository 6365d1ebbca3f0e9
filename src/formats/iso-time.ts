const dayMilliseconds = 86_400_000;

function padded(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

/** Days since 1970-01-01 as an ISO 8601 date, or undefined outside the years 0 to 9999. */
export function isoDate(days: number): string | undefined {
  const date = new Date(days * dayMilliseconds);
  const year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) return undefined;
  return `${padded(year, 4)}-${padded(date.getUTCMonth() + 1)}-${padded(date.getUTCDate())}`;
}

/**
 * A time of day or a duration as `HH:MM:SS`, with a fraction when there is one; hours may pass 24.
 *
 * @param ticks - the time in units of 1/`perSecond` s, whole and not negative
 * @param perSecond - a power of ten
 */
export function isoTime(ticks: bigint, perSecond: bigint): string {
  const seconds = ticks / perSecond;
  const rest = ticks % perSecond;
  const digits = perSecond.toString().length - 1;
  const fraction = rest ? `.${rest.toString().padStart(digits, "0").replace(/0+$/, "")}` : "";
  const [hour, minute, second] = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(Number);
  return `${padded(hour)}:${padded(minute)}:${padded(second)}${fraction}`;
}

/**
 * A moment as an ISO 8601 text without a time zone.
 *
 * @param ticks - units of 1/`perSecond` s since 1970-01-01
 * @param perSecond - a power of ten
 * @returns such as `2024-03-01T09:30:00`, or undefined outside the years 0 to 9999
 */
export function isoMoment(ticks: bigint, perSecond: bigint): string | undefined {
  const perDay = 86400n * perSecond;
  let days = ticks / perDay;
  if (ticks < 0n && days * perDay !== ticks) days--;
  const date = isoDate(Number(days));
  return date && `${date}T${isoTime(ticks - days * perDay, perSecond)}`;
}
