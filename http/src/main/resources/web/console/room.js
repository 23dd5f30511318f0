// The waiting room of a sale: who waits, how fast people are let in, and what an operator does about it.
import { html, nothing } from "lit";
import { freshKey, get, post } from "./session.js";
import { ask, head, panel, pill, problem, table, tile } from "./parts.js";
import { fromField, number, time, toField } from "./format.js";
import { value, w } from "./words.js";

const ASK_EVERY = 2_000;
const LINK_HOLDS = 86_400_000;
const TONES = { prequeue: "", shuffling: "warn", open: "good", paused: "warn", all_taken: "warn", sold_out: "bad", ended: "" };
const reason = () => ({ name: "reason", label: w("reason"), hint: w("reason_hint") });

export function roomView(redraw, sale) {
  const path = `/v1/sales/${sale}/waiting-room`;
  let room;
  let controls;
  let link;
  let fault;
  let timer;
  let closed = false;
  const look = async () => {
    try {
      room = await get(path);
      controls ??= await get(path + "/controls");
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    if (closed) return;
    redraw();
    timer = setTimeout(look, ASK_EVERY);
  };
  look();
  const steer = (change) => async (given) => {
    controls = await post(path + "/controls", { ...change(given), reason: given.reason });
    redraw();
  };
  const rate = () =>
    ask({ title: w("room_rate"), text: w("room_rate_text"), go: w("change"),
      fields: [{ name: "rate", label: w("room_rate_field"), type: "number", value: controls.rate_per_minute ?? 0 }, reason()],
      act: steer(({ rate }) => ({ rate_per_minute: Number(rate) })) });
  const flag = (name, on) =>
    ask({ title: w(`room_${name}_${on ? "on" : "off"}`), text: w(`room_${name}_${on ? "on" : "off"}_text`), go: w(`room_${name}_${on ? "on" : "off"}`), risky: on,
      fields: [reason()], act: steer(() => ({ [name]: on })) });
  const message = () =>
    ask({ title: w("room_message"), text: w("room_message_text"), go: w("change"),
      fields: [
        { name: "id", label: "Bahasa Indonesia", value: controls.message?.id, required: false },
        { name: "en", label: "English", value: controls.message?.en, required: false },
        reason(),
      ],
      act: steer(({ id, en }) => ({ message: { id, en } })) });
  const shop = () =>
    ask({ title: w("room_shop"), text: w("room_shop_text"), go: w("change"),
      fields: [{ name: "shop", label: w("room_shop_field"), value: controls.shop_url, required: false }, reason()],
      act: steer(({ shop }) => ({ shop_url: shop })) });
  const addLink = () => {
    const key = freshKey();
    ask({ title: w("room_link_add"), text: w("room_link_text"), go: w("room_link_add"),
      fields: [
        { name: "uses", label: w("room_link_uses"), type: "number", value: 1 },
        { name: "end", label: w("room_link_end"), type: "datetime-local", value: toField(new Date(Date.now() + LINK_HOLDS)) },
        reason(),
      ],
      act: async ({ uses, end, reason }) => {
        link = (await post(path + "/links", { uses: Number(uses), expires_at: fromField(end), reason }, key)).link;
        controls = await get(path + "/controls");
        redraw();
      } });
  };
  const revoke = (one) =>
    ask({ title: w("room_link_revoke"), text: one.reason, go: w("room_link_revoke"), risky: true, fields: [reason()],
      act: async (given) => {
        controls = await post(`${path}/links/${one.id}/revoke`, given);
        redraw();
      } });
  const links = () => [
    { head: w("reason"), cell: (one) => html`${one.reason}<br><span class="soft">${one.by} · ${time(one.created_at)}</span>` },
    { head: w("room_link_used"), cell: (one) => `${number(one.used)} / ${number(one.uses)}`, number: true },
    { head: w("room_link_end"), cell: (one) => time(one.expires_at) },
    { head: w("status"), cell: (one) => (one.revoked ? pill("bad", w("room_link_revoked")) : html`<button @click=${() => revoke(one)}>${w("room_link_revoke")}</button>`) },
  ];
  const changes = () => [
    { head: w("time"), cell: (one) => time(one.at) },
    { head: w("room_change"), cell: (one) => one.change },
    { head: w("reason"), cell: (one) => html`${one.reason}<br><span class="soft">${one.by}</span>` },
  ];
  const figures = () => html`<dl class="tiles">
    ${tile(w("room_waiting"), number(room.waiting))}${tile(w("room_admitted"), number(room.admitted_up_to))}
    ${tile(w("room_pace"), number(room.admitted_per_minute))}${tile(w("room_entries"), number(room.entries))}
    ${room.taken ? html`${tile(w("room_open_holds"), number(room.taken.open_holds))}${tile(w("room_next_deadline"), time(room.taken.next_deadline))}` : nothing}
  </dl>`;
  const buttons = () => html`<div class="row">
    <button @click=${rate}>${w("room_rate")}</button>
    <button @click=${() => flag("paused", !controls.paused)}>${w("room_paused_" + (controls.paused ? "off" : "on"))}</button>
    <button @click=${() => flag("draining", !controls.draining)}>${w("room_draining_" + (controls.draining ? "off" : "on"))}</button>
    <button @click=${message}>${w("room_message")}</button><button @click=${shop}>${w("room_shop")}</button></div>
    <p class="hint">${w("room_rate_now")}: ${controls.rate_per_minute ? number(controls.rate_per_minute) : w("room_rate_terms")}
      ${controls.message ? html` · ${controls.message.id} / ${controls.message.en}` : nothing}${controls.shop_url ? html` · ${controls.shop_url}` : nothing}</p>`;
  return {
    title: () => w("room"),
    draw: () => html`
      ${head(w("room"), html`<a href="#/sales/${sale}">${sale}</a>${room ? pill(TONES[room.state], value("room_state", room.state)) : nothing}
        ${controls?.draining ? pill("warn", w("room_draining")) : nothing}<span class="grow"></span><a class="button" href="/waiting-room/${sale}" target="_blank" rel="noreferrer">${w("room_page")}</a>`)}
      ${problem(fault)}
      ${room ? figures() : nothing}
      ${controls ? html`${panel(w("room_steer"), buttons())}
        ${panel(w("room_links"), html`<div class="row"><button class="main" @click=${addLink}>${w("room_link_add")}</button></div>
          ${link ? html`<p class="notice good" role="status">${w("room_link_once")} <code class="mono">${link}</code></p>` : nothing}
          ${table(w("room_links"), links(), controls.links)}`)}
        ${panel(w("room_changes"), table(w("room_changes"), changes(), controls.changes))}` : nothing}`,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
