// The page of a gate: from the invitation to the result of a scan.
import * as awake from "./awake.js";
import * as camera from "./camera.js";
import * as desk from "./desk.js";
import * as show from "./show.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import { fetchLists, namedLists } from "./lists.js";
import { forgetKept, makeLine, takeKept } from "./line.js";
import { identity } from "./reading.js";
import { call, Unreachable } from "./server.js";
import { setUp } from "./setup.js";
import { allowSound, signal } from "./signal.js";
import { listen } from "./wedge.js";
import { switchLanguage, translate, word } from "./words.js";

/** As long as a code is held before the camera it is one scan. */
const HELD = 2500;
const TORN_AFTER = 4;
const SHOWN_FOR = 6000;

/** A result that takes the place of another cannot be touched before it was seen. */
const UNTOUCHED_FOR = 500;

const element = (id) => document.getElementById(id);

let device = null;
let post = null;
let direction = "entry";
let shown = null;
let clearing = 0;
let results = 0;
let tornLooks = 0;
let forgetSure = 0;
let forcing = null;

/** What the camera or a scanner has read, and when it was seen last. */
const held = new Map();
const line = makeLine(judge, () => show.line(line.length()));

async function open() {
  translate();
  if (!isSecureContext) {
    // No camera, no storage that lasts, no way to check a signature.
    element("setup-fault").textContent = word("insecure");
    show.screen("setup");
    return;
  }
  try {
    await navigator.serviceWorker?.register("/gate/worker.js", { scope: "/gate" });
  } catch (fault) {
    console.error(fault); // It scans without a network all the same, as long as it is not closed.
  }
  navigator.storage?.persist?.();
  device = await store.fact("device");
  post = await store.fact("post");
  const lists = await store.fact("void");
  sync.now.lists = lists?.at ?? null;
  if (device) choosePost();
  else show.screen("setup");
}

async function choosePost() {
  try {
    await fetchLists(device.sale, (method, path) => call(method, path, { key: device.key }));
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault; // What was kept has to do.
  }
  const named = (await namedLists()).map((list) => list.id).filter((id) => !device.list || id === device.list);
  show.lists(named, device.list);
  element("place").textContent = device.sale;
  element("post-device").textContent = `${device.name} · ${device.sale} · ${device.role}`;
  if (post) {
    element("post-gate").value = post.gate.slice(post.gate.indexOf(".") + 1);
    if (!device.list) element("post-list").value = post.list;
    if (named.includes(post.list)) element("post-named").value = post.list;
    element("post-reentry").value = post.reentry;
  }
  show.screen("post");
}

async function come(text) {
  element("setup-fault").textContent = "";
  try {
    device = await setUp(text);
    stopCamera();
    await choosePost();
  } catch (fault) {
    element("setup-fault").textContent = fault.message;
  }
}

async function startCamera(onSeen) {
  document.body.dataset.camera = "on";
  element("camera-note").textContent = "";
  try {
    await camera.start(element("video"), onSeen);
    element("torch").hidden = !camera.hasTorch();
    return true;
  } catch (fault) {
    const denied = fault.name === "NotAllowedError";
    element("camera-note").textContent = word(denied ? "camera_denied" : "camera_none");
    if (!denied) delete document.body.dataset.camera;
    return false;
  }
}

function stopCamera() {
  camera.stop();
  delete document.body.dataset.camera;
}

async function startScanning() {
  allowSound();
  post = {
    sale: device.sale,
    gate: `${device.sale}.${element("post-gate").value}`,
    list: element(element("post-named").disabled ? "post-list" : "post-named").value,
    reentry: element("post-reentry").value,
  };
  await store.keepFact("post", post);
  await sync.begin(device, post, show.state);
  element("place").textContent = `${post.gate} · ${post.list}`;
  show.screen("scan");
  show.idle(true);
  awake.stayAwake(true);
  const { fresh, old } = takeKept();
  for (const item of fresh) line.add(item);
  if (old > 0) miss("missed", `${old} ${word("missed_closed")}`);
  const hasCamera = await startCamera(onSeen);
  if (!shown) show.idle(hasCamera);
}

function onSeen(seen) {
  if (seen.torn) {
    tornLooks++;
    if (tornLooks >= TORN_AFTER && line.isIdle() && !shown) present(() => show.torn(), "hint");
    return;
  }
  tornLooks = 0;
  const scan = { text: seen.text, keys: "" };
  if (!hold(scan)) decide(scan);
}

/** Whether this was read a moment ago; from now on it was. */
function hold(scan) {
  const id = identity(scan);
  const now = performance.now();
  const isHeld = now - (held.get(id) ?? -HELD) < HELD;
  held.set(id, now);
  for (const [other, at] of held) if (now - at >= HELD) held.delete(other);
  return isHeld;
}

