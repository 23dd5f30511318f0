// The parts of the live page, each drawn from the latest event.
import { html, nothing, svg } from "lit";
import "./chart.js";
import { milliseconds, money, number, short } from "./format.js";
import { panel, pill, table, tile, tone } from "./parts.js";
import { settings } from "./settings.js";
import { changeCapacity } from "./controls.js";
import { value, w } from "./words.js";

const WIDTH = 1000;

const dot = (kind) => html`<svg viewBox="0 0 10 10" aria-hidden="true">${svg`<rect class=${kind} width="10" height="10" rx="2"/>`}</svg>`;

/** Sold, paying and held units as parts of the capacity; more than it after a forced cut. */
function bar(quota) {
  const all = Math.max(quota.capacity, quota.sold + (quota.paying ?? 0) + quota.held, 1);
  const [sold, paying, held] = [quota.sold, quota.paying ?? 0, quota.held].map((units) => (units / all) * WIDTH);
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 18" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="sold" x="0" y="0" width=${sold} height="18"/><rect class="paying" x=${sold} y="0" width=${paying} height="18"/>
      <rect class="held" x=${sold + paying} y="0" width=${held} height="18"/>`}
  </svg>`;
}

const quota = (one) => html`<div class="quota" data-quota=${one.quota}>
  <div class="line"><b>${one.name}</b>
    <span>${w("sold")} <strong>${number(one.sold)}</strong></span><span>${w("paying")} <strong>${number(one.paying)}</strong></span><span>${w("held")} <strong>${number(one.held)}</strong></span>
    <span>${w("free")} <strong>${number(one.free)}</strong></span><span class="soft">${w("of", { n: number(one.capacity) })}</span>
    <span class="soft">${w("refused_n", { n: number(one.refused) })}</span>
    ${one.adds_up ? pill("good", w("adds_up")) : pill("bad", w("differs"))}
    <button class="plain" @click=${() => changeCapacity(one)} aria-label=${w("capacity_of", { name: one.name })}>${w("change")}</button>
  </div>
  ${bar(one)}
</div>`;

export const quotas = (live) => panel(w("quotas"), html`
  <ul class="key"><li>${dot("sold")}${w("sold")}</li><li>${dot("paying")}${w("paying")}</li><li>${dot("held")}${w("held")}</li>
    <li>${dot("free")}${w("free")}</li></ul>
  ${live.quotas.map(quota)}
  ${live.lapsing ? html`<p>${w("lapsing", { one: number(live.lapsing.one_minute), five: number(live.lapsing.five_minutes) })}</p>` : nothing}`);

export const totals = (live) => html`<dl class="tiles">
  ${tile(w("revenue"), money(live.totals.revenue))}
  ${tile(w("paid_orders"), number(live.totals.paid))}
  ${tile(w("tickets"), number(live.totals.tickets))}
  ${tile(w("sold_share"), share(live))}
  ${tile(w("expired_orders"), number(live.totals.expired))}
  ${tile("p95 / p99", live.latency ? html`${milliseconds(live.latency.p95_ms)} / ${milliseconds(live.latency.p99_ms)}` : "–")}
</dl>`;

function share({ quotas: all }) {
  const sum = (name) => all.reduce((total, one) => total + one[name], 0);
  return settings.hidden ? number(0) : sum("capacity") ? Math.floor((100 * sum("sold")) / sum("capacity")) + " %" : "–";
}

export const warnings = (live) =>
  live.warnings.length
    ? html`<section aria-label=${w("warnings")}><ul class="warnings">${live.warnings.map((one) => html`<li class="notice ${one.severity === "critical" ? "bad" : "warn"}">
        ${pill(one.severity === "critical" ? "bad" : "warn", w("severity_" + one.severity))} ${one.text}</li>`)}</ul></section>`
    : html`<p class="notice">${w("no_warnings")}</p>`;

export const funnel = (live) => {
  const steps = ["requests", "held", "paying", "paid", "refused"];
  const most = Math.max(1, live.funnel.requests);
  return panel(w("funnel"), html`${steps.map((step) => html`<div class="quota"><div class="line"><b>${w("funnel_" + step)}</b><strong>${number(live.funnel[step])}</strong></div>
    ${bar({ capacity: most, sold: live.funnel[step] ?? 0, held: 0 })}</div>`)}`);
};

