// Numbers, money and times as the reader writes them. Times are Western Indonesian Time, on every device.
import { settings } from "./settings.js";

const ZONE = "Asia/Jakarta";
const OFFSET = "+07:00";
const HIDDEN = "•••";
const locale = () => (settings.language === "id" ? "id-ID" : "en-GB");

const shown = (make) => (given) => (given === null || given === undefined ? "–" : settings.hidden ? HIDDEN : make(given));

export const number = shown((n) => new Intl.NumberFormat(locale()).format(n));

export const short = shown((n) => new Intl.NumberFormat(locale(), { notation: "compact" }).format(n));

export const money = shown((n) =>
  new Intl.NumberFormat(locale(), { style: "currency", currency: "IDR", currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 }).format(n),
);

export const milliseconds = (n) => (n === null || n === undefined ? "–" : new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(n) + " ms");

export function time(instant) {
  if (!instant) return "–";
  const parts = { dateStyle: "medium", timeStyle: "short", timeZone: ZONE };
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(instant)) + " WIB";
}

/** Returns date and time to the second: for what follows each other within one. */
export function exactTime(instant) {
  const parts = { dateStyle: "medium", timeStyle: "medium", timeZone: ZONE };
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(instant)) + " WIB";
}

export function clock(instant) {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium", timeZone: ZONE }).format(new Date(instant)) + " WIB";
}

export const hour = (seconds) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(new Date(seconds * 1000));

/** Returns what a field for date and time shows, for a moment. */
export function toField(date) {
  const parts = { dateStyle: "short", timeStyle: "short", timeZone: ZONE };
  return new Intl.DateTimeFormat("sv-SE", parts).format(date).replace(" ", "T");
}

/** Returns the moment that a field for date and time says, read as WIB. */
export const fromField = (text) => (text ? text + ":00" + OFFSET : "");
