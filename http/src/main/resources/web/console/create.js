// A new sale, from a form or a CSV file of offers, and then its opening.
import { html, nothing } from "lit";
import { call, freshKey, post } from "./session.js";
import { head, panel, pill, problem, table, tile } from "./parts.js";
import { money, number } from "./format.js";
import { icons } from "./icons.js";
import { draft, offer, slug, terms, totals } from "./draft.js";
import { offersIn } from "./csv.js";
import { w } from "./words.js";

export function createView(redraw) {
  const sale = draft();
  let ownId = false;
  let fault;
  let created;
  let file;
  let openKey = freshKey();

  const faultAt = (...pointers) => fault?.problem?.errors?.find((error) => pointers.includes(error.pointer ?? error.parameter));
  const set = (name) => (event) => {
    sale[name] = event.target.value;
    if (name === "id") ownId = true;
    if (name === "name" && !ownId) sale.id = slug(sale.name);
    redraw();
  };

  /** A field with the fault that the server has found in it. */
  const field = (name, type, label, hint, pointers, more = {}) => {
    const wrong = faultAt(...pointers);
    return html`<div>
      <label for="f-${name}">${label}</label>
      <input id="f-${name}" type=${type} .value=${sale[name]} @input=${set(name)} required min=${more.min ?? nothing}
        pattern=${more.pattern ?? nothing} aria-invalid=${wrong ? "true" : nothing} aria-describedby="h-${name}" autocomplete="off">
      <p class="hint" id="h-${name}">${hint}</p>
      ${wrong ? html`<p class="fault">${wrong.detail}</p>` : nothing}
    </div>`;
  };

  const cell = (one, i, name, type, pointers) => {
    const wrong = faultAt(...pointers);
    const change = (event) => {
      one[name] = event.target.value;
      redraw();
    };
    return html`<td><input type=${type} min="0" .value=${one[name]} @input=${change} required data-offer="${i}-${name}"
        aria-label=${w("offer_" + name) + " " + (i + 1)} aria-invalid=${wrong ? "true" : nothing}>
      ${wrong ? html`<p class="fault">${wrong.detail}</p>` : nothing}</td>`;
  };

  const row = (one, i) => html`<tr>
    ${cell(one, i, "name", "text", [`/offers/${i}/name`, `/offers/${i}/id`, `/quotas/${i}/id`])}
    ${cell(one, i, "price", "number", [`/offers/${i}/price/face`])}
    ${cell(one, i, "quota", "number", [`/quotas/${i}/capacity`])}
    <td class="right">${money(Number(one.price) * Number(one.quota))}</td>
    <td><button type="button" class="plain" ?disabled=${sale.offers.length === 1} aria-label=${w("remove_offer", { n: i + 1 })}
      @click=${() => { sale.offers.splice(i, 1); redraw(); }}>${icons.remove}</button></td>
  </tr>`;

  const take = async (chosen) => {
    if (!chosen) return;
    file = await offersIn(chosen);
    redraw();
  };
  const use = () => {
    sale.offers = file.lines.map((line) => offer(line.name, line.price, line.quota));
    file = undefined;
    redraw();
  };
  const drop = (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const preview = () => table(w("csv_preview"), [
    { head: w("csv_line"), cell: (line) => line.number, number: true },
    { head: w("offer_name"), cell: (line) => line.name },
    { head: w("offer_price"), cell: (line) => (line.faults.includes("csv_bad_price") ? line.price : money(Number(line.price))), number: true },
    { head: w("offer_quota"), cell: (line) => (line.faults.includes("csv_bad_quota") ? line.quota : number(Number(line.quota))), number: true },
    { head: w("csv_check"), cell: (line) => (line.faults.length ? line.faults.map((key) => pill("bad", w(key))) : pill("good", w("csv_good"))) },
  ], file.lines);
  const csv = () => html`<div @dragover=${(event) => event.preventDefault()} @drop=${drop}>
    <label for="csv">${w("csv_label")}</label>
    <input id="csv" type="file" accept=".csv,text/csv" @change=${(event) => take(event.target.files[0])} aria-describedby="csv-hint">
    <p class="hint" id="csv-hint">${w("csv_hint")} <code>name,price,quota</code></p>
    ${file?.fault ? html`<p class="fault" role="alert">${w(file.fault)}</p>` : nothing}
    ${file?.lines
      ? html`${preview()}<button type="button" ?disabled=${file.lines.some((line) => line.faults.length)} @click=${use}>
          ${w("csv_use", { n: file.lines.length })}</button>`
      : nothing}
  </div>`;

  const save = async (event) => {
    event.preventDefault();
    fault = undefined;
    try {
      created = await call("PUT", "/v1/sales/" + encodeURIComponent(sale.id), { body: terms(sale), headers: { "If-None-Match": "*" } });
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  const open = async () => {
    try {
      await post(`/v1/sales/${created.id}/open`, undefined, openKey);
      location.hash = "#/sales/" + created.id;
    } catch (refused) {
      fault = refused;
      redraw();
    }
  };

  const done = () => html`${head(created.name)}
    <section class="panel empty" role="status">
      <h2>${w("sale_created")}</h2>
      <p>${w("sale_created_lead")}</p>
      ${problem(fault)}
      <div class="row"><button class="main big" id="open-now" @click=${open}>${w("open_now")}</button>
      <a class="button big" href="#/sales/${created.id}">${w("open_later")}</a></div>
    </section>`;

  const form = () => html`${head(w("create_sale"))}
    <form class="stack" @submit=${save} id="create">
      ${panel(w("what_sells"), html`<div class="fields">
        ${field("name", "text", w("sale_name"), w("sale_name_hint"), ["/name"])}
        ${field("id", "text", w("sale_id"), w("sale_id_hint"), ["sale"], { pattern: "[a-z0-9][a-z0-9\\-]{0,62}" })}
        ${field("opens", "datetime-local", w("opens_wib"), w("opens_hint"), ["/opens_at"])}
        ${field("closes", "datetime-local", w("closes_wib"), w("closes_hint"), ["/closes_at"])}
        ${field("hold", "number", w("hold_minutes"), w("hold_hint"), ["/hold_seconds"], { min: 1 })}
        ${field("limit", "number", w("limit"), w("limit_hint"), ["/units_per_buyer"], { min: 0 })}
      </div>`)}
      ${panel(w("offers"), html`<div class="stack">
        <div class="scroll" tabindex="0" role="region" aria-label=${w("offers")}><table class="offers">
          <thead><tr><th scope="col">${w("offer_name")}</th><th scope="col">${w("offer_price")} (IDR)</th><th scope="col">${w("offer_quota")}</th>
            <th scope="col" class="right">${w("if_sold_out")}</th><td></td></tr></thead>
          <tbody>${sale.offers.map(row)}</tbody>
        </table></div>
        <div><button type="button" @click=${() => { sale.offers.push(offer()); redraw(); }}>${icons.plus}${w("add_offer")}</button></div>
        ${csv()}
      </div>`)}
      <dl class="tiles">${tile(w("offers"), number(sale.offers.length))}${tile(w("places"), number(totals(sale).places))}
        ${tile(w("revenue_sold_out"), money(totals(sale).revenue))}</dl>
      ${problem(fault)}
      <div class="row end"><a class="button" href="#/sales">${w("cancel")}</a><button class="main big">${w("create_sale")}</button></div>
    </form>`;

  return { title: () => w("create_sale"), draw: () => (created ? done() : form()) };
}
