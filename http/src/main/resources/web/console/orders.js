// The way to an order: its id, as it stands in the buyer's link, in the log and in the journal.
import { html, nothing } from "lit";
import { head } from "./parts.js";
import { w } from "./words.js";

const ID = /ord_[0-9a-hjkmnp-tv-z]{32}/;

export function ordersView(redraw) {
  let missed = false;
  const find = (event) => {
    event.preventDefault();
    const id = ID.exec(new FormData(event.target).get("order"))?.[0];
    missed = !id;
    if (id) location.hash = "#/orders/" + id;
    redraw();
  };
  return {
    title: () => w("nav_orders"),
    draw: () => html`${head(w("nav_orders"))}
      <section class="panel">
        <form class="stack" role="search" @submit=${find}>
          <div>
            <label for="order">${w("order_id")}</label>
            <input id="order" name="order" class="mono" data-search placeholder="ord_…" autocomplete="off" spellcheck="false" required aria-describedby="order-hint">
            <p class="hint" id="order-hint">${w("order_id_hint")}</p>
            ${missed ? html`<p class="fault" role="alert">${w("not_an_order_id")}</p>` : nothing}
          </div>
          <div><button class="main">${w("search")}</button></div>
        </form>
      </section>`,
  };
}
