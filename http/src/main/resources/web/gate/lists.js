// What is entered here: the lists of the sale, and which tickets each of them admits.
import * as store from "./store.js";

/** The lists that the sale names, as the server has told them last; none if it names none. */
export async function namedLists() {
  return (await store.fact("lists")) ?? [];
}

/** Keeps what the server says, which `ask` is to bring, for as long as it cannot be asked. */
export async function fetchLists(sale, ask) {
  const answer = await ask("GET", `/v1/sales/${sale}/lists`);
  if (answer.status === 200) await store.keepFact("lists", answer.json.lists);
}

/**
 * The list of a post; null if the sale names lists, and not this one. A sale that names none has
 * what its devices name: it admits every ticket, by the rule that was chosen here.
 */
export function listOf(post, named) {
  if (named.length === 0) return { id: post.list, offers: null, reentry: post.reentry };
  return named.find((list) => list.id === post.list) ?? null;
}
