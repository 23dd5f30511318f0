// The server, which may not be there.

/** Nobody knows what became of the request: no network, no time, or a server that cannot. */
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
