// A sale that is being written: what the form holds, and what becomes of it in the API's words.
import { fromField, toField } from "./format.js";

const HOUR = 3_600_000;

export const slug = (text) =>
  text.toLowerCase().normalize("NFKD").replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 60);

export const offer = (name = "", price = "", quota = "") => ({ name, price, quota });

export function draft() {
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  return {
    id: "", name: "", opens: toField(new Date(now)), closes: toField(new Date(now + 30 * 24 * HOUR)),
    hold: "15", limit: "4", offers: [offer()],
  };
}

const whole = (text) => (String(text).trim() === "" ? null : Number(text));

/** Returns an id for each offer; two of one name get numbers. */
function ids(offers) {
  const seen = new Map();
  return offers.map((one, i) => {
    const base = slug(one.name) || "offer-" + (i + 1);
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : base + "-" + count;
  });
}

/** Returns the terms of a sale whose offers have a quota each. */
export function terms(sale) {
  const names = ids(sale.offers);
  return {
    name: sale.name, currency: "IDR", opens_at: fromField(sale.opens), closes_at: fromField(sale.closes),
    hold_seconds: Math.round(Number(sale.hold) * 60), units_per_buyer: whole(sale.limit),
    quotas: sale.offers.map((one, i) => ({ id: names[i], capacity: whole(one.quota) })),
    offers: sale.offers.map((one, i) => ({ id: names[i], name: one.name, price: { face: whole(one.price) }, quotas: [names[i]] })),
  };
}

/** Returns places, and the money if all of them are sold. */
export function totals(sale) {
  const sum = (of) => sale.offers.reduce((all, one) => all + (of(one) || 0), 0);
  return { places: sum((one) => Number(one.quota)), revenue: sum((one) => Number(one.quota) * Number(one.price)) };
}
