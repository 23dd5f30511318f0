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
 * What becomes of a ticket: `{ reason: null }` if somebody passes.
 *
 * @param post sale, list and reentry of this gate
 * @param below of each ticket with void codes, the generation from which they count
 * @param passages of this ticket, as far as this device knows
 */
export function decide(ticket, direction, post, below, passages) {
  if (!ticket) return { reason: "invalid" };
  if (ticket.sale !== post.sale) return { reason: "product" };
  if (direction === "exit") return { reason: null };
  if ((below[ticket.ticket] ?? 0) > ticket.generation) return { reason: "revoked" };
  const here = passages.filter((passage) => passage.list === post.list);
  const last = here.at(-1);
  const mayEnter =
    !last ||
    post.reentry === "always" ||
    (last.direction === "exit" && post.reentry === "after_exit");
  if (mayEnter) return { reason: null };
  return { reason: "already_redeemed", first: here.find((passage) => passage.direction === "entry") };
}
