// Scans that wait for their turn: judged one after the other, and each shown long enough to be seen.
// What waits is kept on the device until its result was shown, so that a reload loses none.
const WAITING_MAX = 8;
const SHOWN_MIN = 1000;

/** After so long the people of a scan have gone on, and it is not judged any more. */
const KEPT_FOR = 60000;
const KEPT = "waiting";

/**
 * A line of its own.
 *
 * @param judge becomes, for an item, a function that shows its result; must not fail
 * @param changed is called when `length` has changed
 */
export function makeLine(judge, changed) {
  const waiting = [];
  let current = null;
  let shownAt = -SHOWN_MIN;

  function keep() {
    const items = [current, ...waiting].filter((item) => item?.scan);
    try {
      localStorage.setItem(KEPT, JSON.stringify(items));
    } catch (fault) {
      console.warn(fault); // It is judged all the same, and only a reload would lose it.
    }
    changed();
  }

  async function run() {
    while (waiting.length > 0) {
      current = waiting.shift();
      keep();
      const show = await judge(current);
      await new Promise((resolve) => setTimeout(resolve, shownAt + SHOWN_MIN - performance.now()));
      await seen();
      show();
      shownAt = performance.now();
      current = null;
      keep();
    }
  }

  return {
    /** `taken`, `same` if it waits already, or `full`. An item has an `id` and is only data. */
    add(item) {
      if (item.scan && [current, ...waiting].some((known) => known?.id === item.id)) return "same";
      if (waiting.length >= WAITING_MAX) return "full";
      waiting.push({ ...item, at: item.at ?? Date.now(), waited: current !== null });
      if (current === null) run();
      else keep();
      return "taken";
    },
    /** How many are being judged, none or one, and how many wait. */
    length: () => ({ judged: current ? 1 : 0, waiting: waiting.length }),
    isIdle: () => current === null,
  };
}

/** What a page that was closed has left: scans to judge, and how many are too old for it. */
export function takeKept() {
  const items = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
  forgetKept();
  const fresh = items.filter((item) => Math.abs(Date.now() - item.at) < KEPT_FOR);
  return { fresh, old: items.length - fresh.length };
}

export function forgetKept() {
  localStorage.removeItem(KEPT);
}

/** Becomes done once the page is in the foreground. */
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", () => resolve(seen()), { once: true });
  });
}
