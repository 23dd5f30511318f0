// API tokens of operators: who has which, and what they may do. Only the operator key opens this page.
import { html, nothing } from "lit";
import { get, post } from "./session.js";
import { ask, head, panel, pill, problem, table } from "./parts.js";
import { time } from "./format.js";
import { value, w } from "./words.js";

const SCOPES = ["read", "sales", "refunds", "gates", "reports"];
const TONES = { active: "good", expired: "warn", revoked: "bad" };

export function accessView(redraw) {
  let tokens;
  let next;
  let secret;
  let fault;
  const load = async (cursor) => {
    try {
      const page = await get("/v1/tokens?limit=50" + (cursor ? "&cursor=" + encodeURIComponent(cursor) : ""));
      tokens = [...(cursor ? tokens : []), ...page.data];
      next = page.next_cursor;
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  load();
  const took = async (made) => {
    secret = made;
    await load();
  };
  const create = () =>
    ask({ title: w("token_create"), text: w("token_create_text"), go: w("token_create"),
      fields: [
        { name: "name", label: w("token_name"), hint: w("token_name_hint") },
        ...SCOPES.map((scope) => ({ name: scope, label: value("scope", scope), choices: [["no", w("no")], ["yes", w("yes")]] })),
        { name: "days", label: w("token_days"), type: "number", value: 90 },
      ],
      act: async ({ name, days, ...given }) =>
        took(await post("/v1/tokens", { name, scopes: SCOPES.filter((scope) => given[scope] === "yes"), expires_in_days: Number(days) })) });
  const rotate = (one) =>
    ask({ title: w("token_rotate"), text: w("token_rotate_text"), go: w("token_rotate"),
      fields: [{ name: "hours", label: w("token_hours"), type: "number", value: 24 }],
      act: async ({ hours }) => took(await post(`/v1/tokens/${one.id}/rotation`, { overlap_hours: Number(hours) })) });
  const revoke = (one) =>
    ask({ title: w("token_revoke"), text: one.name, go: w("token_revoke"), risky: true, fields: [{ name: "reason", label: w("reason") }],
      act: async (given) => {
        await post(`/v1/tokens/${one.id}/revocation`, given);
        secret = undefined;
        await load();
      } });
  const columns = () => [
    { head: w("token_name"), cell: (one) => html`<strong>${one.name}</strong><br><code>${one.id}</code>` },
    { head: w("token_scopes"), cell: (one) => one.scopes.map((scope) => value("scope", scope)).join(", ") },
    { head: w("status"), cell: (one) => html`${pill(TONES[one.status], value("token", one.status))}${one.revoked_reason ? html`<p class="hint">${one.revoked_reason}</p>` : nothing}` },
    { head: w("token_ends"), cell: (one) => time(one.expires_at) },
    { head: w("token_used"), cell: (one) => (one.used_at ? time(one.used_at) : "–") },
    { head: w("change"), cell: (one) => (one.status === "active" ? html`<div class="row"><button @click=${() => rotate(one)}>${w("token_rotate")}</button>
        <button class="risky" @click=${() => revoke(one)}>${w("token_revoke")}</button></div>` : "–") },
  ];
  return {
    title: () => w("tokens"),
    draw: () => html`
      ${head(w("tokens"), html`<span class="grow"></span><button class="main" @click=${create}>${w("token_create")}</button>`)}
      ${problem(fault)}
      ${secret ? html`<p class="notice good" role="status">${w("token_once")} <code class="mono">${secret.token}</code></p>` : nothing}
      ${tokens ? panel(w("tokens"), html`<p class="hint">${w("tokens_hint")}</p>${table(w("tokens"), columns(), tokens)}`) : nothing}
      ${next ? html`<button @click=${() => load(next)}>${w("more")}</button>` : nothing}`,
  };
}
