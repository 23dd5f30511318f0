// Keeps the device ready for a day without a network, and tells the server afterwards what it did.
import * as lists from "./lists.js";
import * as store from "./store.js";
import { heartbeat } from "./heartbeat.js";
import { call, Unreachable } from "./server.js";

const UPLOAD_MAX = 100;
const UPLOAD_PATIENCE = 20000;
const LISTS_EVERY = 60000;
const COUNTS_EVERY = 10000;
const HEARTBEAT_EVERY = 30000;
const KNOCK_EVERY = 3000;

/** What the page shows of all this. */
export const now = { network: "offline", untold: 0, lists: null, counts: null, conflicts: [] };

let device = null;
let post = null;
let changed = () => {};
let listsAt = 0;
let countsAt = 0;
let beatAt = 0;
let beatUntold = 0;
let timer = 0;
let turning = false;

/**
 * Begins to keep up, and is done when it is known whether the server is asked; `whenChanged` is
 * called whenever `now` has changed.
 */
export async function begin(theDevice, thePost, whenChanged) {
  device = theDevice;
  post = thePost;
  changed = whenChanged;
  now.untold = await store.countUntold();
  // Until a request says otherwise. A device that was revoked stays so without a network, too.
  if (await store.fact("revoked")) now.network = "refused";
  else now.network = now.untold === 0 ? "online" : "offline";
  addEventListener("online", turn);
  addEventListener("offline", lost);
  turn();
}

/** The server was not reached: from now on the device decides, until it has told all it did. */
export function lost() {
  if (now.network !== "refused") now.network = "offline";
  changed();
  plan(KNOCK_EVERY);
}

/** The server does not take this device for one of its own (any more). */
export async function revoked() {
  now.network = "refused";
  changed();
  await store.keepFact("revoked", true);
}

/** A scan was put into the queue, or taken out of it. */
export async function queueChanged() {
  now.untold = await store.countUntold();
  changed();
}

export async function conflictsSeen() {
  await store.forgetConflicts();
  now.conflicts = [];
  changed();
}

function plan(delay) {
  clearTimeout(timer);
  timer = setTimeout(turn, delay);
}

async function turn() {
  if (turning || !device) return;
  turning = true;
  try {
    if (now.network !== "online") await beat();
    await upload();
    if (Date.now() - beatAt >= HEARTBEAT_EVERY || now.untold !== beatUntold) await beat();
    if (Date.now() - listsAt >= LISTS_EVERY) await fetchLists();
    if (Date.now() - countsAt >= COUNTS_EVERY) await fetchCounts();
    // The queue goes first: else the server would admit again a person that is inside.
    if (now.network !== "refused") now.network = now.untold === 0 ? "online" : "offline";
  } catch (fault) {
    if (!(fault instanceof Unreachable)) console.error(fault);
    now.network = now.network === "refused" ? "refused" : "offline";
  } finally {
    turning = false;
    changed();
    plan(KNOCK_EVERY);
  }
}

async function ask(method, path, more = {}) {
  const answer = await call(method, path, { key: device.key, ...more });
  if (answer.status === 401) {
    await revoked();
  } else if (now.network === "refused") {
    now.network = "offline";
    await store.keepFact("revoked", false);
  }
  return answer;
}

/** Says how this device is, and hears whether the server still takes it for one of its own. */
async function beat() {
  const untold = now.untold;
  await ask("POST", "/v1/device/heartbeat", { body: await heartbeat(post, untold) });
  beatAt = Date.now();
  beatUntold = untold;
}

async function upload() {
  now.conflicts = await store.conflicts();
  now.untold = await store.countUntold();
  while (now.untold > 0) {
    const scans = await store.untold(UPLOAD_MAX);
    // Each gate is told its own; a device that has moved has scans of two.
    const batch = scans.filter((scan) => scan.gate === scans[0].gate);
    const answer = await ask("POST", `/v1/gates/${batch[0].gate}/scans`, {
      body: { scans: batch.map(({ number, gate, ticket, ...scan }) => scan) },
      patience: UPLOAD_PATIENCE,
    });
    if (answer.status !== 200) throw new Unreachable("upload: " + answer.status);
    const { done, conflicts } = sorted(batch, answer.json.results);
    await store.told(done, conflicts);
    now.conflicts = await store.conflicts();
    now.untold = await store.countUntold();
    changed();
    if (done.length < batch.length) throw new Unreachable("some are to be told again");
  }
}

function sorted(batch, results) {
  const done = [];
  const conflicts = [];
  batch.forEach((scan, i) => {
    const result = results[i];
    if (result.status === "retry") return;
    done.push(scan);
    if (result.conflict || result.status === "refused") {
      conflicts.push({
        nonce: scan.nonce,
        ticket: scan.ticket,
        at: scan.scanned_at,
        gate: scan.gate,
        reason: result.conflict?.reason ?? result.reason,
        earlier: result.conflict?.earlier ?? null,
      });
    }
  });
  return { done, conflicts };
}

/** Keys, void codes and the lists of the sale, for as long as the network may be gone. */
async function fetchLists() {
  const keySet = await call("GET", "/.well-known/jwks.json");
  const keys = Object.fromEntries(keySet.json.keys.map((key) => [key.kid, key.x]));
  const below = {};
  let cursor = "";
  do {
    const page = await ask("GET", `/v1/sales/${device.sale}/void-codes${cursor && "?cursor=" + cursor}`);
    if (page.status !== 200) return;
    for (const code of page.json.data) below[code.ticket] = code.below;
    cursor = page.json.next_cursor ?? "";
  } while (cursor);
  await lists.fetchLists(device.sale, ask);
  await store.keepFact("keys", keys);
  await store.keepFact("void", { below, at: Date.now() });
  listsAt = Date.now();
  now.lists = listsAt;
}

async function fetchCounts() {
  const answer = await ask("GET", `/v1/sales/${device.sale}/gates`);
  if (answer.status !== 200) return;
  const list = answer.json.lists.find((one) => one.list === post.list);
  const gate = answer.json.gates.find((one) => one.gate === post.gate && one.list === post.list);
  now.counts = { inside: list ? list.inside : 0, tickets: list?.tickets, here: gate?.entered ?? 0, recent: gate?.entered_recently ?? 0 };
  countsAt = Date.now();
}
