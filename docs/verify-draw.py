#!/usr/bin/env python3
"""Verifies the draw of a waiting room, with nothing but Python 3.

    curl -s https://shop.example/v1/sales/SALE/waiting-room/bundle > bundle.txt
    python3 verify-draw.py bundle.txt --seed-hash HASH --root ROOT --entry ENTRY

HASH and ROOT are those that the page showed before: `draw.seed_hash` before the entries were frozen,
`draw.merkle_root` after that. ENTRY is the id in the answer to your own request to enter. Without
them the script checks only that the bundle agrees with itself.

The bundle is one line of JSON, then one line "entry nonce" for each frozen entry. How the order
follows from it: docs/waiting-room.md. Ends with 0 if all is well, with 1 and a reason if not.
"""

import argparse
import hashlib
import hmac
import json
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def merkle_root(leaves):
    """The tree hash of RFC 6962; one subtree hash for each level is kept."""
    stack = []  # (number of leaves, hash), the largest subtree first
    for leaf in leaves:
        size, node = 1, sha256(b"\x00" + leaf)
        while stack and stack[-1][0] == size:
            node = sha256(b"\x01" + stack.pop()[1] + node)
            size *= 2
        stack.append((size, node))
    if not stack:
        return sha256(b"")
    root = stack.pop()[1]
    while stack:
        root = sha256(b"\x01" + stack.pop()[1] + root)
    return root


def read(path):
    with open(path, encoding="ascii") as lines:
        head = json.loads(lines.readline())
        entries = []
        for number, line in enumerate(lines, 2):
            parts = line.split()
            if len(parts) != 2 or any(len(part) != 32 for part in parts):
                raise ValueError(f"line {number} is not an entry and a nonce")
            entries.append((bytes.fromhex(parts[0]), bytes.fromhex(parts[1])))
    return head["draw"], entries


def require(condition, fault):
    if not condition:
        raise ValueError(fault)


def verify(draw, entries, seed_hash=None, root=None):
    """Returns the entries in their drawn order."""
    require(len(entries) == draw["entries"], "the bundle has not as many entries as were frozen")
    require(
        all(one[0] < next_one[0] for one, next_one in zip(entries, entries[1:])),
        "the entries are not sorted, or one is there twice",
    )
    seed = bytes.fromhex(draw["seed"])
    require(sha256(seed).hex() == draw["seed_hash"], "the seed is not that of its hash")
    require(seed_hash in (None, draw["seed_hash"]), "the seed is not the one that was promised")
    computed = merkle_root(entry + nonce for entry, nonce in entries).hex()
    require(computed == draw["merkle_root"], "the entries are not those of the Merkle root")
    require(root in (None, draw["merkle_root"]), "the root is not the one that was published")
    if draw["beacon"] is None:
        later = sha256(b"".join(nonce for _, nonce in entries))
    else:
        later = bytes.fromhex(draw["beacon"])
    mix = sha256(seed + later)
    return sorted(
        (entry for entry, _ in entries),
        key=lambda entry: hmac.digest(mix, entry, "sha256"),
    )


def main():
    parser = argparse.ArgumentParser(description="Verifies the draw of a waiting room.")
    parser.add_argument("bundle")
    parser.add_argument("--seed-hash", help="as it was shown before the start")
    parser.add_argument("--root", help="the Merkle root as it was shown after the start")
    parser.add_argument("--entry", help="your entry: its number is printed")
    given = parser.parse_args()
    try:
        draw, entries = read(given.bundle)
        order = verify(draw, entries, given.seed_hash, given.root)
        print(f"{len(order)} entries, root {draw['merkle_root']}: the order follows from the bundle")
        if draw["beacon"] is not None:
            print(f"check that the beacon {draw['beacon_source']} had the value {draw['beacon']}")
        if given.entry:
            require(bytes.fromhex(given.entry) in order, "the entry was not among the frozen ones")
            print(f"number {order.index(bytes.fromhex(given.entry)) + 1}")
    except (ValueError, KeyError, TypeError) as fault:
        print(f"NOT verified: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
