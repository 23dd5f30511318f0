// One stream of events per sale and browser. The tab that holds the lock reads it and tells the others.
import { send, Refused } from "./session.js";
import { settings } from "./settings.js";

const PAUSE_MIN = 1_000;
const PAUSE_MAX = 15_000;
const SILENCE_MAX = 25_000;

/** Reads events of an answer until it ends; an event has a name, an id and data. */
async function read(answer, onEvent, onBytes) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = {};
      for (const line of block.split("\n")) {
        const at = line.indexOf(":");
        if (at > 0) event[line.slice(0, at)] = line.slice(at + 1).trimStart();
      }
      if (event.data) onEvent(event);
    }
  }
}

/** Reads the stream again and again, until the signal aborts; pauses grow while it fails. */
async function follow(sale, signal, tell) {
  let pause = PAUSE_MIN;
  let last;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener("abort", stop);
    let silence = setTimeout(stop, SILENCE_MAX);
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MAX);
    };
    try {
      const headers = { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) };
      const path = `/v1/live?sale=${encodeURIComponent(sale)}&lang=${settings.language}`;
      const answer = await send("GET", path, { headers, signal: attempt.signal });
      if (!answer.ok) tell({ event: "trouble", problem: await answer.json() });
      else
        await read(answer, (event) => {
          pause = PAUSE_MIN;
          if (event.id) last = event.id;
          const data = JSON.parse(event.data);
          tell(event.event === "live" ? { event: "live", live: data } : { event: event.event, problem: data });
        }, heard);
    } catch (fault) {
      if (!signal.aborted) tell({ event: "trouble", problem: new Refused({ title: String(fault.message) }).problem });
    } finally {
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
    }
    if (!signal.aborted) await new Promise((done) => setTimeout(done, pause * (0.5 + Math.random() / 2)));
    pause = Math.min(PAUSE_MAX, pause * 2);
  }
}

/** Calls back with each event of a sale, of the own stream or another tab's. Returns what stops it. */
export function watch(sale, onEvent) {
  const name = `kuota-live-${sale}-${settings.language}`;
  const ending = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.onmessage = (message) => onEvent(message.data);
  const lead = () =>
    follow(sale, ending.signal, (event) => {
      channel.postMessage(event);
      onEvent(event);
    });
  // Pages without TLS have no locks; then each tab has a stream of its own and tells no other.
  if (!navigator.locks) {
    channel.close();
    follow(sale, ending.signal, onEvent);
    return () => ending.abort();
  }
  navigator.locks.request(name, { signal: ending.signal }, lead).catch((fault) => {
    if (fault.name !== "AbortError") throw fault;
  });
  return () => {
    ending.abort();
    channel.close();
  };
}
