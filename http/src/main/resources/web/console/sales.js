// All sales. Without one, the page leads to the first.
import { html, nothing } from "lit";
import { get } from "./session.js";
import { head, panel, pill, problem, table, tone } from "./parts.js";
import { time } from "./format.js";
import { icons } from "./icons.js";
import { value, w } from "./words.js";

const columns = () => [
  { head: w("sale"), cell: (sale) => html`<a href="#/sales/${sale.id}"><strong>${sale.name}</strong></a><br><code>${sale.id}</code>` },
  { head: w("status"), cell: (sale) => pill(tone(sale.status), value("status", sale.status)) },
  { head: w("opens"), cell: (sale) => time(sale.opens_at) },
  { head: w("closes"), cell: (sale) => time(sale.closes_at) },
];

const create = () => html`<a class="button main big" href="#/create">${icons.plus}${w("create_sale")}</a>`;

const empty = () => html`<section class="panel empty">
  <h2>${w("no_sales")}</h2>
  <p>${w("no_sales_lead")}</p>
  ${create()}
</section>`;

export function salesView(redraw) {
  let sales;
  let fault;
  let next;
  const load = async (cursor) => {
    try {
      const page = await get("/v1/sales?limit=50" + (cursor ? "&cursor=" + encodeURIComponent(cursor) : ""));
      sales = [...(cursor ? sales : []), ...page.data];
      next = page.next_cursor;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  return {
    title: () => w("nav_sales"),
    draw: () => html`
      ${head(w("nav_sales"), html`<span class="grow"></span>${sales?.length ? create() : nothing}`)}
      ${problem(fault)}
      ${!sales ? nothing : !sales.length ? empty() : panel(w("all_sales"), table(w("all_sales"), columns(), sales))}
      ${next ? html`<button @click=${() => load(next)}>${w("more")}</button>` : nothing}
    `,
  };
}
