// The reports of a sale as files, and whether its numbers tie out.
import { html, nothing } from "lit";
import { download, get } from "./session.js";
import { exportsOf } from "./exports.js";
import { settings } from "./settings.js";
import { asOf, head, panel, pill, problem, table } from "./parts.js";
import { money, number } from "./format.js";
import { value, w } from "./words.js";

export function reportsView(redraw, sale) {
  let list;
  let tie;
  let fault;
  let later = false;
  const days = { since: "", until: "" };
  const exports = exportsOf(redraw, sale);
  const load = async () => {
    try {
      list = await get(`/v1/sales/${sale}/reports`);
      tie = await get(`/v1/sales/${sale}/tie-out`);
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  const take = async (report, format) => {
    const query = new URLSearchParams({ format, lang: settings.language });
    if (days.since) query.set(`from`, days.since);
    if (days.until) query.set(`to`, days.until);
    if (later) return exports.add(report.name, query);
    try {
      await download(`/v1/sales/${sale}/reports/${report.name}?${query}`);
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  const day = (name) => html`<label for=${name}>${w("day_" + name)}</label>
    <div><input id=${name} type="date" @input=${(event) => (days[name] = event.target.value)}></div>`;
  const files = () => [
    { head: w("report"), cell: (one) => html`<strong>${one.title}</strong><br><span class="soft">${one.about}</span>` },
    { head: w("file"), cell: (one) => html`<div class="row">${list.formats.map((format) =>
        html`<button aria-label=${one.title + " " + format.toUpperCase()} @click=${() => take(one, format)}>${format.toUpperCase()}</button>`)}</div>` },
  ];
  const shown = (line, figure) => (line.kind === "money" ? money(figure) : number(figure));
  const lines = () => [
    { head: w("figure"), cell: (line) => value("tie", line.name) },
    { head: w("by_source"), cell: (line) => html`<div class="row">${line.values.map((one) => html`<span>${value("source", one.source)} <strong>${shown(line, one.value)}</strong></span>`)}</div>` },
    { head: w("difference"), cell: (line) => pill(line.difference === 0 ? "good" : "bad", shown(line, line.difference)), number: true },
  ];
  const differing = () => [
    { head: w("order"), cell: (row) => html`<a href="#/orders/${row.order}"><code>${row.order}</code></a>` },
    { head: w("figure"), cell: (row) => row.what },
    { head: w("by_journal"), cell: (row) => row.journal },
    { head: w("by_read_model"), cell: (row) => row.stored },
  ];
  return {
    title: () => w("reports"),
    draw: () => html`
      ${head(w("reports"), html`<a href="#/sales/${sale}">${sale}</a>${asOf(tie?.as_of.sales.at)}`)}
      ${problem(fault)}
      ${list ? panel(w("files"), html`<div class="row">${day("since")}${day("until")}</div><p class="hint">${w("days_hint")}</p>
        <p><label><input type="checkbox" .checked=${later} @change=${(event) => (later = event.target.checked)}> ${w("prepare_later")}</label></p>${table(w("files"), files(), list.reports)}`) : nothing}
      ${exports.draw()}
      ${tie ? panel(w("tie_out"), html`<p class="notice ${tie.ties ? "good" : "bad"}">${w(tie.ties ? "ties" : "ties_not")}</p>
        ${table(w("tie_out"), lines(), tie.lines)}${tie.rows.length ? table(w("differing_orders"), differing(), tie.rows) : nothing}`) : nothing}`,
    close: exports.close,
  };
}
