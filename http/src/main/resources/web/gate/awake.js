// Keeps the screen on while the steward scans.
let lock = null;
let wanted = false;

export async function stayAwake(on) {
  wanted = on;
  if (!on) {
    await lock?.release();
    lock = null;
    return;
  }
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch {
    // A phone that saves its battery says no; scanning goes on.
  }
}

document.addEventListener("visibilitychange", () => {
  if (wanted && !document.hidden) stayAwake(true);
});
