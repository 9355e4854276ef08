"""The formats of the ledger, written a second time and independently: prints vectors.json.

    python3 vectors.py > vectors.json        every run prints the same

Needs Python 3.9 and `cryptography`, of which it takes Ed25519. Trees and proofs are the recursive definitions of
RFC 9162, section 2.1, word by word. Secrets are hashes of their names, so that nobody can have chosen them. What the
bytes mean is said in docs/ledger.md.
"""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sha256(data):
    return hashlib.sha256(data).digest()


def drawn(name):
    """32 bytes that nobody chose."""
    return sha256(b"kontor test vector: " + name.encode())


def base_64(data):
    return base64.b64encode(data).decode()


# Trees: D is a list of the leaves' hashes.


def power_below(count):
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def tree_hash(D):
    if not D:
        return sha256(b"")
    if len(D) == 1:
        return D[0]
    k = power_below(len(D))
    return sha256(b"\x01" + tree_hash(D[:k]) + tree_hash(D[k:]))


def path(m, D):
    if len(D) == 1:
        return []
    k = power_below(len(D))
    if m < k:
        return path(m, D[:k]) + [tree_hash(D[k:])]
    return path(m - k, D[k:]) + [tree_hash(D[:k])]


def proof(m, D):
    return subproof(m, D, True)


def subproof(m, D, b):
    if m == len(D):
        return [] if b else [tree_hash(D)]
    k = power_below(len(D))
    if m <= k:
        return subproof(m, D[:k], b) + [tree_hash(D[k:])]
    return subproof(m - k, D[k:], False) + [tree_hash(D[:k])]


def leaf_data(number):
    """Of 0 to 96 bytes."""
    return (drawn(f"leaf {number}") * 3)[:number * 7 % 97]


def leaf(number):
    return sha256(b"\x00" + leaf_data(number))


def digest(lists):
    """SHA-256 over everything in these lists of hashes, one behind the other."""
    return sha256(b"".join(b"".join(one) for one in lists)).hex()


def trees(largest):
    D = [leaf(number) for number in range(largest)]
    sizes = range(1, largest + 1)
    return {
        "roots": [tree_hash(D[:size]).hex() for size in range(largest + 1)],
        "inclusionPaths": digest(path(index, D[:size]) for size in sizes for index in range(size)),
        "consistencyPaths": digest(proof(old, D[:new]) for new in sizes for old in range(1, new + 1)),
        "inclusion": [
            {"index": index, "size": size, "path": [hash.hex() for hash in path(index, D[:size])]}
            for index, size in [(0, 1), (3, 7), (6, 7), (42, 70)]
        ],
        "consistency": [
            {"old": old, "new": new, "path": [hash.hex() for hash in proof(old, D[:new])]}
            for old, new in [(1, 1), (3, 7), (4, 7), (6, 8), (33, 70)]
        ],
    }


# Tiles.


def tile_path(level, index, width):
    groups = []
    while True:
        groups.insert(0, f"{'x' if groups else ''}{index % 1000:03}")
        index //= 1000
        if index == 0:
            break
    return f"tile/{level}/" + "/".join(groups) + ("" if width == 256 else f".p/{width}")


