// Scanners that act as a keyboard: they type a code, fast, and then Enter, Tab, something else or
// nothing. Listening to the whole page means that no field needs the focus, and no phone shows its
// keyboard for it. A scanner presses no button and submits no form, whatever has the focus.
import { signOfDevice, signOfKey } from "./keys.js";
import { isShort, isWhole, plain } from "./reading.js";

/** A longer pause ends what was typed. */
const PAUSE = 1000;

/** A scanner without a suffix has ended after so long, if the code is whole. */
const SETTLED = 150;

/** Between two keys of a scanner, on average; people are slower. */
const SCANNER_PACE = 100;
const SCAN_MIN = 20;

/** So few signs after a whole code are what the scanner adds. */
const SUFFIX_MAX = 3;
const SHORT_MIN = 8;
const FIELDS = "input, textarea";
const EDITING = /^(Backspace|Delete|Arrow|Home|End|Page|Escape)/;
const BLIND = /^(Unidentified|Process)$/;

/**
 * Listens for as long as the page is there.
 *
 * @param onScan gets `{ text, keys }`: the signs that the device made, and those of the keys
 * @param onNote gets `too_short` or `keyboard_blind` for what was typed and is no scan
 */
export function listen(onScan, onNote) {
  let typed = [];
  let field = null;
  let before = "";
  let begunAt = 0;
  let at = -PAUSE;
  let endedAt = -PAUSE;
  let timer = 0;
  let altDigits = "";

  const scan = () => ({ text: typed.map((one) => one.text).join(""), keys: typed.map((one) => one.key).join("") });
  const isFast = () => (at - begunAt) / Math.max(1, typed.length - 1) <= SCANNER_PACE;
  const isRest = () => typed.length <= SUFFIX_MAX && begunAt - endedAt < PAUSE;
  const isOfScanner = () => typed.length > 0 && isRest() && begunAt - endedAt < SETTLED;
  const isLikeAScan = () => typed.length >= SCAN_MIN && isFast();

  function reset() {
    clearTimeout(timer);
    typed = [];
    field = null;
  }

  function end() {
    if (isRest()) return dropRest();
    const done = scan();
    if (field) field.value = before;
    reset();
    endedAt = performance.now();
    if (plain(done.text).length < SHORT_MIN && done.keys.length < SHORT_MIN) onNote("too_short");
    else onScan(done);
  }

  /** What a scanner adds is no scan, and stays in no field. */
  function dropRest() {
    if (field && isOfScanner()) field.value = before;
    reset();
  }

  /** No suffix came. */
  function onPause() {
    const { text } = scan();
    if (isRest()) dropRest();
    else if (field && !isLikeAScan()) reset();
    else if (typed.some((one) => !one.text && !one.key)) {
      reset();
      onNote("keyboard_blind");
    } else if (text === " ") {
      reset();
      const button = document.activeElement;
      if (button.matches("button")) button.click(); // A person: of a scanner more would have come.
    } else if (isLikeAScan() || isShort(text) || isWhole(scan())) end();
    else {
      reset();
      endedAt = performance.now();
      onNote("too_short");
    }
  }

  function add(text, key, target) {
    const now = performance.now();
    if (typed.length > 0 && isWhole(scan())) end(); // Without a suffix the next code has begun.
    if (typed.length === 0) {
      begunAt = now;
      field = target;
      before = target?.value ?? "";
    }
    at = now;
    typed.push({ text, key });
    clearTimeout(timer);
    const isSettled = isWhole(scan());
    const pause = text === " " && typed.length === 1 ? PAUSE / 3 : PAUSE;
    timer = isSettled ? setTimeout(end, SETTLED) : setTimeout(onPause, pause);
  }

  function onSuffix(event, target) {
    if (isOfScanner()) {
      event.preventDefault();
      return dropRest();
    }
    const justEnded = performance.now() - endedAt < SETTLED * 2;
    if (typed.length === 0 || (target && !isLikeAScan())) {
      // Alone it presses nothing; in a field a person has typed it.
      const isOfField = target && !justEnded && !target.matches("[data-no-enter]");
      if (event.key === "Enter" ? !isOfField : justEnded) event.preventDefault();
      reset();
      return;
    }
    event.preventDefault();
    end();
  }

  /** Scanners type signs as Alt and a number, and control characters as Ctrl and a letter. */
  function onCombination(event) {
    if (event.altKey && /^Numpad\d$/.test(event.code)) {
      altDigits += event.code.at(-1);
      event.preventDefault();
      return;
    }
    const isOfScan = event.ctrlKey && (typed.length > 0 || performance.now() - endedAt < SETTLED);
    if (!isOfScan || !isFast()) return;
    event.preventDefault();
    if (/^[mji]$/i.test(event.key) && typed.length > 0) end();
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target.matches?.(FIELDS) ? event.target : null;
    const isCombination = event.ctrlKey || event.metaKey || event.altKey;
    if (isCombination && !event.getModifierState("AltGraph")) return onCombination(event);
    if (event.key === "Enter" || event.key === "Tab") return onSuffix(event, target);
    if (EDITING.test(event.key)) return reset();
    const text = signOfDevice(event);
    const isBlind = BLIND.test(event.key) || event.isComposing;
    const key = signOfKey(event) || text;
    if (!text && event.key !== "Dead" && !isBlind) return;
    if (!target) event.preventDefault(); // A space must not press a button.
    if (event.repeat || (target && !text && !key)) return;
    add(text, key, target);
  });

  document.addEventListener("keyup", (event) => {
    if (event.key === " " && !event.target.matches?.(FIELDS)) event.preventDefault();
    if (event.key !== "Alt" || !altDigits) return;
    const sign = String.fromCharCode(Number(altDigits) % 256);
    altDigits = "";
    add(sign, sign, event.target.matches?.(FIELDS) ? event.target : null);
  });

  document.addEventListener("paste", (event) => {
    if (event.target.matches?.(FIELDS)) return reset();
    const text = event.clipboardData.getData("text");
    if (text.trim()) onScan({ text, keys: "" });
  });

  // Where the device tells no keys, the text of a field grows all the same.
  document.addEventListener("input", (event) => {
    if (typed.length > 0 || !event.target.matches("#typed")) return;
    clearTimeout(timer);
    const text = event.target.value;
    if (!isWhole({ text, keys: "" })) return;
    timer = setTimeout(() => {
      event.target.value = "";
      endedAt = performance.now();
      onScan({ text, keys: "" });
    }, SETTLED);
  });
}
