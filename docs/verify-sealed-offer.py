"""Checks that what was opened is what was sealed. Needs Python and nothing else.

    curl -H "Authorization: Bearer $TOKEN" https://…/api/auctions/$ID/sealed-offers > answer.json
    python3 verify-sealed-offer.py answer.json                    every price against its commitment
    python3 verify-sealed-offer.py answer.json --receipt 3f9c…    that my sealed offer is among them
    python3 verify-sealed-offer.py answer.json --round 1=a04e…    that none was added, left out or changed since I
                                                                  noted the round's offersDigest before the opening

Ends with 0 if everything fits and with 1 if anything does not. The formats are in sealed-offers.md.
"""

import argparse
import hashlib
import json
import sys
from decimal import Decimal
from uuid import UUID


def digest(name, *parts):
    return hashlib.sha256(name.encode() + b"\x00" + b"".join(parts)).digest()


def number(value, length=4):
    return int(value).to_bytes(length, "big", signed=True)


def commitment(auction, item):
    price = number(Decimal(item["price"]) * 10_000, 8)
    place = auction.bytes + number(item["round"]) + number(item["lot"])
    return digest("kontor-offer-commitment/1", place, price, bytes.fromhex(item["salt"])).hex()


def receipt(auction, item):
    place = auction.bytes + number(item["round"]) + number(item["lot"]) + UUID(item["company"]).bytes
    sealed = bytes.fromhex(item["commitment"]) + bytes.fromhex(item["envelope"])
    return digest("kontor-offer-receipt/1", place, sealed).hex()


def offers_digest(auction, round_number, items):
    lines = sorted(
        number(item["lot"]) + bytes.fromhex(item["commitment"]) + bytes.fromhex(item["receipt"])
        for item in items if item["round"] == round_number and item["outcome"] != "replaced")
    return digest("kontor-round-offers/1", auction.bytes + number(round_number), *lines).hex()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answer", help="file with the answer of GET /api/auctions/…/sealed-offers")
    parser.add_argument("--receipt", action="append", default=[], metavar="HASH")
    parser.add_argument("--round", action="append", default=[], metavar="NUMBER=HASH", dest="noted")
    options = parser.parse_args()
    with open(options.answer, encoding="utf-8") as file:
        answer = json.load(file)
    auction, items, faults = UUID(answer["auction"]), answer["items"], 0

    def check(what, holds):
        nonlocal faults
        faults += not holds
        print("ok   " if holds else "WRONG", what)

    for item in items:
        what = f"round {item['round']} lot {item['lot']} {item['bidder']}"
        if "price" in item:
            check(f"{what}: {item['price']}", commitment(auction, item) == item["commitment"])
        if "company" in item:
            check(f"{what}: receipt", receipt(auction, item) == item["receipt"])
    for one in answer["rounds"]:
        if one["whole"]:
            found = offers_digest(auction, one["round"], items)
            check(f"round {one['round']}: all its offers are here", found == one["offersDigest"])
    for noted in options.receipt:
        check(f"receipt {noted[:12]}…", any(item["receipt"] == noted.lower() for item in items))
    for noted in options.noted:
        known, _, value = noted.partition("=")
        whole = any(str(one["round"]) == known and one["whole"] for one in answer["rounds"])
        check(f"round {known} as noted", whole and offers_digest(auction, int(known), items) == value.lower())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
