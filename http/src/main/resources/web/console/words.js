// The words of the console. Both languages have the same keys, which ConsolePageTest checks.
import { settings } from "./settings.js";
import en from "./words.en.js";
import id from "./words.id.js";

const languages = { en, id };

/** Returns the words of a key, with {name} replaced by its value. */
export function w(key, values = {}) {
  const text = languages[settings.language][key];
  if (text === undefined) throw new Error("no words for " + key);
  return text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Returns the words of a value of the API; the value itself where it is newer than this page. */
export const value = (kind, name) => languages[settings.language][kind + "_" + name] ?? name.replaceAll("_", " ");
