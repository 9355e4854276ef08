"""Sealed offers in the room: sealing, the receipt, two openers, what was opened."""
import re

from playwright.sync_api import expect

from stage import announce, preset

BUYER, FIRST, SECOND, OBSERVER, OPENER = (
    "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor", "robot2@demo.kontor", "robot3@demo.kontor")


def seal(page, price):
    page.locator("[data-price]").fill(price)
    page.locator("[data-submit]").click()


def test_sealed_offers_opened_by_two(company, picture):
    buyer, first, opener = company(BUYER), company(FIRST), company(OPENER)
    second = company(SECOND, viewport={"width": 390, "height": 844})
    observer = company(OBSERVER, color_scheme="dark")
    rules = preset(
        "sealed-first-price", clock={"durationMilliseconds": 12_000, "openersNeeded": 2},
        visibility={"observers": "everyone"})
    announced = announce(
        buyer, [first, second], rules, "Tunnel lighting", ("800000.00",), opens_in=5, openers=[buyer.id, opener.id])
    auction, sealing = announced["id"], announced["sealing"]
    for one in (buyer, first, second, observer):
        one.page.goto(f"/auctions/{auction}")
    expect(first.page.locator("[data-seal-sentence]")).to_contain_text("Offers will be sealed")

    # The other opener fetches its share, once.
    opener.page.goto(f"/auctions/{auction}/sealing")
    opener.page.get_by_label("Code from the buyer").fill(sealing["handovers"][0]["code"])
    opener.page.get_by_role("button", name="Fetch the shares").click()
    share = opener.page.locator(".share-text").inner_text()
    assert len(share.split()) == 24
    opener.page.goto(f"/auctions/{auction}/sealing")
    expect(opener.page.locator(".share-text")).to_have_count(0)
    expect(opener.page.locator("main")).to_contain_text("Keep your share until the deadline")

    submit = first.page.locator("[data-submit]")
    expect(submit).to_be_enabled(timeout=15_000)
    seal(first.page, "900000")
    expect(first.page.locator("[data-answer]")).to_contain_text(re.compile(r"Not accepted.*800.000\.00.EUR"))
    seal(first.page, "712000")
    expect(first.page.locator("[data-commitment]")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(first.page.locator("[data-salt]")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(first.page.locator("[data-salt-note]")).to_contain_text("shown only now")
    expect(submit).to_have_text("Seal another in its place")
    expect(first.page.locator("[data-price]")).to_have_value("")
    picture(first.page, "room-sealed-receipt", full_page=True)
    commitment = first.page.locator("[data-commitment]").inner_text()
    # The receipt stays; the salt was shown once.
    first.page.reload()
    expect(first.page.locator("[data-commitment]")).to_have_text(commitment)
    expect(first.page.locator("[data-salt-line]")).to_be_hidden()
    seal(second.page, "725000")
    expect(second.page.locator("[data-salt]")).to_be_visible()
    before = second.page.locator("[data-commitment]").inner_text()
    seal(second.page, "698000")
    expect(second.page.locator("[data-commitment]")).not_to_have_text(before)
    # Nobody sees that anything was offered.
    for one in (buyer, observer):
        expect(one.page.locator("[data-bids] tr")).to_have_count(0)
        expect(one.page.locator("[data-count-box]")).to_be_hidden()
    picture(observer.page, "room-sealed-observer")

    give = buyer.page.get_by_role("button", name="Give the share")
    expect(give).to_be_visible(timeout=25_000)
    expect(buyer.page.locator("[data-seal-sentence]")).to_contain_text("The deadline has passed")
    expect(buyer.page.locator(".digest code")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    picture(buyer.page, "room-sealed-opening", full_page=True)
    wrong = sealing["shares"][0]["text"]
    wrong = wrong[:30] + ("2" if wrong[30] != "2" else "3") + wrong[31:]
    buyer.page.locator("#opening-share").fill(wrong)
    give.click()
    expect(buyer.page.locator("[data-problems]")).to_contain_text("slip of the pen")
    expect(buyer.page.locator("#opening-share")).to_have_value(re.compile(wrong[:5]))
    buyer.page.locator("#opening-share").fill(sealing["shares"][0]["text"])
    give.click()
    expect(buyer.page.locator(".openers .has-given")).to_have_count(1)
    expect(buyer.page.locator("[data-room]")).to_have_attribute("data-phase", "open")
    opener.page.reload()
    opener.page.locator("#opening-share").fill(share)
    opener.page.get_by_role("button", name="Give the share").click()
    expect(opener.page.locator("main")).to_contain_text("The seals are broken")

    # All at once, to everybody whom the rules let see.
    for one in (buyer, first, second, observer):
        expect(one.page.locator("[data-room]")).to_have_attribute("data-phase", "closed")
        expect(one.page.locator("[data-ranking] li")).to_have_count(2)
    expect(second.page.locator("[data-result]")).to_contain_text(re.compile(r"won it at 698.000\.00"))
    expect(first.page.locator("[data-receipt-outcome]")).to_have_text("opened")
    picture(buyer.page, "room-sealed-opened", full_page=True)
