// The way in.
import { html } from "lit";
import { signIn } from "./session.js";
import { problem } from "./parts.js";
import { w } from "./words.js";

export function signInView(redraw) {
  let fault;
  const enter = async (event) => {
    event.preventDefault();
    try {
      await signIn(new FormData(event.target).get("key").trim());
      fault = undefined;
    } catch (refused) {
      fault = refused;
    }
    redraw();
  };
  return {
    title: () => w("sign_in"),
    draw: () => html`<section class="panel sign-in stack">
      <h1 tabindex="-1">${w("sign_in")}</h1>
      <p class="soft">${w("sign_in_lead")}</p>
      <form class="stack" @submit=${enter}>
        <div>
          <label for="key">${w("operator_key")}</label>
          <input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required>
        </div>
        ${problem(fault)}
        <button class="main big">${w("sign_in")}</button>
      </form>
      <p class="hint">${w("sign_in_hint")}</p>
    </section>`,
  };
}