def tiles(size):
    """Path and SHA-256 of each tile, as the definition has it: MTH(D[(n*256+i) * 256**l : (n*256+i+1) * 256**l])."""
    D = [leaf(number) for number in range(size)]
    found, level = {}, 0
    while size >> 8 * level:
        span = 256 ** level
        hashes = [tree_hash(D[first:first + span]) for first in range(0, size - span + 1, span)]
        for first in range(0, len(hashes), 256):
            some = hashes[first:first + 256]
            found[tile_path(level, first // 256, len(some))] = sha256(b"".join(some)).hex()
        level += 1
    return {"size": size, "root": tree_hash(D).hex(), "tiles": found}


def bundle(numbers):
    return b"".join(len(leaf_data(number)).to_bytes(2, "big") + leaf_data(number) for number in numbers)


# Notes.


class Key:
    def __init__(self, name, secret):
        self.name, self.seed = name, drawn(secret)
        self.private = Ed25519PrivateKey.from_private_bytes(self.seed)
        self.public = self.private.public_key().public_bytes_raw()
        self.id = sha256(name.encode() + b"\n\x01" + self.public)[:4]
        self.text = f"{name}+{self.id.hex()}+{base_64(bytes([1]) + self.public)}"

    def line(self, text):
        return f"— {self.name} {base_64(self.id + self.private.sign(text.encode()))}\n"

    def vector(self):
        return {"name": self.name, "seed": self.seed.hex(), "publicKey": self.public.hex(), "key": self.text}


def note(text, *keys):
    return text + "\n" + "".join(key.line(text) for key in keys)


def checkpoint(origin, size, *keys):
    root = tree_hash([leaf(number) for number in range(size)])
    return note(f"{origin}\n{size}\n{base_64(root)}\n", *keys)


def log_proof(origin, index, size, *keys):
    hashes = path(index, [leaf(number) for number in range(size)])
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}"] + [base_64(hash) for hash in hashes]
    return "\n".join(lines) + "\n\n" + checkpoint(origin, size, *keys)


def commitment(field, name, value):
    opening = drawn(name) + bytes([len(field)]) + field.encode() + value
    return {
        "field": field, "salt": drawn(name).hex(), "value": value.hex(), "opening": opening.hex(),
        "commitment": sha256(b"kontor-field-commitment/1\x00" + opening).hex(),
    }


def rotation(old, new, position):
    return note(f"kontor-key-rotation/1\n{old.text}\n{new.text}\n{position}\n", old, new)


# Points of small order, found and not copied: on edwards25519, eight times such a point is the neutral one.

P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
L = 2**252 + 27742317777372353535851937790883648493


def added(a, b):
    k = D * a[0] * b[0] * a[1] * b[1] % P
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + k, P - 2, P) % P,
            (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, P - 2, P) % P)


def times(count, point):
    result = (0, 1)
    while count:
        if count & 1:
            result = added(result, point)
        point, count = added(point, point), count >> 1
    return result


def root_of(square):
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return x if (x * x - square) % P == 0 else None


def small_order():
    found = set()
    for y in range(2, 60):
        x = root_of((y * y - 1) * pow(D * y * y + 1, P - 2, P) % P)
        if x is not None:
            torsion = times(L, (x, y))
            found.update(times(count, torsion)[1] for count in range(8))
    assert len(found) == 5
    spellings = [y for low in sorted(found) for y in (low, low + P) if y < 2**255]
    return [(y | sign << 255).to_bytes(32, "little").hex() for y in spellings for sign in (0, 1)]


ORIGIN = "kontor.example/auctions/01930b5e-7c00-7abc-8def-0123456789ab"


def vectors():
    first, second = Key(ORIGIN, "first key"), Key(ORIGIN, "second key")
    witness = Key("zeuge.example/Überwachung", "witness key")
    poem = "Der Hammer fällt.\n\nEin Gebot noch, denkt man.\n"
    return {
        "description": "Made by vectors.py; the formats are in docs/ledger.md. Bytes are hexadecimal.",
        "trees": trees(70),
        "tiled": [tiles(size) for size in (1, 255, 256, 257, 700, 66_000)],
        "bundle": bundle(range(256, 300)).hex(),
        "keys": [key.vector() for key in (first, second, witness)],
        "origin": ORIGIN,
        "poem": {"text": poem, "note": note(poem, first, witness)},
        "checkpoints": [
            {"size": size, "note": checkpoint(ORIGIN, size, first)} for size in (0, 1, 2, 7, 70)],
        "cosigned": checkpoint(ORIGIN, 7, first, second, witness),
        "logProof": {"index": 3, "size": 7, "proof": log_proof(ORIGIN, 3, 7, first)},
        "commitments": [
            commitment("bidder", "salt 1", b"01930b5e-7c00-7abc-8def-0123456789ab"),
            commitment("bid.note", "salt 2", b""),
            commitment("contact", "salt 3", "Ștefan Țurcanu, +373 22 000 000".encode()),
        ],
        "rotation": {"position": 41, "note": rotation(first, second, 41)},
        "smallOrder": small_order(),
    }


if __name__ == "__main__":
    print(json.dumps(vectors(), indent=2, ensure_ascii=False))
