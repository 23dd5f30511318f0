// Scanners that act as a keyboard: they type a code, fast, and then Enter. Listening to the whole
// page means that no field needs the focus, and no phone shows its keyboard for it.
const PAUSE_MAX = 1000;

export function listen(onCode) {
  let typed = "";
  let at = 0;
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.timeStamp - at > PAUSE_MAX) typed = "";
    at = event.timeStamp;
    if (event.key === "Enter") {
      if (!typed) return; // A button that has the focus is pressed by Enter.
      event.preventDefault();
      onCode(typed);
      typed = "";
    } else if (event.key.length === 1) {
      event.preventDefault(); // A space must not press a button.
      typed += event.key;
    }
  });
}
