// The page of a gate: from an invitation to who may come in.
import * as awake from "./awake.js";
import * as camera from "./camera.js";
import * as desk from "./desk.js";
import * as show from "./show.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import { fetchLists, namedLists } from "./lists.js";
import { call, Unreachable } from "./server.js";
import { setUp } from "./setup.js";
import { allowSound, signal } from "./signal.js";
import { listen } from "./wedge.js";
import { switchLanguage, translate, word } from "./words.js";

/** As long as a code is held before the camera it is one scan. */
const HELD = 2500;
const TORN_AFTER = 4;
const SHOWN_FOR = 6000;

const element = (id) => document.getElementById(id);

let device = null;
let post = null;
let direction = "entry";
let busy = false;
let shown = null;
let clearing = 0;
let held = { text: "", at: -HELD };
let tornLooks = 0;

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
  element("place").textContent = `${post.gate} · ${post.list}`;
  show.screen("scan");
  show.idle(true);
  sync.begin(device, post, show.state);
  awake.stayAwake(true);
  const hasCamera = await startCamera(onSeen);
  if (!shown) show.idle(hasCamera);
}

function onSeen(seen) {
  if (seen.torn) {
    tornLooks++;
    if (tornLooks >= TORN_AFTER && !busy && !shown) present(() => show.torn(), "hint");
    return;
  }
  tornLooks = 0;
  const now = performance.now();
  const isHeld = seen.text === held.text && now - held.at < HELD;
  if (isHeld) held.at = now;
  else if (!busy) {
    held = { text: seen.text, at: now };
    decide(seen.text);
  }
}

function decide(code) {
  return judge(() => desk.scan(code, direction, device, post));
}

/** Waits for a verdict and shows it; one at a time. */
async function judge(act) {
  if (busy) return;
  busy = true;
  try {
    const verdict = await act();
    present(() => show.verdict(verdict, device), show.toneOf(verdict), verdict);
  } catch (fault) {
    console.error(fault);
    present(() => show.note(word("not_sure"), String(fault.message)), "no");
  } finally {
    busy = false;
  }
}

/** Shows something until the next scan, or until it is old. */
function present(put, tone, verdict = {}) {
  clearTimeout(clearing);
  shown = { put, verdict };
  put();
  signal(tone);
  clearing = setTimeout(() => {
    shown = null;
    tornLooks = 0;
    show.idle("camera" in document.body.dataset);
  }, SHOWN_FOR);
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

function force() {
  const { verdict } = shown ?? {};
  const reason = verdict?.scanned && prompt(word("force_reason"))?.trim();
  if (reason) judge(() => desk.force(verdict, reason, device, post));
}

async function giveUp() {
  if ((await store.countUntold()) > 0) alert(word("forget_queue"));
  else if (confirm(word("forget_sure"))) {
    await store.forgetAll();
    location.reload();
  }
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
  if (code) decide(code);
});
listen((code) => document.body.dataset.screen === "scan" && decide(code));
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
  if (shown) shown.put();
  else show.idle("camera" in document.body.dataset);
});

open();
