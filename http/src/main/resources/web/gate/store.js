// What this device keeps: facts (device, keys, void codes), the queue of scans that the server
// does not know yet, passages (by ticket), and the conflicts of an upload.
const FACTS = "facts";
const QUEUE = "queue";
const PASSAGES = "passages";
const CONFLICTS = "conflicts";

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("kuota-gate", 1);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore(FACTS);
    database.createObjectStore(QUEUE, { keyPath: "number", autoIncrement: true });
    database.createObjectStore(PASSAGES, { keyPath: "ticket" });
    database.createObjectStore(CONFLICTS, { keyPath: "nonce" });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Runs `work` in one transaction; resolves with what its request found, once all is on the disk. */
async function within(stores, mode, work) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    let request;
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
    request = work(...stores.map((name) => transaction.objectStore(name)));
  });
}

export function fact(name) {
  return within([FACTS], "readonly", (facts) => facts.get(name));
}

export function keepFact(name, value) {
  return within([FACTS], "readwrite", (facts) => facts.put(value, name));
}

/** Everything but the language goes; for a device that is given up. */
export function forgetAll() {
  return within([FACTS, QUEUE, PASSAGES, CONFLICTS], "readwrite", (...all) => {
    for (const store of all) store.clear();
  });
}

/** The passages of a ticket that this device knows of, in their order. */
export async function passagesOf(ticket) {
  const kept = await within([PASSAGES], "readonly", (passages) => passages.get(ticket));
  return kept?.passages ?? [];
}

function add(passages, ticket, passage) {
  const request = passages.get(ticket);
  request.onsuccess = () => {
    const before = request.result?.passages ?? [];
    if (before.some((known) => known.nonce === passage.nonce)) return;
    passages.put({ ticket, passages: [...before, passage].slice(-20) });
  };
}

/** Stores a passage that the server has. */
export function keepPassage(ticket, passage) {
  return within([PASSAGES], "readwrite", (passages) => add(passages, ticket, passage));
}

/** Stores a passage and queues its upload: both or neither. */
export function keepUntold(ticket, passage, scan) {
  return within([QUEUE, PASSAGES], "readwrite", (queue, passages) => {
    queue.add(scan);
    add(passages, ticket, passage);
  });
}

/** Takes a passage back; whether it was still untold. */
export async function takeBack(ticket, nonce) {
  let untold = false;
  await within([QUEUE, PASSAGES], "readwrite", (queue, passages) => {
    const all = queue.getAll();
    all.onsuccess = () => {
      for (const scan of all.result.filter((scan) => scan.nonce === nonce)) {
        untold = true;
        queue.delete(scan.number);
      }
    };
    const kept = passages.get(ticket);
    kept.onsuccess = () => {
      const rest = (kept.result?.passages ?? []).filter((passage) => passage.nonce !== nonce);
      passages.put({ ticket, passages: rest });
    };
  });
  return untold;
}

/** The oldest scans that the server does not know. */
export function untold(most) {
  return within([QUEUE], "readonly", (queue) => queue.getAll(null, most));
}

export function countUntold() {
  return within([QUEUE], "readonly", (queue) => queue.count());
}

/** The server knows these scans; some of them contradict what it knew before. */
export function told(scans, conflicts) {
  return within([QUEUE, CONFLICTS], "readwrite", (queue, kept) => {
    for (const scan of scans) queue.delete(scan.number);
    for (const conflict of conflicts) kept.put(conflict);
  });
}

export function conflicts() {
  return within([CONFLICTS], "readonly", (kept) => kept.getAll());
}

export function forgetConflicts() {
  return within([CONFLICTS], "readwrite", (kept) => kept.clear());
}
