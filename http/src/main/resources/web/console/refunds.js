// Refunds that are owed, and what an operator does to one.
import { html, nothing } from "lit";
import { freshKey, get, post } from "./session.js";
import { asOf, ask, head, panel, pill, problem, table, tone } from "./parts.js";
import { money, time } from "./format.js";
import { value, w } from "./words.js";

const CHOICES = ["open", "due", "manual", "review", "returned", "done", "taken_back", "waived", "all"];

/** The buttons that fit the state of a refund. */
export function refundActions(order, refund, load) {
  const act = (name, fields = []) => () => {
    const key = freshKey();
    ask({ title: w("refund_" + name), text: w("refund_" + name + "_text"), go: w("refund_" + name), fields,
      act: ({ reference }) => post(`/v1/orders/${order}/refunds/${refund.id}/${name}`, reference && { reference }, key).then(load) });
  };
  const done = [{ name: "reference", label: w("reference"), hint: w("reference_hint") }];
  return html`<div class="row">
    ${["due", "manual", "review"].includes(refund.status) ? html`<button @click=${act("retry")}>${w("refund_retry")}</button>` : nothing}
    ${refund.status === "due" ? html`<button @click=${act("manual")}>${w("refund_manual")}</button>` : nothing}
    ${["manual", "review", "returned"].includes(refund.status) ? html`<button @click=${act("done", done)}>${w("refund_done")}</button>` : nothing}
  </div>`;
}

export function refundsView(redraw) {
  let page;
  let rows = [];
  let fault;
  let status = "open";
  const load = async (cursor) => {
    try {
      page = await get(`/v1/refunds?status=${status}` + (cursor ? "&cursor=" + encodeURIComponent(cursor) : ""));
      rows = cursor ? [...rows, ...page.data] : page.data;
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  const columns = () => [
    { head: w("order"), cell: (one) => html`<a href="#/orders/${one.order}"><code>${one.order}</code></a><br><span class="soft">${one.sale}</span>` },
    { head: w("reason"), cell: (one) => value("refund_reason", one.reason) },
    { head: w("amount"), cell: (one) => money(one.amount), number: true },
    { head: w("status"), cell: (one) => html`${pill(tone(one.status), value("status", one.status))} ${one.overdue ? pill("bad", w("overdue")) : nothing}` },
    { head: w("since"), cell: (one) => time(one.since) },
    { head: w("note"), cell: (one) => one.note },
    { head: w("actions"), cell: (one) => refundActions(one.order, one, () => load()) },
  ];
  const choose = (event) => {
    status = event.target.value;
    load();
  };
  return {
    title: () => w("nav_refunds"),
    draw: () => html`
      ${head(w("nav_refunds"), html`${asOf(page?.as_of)}<span class="grow"></span><label for="status">${w("status")}</label>
        <div><select id="status" data-search @change=${choose}>${CHOICES.map((one) => html`<option value=${one} ?selected=${one === status}>${w("refunds_" + one)}</option>`)}</select></div>`)}
      ${problem(fault)}
      ${page ? panel(w("refunds_" + status), table(w("nav_refunds"), columns(), rows, w("no_refunds"))) : nothing}
      ${page?.next_cursor ? html`<button @click=${() => load(page.next_cursor)}>${w("more")}</button>` : nothing}`,
  };
}
