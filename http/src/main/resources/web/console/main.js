// The frame of the console: which view is shown, the navigation, and the keyboard.
import { html, nothing, render } from "lit";
import { icons } from "./icons.js";
import { settings, apply, change, onChange } from "./settings.js";
import { signedIn, signOut, onSignOut } from "./session.js";
import { w } from "./words.js";
import { signInView } from "./sign-in.js";
import { salesView } from "./sales.js";
import { createView } from "./create.js";
import { liveView } from "./live.js";
import { reportsView } from "./reports.js";
import { cancellationView } from "./cancellation.js";
import { ordersView } from "./orders.js";
import { orderView } from "./order.js";
import { refundsView } from "./refunds.js";
import { gatesView } from "./gates.js";
import { roomView } from "./room.js";
import { accessView } from "./access.js";
import { clusterView } from "./cluster.js";

const ROUTES = [
  [/^sales$/, salesView, "sales"],
  [/^create$/, createView, "sales"],
  [/^sales\/([a-z0-9-]+)$/, liveView, "sales"],
  [/^sales\/([a-z0-9-]+)\/reports$/, reportsView, "sales"],
  [/^sales\/([a-z0-9-]+)\/cancellation$/, cancellationView, "sales"],
  [/^sales\/([a-z0-9-]+)\/room$/, roomView, "sales"],
  [/^tokens$/, accessView, "cluster"],
  [/^orders$/, ordersView, "orders"],
  [/^orders\/(ord_[0-9a-z]+)$/, orderView, "orders"],
  [/^refunds$/, refundsView, "refunds"],
  [/^gates$/, gatesView, "gates"],
  [/^gates\/([a-z0-9-]+)$/, gatesView, "gates"],
  [/^cluster$/, clusterView, "cluster"],
];
const PLACES = ["sales", "orders", "refunds", "gates", "cluster"];
const SCHEMES = { auto: "dark", dark: "light", light: "auto" };
const app = document.getElementById("app");

let view;
let place;
let going = false;

function navigate() {
  const address = location.hash.slice(2) || "sales";
  const [pattern, make, name] = ROUTES.find(([known]) => known.test(address)) ?? ROUTES[0];
  view?.close?.();
  place = name;
  view = signedIn() ? make(draw, pattern.exec(address)?.[1]) : signInView(() => (signedIn() ? navigate() : draw()));
  draw();
  document.querySelector("h1")?.focus();
}

const link = (name) => html`<a href="#/${name}" aria-current=${place === name ? "page" : nothing}>${icons[name]}${w("nav_" + name)}</a>`;

function tools() {
  const other = settings.language === "id" ? "en" : "id";
  return html`<div class="tools">
    <button class="plain" lang=${other} data-tool="language" @click=${() => change("language", other)}>${other === "id" ? "Bahasa Indonesia" : "English"}</button>
    <button class="plain" aria-pressed=${settings.hidden} title=${w("hide_numbers")} aria-label=${w("hide_numbers")}
      @click=${() => change("hidden", !settings.hidden)}>${icons.eye}</button>
    <button class="plain" title=${w("scheme_" + settings.scheme)} aria-label=${w("scheme_" + settings.scheme)}
      @click=${() => change("scheme", SCHEMES[settings.scheme])}>${icons.moon}</button>
    ${signedIn()
      ? html`<button class="plain" title=${w("shortcuts")} aria-label=${w("shortcuts")} @click=${showHelp}>${icons.help}</button>
          <button class="plain" title=${w("sign_out")} aria-label=${w("sign_out")} @click=${signOut}>${icons.leave}</button>`
      : nothing}
  </div>`;
}

function draw() {
  document.title = view.title() + " · Kuota";
  render(
    html`<a class="skip" href="#content" @click=${skip}>${w("skip")}</a>
      <header class="top">
        <a class="mark" href="#/sales"><img src="/assets/kuota.svg" alt="" width="24" height="24">Kuota</a>
        <nav aria-label=${w("navigation")}>${signedIn() ? PLACES.map(link) : nothing}</nav>
        ${tools()}
      </header>
      <main id="content">${view.draw()}</main>
      <dialog id="help" aria-labelledby="help-title">
        <h2 id="help-title">${w("shortcuts")}</h2>
        <ul>
          ${PLACES.map((name) => html`<li><kbd>g</kbd> <kbd>${name[0]}</kbd> ${w("nav_" + name)}</li>`)}
          <li><kbd>/</kbd> ${w("search")}</li>
          <li><kbd>?</kbd> ${w("shortcuts")}</li>
        </ul>
        <form method="dialog" class="row end"><button>${w("close")}</button></form>
      </dialog>`,
    app,
  );
}

function skip(event) {
  event.preventDefault();
  document.querySelector("h1")?.focus();
}

function showHelp() {
  document.getElementById("help").showModal();
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) field.focus();
  else location.hash = "#/orders";
}

function onKey(event) {
  const typing = event.target.closest?.("input, select, textarea, dialog[open]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !signedIn()) return;
  if (going) {
    going = false;
    const name = PLACES.find((one) => one[0] === event.key);
    if (name) location.hash = "#/" + name;
    return;
  }
  if (event.key === "g") going = true;
  else if (event.key === "?") showHelp();
  else if (event.key === "/") {
    event.preventDefault();
    search();
  }
}

apply();
onChange(draw);
onSignOut(navigate);
addEventListener("hashchange", navigate);
addEventListener("keydown", onKey);
navigate();
