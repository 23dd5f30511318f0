// Which sign a key has on a keyboard of the United States, whatever layout the device has: scanners
// press these keys, as they leave their factory.
const SIGNS = {
  Backquote: "`~", Minus: "-_", Equal: "=+", BracketLeft: "[{", BracketRight: "]}", Backslash: "\\|",
  Semicolon: ";:", Quote: "'\"", Comma: ",<", Period: ".>", Slash: "/?", Space: "  ",
  NumpadDecimal: "..", NumpadDivide: "//", NumpadMultiply: "**", NumpadSubtract: "--", NumpadAdd: "++",
};

for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") SIGNS["Key" + letter] = letter.toLowerCase() + letter;
[..."0123456789"].forEach((digit, i) => {
  SIGNS["Digit" + digit] = digit + ")!@#$%^&*("[i];
  SIGNS["Numpad" + digit] = digit + digit;
});

/** The sign of the key that was pressed; empty if the browser does not say which key it was. */
export function signOfKey(event) {
  return SIGNS[event.code]?.[event.shiftKey ? 1 : 0] ?? "";
}

/** The sign that the device made of it; empty for keys without one, and for dead keys. */
export function signOfDevice(event) {
  return [...event.key].length === 1 ? event.key : "";
}
