// The history of one ticket: issued, cancelled or void, and each passage through a gate.
import { html, nothing } from "lit";
import { get } from "./session.js";
import { asOf, panel, pill, problem, table } from "./parts.js";
import { time } from "./format.js";
import { value, w } from "./words.js";

const TONES = { valid: "good", cancelled: "bad", void: "bad", passed: "good", annulled: "warn", conflict: "bad" };

const passages = () => [
  { head: w("time"), cell: (one) => time(one.passed_at) },
  { head: w("gate"), cell: (one) => one.gate },
  { head: w("list"), cell: (one) => one.list },
  { head: w("direction"), cell: (one) => value("direction", one.direction) },
  { head: w("device"), cell: (one) => html`<code>${one.device}</code>` },
  { head: w("status"), cell: (one) => html`${pill(TONES[one.outcome] ?? "", value("passage", one.outcome))}
    ${one.mode === "online" ? nothing : value("mode", one.mode)} ${one.reason ? html`<br><span class="soft">${one.reason}</span>` : nothing}` },
];

export function ticketHistory(redraw) {
  let wanted;
  let history;
  let fault;
  const show = async (id) => {
    wanted = id;
    history = undefined;
    fault = undefined;
    let found;
    let refusal;
    try {
      found = await get("/v1/tickets/" + id + "/history");
    } catch (refused) {
      refusal = refused;
    }
    if (wanted !== id) return; // Another ticket was chosen meanwhile.
    history = found;
    fault = refusal;
    redraw();
  };
  const draw = () => {
    if (!history && !fault) return nothing;
    if (fault) return panel(w("ticket_history"), problem(fault));
    const { ticket, check_ins: found, has_more: more, as_of: at } = history;
    return panel(w("ticket_history"), html`
      <p><code>${ticket.id}</code> ${pill(TONES[ticket.state] ?? "", value("ticket", ticket.state))} ${asOf(at.at)}</p>
      <p class="soft">${w("issued")} ${time(ticket.issued_at)} · ${w("last_change")} ${time(ticket.changed_at)} · ${w("code_number", { n: ticket.generation })}</p>
      ${table(w("ticket_history"), passages(), found, w("no_passages"))}
      ${more ? html`<p class="soft">${w("older_passages")}</p>` : nothing}`);
  };
  return { show, draw };
}
