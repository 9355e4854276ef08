"""The main path in a real browser: a buyer and two suppliers run an auction to the end, the order is placed,
delivered and accepted, and the customer rates it and proposes an idea."""
import datetime
import re

from playwright.sync_api import expect

BUYER, FIRST, SECOND = "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor"
CUSTOMER = "customer@demo.kontor"
TITLE = "Laptops & <b>monitors</b> für das Büro"


def post_requirement(page):
    page.goto("/requirements/new")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Description").fill("Delivered to the warehouse, ramp 3.")
    page.get_by_label("By invitation only").check()
    page.locator("select[name=currency]").select_option("EUR")
    page.locator("[name=street]").fill("Große Petersgrube 1")
    page.locator("[name=locality]").fill("Lübeck")
    page.locator("[name=postalCode]").fill("23552")
    page.locator("select[name=country]").select_option("DE")
    deliver_by = datetime.date.today() + datetime.timedelta(days=40)
    page.locator("[name=deliveryDate]").fill(deliver_by.isoformat())
    lot = page.locator("[data-lot-row]").first
    lot.get_by_label("What the lot contains").fill("Cables")
    lot.get_by_label("Target price").fill("10000.00")
    lot.locator("[name='lots[0][items][0][description]']").fill("Power cable 3 x 2.5")
    lot.locator("[name='lots[0][items][0][category]']").fill("31320000-5")
    lot.locator("[name='lots[0][items][0][quantity]']").fill("250.5")
    lot.locator("select[name='lots[0][items][0][unit]']").select_option("MTR")
    page.get_by_role("button", name="Save requirement").last.click()
    page.wait_for_url(re.compile(r"/requirements/[0-9a-f-]{36}$"))


def accept_invitation(page):
    page.goto("/invitations")
    card = page.locator("article", has_text=TITLE)
    card.get_by_role("button", name="Accept").click()


def enter_room(page):
    page.goto("/auctions")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url("**/auctions/*")
    expect(page.locator(".console .clock").first).to_contain_text(":")


def bid(page, price):
    field = page.locator("[data-price]").first
    field.fill(price)
    page.locator("[data-submit]").first.click()


