// The only door to the server. It keeps the operator key in this tab alone, and no answer opens it but 401.
import { settings } from "./settings.js";

const KEY = "console.key";
const PATIENCE = 15_000;
const left = new Set();

export const signedIn = () => sessionStorage.getItem(KEY) !== null;

export function signOut() {
  sessionStorage.removeItem(KEY);
  for (const tell of left) tell();
}

export const onSignOut = (tell) => left.add(tell);

/** A refusal of the server, as RFC 9457 says it; code "unreachable" if there was no answer. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Returns a new name for a request; contexts without TLS have no randomUUID. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return '"' + Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("") + '"';
}

/** Sends a request with the key of the session. */
export async function send(method, path, { key = sessionStorage.getItem(KEY), body, headers = {}, signal = AbortSignal.timeout(PATIENCE) } = {}) {
  const all = { Authorization: "Bearer " + key, "Accept-Language": settings.language, ...headers };
  if (body !== undefined) all["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers: all, body: body && JSON.stringify(body), signal, cache: "no-store" });
  if (answer.status === 401 && sessionStorage.getItem(KEY) === key) signOut();
  return answer;
}

/** Returns the JSON of an answer, or throws Refused. */
export async function call(method, path, options) {
  let answer;
  try {
    answer = await send(method, path, options);
  } catch (fault) {
    throw new Refused({ code: "unreachable", title: String(fault.message), status: 0 });
  }
  const text = await answer.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = { code: "unreadable", title: "HTTP " + answer.status };
  }
  if (!answer.ok) throw new Refused(json);
  return json;
}

export const get = (path, headers) => call("GET", path, { headers });

/** Saves a file under the name that the server gives it, or throws Refused. A file may take long. */
export async function download(path) {
  const answer = await send("GET", path, { signal: null });
  if (!answer.ok) throw new Refused(await answer.json());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "report";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Posts under one name: a retry of a request whose outcome is unknown must reuse the name. */
export const post = (path, body, key = freshKey()) => call("POST", path, { body, headers: { "Idempotency-Key": key } });

/** Keeps the key if the server accepts it; the slow requests are cheap and need it. */
export async function signIn(key) {
  await call("GET", "/v1/admin/slow", { key });
  sessionStorage.setItem(KEY, key);
}
