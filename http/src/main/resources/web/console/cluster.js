// The nodes, the projections, and what is slow.
import { html, nothing } from "lit";
import { get } from "./session.js";
import { asOf, head, panel, pill, problem, table, tone } from "./parts.js";
import { milliseconds, number, short, time } from "./format.js";
import { value, w } from "./words.js";

const members = () => [
  { head: w("node"), cell: (one) => html`<code>${one.address}</code>` },
  { head: w("status"), cell: (one) => {
    const status = !one.reachable ? "unreachable" : one.silent ? "silent" : one.status;
    return pill(tone(status), value("status", status));
  } },
  { head: w("lease"), cell: (one) => (one.lease ? html`${value("lease", one.lease.state)} <span class="soft">${milliseconds(one.lease.age_ms)}</span>` : "–") },
  { head: w("version"), cell: (one) => one.lease?.version ?? "–" },
  { head: w("shards"), cell: (one) => number(one.shards.reduce((all, type) => all + type.shards, 0)), number: true },
  { head: w("entities"), cell: (one) => number(one.shards.reduce((all, type) => all + type.entities, 0)), number: true },
];
const projections = () => [
  { head: w("projection"), cell: (one) => one.name },
  { head: w("status"), cell: (one) => html`${pill(tone(one.state), value("status", one.state))} ${one.failure ?? ""}` },
  { head: w("lag"), cell: (one) => milliseconds(one.lag_ms), number: true },
  { head: w("rows_behind"), cell: (one) => short(one.behind), number: true },
  { head: w("rows_applied"), cell: (one) => number(one.applied), number: true },
];
const hot = () => [
  { head: w("quota"), cell: (one) => one.id },
  { head: w("node"), cell: (one) => html`<code>${one.node ?? "–"}</code>` },
  { head: w("free"), cell: (one) => number(one.available), number: true },
  { head: w("held"), cell: (one) => number(one.held), number: true },
  { head: w("batches"), cell: (one) => number(one.batches_per_second), number: true },
];
const slow = () => [
  { head: w("time"), cell: (one) => time(one.at) },
  { head: w("request"), cell: (one) => html`<code>${one.method} ${one.route}</code>` },
  { head: w("answer"), cell: (one) => html`${one.status} ${one.code ?? ""}` },
  { head: w("duration"), cell: (one) => milliseconds(one.duration_ms), number: true },
  { head: w("trace"), cell: (one) => html`<code>${one.trace_id}</code>` },
];
const statements = () => [
  { head: w("statement"), cell: (one) => html`<code>${one.statement}</code>` },
  { head: w("calls"), cell: (one) => short(one.calls), number: true },
  { head: w("mean"), cell: (one) => milliseconds(one.mean_ms), number: true },
  { head: w("total"), cell: (one) => milliseconds(one.total_ms), number: true },
];

export function clusterView(redraw) {
  let cluster;
  let requests;
  let costs;
  const faults = new Map();
  const load = async () => {
    const into = async (path, set) => {
      try {
        set(await get(path));
        faults.delete(path);
      } catch (refused) {
        faults.set(path, refused);
      }
      redraw();
    };
    await Promise.all([
      into("/v1/admin/cluster", (found) => (cluster = found)),
      into("/v1/admin/slow", (found) => (requests = found)),
      into("/v1/admin/statements", (found) => (costs = found)),
    ]);
  };
  load();
  const top = () => html`<p class="notice ${cluster.sound ? "" : "bad"}" lang="en">${cluster.verdict}</p>
    ${panel(w("nodes"), table(w("nodes"), members(), cluster.members))}
    <div class="grid">${panel(w("projections"), table(w("projections"), projections(), cluster.projections))}
      ${panel(w("hot_quotas"), table(w("hot_quotas"), hot(), cluster.hot_quotas, w("no_hot_quotas")))}</div>
    ${cluster.unknown.length ? panel(w("unknown"), html`<ul lang="en">${cluster.unknown.map((one) => html`<li>${one}</li>`)}</ul>`) : nothing}`;
  return {
    title: () => w("nav_cluster"),
    draw: () => html`
      ${head(w("nav_cluster"), html`${asOf(cluster?.as_of)}<span class="grow"></span><a class="button" id="tokens" href="#/tokens">${w("tokens")}</a><button @click=${load}>${w("refresh")}</button>`)}
      ${[...faults.values()].map(problem)} ${cluster ? top() : nothing}
      ${requests ? panel(w("slow_requests"), table(w("slow_requests"), slow(), requests.data, w("no_slow_requests"))) : nothing}
      ${costs ? panel(w("statements"), costs.counted ? table(w("statements"), statements(), costs.data)
        : html`<p lang="en">${costs.reason} ${costs.remedy}</p>`) : nothing}`,
  };
}
