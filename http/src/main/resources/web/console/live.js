// A sale as it is now. The page says how old it is, and loses its colours when no event comes for 3 s.
import { html, nothing } from "lit";
import { get } from "./session.js";
import { watch } from "./stream.js";
import { head, pill, problem, tone } from "./parts.js";
import { clock, milliseconds, time } from "./format.js";
import * as parts from "./live-parts.js";
import * as controls from "./controls.js";
import { onChange, settings } from "./settings.js";
import { value, w } from "./words.js";

const STALE_AFTER = 3_000;
const LOOK_EVERY = 500;

export function liveView(redraw, sale) {
  let live;
  let trouble;
  let heardAt;
  let stale = false;
  let hasRoom = false;
  let language = settings.language;
  const hear = (message) => {
    if (message.event === "live") {
      live = message.live;
      heardAt = performance.now();
      trouble = undefined;
      stale = false;
    } else if (message.problem) trouble = message.problem;
    redraw();
  };
  let stop = watch(sale, hear);
  get(`/v1/sales/${sale}/waiting-room`).then(() => (hasRoom = true), () => {}); // Most sales have none.
  const timer = setInterval(() => {
    const old = heardAt !== undefined && performance.now() - heardAt > STALE_AFTER;
    if (old || old !== stale) {
      stale = old;
      redraw();
    }
  }, LOOK_EVERY);
  // Warnings come in a language, so another one needs another stream.
  const forget = onChange(() => {
    if (language === settings.language) return;
    language = settings.language;
    stop();
    stop = watch(sale, hear);
  });

  const stamp = () => {
    const age = Math.round((performance.now() - heardAt) / 1000);
    return html`<span class="stamp soft" data-stale=${stale ? "yes" : "no"}>${stale ? pill("bad", w("stale", { n: age })) : nothing}
      ${w("as_of", { time: clock(live.as_of.at) })} · ${w("behind", { lag: milliseconds(live.as_of.lag_ms) })}</span>`;
  };

  const buttons = () => html`
    ${live.status === "planned" || live.status === "paused" ? html`<button class="main" id="open" @click=${() => controls.open(live)}>${w("open")}</button>` : nothing}
    ${live.status === "open" ? html`<button id="pause" @click=${() => controls.pause(live)}>${w("pause")}</button>` : nothing}
    ${["closed", "cancelled"].includes(live.status) ? nothing : html`<button class="risky" id="close" @click=${() => controls.close(live)}>${w("close_sale")}</button>`}
    ${live.status === "cancelled"
      ? html`<a class="button main" id="cancellation" href="#/sales/${sale}/cancellation">${w("cancellation")}</a>`
      : html`<button class="risky" id="cancel-event" @click=${() => controls.cancelEvent(live)}>${w("cancel_event")}</button>`}`;

  const page = () => html`
    ${head(live.name, html`${pill(tone(live.status), value("status", live.status))}${stamp()}<span class="grow"></span><a class="button" href="#/sales/${sale}/reports">${w("reports")}</a>${hasRoom ? html`<a class="button" id="room" href="#/sales/${sale}/room">${w("room")}</a>` : nothing}${buttons()}`)}
    <div class="stack ${stale ? "stale" : ""}" id="live">
      <p class="soft hint">${time(live.opens_at)} – ${time(live.closes_at)}</p>
      ${parts.warnings(live)} ${parts.totals(live)} ${parts.quotas(live)} ${parts.charts(live)}
      <div class="grid">${parts.funnel(live)}${parts.payments(live)}${parts.gates(live)}${parts.machines(live)}</div>
    </div>`;

  return {
    title: () => live?.name ?? sale,
    draw: () => html`${live ? nothing : head(sale)} ${problem(trouble && { problem: trouble })}
      ${live ? page() : html`<p class="soft" role="status">${w("waiting")}</p>`}`,
    close: () => {
      clearInterval(timer);
      forget();
      stop();
    },
  };
}
