"""The formats of sealed offers, written a second time and independently: prints vectors.json.

    python3 vectors.py > vectors.json        the vectors; every run prints the same
    python3 vectors.py open < envelope.json  opens an envelope that another program sealed

Needs Python 3.9 and `cryptography`, of which it takes X25519, HKDF and AES-GCM. HPKE itself (RFC 9180) is written out
below and checked each time against the vector of this suite in the file of vectors that belongs to the RFC. Secrets are
hashes of their names, so that nobody can have chosen them. What the bytes mean is said in docs/sealed-offers.md.
"""

import hashlib
import hmac
import json
import sys
import uuid

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# HPKE, base mode, one message.

KEM = b"KEM" + (0x0020).to_bytes(2, "big")
HPKE = b"HPKE" + (0x0020).to_bytes(2, "big") + (0x0001).to_bytes(2, "big") + (0x0002).to_bytes(2, "big")


def extract(suite, salt, label, ikm):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def expand(suite, key, label, info, length):
    """HKDF-Expand for at most one block."""
    info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, info + b"\x01", "sha256")[:length]


def public(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def diffie_hellman(private, peer):
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(peer))


def schedule(shared, encapsulated, recipient, info):
    secret = expand(
        KEM, extract(KEM, b"", b"eae_prk", shared), b"shared_secret", encapsulated + recipient, 32)
    context = b"\x00" + extract(HPKE, b"", b"psk_id_hash", b"") + extract(HPKE, b"", b"info_hash", info)
    secret = extract(HPKE, secret, b"secret", b"")
    return expand(HPKE, secret, b"key", context, 32), expand(HPKE, secret, b"base_nonce", context, 12)


def seal(plaintext, recipient, ephemeral, info, aad):
    encapsulated = public(ephemeral)
    key, nonce = schedule(diffie_hellman(ephemeral, recipient), encapsulated, recipient, info)
    return encapsulated + AESGCM(key).encrypt(nonce, plaintext, aad)


def unseal(envelope, private, info, aad):
    encapsulated = envelope[:32]
    key, nonce = schedule(diffie_hellman(private, encapsulated), encapsulated, public(private), info)
    return AESGCM(key).decrypt(nonce, envelope[32:], aad)


RFC_9180 = {
    "suite": "base mode, KEM 0x0020, KDF 0x0001, AEAD 0x0002, sequence number 0",
    "privateKey": "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d",
    "ephemeralPrivateKey": "179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11",
    "info": "4f6465206f6e2061204772656369616e2055726e",
    "aad": "436f756e742d30",
    "plaintext": "4265617574792069732074727574682c20747275746820626561757479",
    "encapsulatedKey": "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256",
    "ciphertext": "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a",
}


def check_rfc():
    value = {name: bytes.fromhex(text) for name, text in RFC_9180.items() if name != "suite"}
    envelope = seal(
        value["plaintext"], public(value["privateKey"]), value["ephemeralPrivateKey"], value["info"], value["aad"])
    assert envelope == value["encapsulatedKey"] + value["ciphertext"]


# Shares: GF(2^8) by logarithms to the base x + 1, unlike the implementation that this is compared with.

POWERS = [1]
for _ in range(254):
    last = POWERS[-1]
    last ^= last << 1
    POWERS.append(last ^ 0x11B if last > 255 else last)
LOGARITHMS = {power: exponent for exponent, power in enumerate(POWERS)}


def product(a, b):
    return POWERS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255] if a and b else 0


def share(secret, coefficients, index):
    value = []
    for place in range(32):
        total, power = secret[place], index
        for coefficient in coefficients:
            total ^= product(coefficient[place], power)
            power = product(power, index)
        value.append(total)
    return bytes(value)


# The formats.

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def named(name, *parts):
    return name.encode() + b"\x00" + b"".join(parts)


def digest(name, *parts):
    return hashlib.sha256(named(name, *parts)).digest()


def round_bytes(auction, number):
    return uuid.UUID(auction).bytes + number.to_bytes(4, "big")


def place_bytes(auction, number, lot, bidder):
    return round_bytes(auction, number) + lot.to_bytes(4, "big", signed=True) + uuid.UUID(bidder).bytes


