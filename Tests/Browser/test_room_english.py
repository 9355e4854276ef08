"""English auctions in the room: limits, phases, weights, another currency, and what the buyer does meanwhile."""
import re

from playwright.sync_api import expect

from stage import announce, intervene, preset

BUYER, FIRST, SECOND, OBSERVER = (
    "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor", "robot2@demo.kontor")
OPEN = {"observersFrom": "always", "namesToBuyer": "always"}


def bid(page, price):
    page.locator("[data-price]").first.fill(price)
    page.locator("[data-submit]").first.click()


def test_limits_phases_and_the_buyer(company, picture):
    buyer, first = company(BUYER), company(FIRST)
    second = company(SECOND, viewport={"width": 390, "height": 844})
    observer = company(OBSERVER, color_scheme="dark")
    step = {"kind": "amount", "amount": "100.00", "base": "best"}
    rules = preset(
        "english-open", clock={"durationMilliseconds": 25_000, "phases": 2}, visibility=OPEN,
        admissibility={"proxyBids": True, "surrogateBids": True, "tiesAllowed": True, "decrement": step})
    rules["closing"] = {"pause": "stops", "outage": "added", "hiddenEnd": {
        "afterExtensions": 0, "earliestMilliseconds": 3000, "latestMilliseconds": 8000}}
    auction = announce(buyer, [first, second], rules, "Office chairs", ("60000.00",), practice=True)["id"]
    for one in (buyer, first, second, observer):
        one.page.goto(f"/auctions/{auction}")
        expect(one.page.locator(".practice-band")).to_be_visible()
    expect(first.page.locator("[data-submit]")).to_be_enabled(timeout=15_000)
    expect(first.page.locator("[data-clock-label]")).to_have_text("Phase 1 of 2")
    bid(first.page, "59000")
    expect(first.page.locator("[data-rank]")).to_contain_text("1")

    # The house bids down to a limit, which nobody else sees.
    second.page.locator("[data-proxy] summary").click()
    second.page.get_by_label("Your limit").fill("56000")
    second.page.get_by_role("button", name="Leave the limit").click()
    expect(second.page.locator("[data-proxy-answer]")).to_contain_text("as far as")
    expect(second.page.locator("[data-own]")).to_contain_text("900")
    expect(second.page.locator("[data-bids] .mark")).to_have_text("by your limit")
    expect(first.page.locator("[data-bids] .mark")).to_have_count(0)
    expect(observer.page.locator("[data-room]")).not_to_contain_text(re.compile("56.?000"))
    picture(second.page, "room-limit-phone")
    bid(first.page, "58850")
    answer = first.page.locator("[data-answer]")
    expect(answer).to_contain_text("The step is too small.")
    expect(answer).to_contain_text(re.compile(r"Accepted would be 58.800\.00"))
    answer.get_by_role("button").click()
    expect(first.page.locator("[data-rank]")).to_contain_text("2")
    second.page.get_by_role("button", name="Drop the limit").click()
    expect(second.page.locator("[data-proxy-state]")).to_have_text("no limit left")

    # The buyer enters an offer for a supplier: refused like any other, then marked for everybody.
    buyer.page.reload()
    intervene(buyer.page, "Enter an offer", bidder="1", price="59000")
    expect(buyer.page.locator("[data-problems]")).to_contain_text("below your own standing offer")
    buyer.page.locator("#surrogate-price").fill("55000")
    buyer.page.get_by_role("button", name="Enter the offer").click()
    for one in (buyer, first, observer):
        expect(one.page.locator("[data-bids] tr").first).to_contain_text("entered by the buyer")
    intervene(buyer.page, "Withdraw an offer", bidder="1", reason="Entered by mistake")
    expect(first.page.locator("[data-own]")).to_have_text("–")
    expect(first.page.locator("[data-fragment=notices]")).to_contain_text("Entered by mistake")
    expect(second.page.locator("[data-fragment=notices]")).not_to_contain_text("Entered by mistake")

    buyer.page.once("dialog", lambda dialog: dialog.accept())
    intervene(buyer.page, "Exclude a bidder", bidder="2", reason="No longer verified")
    expect(second.page.locator("[data-departure]")).to_contain_text("excluded your company")
    expect(second.page.locator("[data-bid-form]")).to_be_hidden()
    expect(buyer.page.locator("[data-excluded]")).to_contain_text("Bidder 2")
    intervene(buyer.page, "Let a bidder back in", bidder="2", reason="It was a mistake")
    expect(second.page.locator("[data-departure]")).to_be_hidden()
    intervene(buyer.page, "Extend", minutes="1", reason="Lunch")
    expect(first.page.locator("[data-fragment=notices]")).to_contain_text("Lunch")
    picture(buyer.page, "room-interventions", full_page=True)
    buyer.page.once("dialog", lambda dialog: dialog.accept())
    intervene(buyer.page, "Close early", reason="Enough")
    expect(first.page.locator("[data-room]")).to_have_attribute("data-phase", "closed")
    expect(buyer.page.locator(".interventions")).to_be_hidden()


