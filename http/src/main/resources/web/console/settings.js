// What this browser likes: language, colours, and whether numbers are shown. Nothing of it is a secret.
const listeners = new Set();
const read = (name) => localStorage.getItem("console." + name);

export const settings = {
  language: read("language") ?? (navigator.language.startsWith("en") ? "en" : "id"),
  scheme: read("scheme") ?? "auto",
  hidden: read("hidden") === "yes",
};

const dark = matchMedia("(prefers-color-scheme: dark)");

export function apply() {
  const scheme = settings.scheme === "auto" ? (dark.matches ? "dark" : "light") : settings.scheme;
  document.documentElement.dataset.scheme = scheme;
  document.documentElement.lang = settings.language;
  for (const tell of listeners) tell();
}

export function change(name, value) {
  settings[name] = value;
  localStorage.setItem("console." + name, value === true ? "yes" : value === false ? "no" : value);
  apply();
}

/** Calls back after each change; returns what ends it. */
export function onChange(tell) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

dark.addEventListener("change", apply);
