// Days as numbers since 1970-01-01, and lengths of time in words.

const DAY = 86400000;

/**
 * A day as a number, from an ISO date; null for anything else.
 * @param {string} iso
 */
export function dayOf(iso) {
  const [, sign = "", year, month, date] = /^(-?)(\d+)-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  if (!year) return null;
  const time = new Date(0);
  time.setUTCFullYear(Number(sign + year), Number(month) - 1, Number(date));
  return Math.round(time.getTime() / DAY);
}

/**
 * The ISO date of a day's number.
 * @param {number} day
 */
export function isoOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The first day of a month, counted from the year 0: 12 × year + month - 1.
 * @param {number} month
 */
export function firstDayOf(month) {
  const year = String(Math.floor(month / 12)).padStart(4, "0");
  return /** @type {number} */ (dayOf(`${year}-${String((month % 12) + 1).padStart(2, "0")}-01`));
}

/**
 * The month of an ISO date, counted from the year 0.
 * @param {string} iso
 */
export function monthOf(iso) {
  const [, year, month] = /^([+-]?\d+)-(\d\d)/.exec(iso) ?? [];
  return Number(year) * 12 + Number(month) - 1;
}

/**
 * "11 days", "5 months", "2 years": about how long.
 * @param {number} days
 */
export function duration(days) {
  const n = Math.abs(Math.round(days));
  if (n < 60) return n === 1 ? "1 day" : `${n} days`;
  if (n < 730) return `${Math.round(n / 30.44)} months`;
  return `${Math.round(n / 365.25)} years`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * A date in words, as exact as it is: "10 December 2020", "December 2020", "2020"; other forms as they are written.
 * @param {string | undefined} edtf
 */
export function dateWords(edtf) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(edtf ?? "") ?? [];
  if (!year) return edtf ?? "no date";
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  if (!name) return year;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}
