// How far a cancelled event is paid back; asked for again every two seconds.
import { html, nothing, svg } from "lit";
import { download, get } from "./session.js";
import { settings } from "./settings.js";
import { asOf, head, panel, pill, problem, tile } from "./parts.js";
import { money, number, time } from "./format.js";
import { value, w } from "./words.js";

const ASK_EVERY = 2_000;
const WIDTH = 1000;
const TONES = { running: "warn", done: "good", needs_attention: "bad" };

/** A part of a whole, as a bar; nothing to do is all done. */
function progress(label, part, whole) {
  const share = whole > 0 ? Math.floor((100 * part) / whole) : 100;
  return html`<div class="quota" role="progressbar" aria-label=${label} aria-valuenow=${share} aria-valuemin="0" aria-valuemax="100">
    <div class="line"><b>${label}</b><strong>${settings.hidden ? "•••" : share + " %"}</strong></div>
    <svg class="bar" viewBox="0 0 ${WIDTH} 18" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="sold" x="0" y="0" width=${(share * WIDTH) / 100} height="18"/>`}</svg>
  </div>`;
}

export function cancellationView(redraw, sale) {
  let now;
  let fault;
  let timer;
  let closed = false;
  const load = async () => {
    try {
      now = await get(`/v1/sales/${sale}/cancellation`);
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    if (closed) return;
    redraw();
    timer = setTimeout(load, ASK_EVERY);
  };
  load();
  const take = async (format) => {
    try {
      await download(`/v1/sales/${sale}/reports/cancellation?format=${format}&lang=${settings.language}`);
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  const page = () => html`
    <p class="notice ${TONES[now.state] === "bad" ? "bad" : ""}">${w("cancellation_" + now.state)}
      ${now.state === "needs_attention" ? html`<a href="#/refunds">${w("nav_refunds")}</a>` : nothing}</p>
    ${panel(w("progress"), html`
      ${progress(w("orders_undone"), now.orders.cancelled + now.orders.taken_back, now.orders.found)}
      ${progress(w("money_paid_back"), now.money.paid_back, now.money.to_pay_back)}`)}
    <dl class="tiles">
      ${tile(w("to_pay_back"), money(now.money.to_pay_back))}${tile(w("paid_back"), money(now.money.paid_back))}${tile(w("remaining"), money(now.money.remaining))}
      ${tile(w("orders_found"), number(now.orders.found))}${tile(w("orders_held_left"), number(now.orders.held))}${tile(w("orders_paid_left"), number(now.orders.paid))}
      ${tile(w("orders_cancelled"), number(now.orders.cancelled))}${tile(w("orders_taken_back"), number(now.orders.taken_back))}
      ${tile(w("refunds_sent"), number(now.refunds.done))}${tile(w("refunds_in_flight"), number(now.refunds.in_flight))}
      ${tile(w("refunds_by_hand"), number(now.refunds.manual))}${tile(w("refunds_late"), number(now.refunds.overdue))}
    </dl>
    ${panel(w("cancelled_why"), html`<p>${now.reason}</p><p class="soft">${time(now.at)} · ${now.by} · ${w(now.include_used ? "used_included" : "used_excluded")}</p>`)}
    ${panel(w("rows"), html`<div class="row">${["csv", "xlsx", "json"].map((format) => html`<button @click=${() => take(format)}>${format.toUpperCase()}</button>`)}</div>`)}`;
  return {
    title: () => w("cancellation"),
    draw: () => html`
      ${head(w("cancellation"), html`<a href="#/sales/${sale}">${sale}</a>${now ? pill(TONES[now.state], value("cancellation_state", now.state)) : nothing}${asOf(now?.as_of.at)}`)}
      ${problem(fault)}
      <div class="stack" id="cancellation">${now ? page() : fault ? nothing : html`<p class="soft" role="status">${w("waiting")}</p>`}</div>`,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
