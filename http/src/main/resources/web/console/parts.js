// Parts that several views draw.
import { html, nothing, render } from "lit";
import { w } from "./words.js";
import { clock } from "./format.js";

/** A problem of the server in words, with the page that explains it. */
export function problem(fault) {
  if (!fault) return nothing;
  const { title, detail, type, trace_id: trace, errors = [] } = fault.problem ?? { title: String(fault) };
  return html`<div class="notice bad" role="alert">
    <strong>${title}</strong>
    ${detail ? html`<p>${detail}</p>` : nothing}
    ${errors.map((error) => html`<p><code>${error.pointer ?? error.parameter ?? error.header}</code> ${error.detail}</p>`)}
    <p>${type?.startsWith("/problems/") ? html`<a href=${type} target="_blank" rel="noreferrer">${w("what_to_do")}</a>` : nothing}
      ${trace ? html`<span class="soft">${w("trace")} <code>${trace}</code></span>` : nothing}</p>
  </div>`;
}

/** A table; each column has a head, a cell, and whether it is a number. */
export function table(caption, columns, rows, nothingText = w("nothing_here")) {
  if (!rows.length) return html`<p class="soft">${nothingText}</p>`;
  const side = (column) => (column.number ? "right" : "");
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <thead><tr>${columns.map((column) => html`<th scope="col" class=${side(column)}>${column.head}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td class=${side(column)}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

export const panel = (title, content) => html`<section class="panel"><h2>${title}</h2>${content}</section>`;

export const tile = (name, number) => html`<div class="tile"><dt>${name}</dt><dd>${number}</dd></div>`;

export const pill = (tone, text) => html`<span class="pill ${tone}">${text}</span>`;

export const head = (title, more = nothing) => html`<div class="head"><h1 tabindex="-1">${title}</h1>${more}</div>`;

export const asOf = (instant) => (instant ? html`<span class="soft stamp">${w("as_of", { time: clock(instant) })}</span>` : nothing);

const TONES = {
  open: "good", paid: "good", done: "good", up: "good", up_to_date: "good", closed_breaker: "good",
  paused: "warn", held: "warn", due: "warn", retaking: "warn", catching_up: "warn", half_open: "warn",
  manual: "bad", review: "bad", failed: "bad", retrying: "bad", down: "bad", unreachable: "bad", silent: "bad",
};

export const tone = (status) => TONES[status] ?? "";

/**
 * Asks for a confirmation in a dialog, and acts. The dialog stays open and says why if the server refuses.
 * Fields are {name, label, type, value, required, hint}, or {name, label, choices} with pairs of value and text.
 */
export function ask({ title, text, fields = [], go, risky = false, act }) {
  const place = document.body.appendChild(document.createElement("div"));
  let fault;
  let busy = false;
  const close = () => {
    place.querySelector("dialog").close();
    place.remove();
  };
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    draw();
    try {
      await act(Object.fromEntries(new FormData(event.target)));
      close();
    } catch (refused) {
      fault = refused;
      busy = false;
      draw();
    }
  };
  const draw = () =>
    render(
      html`<dialog aria-labelledby="ask-title" @close=${() => place.remove()}>
        <form @submit=${submit}>
          <h2 id="ask-title">${title}</h2>
          ${text ? html`<p>${text}</p>` : nothing}
          ${fields.map(
            (field) => html`<div>
              <label for="ask-${field.name}">${field.label}</label>
              ${field.choices
                ? html`<select id="ask-${field.name}" name=${field.name}>${field.choices.map(([word, text]) => html`<option value=${word}>${text}</option>`)}</select>`
                : html`<input id="ask-${field.name}" name=${field.name} type=${field.type ?? "text"} .defaultValue=${String(field.value ?? "")}
                    ?required=${field.required ?? true} pattern=${field.pattern ?? ".*"} maxlength="200" autocomplete="off">`}
              ${field.hint ? html`<p class="hint">${field.hint}</p>` : nothing}
            </div>`,
          )}
          ${problem(fault)}
          <div class="row end">
            <button type="button" @click=${close}>${w("cancel")}</button>
            <button class=${risky ? "risky" : "main"} ?disabled=${busy}>${go}</button>
          </div>
        </form>
      </dialog>`,
      place,
    );
  draw();
  place.querySelector("dialog").showModal();
}
