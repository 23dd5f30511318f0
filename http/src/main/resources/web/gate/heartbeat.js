// Reports the state of this device, so that staff bring a charger before it is empty.

/** The body of a heartbeat; what a browser does not tell is left out. */
export async function heartbeat(post, unsent) {
  const battery = await navigator.getBattery?.().catch(() => null);
  const power = battery ? { battery: Math.round(battery.level * 100), charging: battery.charging } : {};
  return { ...power, unsent, app: await app(), gate: post.gate };
}

/** By the files that run here, which the worker keeps under their version. */
async function app() {
  const kept = (await globalThis.caches?.keys()) ?? [];
  const version = kept.find((name) => name.startsWith("kuota-gate-"))?.slice("kuota-gate-".length);
  return version ? `Gate page ${version}` : "Gate page";
}
