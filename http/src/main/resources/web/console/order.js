// One order with its money, and what an operator may do to it.
import { html, nothing } from "lit";
import { freshKey, get, post } from "./session.js";
import { asOf, ask, head, panel, pill, problem, table, tone } from "./parts.js";
import { exactTime, money, number, time } from "./format.js";
import { value, w } from "./words.js";
import { refundActions } from "./refunds.js";
import { ticketHistory } from "./ticket.js";

const lines = () => [
  { head: w("offer_name"), cell: (line) => line.name },
  { head: w("quantity"), cell: (line) => number(line.quantity), number: true },
  { head: w("unit_price"), cell: (line) => money(line.unit_face), number: true },
  { head: w("total"), cell: (line) => money(line.total), number: true },
];

const payments = () => [
  { head: w("payment"), cell: (one) => html`<code>${one.id}</code>` },
  { head: w("gateway"), cell: (one) => `${one.gateway} · ${one.method}` },
  { head: w("status"), cell: (one) => pill(tone(one.status), value("status", one.status)) },
  { head: w("since"), cell: (one) => time(one.started_at) },
];

const entries = () => [
  { head: w("time"), cell: (one) => time(one.at) },
  { head: w("kind"), cell: (one) => value("ledger", one.kind) },
  { head: w("amount"), cell: (one) => money(one.amount), number: true },
  { head: w("reference"), cell: (one) => one.reference },
];

const moments = () => [
  { head: w("time"), cell: (one) => exactTime(one.at) },
  { head: w("what_happened"), cell: (one) => one.text },
  { head: w("position"), cell: (one) => html`<code>${one.position}</code>` },
];

export function orderView(redraw, id) {
  let order;
  let ledger;
  let told;
  let untold;
  let fault;
  const path = "/v1/orders/" + id;
  const load = async () => {
    try {
      [order, ledger] = await Promise.all([get(path), get(path + "/ledger")]);
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
    explain();
  };
  /** The journal may be slow to read, or away: the order and what can be done about it do not wait for it. */
  const explain = async () => {
    try {
      told = await get("/v1/explanations?order=" + id);
      untold = undefined;
    } catch (refused) {
      untold = refused;
    }
    redraw();
  };
  load();

  const cancel = () => {
    const key = freshKey();
    ask({ title: w("cancel_order"), text: w("cancel_order_text"), go: w("cancel_order"), risky: true,
      act: () => post(path + "/cancel", undefined, key).then(load) });
  };
  /** A hundred tickets are cancelled by one request. */
  const cancelTickets = () =>
    ask({ title: w("cancel_tickets"), text: w("cancel_tickets_text"), go: w("cancel_tickets"), risky: true,
      fields: [{ name: "reason", label: w("reason"), hint: w("reason_hint") }],
      act: async ({ reason }) => {
        let before = Infinity;
        for (;;) {
          const { left } = await post(path + "/tickets/cancel", { reason });
          if (left === 0 || left >= before) break;
          before = left;
        }
        await load();
      } });

  const history = ticketHistory(redraw);
  const tickets = () => [
    { head: w("ticket"), cell: (one) => html`<code>${one.id}</code>` },
    { head: w("offer_name"), cell: (one) => one.offer },
    { head: w("status"), cell: (one) => (one.cancelled ? pill("bad", w("ticket_cancelled")) : pill("good", w("ticket_valid"))) },
    { head: w("actions"), cell: (one) => html`<button data-history aria-label=${w("ticket_history") + " " + one.id} @click=${() => history.show(one.id)}>${w("ticket_history")}</button>` },
  ];
  const refunds = () => [
    { head: w("refund"), cell: (one) => html`<code>${one.id}</code>` },
    { head: w("reason"), cell: (one) => value("refund_reason", one.reason) },
    { head: w("amount"), cell: (one) => money(one.amount), number: true },
    { head: w("status"), cell: (one) => pill(tone(one.status), value("status", one.status)) },
    { head: w("actions"), cell: (one) => refundActions(id, one, load) },
  ];

  const page = () => html`
    <section class="panel"><p><strong>${money(order.total)}</strong> · <a href="#/sales/${order.sale}">${order.sale}</a></p>
      <p class="soft">${w("placed")} ${time(order.placed_at)} · ${w("held_until")} ${time(order.held_until)}
        ${order.ended_at ? html`· ${w("ended")} ${time(order.ended_at)}` : nothing} ${order.late ? pill("warn", w("late")) : nothing}</p></section>
    <div class="grid">
      ${panel(w("lines"), table(w("lines"), lines(), order.lines))}
      ${panel(w("payments"), table(w("payments"), payments(), order.payments))}
      ${panel(w("tickets"), table(w("tickets"), tickets(), order.tickets))}
      ${panel(w("nav_refunds"), table(w("nav_refunds"), refunds(), order.refunds))}
    </div>
    <div aria-live="polite">${history.draw()}</div>
    ${panel(w("what_happened"), html`${problem(untold)}${told ? html`<p class="soft">${asOf(told.as_of.at)}</p>${table(w("what_happened"), moments(), told.orders[0]?.moments ?? [])}` : nothing}`)}
    ${panel(w("ledger"), table(w("ledger"), entries(), ledger.entries))}`;

  return {
    title: () => id,
    draw: () => html`
      ${head(html`<code>${id}</code>`, order ? html`${pill(tone(order.status), value("status", order.status))}<span class="grow"></span>
        ${order.status === "held" ? html`<button class="risky" @click=${cancel}>${w("cancel_order")}</button>` : nothing}
        ${order.status === "paid" && order.tickets.some((one) => !one.cancelled)
          ? html`<button class="risky" @click=${cancelTickets}>${w("cancel_tickets")}</button>` : nothing}` : nothing)}
      ${problem(fault)} ${order ? page() : nothing}`,
  };
}
