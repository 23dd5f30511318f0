// A device comes once with its setup token, and gets its key.
import { call, Unreachable } from "./server.js";
import { fact, keepFact } from "./store.js";
import { word } from "./words.js";

/** What the device is from now on; an Error with words for people if nothing came of it. */
export async function setUp(text) {
  const token = tokenIn(text);
  // Kept before it is sent: with it, and nothing else, a lost answer can be asked for again.
  const nonces = (await fact("setup")) ?? {};
  nonces[token] ??= crypto.randomUUID();
  await keepFact("setup", nonces);
  const software = "Gate page, " + navigator.userAgent.slice(0, 150);
  let answer;
  try {
    answer = await call("POST", "/v1/device/initialize", { body: { token, nonce: nonces[token], software }, patience: 10000 });
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    throw new Error(word("unreachable"));
  }
  if (answer.status !== 201) throw new Error(word(FAULTS[answer.json.code] ?? "setup_unknown"));
  await keepFact("device", answer.json);
  return answer.json;
}

const FAULTS = { setup_used: "setup_used", setup_expired: "setup_expired", device_revoked: "device_revoked" };

/** The QR code holds JSON with the server's address; a person types the token alone. */
function tokenIn(text) {
  if (!text.trim().startsWith("{")) return text.trim();
  let setup;
  try {
    setup = JSON.parse(text);
  } catch {
    throw new Error(word("setup_unknown"));
  }
  if (typeof setup.token !== "string") throw new Error(word("setup_unknown"));
  if (new URL(setup.url).origin !== location.origin) {
    throw new Error(`${word("setup_elsewhere")} ${setup.url}/gate`);
  }
  return setup.token;
}
