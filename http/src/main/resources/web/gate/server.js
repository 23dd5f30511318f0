// The server, which may not be there.

/** The outcome of the request is unknown: no network, a time-out, or a failing server. */
export class Unreachable extends Error {}

const PATIENCE = 2500;

export async function call(method, path, { key, body, patience = PATIENCE } = {}) {
  const headers = {};
  if (key) headers.Authorization = "Bearer " + key;
  if (body) headers["Content-Type"] = "application/json";
  let answer;
  let json;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    json = await answer.json();
  } catch (fault) {
    throw new Unreachable(String(fault));
  }
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    throw new Unreachable("status " + answer.status);
  }
  return { status: answer.status, json };
}
