// Offers out of a CSV file: name, price, quota. Separated by comma or semicolon, quoted as RFC 4180 says.
const BYTES_MAX = 1_000_000;
const OFFERS_MAX = 200;
const NAMES = {
  name: ["name", "nama", "offer", "penawaran"],
  price: ["price", "harga"],
  quota: ["quota", "kuota", "capacity", "kapasitas"],
};

/** Returns the rows of a text, each a list of its cells. */
export function rowsOf(text) {
  const separator = text.split("\n", 1)[0].includes(";") ? ";" : ",";
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted && sign === '"' && text[i + 1] === '"') cell += text[i++];
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === separator) {
      row.push(cell.trim());
      cell = "";
    } else if (!quoted && sign === "\n") {
      rows.push([...row, cell.trim()]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  if (cell || row.length) rows.push([...row, cell.trim()]);
  return rows;
}

const whole = (text) => (/^\d{1,13}$/.test(text) ? Number(text) : undefined);

/** Returns a line of the preview: its offer and the keys of the words that say what is wrong. */
function line(cells, columns, number) {
  const cell = (name) => cells[columns[name]] ?? "";
  const faults = [];
  if (!cell("name")) faults.push("csv_no_name");
  if (whole(cell("price")) === undefined) faults.push("csv_bad_price");
  if (whole(cell("quota")) === undefined) faults.push("csv_bad_quota");
  return { number, name: cell("name"), price: cell("price"), quota: cell("quota"), faults };
}

/** Returns {lines} of a text, or {fault} with the key of the words that say why there are none. */
export function offersOf(text) {
  const rows = rowsOf(text.replace(/^\uFEFF/, "")).map((cells, i) => ({ cells, number: i + 1 }));
  const used = rows.filter(({ cells }) => cells.some(Boolean));
  if (used.length < 2) return { fault: "csv_empty" };
  if (used.length > OFFERS_MAX + 1) return { fault: "csv_too_many" };
  const titles = used[0].cells.map((title) => title.toLowerCase());
  const columns = {};
  for (const [name, spellings] of Object.entries(NAMES)) {
    columns[name] = titles.findIndex((title) => spellings.includes(title));
    if (columns[name] < 0) return { fault: "csv_no_" + name + "_column" };
  }
  return { lines: used.slice(1).map(({ cells, number }) => line(cells, columns, number)) };
}

/** Returns as offersOf does, of a file. */
export async function offersIn(file) {
  if (file.size > BYTES_MAX) return { fault: "csv_too_large" };
  return offersOf(await file.text());
}