def test_the_end_comes_by_surprise(company, picture):
    buyer, first, second = company(BUYER), company(FIRST), company(SECOND)
    rules = preset("english-open", clock={"durationMilliseconds": 4000}, visibility=OPEN)
    rules["closing"] = {"pause": "stops", "outage": "added", "hiddenEnd": {
        "afterExtensions": 0, "earliestMilliseconds": 4000, "latestMilliseconds": 6000}}
    auction = announce(buyer, [first, second], rules, "Printer paper")["id"]
    first.page.goto(f"/auctions/{auction}")
    expect(first.page.locator("[data-clock]")).to_have_text("any moment", timeout=15_000)
    expect(first.page.locator("[data-clock-foot]")).to_contain_text("at any moment until")
    bid(first.page, "990")
    expect(first.page.locator("[data-rank]")).to_contain_text("1")
    picture(first.page, "room-hidden-end")
    expect(first.page.locator("[data-result]")).to_contain_text("won it at", timeout=15_000)


def test_weighed_prices_in_two_currencies(company, picture):
    buyer, first = company(BUYER), company(FIRST)
    second = company(SECOND, viewport={"width": 390, "height": 844})
    sight = {name: "always" for name in ("bestPrice", "allPrices", "history", "priceGraph", "bidderCount")}
    rules = preset("total-cost", clock={"durationMilliseconds": 60_000}, visibility=sight)
    participants = [
        {"company": first.id, "declarations": [{"code": "freight", "value": "1200"}, {"code": "duty", "value": "4.5"}]},
        {"company": second.id, "currency": "USD", "declarations": [{"code": "freight", "value": "800"}]},
    ]
    auction = announce(
        buyer, [first, second], rules, "Gear pumps", ("60000.00", "20000.00"), participants=participants,
        rates=[{"currency": "USD", "units": "1", "equal": "0.92"}])["id"]
    for one in (buyer, first, second):
        one.page.goto(f"/auctions/{auction}")
    expect(first.page.locator("[data-submit]").first).to_be_enabled(timeout=15_000)
    bid(first.page, "55000")
    expect(first.page.locator("[data-own-note]").first).to_contain_text(re.compile(r"comes to 58.675\.00"))
    expect(first.page.locator("[data-own-sum]").first).to_contain_text("55000.00 × (100 + 4.5")
    second.page.locator("[data-price]").first.fill("57000")
    expect(second.page.locator("[data-converted]").first).to_contain_text(re.compile(r"52.440\.00.EUR"))
    second.page.locator("[data-submit]").first.click()
    expect(second.page.locator("[data-own]").first).to_contain_text("USD")
    expect(second.page.locator("[data-rank]").first).to_contain_text("1")
    # The buyer sees what each offer comes to, and how.
    expect(buyer.page.locator("[data-ranking]").first.locator(".weighed")).to_have_text(
        [re.compile(r"53.240\.00"), re.compile(r"58.675\.00")])
    assert second.page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(buyer.page, "room-weighed-buyer")
    picture(second.page, "room-weighed-phone", full_page=True)
    # The other lot is behind its tab.
    first.page.locator("[data-lot-tab='2']").click()
    expect(first.page.locator(".console[data-lot='2']")).to_be_visible()
    expect(first.page.locator(".console[data-lot='1']")).to_be_hidden()


def test_refusals_in_every_language(company):
    buyer, first, second = company(BUYER), company(FIRST), company(SECOND)
    rules = preset("english-open", clock={"durationMilliseconds": 60_000}, visibility=OPEN)
    auction = announce(buyer, [first, second], rules, "Desk lamps")["id"]
    first.page.goto(f"/auctions/{auction}")
    expect(first.page.locator("[data-submit]")).to_be_enabled(timeout=15_000)
    for language, words in {"ru": "Цена выше", "ro": "Prețul", "en": "The price is above"}.items():
        # The button stands behind the menu on narrow screens; the form is the same.
        first.page.request.post(
            f"{first.origin}/language", form={"language": language, "next": "/"}, headers={"Origin": first.origin})
        first.page.goto(f"/auctions/{auction}")
        expect(first.page.locator("html")).to_have_attribute("lang", language)
        expect(first.page.locator("[data-submit]")).to_be_enabled()
        bid(first.page, "1001")
        expect(first.page.locator("[data-answer]")).to_contain_text(words)
        expect(first.page.locator("[data-answer]")).to_contain_text(re.compile(r"1000[.,]00"))
