// Files of reports that are written in the background; asked for again every second while one is not at its end.
import { html, nothing, svg } from "lit";
import { call, get } from "./session.js";
import { ask, panel, pill, problem, table } from "./parts.js";
import { number, time } from "./format.js";
import { value, w } from "./words.js";

const ASK_EVERY = 1_000;
const WIDTH = 200;
const TONES = { waiting: "", writing: "warn", ready: "good", failed: "bad" };
const MIB = 1 << 20;

const size = (bytes) => (bytes < MIB ? number(Math.ceil(bytes / 1024)) + " KiB" : number(Math.ceil(bytes / MIB)) + " MiB");

/** The files of a sale: what is shown, what asks for one, and what ends it all. */
export function exportsOf(redraw, sale) {
  let files = [];
  let fault;
  let timer;
  let closed = false;
  const open = () => files.some((one) => one.state === "waiting" || one.state === "writing");
  const load = async () => {
    clearTimeout(timer);
    try {
      files = (await get(`/v1/sales/${sale}/exports`)).exports;
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    if (closed) return;
    redraw();
    if (open()) timer = setTimeout(load, ASK_EVERY);
  };
  load();
  const title = (one) => `${one.report} ${one.format.toUpperCase()}`;
  const progress = (one) => {
    if (one.state !== "writing" || !one.rows_total) return nothing;
    const share = Math.min(100, Math.floor((100 * one.rows) / one.rows_total));
    return html`<div role="progressbar" aria-label=${title(one)} aria-valuenow=${share} aria-valuemin="0" aria-valuemax="100">
      <svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="sold" x="0" y="0" width=${(share * WIDTH) / 100} height="10"/>`}</svg></div>`;
  };
  const remove = (one) =>
    ask({
      title: w("delete_file"),
      text: title(one),
      go: w("delete"),
      act: async () => {
        await call("DELETE", "/v1/exports/" + one.id);
        load();
      },
    });
  const columns = () => [
    { head: w("report"), cell: (one) => html`<strong>${title(one)}</strong><br><span class="soft">${time(one.at)} · ${one.by}${one.from || one.to ? ` · ${one.from ?? "…"} – ${one.to ?? "…"}` : ""}</span>` },
    { head: w("file_state"), cell: (one) => html`${pill(TONES[one.state], value("export_state", one.state))}${progress(one)}${one.failure ? html`<p class="hint">${value("export_failure", one.failure)}</p>` : nothing}` },
    { head: w("file_rows"), cell: (one) => number(one.rows) + (one.rows_total && one.state === "writing" ? " / " + number(one.rows_total) : ""), number: true },
    { head: w("file"), cell: (one) => html`<div class="row">${one.file ? html`<a class="button" href=${one.file.url} download=${one.file.name}>${w("save_file")} (${size(one.file.bytes)})</a>` : nothing}
        <button aria-label=${w("delete") + " " + title(one)} @click=${() => remove(one)}>${w("delete")}</button></div>` },
    { head: w("kept_until"), cell: (one) => time(one.deleted_at) },
  ];
  return {
    /** Asks for a file; a query as the report as a file has it. */
    add: async (report, query) => {
      try {
        await call("POST", `/v1/sales/${sale}/reports/${report}/exports?${query}`);
        await load();
      } catch (refused) {
        fault = refused;
        redraw();
      }
    },
    draw: () => html`${problem(fault)}${files.length ? panel(w("prepared_files"), html`<p class="hint">${w("prepared_hint")}</p>${table(w("prepared_files"), columns(), files)}`) : nothing}`,
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
