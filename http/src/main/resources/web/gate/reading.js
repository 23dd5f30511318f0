// What a scanned text means; the only place of the page that looks at it, as TicketReader is on the
// server. It reads what is free of doubt: of a code the signature decides.
import { cut, fits, open, PREFIX } from "./code.js";

const INVISIBLE = /[\p{Cc}\p{Cf}\uFFFD]/gu;
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;
const CODE_MIN = 162;
const CODES_MAX = 4;

/** Without invisible characters: tabs, line ends, GS, byte order marks. */
function visible(text) {
  return text.replace(INVISIBLE, "");
}

function capitals(text) {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** In capitals, without wide forms, blanks at the ends, and the symbology identifier of scanners. */
export function plain(text) {
  return capitals(visible(text).normalize("NFKC").trim().replace(SYMBOLOGY, "").trim());
}

/** The codes that begin somewhere in a text, each up to where it ends. */
function codesIn(text) {
  const codes = [];
  let at = text.indexOf(PREFIX);
  while (at >= 0 && codes.length < CODES_MAX) {
    codes.push(cut(text.slice(at)));
    at = text.indexOf(PREFIX, at + 1);
  }
  return codes;
}

/** Whether a code is complete in what was typed so far, by the device's signs or by the keys. */
export function isWhole({ text, keys }) {
  return [text, keys].some((typed) => typed.length >= CODE_MIN && codesIn(plain(typed)).some(open));
}

/** The code that a scan has the form of: by the device's signs, else by the keys; null if of none. */
export function formedCode({ text, keys }) {
  return [...codesIn(plain(text)), ...codesIn(plain(keys))].find(open) ?? null;
}

/** What two scans of one ticket have in common. */
export function identity(scan) {
  return formedCode(scan) ?? plain(scan.text);
}

/** The eight letters under the QR code, which prove nothing by themselves. */
export function isShort(text) {
  return /^[2-9A-HJ-NP-Z]{8}$/.test(plain(text).replace(/[\p{Pd}\p{Z}]/gu, ""));
}

/** Eight signs, some of which no short code has. */
export function hasWrongSigns(text) {
  const signs = plain(text).replace(/[\p{Pd}\p{Z}]/gu, "");
  return /^[0-9A-Z]{8}$/.test(signs) && /[01IO]/.test(signs);
}

/**
 * The first code whose signature holds, by `verify`: as it was typed, by the keys, and with what
 * another keyboard layout does to it undone. Its claim and the code; or the reason why there is none.
 */
export async function signedCode({ text, keys }, verify) {
  for (const code of [...codesIn(plain(text)), ...codesIn(plain(keys))]) {
    const ticket = open(code) && (await verify(code));
    if (ticket) return { ticket, code };
  }
  const typed = visible(text);
  let isOurs = false;
  for (const undo of await undos()) {
    const undone = capitals(undo(typed));
    isOurs ||= undone.includes(PREFIX);
    for (const code of codesIn(undone)) {
      const ticket = open(code) && (await verify(code));
      if (ticket) return { ticket, code };
    }
  }
  return { ticket: null, reason: isGarbled(plain(text), isOurs) ? "keyboard_layout" : "invalid" };
}

function isGarbled(text, isOurs) {
  const isLong = text.length >= CODE_MIN;
  const foreign = text.match(/[^\x00-\x7f]/gu)?.filter((sign) => /\p{L}/u.test(sign)).length ?? 0;
  const at = text.indexOf(PREFIX);
  const byLayout = at >= 0 ? isLong && !fits(text.slice(at)) : isOurs;
  return byLayout || (isLong && foreign * 3 > text.length);
}

const ACCENTS = { "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨", "\u030c": "ˇ" };

let loaded = null;

/** All ways to undo that a scanner and a device of different layouts met; kept once they are there. */
async function undos() {
  try {
    loaded ??= await (await fetch("/gate/layouts.json")).json();
  } catch (fault) {
    console.warn(fault); // The signs as they are must do; the server knows the layouts, too.
    return [];
  }
  const [us] = loaded;
  const locked = (layout) => ({ plain: layout.shifted, shifted: layout.plain });
  return loaded.flatMap((other) => [
    undo(other, us),
    undo(locked(other), us),
    undo(us, other),
    undo(locked(us), other),
  ]);
}

function undo(ofDevice, ofScanner) {
  const typed = [...ofDevice.plain, ...ofDevice.shifted];
  const meant = [...ofScanner.plain, ...ofScanner.shifted];
  const keys = new Map();
  typed.forEach((sign, i) => keys.has(sign) || keys.set(sign, meant[i]));
  const back = (sign) => {
    if (keys.has(sign)) return keys.get(sign);
    // A letter that no key types had its accent by a dead key, which was pressed before it.
    const [letter, accent, more] = sign.normalize("NFD");
    const dead = !more && ACCENTS[accent];
    return dead ? (keys.get(dead) ?? dead) + (keys.get(letter) ?? letter) : sign;
  };
  return (text) => [...text].map(back).join("");
}
