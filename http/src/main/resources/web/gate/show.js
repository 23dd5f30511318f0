// Puts on the screen what is known.
import { now } from "./sync.js";
import { hasWrongSigns } from "./reading.js";
import { timeOfDay, word } from "./words.js";

const SIGNS = { yes: "✓", no: "✕", again: "!", hint: "?", idle: "" };

const element = (id) => document.getElementById(id);

export function screen(name) {
  document.body.dataset.screen = name;
}

/**
 * Of a sale that names its lists one is chosen; of another whatever is typed, with a rule.
 *
 * @param named lists of the sale that this device may scan for
 * @param bound the only one that it may scan for, if there is one
 */
export function lists(named, bound) {
  const isNamed = named.length > 0;
  const options = named.map((id) => new Option(id, id));
  element("post-named").replaceChildren(...options);
  element("post-named").disabled = !isNamed;
  element("post-named").hidden = !isNamed;
  element("post-free").disabled = isNamed;
  element("post-free").hidden = isNamed;
  element("post-list").readOnly = Boolean(bound);
  if (bound) element("post-list").value = bound;
}

/** `yes`, `no`, `again` for a used ticket, or `hint` where the ticket was not checked. */
export function toneOf(verdict) {
  if (!verdict.reason) return "yes";
  if (verdict.reason === "keyboard_layout") return "hint";
  return verdict.reason === "already_redeemed" ? "again" : "no";
}

export function idle(hasCamera) {
  put("idle", word(hasCamera ? "ready" : "ready_typed"), "", "");
}

export function torn() {
  put("hint", word("torn"), word("torn_detail"), "");
}

export function note(title, detail) {
  put("hint", title, detail, "");
}

export function verdict(one, device) {
  const passes = one.scanned.type === "exit" ? "departed" : "admitted";
  const details = [];
  if (one.first) {
    details.push(`${word("first")}: ${timeOfDay(one.first.at)} ${word("at_gate")} ${shortGate(one.first.gate)}`);
  }
  if (one.reason === "list_unknown") details.push(word("list_unknown_detail"));
  if (one.reason === "needs_network") details.push(word("needs_network_detail"));
  if (one.reason === "keyboard_layout") details.push(word("keyboard_layout_detail"));
  if (one.reason === "invalid" && hasWrongSigns(one.scanned.code)) details.push(word("wrong_signs"));
  if (one.alone) details.push(word("offline_verdict"));
  const ticket = one.ticket ? nameOf(one.ticket) : "";
  put(toneOf(one), word(one.reason ?? passes), details.join(" · "), ticket);
  element("take-back").hidden = Boolean(one.reason);
  element("force").hidden = !mayForce(one, device);
}

/** How a ticket is told from the others. */
export function nameOf(ticket) {
  return `${ticket.offer} · ${ticket.ticket.slice(-8).toUpperCase()}`;
}

/** How many scans are being judged, and wait. */
export function line({ judged, waiting }) {
  const parts = [];
  if (judged > 0) parts.push(word("checking"));
  if (waiting > 0) parts.push(`${waiting} ${word("waiting")}`);
  element("line").textContent = parts.join(" · ");
}

let missedFor = 0;

/** Something was not read: said apart from the verdicts, which it must not hide. */
export function missed(title, detail, isLoud) {
  clearTimeout(missedFor);
  element("missed").hidden = false;
  element("missed").dataset.loud = String(isLoud);
  element("missed-word").textContent = title;
  element("missed-detail").textContent = detail;
  missedFor = setTimeout(() => (element("missed").hidden = true), isLoud ? 8000 : 4000);
}

/** Against the rule of a list, but not with a ticket of another sale. */
function mayForce(one, device) {
  if (device.role !== "supervisor" || one.alone) return false;
  return one.reason === "already_redeemed" || (one.reason === "product" && one.ticket.sale === device.sale);
}

function put(tone, title, detail, ticket) {
  document.body.dataset.tone = tone;
  element("sign").textContent = SIGNS[tone];
  element("verdict-word").textContent = title;
  element("verdict-detail").textContent = detail;
  element("verdict-ticket").textContent = ticket;
  element("take-back").hidden = true;
  element("force").hidden = true;
}

/** Everything that `sync` knows. */
export function state() {
  document.body.dataset.network = now.network;
  const waits = now.untold > 0 ? ` · ${now.untold} ${word("waiting")}` : "";
  element("network").textContent = word(now.network) + waits;
  const expected = now.counts?.tickets == null ? "" : ` / ${now.counts.tickets}`;
  element("count-inside").textContent = now.counts?.inside == null ? "–" : now.counts.inside + expected;
  element("count-here").textContent = now.counts?.here ?? "–";
  element("count-recent").textContent = now.counts?.recent ?? "–";
  element("count-queue").textContent = now.untold;
  element("lists").textContent = now.lists
    ? `${word("lists_of")} ${timeOfDay(now.lists)}.`
    : word("no_lists");
  element("conflicts").hidden = now.conflicts.length === 0;
  element("conflict-list").replaceChildren(...now.conflicts.map(conflict));
}

function conflict(one) {
  const item = document.createElement("li");
  const ticket = one.ticket.slice(-8).toUpperCase();
  const what = one.earlier
    ? `${word("conflict_earlier")} ${timeOfDay(one.earlier.at)} ${word("at_gate")} ${shortGate(one.earlier.gate)}`
    : one.reason === "revoked"
      ? word("conflict_void")
      : word(one.reason);
  item.textContent = `${ticket}, ${timeOfDay(one.at)}: ${what}`;
  return item;
}

function shortGate(gate) {
  return gate.slice(gate.indexOf(".") + 1);
}
