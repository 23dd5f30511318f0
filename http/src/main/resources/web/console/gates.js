// People, passages and devices at the gates of a sale.
import { html, nothing } from "lit";
import { get } from "./session.js";
import { asOf, head, panel, pill, problem, table, tone } from "./parts.js";
import { number, time } from "./format.js";
import { value, w } from "./words.js";

const lists = () => [
  { head: w("list"), cell: (one) => one.list },
  { head: w("inside"), cell: (one) => number(one.inside), number: true },
  { head: w("entered"), cell: (one) => number(one.entered), number: true },
  { head: w("departed"), cell: (one) => number(one.departed), number: true },
  { head: w("tickets"), cell: (one) => number(one.tickets), number: true },
];
const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);
const gates = () => [
  { head: w("gate"), cell: (one) => one.gate },
  { head: w("list"), cell: (one) => one.list },
  { head: w("entered"), cell: (one) => number(one.entered), number: true },
  { head: w("last_five_minutes"), cell: (one) => number(one.entered_recently), number: true },
  { head: w("departed"), cell: (one) => number(one.departed), number: true },
  { head: w("refused_scans"), cell: (one) => number(sum(one.refused)), number: true },
  { head: w("conflicts"), cell: (one) => number(one.conflicts), number: true },
];
const conflicts = () => [
  { head: w("ticket"), cell: (one) => html`<code>${one.ticket}</code>` },
  { head: w("reason"), cell: (one) => value("scan", one.reason) },
  { head: w("gate"), cell: (one) => one.later.gate },
  { head: w("time"), cell: (one) => time(one.later.at) },
  { head: w("earlier"), cell: (one) => (one.earlier ? html`${one.earlier.gate}<br><span class="soft">${time(one.earlier.at)}</span>` : "–") },
];
const devices = () => [
  { head: w("device"), cell: (one) => one.name },
  { head: w("gate"), cell: (one) => one.gate ?? "–" },
  { head: w("status"), cell: (one) => html`${pill(tone(one.status), value("status", one.status))} ${one.attention.map((what) => pill("bad", value("attention", what)))}` },
  { head: w("seen"), cell: (one) => time(one.seen_at) },
  { head: w("battery"), cell: (one) => (one.battery === null ? "–" : one.battery + " %"), number: true },
  { head: w("unsent"), cell: (one) => number(one.unsent), number: true },
];

export function gatesView(redraw, chosen) {
  let sales = [];
  let sale = chosen;
  let shown;
  let fault;
  const load = async () => {
    try {
      sales = (await get("/v1/sales?limit=200")).data;
      sale ??= sales[0]?.id;
      const of = (what) => get(`/v1/sales/${sale}/${what}`);
      if (sale) shown = await Promise.all([of("gates"), of("conflicts"), of("devices")]);
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  const go = (event) => {
    location.hash = "#/gates/" + event.target.value;
  };
  const page = ([report, found, known]) => html`
    <div class="grid">${panel(w("lists"), table(w("lists"), lists(), report.lists))}${panel(w("nav_gates"), table(w("nav_gates"), gates(), report.gates, w("no_gates")))}</div>
    ${panel(w("conflicts"), table(w("conflicts"), conflicts(), found.data, w("no_conflicts")))}
    ${panel(w("devices"), table(w("devices"), devices(), known.data, w("no_devices")))}`;
  return {
    title: () => w("nav_gates"),
    draw: () => html`
      ${head(w("nav_gates"), html`${asOf(shown?.[0].as_of)}<span class="grow"></span>
        ${sales.length ? html`<label for="sale">${w("sale")}</label><div><select id="sale" data-search @change=${go}>
          ${sales.map((one) => html`<option value=${one.id} ?selected=${one.id === sale}>${one.name}</option>`)}</select></div>` : nothing}
        <button @click=${load}>${w("refresh")}</button>`)}
      ${problem(fault)} ${shown ? page(shown) : nothing}`,
  };
}
