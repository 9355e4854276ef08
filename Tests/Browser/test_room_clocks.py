"""Clocks with levels in the room: Japanese, Dutch, Dutch with shares. A buyer, two suppliers and an observer."""
import re

import pytest
from playwright.sync_api import expect

from stage import announce, intervene, preset

BUYER, FIRST, SECOND, OBSERVER = (
    "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor", "robot2@demo.kontor")
PHONE = {"viewport": {"width": 390, "height": 844}}
SEEN = {"observers": "everyone", "observersFrom": "always", "bidderCount": "always"}


@pytest.fixture
def cast(company):
    return company(BUYER), company(FIRST), company(SECOND, **PHONE), company(OBSERVER, color_scheme="dark")


def enter(cast, auction):
    for one in cast:
        one.page.goto(f"/auctions/{auction}")
        expect(one.page.locator("[data-room]")).to_have_attribute("data-viewer", re.compile("buyer|bidder|observer"))


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def level(page):
    """The price that the dial shows."""
    return page.locator("[data-dial-price]")


def test_a_japanese_clock(cast, picture):
    buyer, first, second, observer = cast
    rules = preset("japanese", clock={"intervalMilliseconds": 5000, "step": {"percent": "10"}}, visibility=SEEN)
    auction = announce(buyer, [first, second], rules, "Copper cable", ("12500.00",))["id"]
    enter(cast, auction)

    take = first.page.locator("[data-take]")
    expect(take).to_be_enabled(timeout=15_000)
    expect(take).to_have_text(re.compile(r"Accept\s+12.500\.00.EUR"))
    expect(level(observer.page)).to_have_text(re.compile("12.500"))
    expect(observer.page.locator("form.bid-form")).to_have_count(0)
    expect(first.page.locator("[data-bidder-count]")).to_have_text("2")
    fits(second.page)
    take.click()
    second.page.locator("[data-take]").click()
    # Whoever has accepted waits, and cannot leave until the next level.
    expect(first.page.locator("[data-accepted]")).to_contain_text("Wait for the next level")
    expect(take).to_be_hidden()
    expect(first.page.locator("[data-out]")).to_be_disabled()
    picture(first.page, "room-japanese-accepted")

    # The price falls by itself, and the button with it.
    expect(level(first.page)).to_have_text(re.compile("11.250"), timeout=8000)
    expect(take).to_be_enabled()
    take.click()
    second.page.locator("[data-out]").click()
    picture(second.page, "room-japanese-out")
    second.page.get_by_role("button", name="Leave the lot").click()
    expect(second.page.locator("[data-departure]")).to_contain_text("you have left it")
    expect(second.page.locator("[data-take]")).to_be_hidden()
    expect(first.page.locator("[data-bidder-count]")).to_have_text("1")
    expect(first.page.locator("[data-ladder] .rung")).to_have_count(2)
    expect(first.page.locator("[data-ladder] .is-accepted")).to_have_count(2)

    # The last one in wins, at the last level accepted.
    expect(buyer.page.locator("[data-room]")).to_have_attribute("data-phase", "closed", timeout=15_000)
    expect(first.page.locator("[data-result]")).to_contain_text(re.compile(r"won it at 11.250\.00"))
    expect(second.page.locator("[data-result]")).to_contain_text("Your last offer was")
    expect(buyer.page.locator("[data-ranking] li").first).to_contain_text("winner")
    # The same after a reload, without the stream.
    first.page.reload()
    expect(first.page.locator("[data-result]")).to_contain_text("won it at")
    picture(buyer.page, "room-japanese-buyer", full_page=True)


def test_whoever_is_silent_is_out(cast):
    buyer, first, second, _ = cast
    rules = preset("japanese", clock={"intervalMilliseconds": 3000, "step": {"percent": "10"}})
    auction = announce(buyer, [first, second], rules, "Cable ducts")["id"]
    enter((buyer, first, second), auction)
    expect(first.page.locator("[data-take]")).to_be_enabled(timeout=15_000)
    first.page.locator("[data-take]").click()
    expect(first.page.locator("[data-room]")).to_have_attribute("data-phase", "closed", timeout=15_000)
    expect(second.page.locator("[data-result]")).to_be_hidden()
    assert second.call("GET", f"/api/auctions/{auction}")["lots"][0]["departure"] == "silent"