/** A scanner or a person has read something, on whatever screen. */
function onTyped(scan) {
  const { screen } = document.body.dataset;
  if (screen === "scan") {
    hold(scan);
    decide(scan);
  } else if (screen === "setup") come([scan.text, scan.keys].find((text) => /^\s*(\{|setup_)/.test(text)) ?? scan.text);
  else miss("missed", word("missed_post"));
}

/** Puts a scan into the line, for the gate and the direction of this moment. */
function decide(scan) {
  const item = { id: `${direction} ${identity(scan)}`, scan, nonce: crypto.randomUUID(), direction, post };
  const became = line.add(item);
  if (became === "full") miss("missed", word("missed_full"));
  if (became === "same") show.missed(word("same"), "", false);
}

/** Says so loudly that it can be heard and seen whatever is on the screen. */
function miss(title, detail) {
  show.missed(word(title), detail, true);
  signal("missed");
}

/** Becomes what shows the result of an item; never fails. */
async function judge(item) {
  try {
    const verdict = item.scan ? await desk.scan(item, device) : await desk.force(item.forced, item.reason, device, item.post);
    return () => present(() => show.verdict(verdict, device), show.toneOf(verdict), verdict, item.waited);
  } catch (fault) {
    console.error(fault);
    return () => present(() => show.note(word("not_sure"), String(fault.message)), "no");
  }
}

/** Shows something until the next scan, or until it is old. */
function present(put, tone, verdict = {}, isSudden = false) {
  clearTimeout(clearing);
  shown = { put, verdict };
  put();
  document.body.dataset.result = ++results; // Two results may look alike.
  signal(tone);
  element("verdict").inert = isSudden;
  if (isSudden) setTimeout(() => (element("verdict").inert = false), UNTOUCHED_FOR);
  clearing = setTimeout(clear, SHOWN_FOR);
}

function clear() {
  if (document.hidden) {
    clearing = setTimeout(clear, SHOWN_FOR);
    return;
  }
  shown = null;
  tornLooks = 0;
  show.idle("camera" in document.body.dataset);
}

function setDirection(chosen) {
  direction = chosen;
  element("entry").ariaPressed = String(chosen === "entry");
  element("exit").ariaPressed = String(chosen === "exit");
}

async function takeBack() {
  const { verdict } = shown ?? {};
  if (!verdict?.scanned) return;
  const done = await desk.takeBack(verdict, device, post);
  present(() => show.note(word(done ? "taken_back" : "take_back_late"), done ? word("taken_back_detail") : ""), "hint");
}

/** Opens the field for the reason; a scanner neither fills nor sends it. */
function force() {
  const { verdict } = shown ?? {};
  if (!verdict?.scanned) return;
  forcing = { verdict, post };
  element("force-ticket").textContent = verdict.ticket ? show.nameOf(verdict.ticket) : "";
  element("force-reason").value = "";
  element("force-form").hidden = false;
  element("force-reason").focus();
}

function forceNow() {
  const reason = element("force-reason").value.trim();
  if (!forcing || !reason) return;
  const became = line.add({ id: crypto.randomUUID(), forced: forcing.verdict, reason, post: forcing.post });
  if (became === "full") miss("missed", word("missed_full"));
  else cancelForce();
}

function cancelForce() {
  forcing = null;
  element("force-form").hidden = true;
}

/** With a second touch, which no scanner makes. */
async function giveUp() {
  const isSure = performance.now() - forgetSure < SHOWN_FOR && forgetSure > 0;
  const hasUntold = (await store.countUntold()) > 0;
  element("forget-note").textContent = word(hasUntold ? "forget_queue" : "forget_sure");
  forgetSure = hasUntold ? 0 : performance.now();
  if (!isSure || hasUntold) return;
  await store.forgetAll();
  forgetKept();
  location.reload();
}

function onForm(id, act) {
  element(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
}

function onClick(id, act) {
  element(id).addEventListener("click", act);
}

onForm("setup-form", () => come(element("setup-token").value));
onClick("setup-camera", () => startCamera((seen) => seen.text && come(seen.text)));
onForm("post-form", startScanning);
onClick("forget", giveUp);
onForm("typed-form", () => {
  const code = element("typed").value;
  element("typed").value = "";
  if (code.trim()) onTyped({ text: code, keys: "" });
});
onForm("force-form", forceNow);
onClick("force-cancel", cancelForce);
listen(onTyped, (name) => {
  if (name === "keyboard_blind") miss(name, word("keyboard_blind_detail"));
  else show.missed(word(name), word(name + "_detail"), false);
});
onClick("entry", () => setDirection("entry"));
onClick("exit", () => setDirection("exit"));
onClick("torch", async () => {
  const on = element("torch").ariaPressed !== "true";
  await camera.setTorch(on);
  element("torch").ariaPressed = String(on);
});
onClick("take-back", takeBack);
onClick("force", force);
onClick("conflicts-seen", sync.conflictsSeen);
onClick("leave", () => location.reload());
onClick("language", () => {
  switchLanguage();
  translate();
  show.state();
  show.line(line.length());
  if (shown) shown.put();
  else show.idle("camera" in document.body.dataset);
});

open();
