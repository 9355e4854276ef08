"""Sets up auctions over the API, as programs of the companies would, so that a test begins in the room."""
import datetime
import json
import pathlib
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]


def preset(name, **changes):
    """A rules document of contracts/rules; `clock={...}` and so on change members of its parts."""
    rules = json.loads((ROOT / "contracts" / "rules" / f"{name}.json").read_text())
    del rules["name"]
    for part, members in changes.items():
        rules[part] = {**rules[part], **members}
    return rules


class Company:
    """A signed-in page, and the API in the name of its company."""

    def __init__(self, page, origin):
        self.page = page
        self.origin = origin
        self.id = self.call("GET", "/api/session")["company"]

    def call(self, method, path, body=None, key=None, revision=None):
        headers = {"Origin": self.origin, "Accept": "application/json, application/problem+json"}
        if key or method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if revision:
            headers["If-Match"] = revision
        options = {"method": method, "headers": headers}
        if body is not None:
            headers["Content-Type"] = "application/json"
            options["data"] = json.dumps(body)
        answer = self.page.request.fetch(self.origin + path, **options)
        text = answer.text()
        assert answer.ok, f"{method} {path}: {answer.status} {text}"
        return json.loads(text) if text else None

    def bid(self, auction, price, lot="1", **more):
        return self.call("POST", f"/api/auctions/{auction}/bids", {"lot": lot, "price": price, **more})


def requirement(buyer, title, ceilings=("1000.00",)):
    """A published requirement with a lot for each ceiling."""
    deliver_by = datetime.date.today() + datetime.timedelta(days=60)
    lots = [
        {
            "title": f"{title}, part {number}" if len(ceilings) > 1 else title,
            "targetPrice": ceiling,
            "items": [{"description": "As described", "category": "31320000-5", "quantity": "10", "unit": "H87"}],
        }
        for number, ceiling in enumerate(ceilings, 1)
    ]
    address = {"street": "Große Petersgrube 1", "locality": "Lübeck", "postalCode": "23552", "country": "DE"}
    made = buyer.call("POST", "/api/requirements", {
        "title": title, "description": "", "currency": "EUR", "method": "open",
        "delivery": {"address": address, "date": deliver_by.isoformat()}, "lots": lots,
    })
    buyer.call("PUT", f"/api/requirements/{made['id']}/publication", {}, revision="*")
    return made["id"]


def take_part(suppliers, requirement_id):
    for supplier in suppliers:
        supplier.call("POST", f"/api/requirements/{requirement_id}/invitations", {})


def announce(buyer, suppliers, rules, title, ceilings=("1000.00",), opens_in=2.0, **more):
    """An auction that opens in so many seconds, with these suppliers admitted. Answers what the API answers."""
    id = requirement(buyer, title, ceilings)
    take_part(suppliers, id)
    opens_at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=opens_in)
    body = {"opensAt": opens_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "rules": rules, **more}
    return buyer.call("POST", f"/api/requirements/{id}/auctions", body)


def intervene(page, title, **fields):
    """Opens a form of the buyer's menu in the room, fills it in, sends it."""
    form = page.locator("details.intervention", has=page.locator("summary", has_text=title))
    form.locator("summary").click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if name in ("bidder", "lot") else field.fill(value)
    form.get_by_role("button").click()