def test_requirement_auction_order_delivery_feedback(visit, picture):
    buyer, first, second = visit(BUYER), visit(FIRST), visit(SECOND)

    post_requirement(buyer)
    requirement = buyer.url
    # Text is shown as it was typed, markup and all.
    expect(buyer.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(buyer.get_by_role("heading", name="Suppliers who match")).to_be_visible()
    picture(buyer, "requirement", full_page=True)
    buyer.get_by_role("button", name="Publish").click()
    buyer.get_by_role("button", name="Invite all").click()
    expect(buyer.get_by_role("heading", name="Invitations")).to_be_visible()

    for supplier in (first, second):
        accept_invitation(supplier)

    buyer.goto(requirement)
    buyer.get_by_role("link", name="Start an auction").click()
    buyer.get_by_role("link", name="Ranked auction").click()
    buyer.get_by_label("Length", exact=True).fill("1")
    for part in ("What counts as an offer", "Who sees what", "When it ends"):
        buyer.get_by_text(part, exact=True).first.click()
    buyer.get_by_label("A new offer must be better by").select_option("amount")
    buyer.locator("[name='admissibility[decrement][amount]']").fill("100.00")
    buyer.get_by_label("The best price", exact=True).select_option("always")
    buyer.get_by_label("The end moves when").select_option("none")
    expect(buyer.locator(".sentences")).to_contain_text("Bidding lasts 1 minute.")
    expect(buyer.locator(".sentences")).to_contain_text("The end does not move.")
    buyer.get_by_role("button", name="Announce the auction").click()
    buyer.wait_for_url("**/auctions/*")

    enter_room(buyer)
    enter_room(first)
    enter_room(second)
    expect(first.locator("[data-submit]").first).to_be_enabled(timeout=15_000)

    bid(first, "9500.00")
    expect(first.locator("[data-rank]").first).to_contain_text("1")
    expect(buyer.locator("[data-best]").first).to_contain_text("500")
    bid(second, "9400.00")
    # Nobody reloads: ranks and prices change by themselves.
    expect(first.locator("[data-rank]").first).to_contain_text("2")
    expect(second.locator("[data-rank]").first).to_contain_text("1")
    expect(buyer.locator("[data-bids] tr")).to_have_count(2)
    expect(buyer.locator("[data-participants] .is-present")).to_have_count(2)
    expect(buyer.locator("[data-chart] svg")).to_be_visible()

    # A refusal is told in words, with what would be accepted.
    bid(first, "9450.00")
    answer = first.locator("[data-answer]").first
    expect(answer).to_contain_text("9")
    expect(answer.get_by_role("button")).to_be_visible()
    answer.get_by_role("button").click()
    # An equal offer is allowed here, and the earlier one ranks better.
    expect(answer).to_contain_text("Accepted")
    expect(first.locator("[data-rank]").first).to_contain_text("2")
    bid(first, "9200.00")
    expect(answer).to_contain_text("rank 1")
    expect(second.locator("[data-rank]").first).to_contain_text("2")

    picture(buyer, "room-buyer")
    picture(first, "room-supplier")
    first.set_viewport_size({"width": 390, "height": 844})
    picture(first, "room-supplier-phone")

    expect(buyer.locator("[data-room]")).to_have_attribute("data-phase", "closed", timeout=90_000)
    buyer.goto(requirement)
    picture(buyer, "result", full_page=True)
    buyer.get_by_role("button", name="Award").click()
    buyer.get_by_role("button", name=re.compile("order", re.I)).first.click()
    buyer.wait_for_url("**/orders/*")
    order = buyer.url

    first.set_viewport_size({"width": 1280, "height": 800})
    first.goto(order)
    first.get_by_role("button", name="Yes, acknowledge").click()
    first.get_by_label("Carrier").fill("Hanse Logistik")
    first.get_by_label("Tracking number").fill("HL-0815")
    first.get_by_role("button", name="Record the shipment").click()
    first.get_by_role("button", name="Mark as delivered").click()

    customer = visit(CUSTOMER)
    customer.goto(order)
    expect(customer.get_by_text("HL-0815").first).to_be_visible()
    customer.get_by_role("button", name="Yes, accept the delivery").click()
    expect(customer.locator(".axes")).to_contain_text("Accepted")
    customer.locator("label[for='orderRating-5']").click()
    customer.locator("[name=orderText]").fill("On time, well packed.")
    customer.get_by_role("button", name="Send feedback").click()
    expect(customer.get_by_text("On time, well packed.")).to_be_visible()
    expect(customer.get_by_role("img", name="5 / 5")).to_be_visible()
    picture(customer, "order", full_page=True)

    customer.goto("/ideas/new")
    customer.locator("select[name=supplier]").select_option(label="Kogge & Co.")
    customer.get_by_label("The idea in one line").fill("Cables by the drum")
    customer.locator("[name=text]").fill("Drums of 500 m would save us a day.")
    customer.get_by_role("button", name="Propose").click()
    expect(customer.get_by_role("heading", level=1)).to_contain_text("Cables by the drum")
    customer.get_by_role("button", name="Vote").first.click()
    picture(customer, "idea")


def test_a_stranger_is_shown_the_way(visit):
    page = visit()
    page.goto("/orders")
    assert "/sign-in" in page.url
    page.get_by_label("E-mail").fill("nobody@demo.kontor")
    page.get_by_label("Password").fill("wrong wrong wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text(re.compile("wrong|not right|do not match", re.I))


def test_every_mistake_of_a_form_is_shown_beside_its_field(visit, picture):
    page = visit(BUYER)
    page.goto("/requirements/new")
    page.locator("form.requirement-form").evaluate("form => form.noValidate = true")
    page.locator("[name='lots[0][targetPrice]']").fill("1,5")
    page.get_by_role("button", name="Save requirement").last.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert page.locator("[aria-invalid=true]").count() >= 4
    expect(page.locator("[name='lots[0][targetPrice]']")).to_have_value("1,5")
    picture(page, "mistakes", full_page=True)


def test_pages_fit_a_phone(visit, picture):
    page = visit(BUYER, viewport={"width": 390, "height": 844})
    for path in ("/dashboard", "/requirements", "/auctions", "/orders", "/suppliers", "/ideas", "/company"):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{path} is {width} wide"
    picture(page, "phone-company")


def test_the_dark_theme_and_the_wall_screen(visit, picture):
    page = visit(BUYER, viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    page.goto("/auctions")
    page.locator("main a[href^='/auctions/']").first.click()
    page.wait_for_url("**/auctions/*")
    page.goto(page.url + "?wall")
    expect(page.locator(".clock").first).to_be_visible()
    picture(page, "wall-dark")
