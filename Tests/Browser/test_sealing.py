"""docs/seal-offer.mjs in a real browser: what it seals with nothing but WebCrypto, the vectors' program opens."""
import importlib.util
import json
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Tests" / "SealingTests"
ORIGIN = "http://localhost"


@pytest.fixture(scope="module")
def vectors():
    """The independent implementation, as a module."""
    specification = importlib.util.spec_from_file_location("vectors", FOLDER / "vectors.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def page(chromium):
    """A page that has the module and no server behind it."""
    page = chromium.new_page()
    script = (ROOT / "docs" / "seal-offer.mjs").read_text()
    empty = "<!doctype html><title>Empty</title>"
    page.route(f"{ORIGIN}/", lambda route: route.fulfill(content_type="text/html", body=empty))
    page.route(f"{ORIGIN}/seal-offer.mjs", lambda route: route.fulfill(content_type="text/javascript", body=script))
    page.goto(f"{ORIGIN}/")
    yield page
    page.close()


SEAL = "async (offer) => (await import('/seal-offer.mjs')).seal(offer)"


@pytest.mark.parametrize("price, count", [("999.99", 9_999_900), ("0.0001", 1), ("-2.5", -25_000), ("7", 70_000)])
def test_what_a_browser_seals_opens(page, vectors, price, count):
    known = json.loads((FOLDER / "vectors.json").read_text())["rounds"][0]
    bidder = known["offers"][0]["bidder"]
    place = {"auction": known["auction"], "round": 1, "lot": 3, "bidder": bidder}
    sealed = page.evaluate(SEAL, {**place, "publicKey": known["publicKey"], "price": price})
    assert len(sealed["commitment"]) == 64 and len(sealed["envelope"]) == 224
    content = vectors.opened({**place, **{name: sealed[name] for name in ("commitment", "envelope")},
                              "privateKey": known["privateKey"]})
    assert content == {"priceTenThousandths": str(count), "salt": sealed["salt"]}
    place_bytes = vectors.place_bytes(known["auction"], 1, 3, bidder)
    parts = bytes.fromhex(sealed["commitment"] + sealed["envelope"])
    assert sealed["receipt"] == vectors.digest("kontor-offer-receipt/1", place_bytes, parts).hex()


def test_a_useless_key_is_refused(page):
    offer = {"auction": "01930b5e-7c00-7abc-8def-0123456789ab", "round": 1, "lot": 1,
             "bidder": "0192f1c0-0000-7000-8000-00000000000a", "publicKey": "00" * 32, "price": "1"}
    refusal = page.evaluate(f"async (offer) => ({SEAL})(offer).then(() => '', (fault) => fault.name)", offer)
    assert refusal in ("RangeError", "OperationError")