def grouped(content, in_line):
    bits, count = int.from_bytes(content, "big"), len(content) * 8 // 5
    digits = [bits >> 5 * (count - 1 - place) & 31 for place in range(count)]
    groups = []
    for group in range(count // 4):
        four = digits[4 * group:4 * group + 4]
        check = (group + 1 + sum(weight * digit for weight, digit in zip((1, 2, 3, 4), four))) % 31
        groups.append("".join(ALPHABET[digit] for digit in four + [check]))
    return "\n".join(" ".join(groups[line:line + in_line]) for line in range(0, len(groups), in_line))


def share_text(auction, number, index, secret, version=1):
    content = bytes([version]) + round_bytes(auction, number) + bytes([index]) + secret
    return grouped(content + digest("kontor-share-text/1", content)[:6], 6)


def handover(auction, number, index, secret):
    """A share on its way to its opener, and the code that it is locked with."""
    code = drawn(f"{auction} {number} code {index}")[:16]
    info = named("kontor-share-handover/1", round_bytes(auction, number), bytes([index]))
    key = HKDF(SHA256(), 32, None, info).derive(code)
    return {
        "code": grouped(code + digest("kontor-handover-code/1", code)[:4], 8),
        "locked": AESGCM(key).encrypt(bytes(12), secret, None).hex(),
    }


def drawn(name):
    """32 bytes that nobody chose."""
    return hashlib.sha256(b"kontor test vector: " + name.encode()).digest()


def exclusive_or(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def offer(auction, number, recipient, lot, bidder, price, name):
    place = place_bytes(auction, number, lot, bidder)
    salt, ephemeral = drawn(name + " salt"), drawn(name + " ephemeral")
    content = price.to_bytes(8, "big", signed=True) + salt
    info = named("kontor-sealed-offer/1", uuid.UUID(auction).bytes)
    envelope = seal(content.ljust(64, b"\x00"), recipient, ephemeral, info, place)
    # Without the bidder: who may see prices without names can check them.
    commitment = digest("kontor-offer-commitment/1", place[:24], content)
    return {
        "lot": lot, "bidder": bidder, "priceTenThousandths": str(price), "salt": salt.hex(),
        "commitment": commitment.hex(), "ephemeralPrivateKey": ephemeral.hex(), "info": info.hex(),
        "aad": place.hex(), "plaintext": content.ljust(64, b"\x00").hex(), "envelope": envelope.hex(),
        "receipt": digest("kontor-offer-receipt/1", place, commitment, envelope).hex(),
    }


def small_order(sealed):
    """An envelope that everybody can open: its encapsulated key, zero, gives a shared secret of zeros with every key.

    RFC 9180, section 7.1.4, wants it refused, although it decrypts.
    """
    first = sealed["offers"][0]
    encapsulated, info, place = bytes(32), bytes.fromhex(first["info"]), bytes.fromhex(first["aad"])
    key, nonce = schedule(bytes(32), encapsulated, bytes.fromhex(sealed["publicKey"]), info)
    return encapsulated + AESGCM(key).encrypt(nonce, bytes.fromhex(first["plaintext"]), place)


def sealed_round(auction, number, openers, needed, offers):
    name = f"{auction} {number} "
    server_part, secret = drawn(name + "server part"), drawn(name + "secret")
    coefficients = [drawn(name + f"coefficient {degree}") for degree in range(1, needed)]
    private = exclusive_or(server_part, secret)
    shares = []
    for index in range(1, openers + 1):
        value = share(secret, coefficients, index)
        shares.append({
            "index": index, "secret": value.hex(),
            "digest": digest("kontor-opener-share/1", round_bytes(auction, number), bytes([index]), value).hex(),
            "text": share_text(auction, number, index, value), **handover(auction, number, index, value),
        })
    sealed = [
        offer(auction, number, public(private), lot, bidder, price, name + f"{lot} {bidder} {price}")
        for lot, bidder, price in offers
    ]
    lines = sorted(
        one["lot"].to_bytes(4, "big", signed=True) + bytes.fromhex(one["commitment"]) + bytes.fromhex(one["receipt"])
        for one in sealed)
    return {
        "auction": auction, "round": number, "needed": needed, "serverPart": server_part.hex(),
        "secret": secret.hex(), "coefficients": [coefficient.hex() for coefficient in coefficients],
        "privateKey": private.hex(), "publicKey": public(private).hex(), "shares": shares,
        "offers": sealed,
        "offersDigest": digest("kontor-round-offers/1", round_bytes(auction, number), *lines).hex(),
    }


FIRST = "01930b5e-7c00-7abc-8def-0123456789ab"
SECOND = "01930b5e-7c00-7abc-9def-fedcba987654"
ALDER = "0192f1c0-0000-7000-8000-00000000000a"
BIRCH = "0192f1c0-0000-7000-8000-00000000000b"


def vectors():
    seed = drawn("seed")
    rounds = [
        sealed_round(FIRST, 1, 3, 2, [
            (1, ALDER, 9_999_900), (1, BIRCH, 10_000_000), (2, ALDER, 1), (7, BIRCH, -2_500),
        ]),
        sealed_round(FIRST, 2, 1, 1, [(1, ALDER, 9_500_000)]),
        sealed_round(SECOND, 1, 8, 5, [(2_147_483_647, BIRCH, 2**63 - 1), (1, BIRCH, -(2**63))]),
    ]
    return {
        "description": "Made by vectors.py; the formats are in docs/sealed-offers.md. Bytes are hexadecimal.",
        "rfc9180": RFC_9180,
        "rounds": rounds,
        "envelopeOfSmallOrder": small_order(rounds[0]).hex(),
        "shareTextOfVersion2": share_text(FIRST, 1, 1, bytes.fromhex(rounds[0]["shares"][0]["secret"]), version=2),
        "seed": {"seed": seed.hex(), "commitment": digest("kontor-seed-commitment/1", seed).hex()},
    }


def opened(case):
    place = place_bytes(case["auction"], case["round"], case["lot"], case["bidder"])
    info = named("kontor-sealed-offer/1", uuid.UUID(case["auction"]).bytes)
    plaintext = unseal(bytes.fromhex(case["envelope"]), bytes.fromhex(case["privateKey"]), info, place)
    assert plaintext[40:] == bytes(24), "the rest is not zero"
    commitment = digest("kontor-offer-commitment/1", place[:24], plaintext[:40]).hex()
    assert commitment == case["commitment"], "commitment differs"
    price = int.from_bytes(plaintext[:8], "big", signed=True)
    return {"priceTenThousandths": str(price), "salt": plaintext[8:40].hex()}


if __name__ == "__main__":
    check_rfc()
    if sys.argv[1:] == ["open"]:
        print(json.dumps(opened(json.load(sys.stdin)), indent=2))
    else:
        print(json.dumps(vectors(), indent=2))
