// What an operator does to a sale. Each act is confirmed; its dialog shows why the server refuses.
import { freshKey, post } from "./session.js";
import { ask } from "./parts.js";
import { w } from "./words.js";

export function open(sale) {
  const key = freshKey();
  ask({ title: w("open_title", { name: sale.name }), text: w("open_text"), go: w("open"), act: () => post(`/v1/sales/${sale.sale}/open`, undefined, key) });
}

export function pause(sale) {
  const key = freshKey();
  ask({ title: w("pause_title", { name: sale.name }), text: w("pause_text"), go: w("pause"), risky: true, act: () => post(`/v1/sales/${sale.sale}/pause`, undefined, key) });
}

/** A sale is closed for good, so its id must be typed. */
export function close(sale) {
  const key = freshKey();
  ask({
    title: w("close_title", { name: sale.name }), text: w("close_text"), go: w("close_sale"), risky: true,
    fields: [{ name: "id", label: w("type_id", { id: sale.sale }), pattern: sale.sale }],
    act: () => post(`/v1/sales/${sale.sale}/close`, undefined, key),
  });
}

/** All tickets become void and all money goes back: the id must be typed here too. */
export function cancelEvent(sale) {
  const key = freshKey();
  ask({
    title: w("cancel_event_title", { name: sale.name }), text: w("cancel_event_text"), go: w("cancel_event"), risky: true,
    fields: [
      { name: "reason", label: w("reason"), hint: w("cancel_reason_hint") },
      { name: "used", label: w("used_tickets"), choices: [["yes", w("used_included")], ["no", w("used_excluded")]] },
      { name: "id", label: w("type_id", { id: sale.sale }), pattern: sale.sale },
    ],
    act: async ({ reason, used, id }) => {
      await post(`/v1/sales/${sale.sale}/cancellation`, { reason, confirm: id, include_used: used === "yes" }, key);
      location.hash = `#/sales/${sale.sale}/cancellation`;
    },
  });
}

export function changeCapacity(quota) {
  const key = freshKey();
  ask({
    title: w("capacity_title", { name: quota.name }), text: w("capacity_text"), go: w("change_capacity"),
    fields: [
      { name: "capacity", label: w("capacity"), type: "number", value: quota.capacity },
      { name: "reason", label: w("reason"), hint: w("reason_hint") },
    ],
    act: ({ capacity, reason }) => post(`/v1/quotas/${encodeURIComponent(quota.quota)}/capacity`, { capacity: Number(capacity), reason }, key),
  });
}
