// Orders: a list with filters, and the way to one by its id, a ticket's code, or its buyer.
import { html, nothing } from "lit";
import { freshKey, get, post } from "./session.js";
import { ask, asOf, head, panel, pill, problem, table, tone } from "./parts.js";
import { money, time } from "./format.js";
import { value, w } from "./words.js";

const ID = /ord_[0-9a-hjkmnp-tv-z]{32}/;

/** Seven to nine letters and digits, in groups or not: what is printed on a ticket, and no phone number. */
const CODE = /^(?=.*[a-z])[0-9a-z]{4}[- ]?[0-9a-z]{3,5}$/i;

const STATES = ["", "held", "paid", "cancelled", "expired"];

export function ordersView(redraw) {
  let page;
  let rows = [];
  let fault;
  let state = "";
  let searched = "";
  const chosen = new Map();
  const load = async (cursor) => {
    const query = new URLSearchParams({ limit: "50" });
    if (state) query.set("state", state);
    if (cursor) query.set("cursor", cursor);
    if (CODE.test(searched)) query.set("code", searched);
    // What says who a buyer is stands in no address: proxies log them.
    const headers = searched && !CODE.test(searched) ? { "Kuota-Buyer": encodeURIComponent(searched) } : {};
    try {
      page = await get("/v1/orders?" + query, headers);
      rows = cursor ? [...rows, ...page.orders] : page.orders;
      if (!cursor) chosen.clear();
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  const find = (event) => {
    event.preventDefault();
    searched = new FormData(event.target).get("order").trim();
    const id = ID.exec(searched)?.[0];
    if (id) location.hash = "#/orders/" + id;
    else load();
  };
  const choose = (event) => {
    state = event.target.value;
    load();
  };
  /** Each has a name of its own, so that trying again after a failure repeats nothing. */
  const pick = (one) => (chosen.has(one.id) ? chosen.delete(one.id) : chosen.set(one.id, freshKey())) && redraw();
  const cancel = () =>
    ask({ title: w("cancel_orders", { n: chosen.size }), text: w("cancel_orders_text"), go: w("cancel_order"), risky: true,
      act: async () => {
        for (const [id, key] of [...chosen]) {
          await post(`/v1/orders/${id}/cancel`, undefined, key);
          chosen.delete(id);
          redraw();
        }
        load();
      } });
  const columns = () => [
    { head: w("choose"), cell: (one) => (one.state === "held" ? html`<input type="checkbox" aria-label=${w("choose") + " " + one.id} .checked=${chosen.has(one.id)} @change=${() => pick(one)}>` : nothing) },
    { head: w("order"), cell: (one) => html`<a href="#/orders/${one.id}"><code>${one.id.slice(0, 16)}…</code></a><br><span class="soft">${one.sale}</span>` },
    { head: w("status"), cell: (one) => pill(tone(one.state), value("status", one.state)) },
    { head: w("lines"), cell: (one) => one.lines.map((line) => line.quantity + " × " + line.name).join(", ") },
    { head: w("amount"), cell: (one) => money(one.total), number: true },
    { head: w("method"), cell: (one) => one.method ?? "–" },
    { head: w("placed"), cell: (one) => time(one.placed_at) },
  ];
  return {
    title: () => w("nav_orders"),
    draw: () => html`
      ${head(w("nav_orders"), html`${asOf(page?.as_of.at)}<span class="grow"></span><label for="state">${w("status")}</label>
        <div><select id="state" @change=${choose}>${STATES.map((one) => html`<option value=${one} ?selected=${one === state}>${one ? value("status", one) : w("all_states")}</option>`)}</select></div>`)}
      <section class="panel">
        <form class="stack" role="search" @submit=${find}>
          <div>
            <label for="order">${w("order_search")}</label>
            <input id="order" name="order" class="mono" data-search autocomplete="off" spellcheck="false" aria-describedby="order-hint">
            <p class="hint" id="order-hint">${w("order_search_hint")}</p>
          </div>
          <div><button class="main">${w("search")}</button></div>
        </form>
      </section>
      ${problem(fault)}
      ${chosen.size ? html`<p class="row"><button class="risky" id="cancel-chosen" @click=${cancel}>${w("cancel_orders", { n: chosen.size })}</button></p>` : nothing}
      ${page ? panel(w("nav_orders"), table(w("nav_orders"), columns(), rows, w("no_orders"))) : nothing}
      ${page?.next_cursor ? html`<button @click=${() => load(page.next_cursor)}>${w("more")}</button>` : nothing}`,
  };
}
