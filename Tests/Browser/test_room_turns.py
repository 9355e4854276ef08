"""Rounds with turns in the room: the order, one's own turn, the offer that is not public yet."""
import re

from playwright.sync_api import expect

from stage import announce, preset

BUYER, FIRST, SECOND, OBSERVER = (
    "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor", "robot2@demo.kontor")


def speakers(page):
    return page.locator("[data-turns] .turn-name")


def offer(page, price):
    page.locator("[data-price]").fill(price)
    page.locator("[data-submit]").click()


def test_three_rounds(company, picture):
    buyer, first = company(BUYER), company(FIRST)
    second = company(SECOND, viewport={"width": 390, "height": 844})
    observer = company(OBSERVER, color_scheme="dark")
    rules = preset("three-rounds", clock={
        "firstPauseMilliseconds": 3000, "pauseMilliseconds": 2000, "turnMilliseconds": 6000,
        "finalPauseMilliseconds": 2000})
    auction = announce(buyer, [first, second], rules, "Snow clearing", ("500000.00",), opens_in=7)["id"]
    for one in (buyer, first, second, observer):
        one.page.goto(f"/auctions/{auction}")

    # Initial offers, before the opening.
    expect(first.page.locator("[data-submit]")).to_be_enabled()
    offer(first.page, "470000")
    expect(first.page.locator("[data-own]")).to_contain_text("470")
    offer(second.page, "480000")
    expect(second.page.locator("[data-own]")).to_contain_text("480")
    expect(observer.page.locator("[data-bids] tr")).to_have_count(0)

    # The worst speaks first.
    console = first.page.locator(".console")
    expect(console).to_have_attribute("data-stage", "pause", timeout=15_000)
    expect(speakers(first.page)).to_have_text(["Bidder 2", re.compile("you")])
    expect(first.page.locator(".own-place")).to_have_text("you speak as number 2 of 2")
    expect(first.page.locator("[data-bid-form]")).to_be_hidden()
    expect(first.page.locator("[data-track-round='1']")).to_have_class(re.compile("is-now"))

    expect(second.page.locator("[data-clock-label]")).to_have_text("Your turn", timeout=10_000)
    expect(first.page.locator("[data-clock-label]")).to_have_text("Bidder 2 speaks")
    expect(first.page.locator("[data-turns] .is-speaking")).to_contain_text("Bidder 2")
    offer(second.page, "465000")
    expect(second.page.locator("[data-pending-price]")).to_contain_text("465")
    # Nobody else sees it before the turn is over.
    expect(observer.page.locator("[data-bids] tr")).to_have_count(2)
    picture(second.page, "room-turns-phone")
    picture(observer.page, "room-turns-observer")
    second.page.locator("[data-retract]").click()
    expect(second.page.locator("[data-answer]")).to_contain_text("Taken back")
    expect(second.page.locator("[data-pending]")).to_be_hidden()
    offer(second.page, "460000")
    expect(second.page.locator("[data-pending-price]")).to_contain_text("460")
    expect(first.page.locator("[data-clock-label]")).to_have_text("Your turn", timeout=10_000)
    expect(observer.page.locator("[data-bids] tr")).to_have_count(3)
    expect(first.page.locator("[data-best]")).to_contain_text("460")
    picture(first.page, "room-turns-own")

    # A refusal in one's own turn draws the line at one's own last offer.
    offer(first.page, "469999")
    expect(first.page.locator("[data-answer]")).to_contain_text("The step is too small.")
    expect(first.page.locator("[data-answer]").get_by_role("button")).to_contain_text("467")

    # In the next round the order is made anew.
    expect(first.page.locator("[data-track-round='2']")).to_have_class(re.compile("is-now"), timeout=15_000)
    expect(speakers(first.page)).to_have_text([re.compile("you"), "Bidder 2"])
    expect(buyer.page.locator("[data-room]")).to_have_attribute("data-phase", "closed", timeout=60_000)
    expect(second.page.locator("[data-result]")).to_contain_text("won it at")
    expect(buyer.page.locator("[data-ranking] li").first).to_contain_text("winner")
    expect(buyer.page.locator("[data-track-end]")).to_have_class(re.compile("is-past"))
    picture(buyer.page, "room-turns-buyer", full_page=True)