def test_a_dutch_clock(cast, picture):
    buyer, first, second, observer = cast
    rules = preset("dutch", clock={"intervalMilliseconds": 4000, "step": {"percent": "10"}}, visibility=SEEN)
    auction = announce(buyer, [first, second], rules, "Steel pipes", ("48000.00",))["id"]
    enter(cast, auction)
    expect(second.page.locator("[data-take]")).to_be_enabled(timeout=15_000)
    expect(level(second.page)).to_have_text(re.compile("24.000"))
    expect(level(second.page)).to_have_text(re.compile("28.800"), timeout=8000)
    expect(second.page.locator("[data-dial-next]")).to_contain_text(re.compile("33.600"))
    fits(second.page)
    picture(second.page, "room-dutch-phone")
    second.page.locator("[data-take]").click()
    # The first acceptance wins.
    expect(first.page.locator("[data-room]")).to_have_attribute("data-phase", "closed")
    expect(second.page.locator("[data-result]")).to_contain_text(re.compile(r"won it at 28.800\.00"))
    expect(first.page.locator("[data-take]")).to_be_hidden()
    expect(observer.page.locator("[data-dial-price]")).to_have_text("Closed")
    expect(buyer.page.locator("[data-ranking] li")).to_have_count(1)


def test_a_dutch_clock_with_shares(cast, picture):
    buyer, first, second, observer = cast
    rules = preset(
        "dutch-partial", clock={"intervalMilliseconds": 6000, "step": {"percent": "10"}},
        visibility={**SEEN, "allPrices": "always", "history": "always"})
    auction = announce(buyer, [first, second], rules, "Paving stones", ("48000.00",))["id"]
    enter(cast, auction)
    take = first.page.locator("[data-take]")
    expect(take).to_be_enabled(timeout=15_000)
    share = first.page.get_by_label("Your share")
    expect(share).to_have_value("100")
    share.fill("10")
    take.click()
    expect(first.page.locator("[data-answer]")).to_contain_text("between 25")
    share.fill("40")
    take.click()
    expect(first.page.locator("[data-answer]")).to_contain_text("Yours: 40")
    # What is left is the same for everybody.
    for one in (buyer, second, observer):
        expect(one.page.locator("[data-share-left]")).to_have_text(re.compile("60"))
    expect(second.page.get_by_label("Your share")).to_have_value("60")
    expect(observer.page.locator("[data-ranking] li")).to_contain_text("40")
    picture(first.page, "room-dutch-partial")
    fits(second.page)
    picture(second.page, "room-dutch-partial-phone")
    second.page.locator("[data-take]").click()
    expect(second.page.locator("[data-result]")).to_contain_text("60")
    expect(first.page.locator("[data-result]")).to_contain_text("40")
    expect(buyer.page.locator("[data-ranking] .mark")).to_have_count(2)


def test_the_dial_on_the_wall_and_under_a_pause(cast, picture):
    buyer, first, second, observer = cast
    rules = preset("japanese", clock={"intervalMilliseconds": 20_000, "step": {"percent": "5"}}, visibility=SEEN)
    auction = announce(buyer, [first, second], rules, "Street lamps", ("99000.00",))["id"]
    enter((buyer, first), auction)
    observer.page.set_viewport_size({"width": 1920, "height": 1080})
    observer.page.goto(f"/auctions/{auction}?wall")
    expect(first.page.locator("[data-take]")).to_be_enabled(timeout=15_000)
    expect(level(observer.page)).to_have_text(re.compile("99.000"))
    picture(observer.page, "wall-japanese")

    buyer.page.reload()
    intervene(buyer.page, "Pause", reason="A question about the masts")
    for one in (first, observer):
        expect(one.page.locator("[data-pause-note]")).to_be_visible()
        expect(one.page.locator("[data-clock]")).to_have_text("Paused")
    # The price stays in sight, and nothing can be accepted.
    expect(level(first.page)).to_have_text(re.compile("99.000"))
    expect(first.page.locator("[data-take]")).to_be_disabled()
    expect(first.page.locator("[data-fragment=notices]")).to_contain_text("A question about the masts")
    picture(first.page, "room-paused")
    intervene(buyer.page, "Go on")
    expect(first.page.locator("[data-take]")).to_be_enabled()
    expect(first.page.locator("[data-pause-note]")).to_be_hidden()
    buyer.call("PUT", f"/api/auctions/{auction}/cancellation", {"reason": "That was enough"})
    expect(first.page.locator("[data-dial-price]")).to_have_text("Cancelled")
