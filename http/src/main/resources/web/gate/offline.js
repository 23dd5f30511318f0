// What a gate decides by itself. Pure: the same code, facts and passages always give the same answer.
import { claim, open } from "./code.js";
import { holds } from "./signature.js";

/** The claim of a code that a key of the server has signed; null if none has. */
export async function read(text, keys) {
  const opened = open(text);
  const x = opened && keys[opened.key];
  return x && (await holds(x, opened.signature, opened.signed)) ? claim(opened.content) : null;
}

/**
 * Returns the result for a ticket: `{ reason: null }` if the person passes.
 *
 * @param sale of this gate
 * @param list what is entered here; null if the sale does not have it any more
 * @param below of each ticket with void codes, the generation from which they count
 * @param passages of this ticket, as far as this device knows
 */
export function decide(ticket, direction, sale, list, below, passages) {
  if (ticket.sale !== sale) return { reason: "product" };
  if (!list) return { reason: "list_unknown" };
  if (direction === "exit") return { reason: null };
  if ((below[ticket.ticket] ?? 0) > ticket.generation) return { reason: "revoked" };
  if (list.offers && !list.offers.includes(ticket.offer)) return { reason: "product" };
  const here = passages.filter((passage) => passage.list === list.id);
  const last = here.at(-1);
  const mayEnter =
    !last ||
    list.reentry === "always" ||
    (last.direction === "exit" && list.reentry === "after_exit");
  if (mayEnter) return { reason: null };
  return { reason: "already_redeemed", first: here.find((passage) => passage.direction === "entry") };
}