const seconds = (live) => live.minutes.map((one) => Date.parse(one.minute) / 1000);

export const charts = (live) => {
  const all = (name) => live.minutes.map((one) => one[name]);
  const chart = (data, names, colours) => html`<k-chart role="img" aria-label=${names.join(", ")} .data=${[seconds(live), ...data]} .names=${names}
    .colours=${colours} scheme=${document.documentElement.dataset.scheme} language=${settings.language + settings.hidden}></k-chart>`;
  const last = live.minutes.at(-2);
  return html`<div class="grid">
    ${panel(w("sales_per_minute"), html`<ul class="key"><li>${dot("held")}${w("placed")}</li><li>${dot("sold")}${w("paid")}</li>
      <li>${w("last_minute", { placed: number(last?.placed), paid: number(last?.paid) })}</li></ul>
      ${chart([all("placed"), all("paid")], [w("placed"), w("paid")], ["--held", "--sold"])}`)}
    ${panel(w("revenue_per_minute"), html`<p class="key">${w("last_minute_revenue", { amount: money(last?.revenue) })}</p>
      ${chart([all("revenue")], [w("revenue")], ["--sold"])}`)}
  </div>`;
};

const TONE_OF_BREAKER = { closed: "good", half_open: "warn", open: "bad" };

export const payments = (live) => panel(w("payments_refunds"), html`
  ${table(w("gateways"), [
    { head: w("gateway"), cell: (one) => (one.method ? `${one.gateway} · ${one.method}` : one.gateway) },
    { head: w("begun"), cell: (one) => number(one.started), number: true },
    { head: w("paid"), cell: (one) => number(one.paid), number: true },
    { head: w("failed"), cell: (one) => number(one.failed), number: true },
    { head: w("undecided"), cell: (one) => number(one.open), number: true },
    { head: w("breaker"), cell: (one) => (one.breaker ? pill(TONE_OF_BREAKER[one.breaker] ?? "", value("breaker", one.breaker)) : "–") },
  ], live.payments, w("no_gateways"))}
  <p>${w("refunds_line", { due: number(live.refunds.due), manual: number(live.refunds.manual), review: number(live.refunds.review) })}
    <strong>${money(live.refunds.amount)}</strong>
    ${live.refunds.overdue ? pill("bad", w("overdue_n", { n: number(live.refunds.overdue) })) : nothing} <a href="#/refunds">${w("nav_refunds")}</a></p>`);

export const gates = (live) => panel(w("nav_gates"), html`
  <p>${w("inside")} <strong>${number(live.gates.inside)}</strong> · ${w("per_minute")} <strong>${number(live.gates.admitted_per_minute)}</strong>
    · ${w("silent_devices")} <strong>${number(live.gates.silent_devices)}</strong> · ${w("conflicts")} <strong>${number(live.gates.conflicts)}</strong></p>
  ${table(w("refused_scans"), [
    { head: w("refused_scans"), cell: (one) => value("scan", one.reason) },
    { head: w("count"), cell: (one) => number(one.count), number: true },
  ], live.gates.refused, w("no_refused_scans"))}
  <a href="#/gates/${live.sale}">${w("all_gates")}</a>`);

export const machines = (live) => panel(w("nav_cluster"), html`
  ${table(w("nodes"), [
    { head: w("node"), cell: (one) => html`<code>${one.node}</code>` },
    { head: w("status"), cell: (one) => pill(tone(one.status), value("status", one.status)) },
    { head: w("shards"), cell: (one) => number(one.shards), number: true },
  ], live.nodes, w("unknown_nodes"))}
  ${table(w("projections"), [
    { head: w("projection"), cell: (one) => one.name },
    { head: w("status"), cell: (one) => pill(tone(one.state), value("status", one.state)) },
    { head: w("lag"), cell: (one) => milliseconds(one.lag_ms), number: true },
    { head: w("rows_behind"), cell: (one) => short(one.rows_behind), number: true },
  ], live.projections)}`);
