"""Sets the stage: companies and their tokens directly in the database, requirements and auctions over the API."""
import base64
import concurrent.futures
import contextlib
import datetime
import hashlib
import json
import time

from kontor import ROOT, Client

#: As many as the most connections that bid: a bidder of its own for each, so that no price overtakes another.
BIDDERS = 256
TOKENS_PER_BIDDER = 32
BUYER_TOKENS = 60
VIEWERS = 320
CEILING = 90_000_000_000
#: Rights as bits of a membership.
BUYER, SUPPLIER = 2, 4


def company(number):
    return f"01932f7c-0000-7000-8000-{number:012x}"


def person(number):
    return f"01932f7c-0001-7000-8000-{number:012x}"


def token(number):
    """The n-th of all tokens, in the form that the server gives out. Only their hashes are in the database."""
    digest = hashlib.sha256(f"bench token {number}".encode()).digest()
    return "kt_" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Stage:
    """The buyer is company 1, the bidders are 1001, 1002 …, who looks on is 2001, 2002 …"""

    def __init__(self, kontor):
        self.kontor = kontor
        self.bidders = [company(1001 + number) for number in range(BIDDERS)]
        owners = [(1, BUYER)] * BUYER_TOKENS
        owners += [(1001 + number % BIDDERS, SUPPLIER) for number in range(BIDDERS * TOKENS_PER_BIDDER)]
        owners += [(2001 + number, SUPPLIER) for number in range(VIEWERS)]
        self.owners = owners
        tokens = [token(number) for number in range(len(owners))]
        self.buyer = Client(kontor.port, tokens[:BUYER_TOKENS])
        self.bidder_tokens = tokens[BUYER_TOKENS:-VIEWERS]
        self.viewer_tokens = tokens[-VIEWERS:]

    def register(self):
        """One person and one company for each: passwords would take minutes, and nobody signs in."""
        numbers = sorted({number for number, _ in self.owners})
        companies = ",\n".join(
            f"('{company(n)}', 'Company {n}', 'BENCH', '{n}', 'DE', 'verified', now(), now())" for n in numbers)
        persons = ",\n".join(
            f"('{person(n)}', 'Person {n}', 'person{n}@bench.example', now())" for n in numbers)
        members = ",\n".join(f"('{company(n)}', '{person(n)}', 15, now())" for n in numbers)
        tokens = ",\n".join(
            f"('01932f7c-0002-7000-8000-{index:012x}', '{company(owner)}', 'Bench', sha256('{token(index)}'), {rights},"
            f" false, '{person(owner)}', now(), now())" for index, (owner, rights) in enumerate(self.owners))
        self.kontor.sql(f"""
            INSERT INTO company (id, name, identifier_scheme, identifier_id, country, verification, first_verified_at,
              created_at) VALUES {companies};
            INSERT INTO person (id, name, email, created_at) VALUES {persons};
            INSERT INTO membership (company_id, person_id, rights, created_at) VALUES {members};
            INSERT INTO api_token (id, company_id, name, token_hash, rights, read_only, created_by, created_at,
              last_used_at) VALUES {tokens};
            ANALYZE;""")

    def auctions(self, count, bidders=64, opens=None, rules=None):
        """Announces so many auctions with so many bidders admitted to each. `opens` says when, by number, in seconds
        since 1970; without it they open at once."""
        rules = rules or english()
        requirements = self.in_parallel(lambda number: self.requirement(number), range(count))
        self.accept_invitations(requirements, bidders)

        def announce(number):
            body = {"rules": rules}
            if opens:
                body["opensAt"] = instant(opens(number))
            return self.buyer.call("POST", f"/api/requirements/{requirements[number]}/auctions", body)["id"]
        ids = self.in_parallel(announce, range(count))
        if not opens:
            self.wait_until_open(ids)
        duration = rules["clock"]["durationMilliseconds"]
        return [
            {"id": id, "opensAt": round(opens(number) * 1000), "closesAt": round(opens(number) * 1000) + duration}
            if opens else {"id": id} for number, id in enumerate(ids)]

    @contextlib.contextmanager
    def open_auctions(self, count, **more):
        """Auctions that are over afterwards: the next scenario begins with none that is live."""
        auctions = self.auctions(count, **more)
        try:
            yield auctions
        finally:
            self.in_parallel(lambda auction: self.buyer.call(
                "PUT", f"/api/auctions/{auction['id']}/cancellation", {"reason": "Measured"}), auctions)

    def requirement(self, number):
        day = (datetime.date.today() + datetime.timedelta(days=90)).isoformat()
        item = {"description": "As described", "category": "31320000-5", "quantity": "1", "unit": "H87"}
        made = self.buyer.call("POST", "/api/requirements", {
            "title": f"Cables {number}", "description": "", "currency": "EUR", "method": "open",
            "delivery": {"address": {"locality": "Lübeck", "country": "DE"}, "date": day},
            "lots": [{"title": "Cables", "targetPrice": f"{CEILING}.00", "items": [item]}]})
        self.buyer.call("PUT", f"/api/requirements/{made['id']}/publication", {}, revision="*")
        return made["id"]

    def accept_invitations(self, requirements, bidders):
        wanted = ", ".join(f"'{id}'::uuid" for id in requirements)
        invited = ", ".join(f"'{id}'::uuid" for id in self.bidders[:bidders])
        self.kontor.sql(f"""
            INSERT INTO invitation (id, requirement_id, buyer_id, supplier_id, method, status, revision, created_at)
            SELECT gen_random_uuid(), r.id, r.company_id, supplier, r.method, 'accepted', 1, now()
            FROM requirement r, unnest(ARRAY[{invited}]) supplier WHERE r.id = ANY (ARRAY[{wanted}]);""")

    def wait_until_open(self, ids):
        deadline = time.monotonic() + 30
        while self.buyer.call("GET", f"/api/auctions/{ids[-1]}")["phase"] != "open":
            if time.monotonic() > deadline:
                raise RuntimeError("the auctions do not open")
            time.sleep(0.02)

    def in_parallel(self, action, numbers, threads=8):
        with concurrent.futures.ThreadPoolExecutor(threads) as pool:
            return list(pool.map(action, numbers))

    def document(self, auctions, bidders=64, **more):
        """What the load generator reads, with the tokens of the first so many bidders."""
        tokens = [token for index, token in enumerate(self.bidder_tokens) if index % BIDDERS < bidders]
        return {
            "host": "127.0.0.1", "port": self.kontor.port, "bidders": tokens,
            "viewers": self.viewer_tokens, "auctions": auctions, "ceiling": CEILING * 100, **more}

    def orders(self, count=1024):
        """Orders of all bidders with three lines each, directly in the database. Answers their identifiers; the n-th
        may be read with the n-th of the bidders' tokens."""
        lots = -(-count // BIDDERS)
        self.kontor.sql(orders_script(count, lots))
        return [order(number) for number in range(count)]


def order(number):
    return f"01932f7c-0003-7000-8000-{number:012x}"


def orders_script(count, lots):
    requirement, auction = "01932f7c-0004-7000-8000-000000000001", "01932f7c-0005-7000-8000-000000000001"
    supplier = f"('01932f7c-0000-7000-8000-' || lpad(to_hex(1001 + n % {BIDDERS}), 12, '0'))::uuid"
    own = "('01932f7c-0003-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
    award = "('01932f7c-0006-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid"
    return f"""
        INSERT INTO requirement (id, company_id, status, title, description, currency, method, delivery_street,
          delivery_locality, delivery_postal_code, delivery_country, delivery_date, created_at)
        VALUES ('{requirement}', '{company(1)}', 'complete', 'Cables', '', 'EUR', 'open', 'Große Petersgrube 1',
          'Lübeck', '23552', 'DE', current_date + 60, now());
        INSERT INTO lot (requirement_id, number, company_id, title, target_price)
        SELECT '{requirement}', n, '{company(1)}', 'Cables', 10000000 FROM generate_series(1, {lots}) n;
        INSERT INTO auction (id, requirement_id, company_id, epoch, position, phase, opens_at, closes_at, created_at)
        VALUES ('{auction}', '{requirement}', '{company(1)}', 1, 0, 'closed', now(), now(), now());
        INSERT INTO award (id, requirement_id, auction_id, lot_number, buyer_id, supplier_id, price, rank, reason,
          status, order_id, created_at, currency)
        SELECT {award}, '{requirement}', '{auction}', n / {BIDDERS} + 1, '{company(1)}', {supplier}, 9000000, 1, '',
          'active', {own}, now(), 'EUR' FROM generate_series(0, {count - 1}) n;
        INSERT INTO purchase_order (id, number, buyer_id, supplier_id, award_id, title, currency, total,
          delivery_street, delivery_locality, delivery_postal_code, delivery_country, delivery_date, life, delivery,
          billing, acknowledgement, created_at)
        SELECT {own}, 'B-' || n, '{company(1)}', {supplier}, {award}, 'Cables', 'EUR', 9000000, 'Große Petersgrube 1',
          'Lübeck', '23552', 'DE', current_date + 60, 'open', 'shipped', 'notInvoiced', 'accepted', now()
        FROM generate_series(0, {count - 1}) n;
        INSERT INTO order_line (order_id, number, description, category, quantity, unit)
        SELECT {own}, line, 'Cable ' || line, '31320000-5', 1000000, 'MTR'
        FROM generate_series(0, {count - 1}) n, generate_series(1, 3) line;
        INSERT INTO shipment (order_id, number, carrier, tracking_number, shipped_at)
        SELECT {own}, 1, 'Post', 'T' || n, now() FROM generate_series(0, {count - 1}) n;
        ANALYZE;"""


def english(duration=4 * 3_600_000, base="own"):
    """The preset english-open with the smallest step there is, open to everyone's eyes from the start.

    Bidders improve on their own offers: where each has to beat the best, bids that are on their way at the same time
    refuse each other, and what is counted depends on the order in which the kernel hands out connections."""
    rules = json.loads((ROOT / "contracts" / "rules" / "english-open.json").read_text())
    del rules["name"]
    rules["clock"]["durationMilliseconds"] = duration
    rules["admissibility"]["decrement"] = {"kind": "amount", "amount": "0.01", "base": base}
    rules["visibility"]["observersFrom"] = "always"
    return rules


def instant(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
