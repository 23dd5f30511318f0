// The examples show the address under which this page was found.
for (const origin of document.querySelectorAll("[data-origin]")) {
  origin.textContent = location.origin;
}
