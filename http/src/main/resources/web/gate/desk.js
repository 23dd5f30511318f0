// From what was scanned to what the steward is shown: by the server, else by this device alone.
import * as offline from "./offline.js";
import * as reading from "./reading.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import { listOf, namedLists } from "./lists.js";
import { call, Unreachable } from "./server.js";

const REASON_OF_PROBLEM = { forbidden: "forbidden", list_unknown: "list_unknown", nonce_reused: "not_sure" };

/**
 * Decides on one scan of the line, by the gate, list and direction that it was made for.
 *
 * @param item with its nonce: judged again after a reload, it is still one scan
 */
export async function scan({ scan, nonce, direction, post }, device) {
  const code = reading.formedCode(scan) ?? scan.text;
  const scanned = { code, nonce, type: direction, list: post.list, reentry: post.reentry };
  if (sync.now.network === "online") {
    try {
      return await online(scanned, device, post);
    } catch (fault) {
      if (!(fault instanceof Unreachable)) throw fault;
      // With the same nonce: if the server did hear of it, it is still one scan.
      sync.lost();
    }
  }
  return alone(scanned, scan, post);
}

/** Admits a person against the rule of the list, by a supervisor; never offline. */
export async function force(verdict, reason, device, post) {
  const forced = { ...verdict.scanned, nonce: crypto.randomUUID(), force: true, reason };
  try {
    return await online(forced, device, post);
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    sync.lost();
    // The outcome is unknown; scanning the ticket again shows it.
    return { scanned: forced, reason: "not_sure" };
  }
}

async function online(scanned, device, post) {
  const answer = await call("POST", `/v1/gates/${post.gate}/redeem`, { key: device.key, body: scanned });
  const { status, json } = answer;
  if (status === 401) await sync.revoked();
  if (!json.status || typeof json.status !== "string") {
    return { scanned, reason: status === 401 ? "refused" : (REASON_OF_PROBLEM[json.code] ?? "not_sure") };
  }
  const ticket = json.ticket && { ticket: json.ticket.id, offer: json.ticket.offer, sale: json.ticket.sale };
  if (json.status === "ok") {
    await store.keepPassage(json.ticket.id, passage(scanned, post, json.at));
    return { scanned, ticket, reason: null };
  }
  // People inside stay inside when the network fails.
  if (json.first) {
    const known = { ...json.first, nonce: "first", direction: "entry", list: post.list };
    await store.keepPassage(json.ticket.id, known);
  }
  return { scanned, ticket, reason: json.reason, first: json.first };
}

async function alone(scanned, scan, post) {
  // A revoked device admits no one, online or offline.
  if (sync.now.network === "refused") return { scanned, reason: "refused" };
  const keys = await store.fact("keys");
  const lists = await store.fact("void");
  if (!keys || !lists) return { scanned, reason: "no_lists" };
  if (reading.isShort(scan.text)) return { scanned, reason: "needs_network" };
  const list = listOf(post, await namedLists());
  const { ticket, code, reason: unread } = await reading.signedCode(scan, (text) => offline.read(text, keys));
  if (!ticket) return { scanned, reason: unread, alone: true };
  const read = { ...scanned, code };
  const passages = await store.passagesOf(ticket.ticket);
  const { reason, first } = passages.some((known) => known.nonce === read.nonce)
    ? { reason: null } // Judged before the page was closed.
    : offline.decide(ticket, read.type, post.sale, list, lists.below, passages);
  if (!reason && !passages.some((known) => known.nonce === read.nonce)) {
    const at = new Date().toISOString();
    const untold = { ...read, scanned_at: at, gate: post.gate, ticket: ticket.ticket };
    await store.keepUntold(ticket.ticket, passage(read, post, at), untold);
    await sync.queueChanged();
  }
  return { scanned: read, ticket, reason, first, alone: true };
}

function passage(scanned, post, at) {
  return { nonce: scanned.nonce, direction: scanned.type, list: scanned.list, gate: post.gate, at };
}

/** The door did not open; whether the scan is undone. */
export async function takeBack(verdict, device, post) {
  const { code, nonce } = verdict.scanned;
  if (verdict.alone && (await store.takeBack(verdict.ticket.ticket, nonce))) {
    await sync.queueChanged();
    return true;
  }
  try {
    const answer = await call("POST", `/v1/gates/${post.gate}/annul`, { key: device.key, body: { code, nonce } });
    if (answer.status === 200) await store.takeBack(verdict.ticket.ticket, nonce);
    return answer.status === 200;
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    sync.lost();
    return false;
  }
}
