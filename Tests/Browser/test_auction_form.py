"""The form that starts an auction in a real browser: a format, its sentences, other rules, a warning, the announcement."""
import re

from playwright.sync_api import expect

import stage

BUYER, FIRST, SECOND = "buyer@demo.kontor", "supplier@demo.kontor", "robot1@demo.kontor"


def start(visit, kontor, title, ceilings=("10000.00",), **options):
    """The page of a requirement on which an auction can be started; two suppliers have accepted."""
    page = visit(BUYER, **options)
    buyer = stage.Company(page, kontor.origin)
    suppliers = [stage.Company(visit(email), kontor.origin) for email in (FIRST, SECOND)]
    requirement = stage.requirement(buyer, title, ceilings)
    stage.take_part(suppliers, requirement)
    page.goto(f"/requirements/{requirement}")
    page.get_by_role("link", name="Start an auction").click()
    return page, requirement


def test_a_buyer_chooses_adjusts_and_announces(visit, kontor, picture):
    page, requirement = start(visit, kontor, "Drums of cable", ("10000.00", "2500.00"))
    picture(page, "auction-formats", full_page=True)
    page.get_by_role("link", name="Ranked auction").click()
    sentences = page.locator(".sentences")
    expect(sentences).to_contain_text("Bidding lasts 30 minutes.")
    picture(page, "auction-form")

    # The sentences follow what is typed, and so does the document.
    page.get_by_label("Length", exact=True).fill("12")
    expect(sentences).to_contain_text("Bidding lasts 12 minutes.")
    expect(page.locator("[data-document]")).to_have_value(re.compile('"durationMilliseconds": 720000'))
    page.get_by_label("Length", exact=True).fill("soon")
    expect(page.locator("#clock-durationMilliseconds-notes")).to_contain_text("a length of time")
    expect(page.locator("[data-announce-state]")).to_contain_text("Not ready")
    page.get_by_label("Length", exact=True).fill("12")
    expect(page.locator("[data-announce-state]")).to_contain_text("Ready to be announced")

    # What means nothing is not asked.
    page.get_by_text("What counts as an offer", exact=True).first.click()
    amount = page.locator("[name='admissibility[decrement][amount]']")
    expect(amount).to_be_hidden()
    page.get_by_label("A new offer must be better by").select_option("amount")
    amount.fill("9000")
    warnings = page.locator(".warnings")
    expect(warnings).to_contain_text("Lot 2")
    expect(warnings).to_contain_text("larger than")
    picture(page, "auction-form-warning")

    # Nothing that looks wrong is announced by accident.
    page.get_by_role("button", name="Announce the auction").click()
    expect(page.locator("[data-problems]")).to_contain_text("look wrong")
    expect(amount).to_have_value("9000.00")
    amount.fill("50")
    expect(warnings).to_have_count(0)

    # The same rules as a document: it wins where it was changed, and the inputs follow.
    page.get_by_text("The rules as JSON").click()
    document = page.locator("[data-document]")
    document.fill(document.input_value().replace('"50.00"', '"75.00"'))
    expect(amount).to_have_value("75.00")
    document.fill(document.input_value().replace('"75.00"', '"a lot"'))
    expect(page.locator("[data-document-notes]")).to_contain_text("/admissibility/decrement/amount")
    document.fill(document.input_value().replace('"a lot"', '"75.00"'))
    expect(sentences).to_contain_text("75.00")

    page.get_by_role("button", name="Announce the auction").click()
    page.wait_for_url("**/auctions/*")
    rules = stage.Company(page, kontor.origin).call("GET", f"/api/auctions/{page.url.split('/')[-1][:36]}/rules")
    assert rules["clock"]["durationMilliseconds"] == 720000
    assert rules["admissibility"]["decrement"]["amount"] == "75.00"


def test_rows_come_and_go_and_terms_follow(visit, kontor):
    page, _ = start(visit, kontor, "Cable by total cost")
    page.get_by_role("link", name="Auction by total cost").click()
    page.get_by_text("How offers are compared", exact=True).first.click()
    rows = page.locator("[data-rows='ranking[model][criteria]'] > [data-row]")
    expect(rows).to_have_count(6)
    rows.first.get_by_role("button").click()
    page.get_by_role("button", name="Another criterion").click()
    expect(rows).to_have_count(6)
    page.locator("[name='ranking[model][criteria][5][code]']").fill("colour")
    expect(page.locator(".sentences")).to_contain_text("“colour”")
    page.get_by_text("Terms of single suppliers", exact=True).click()
    expect(page.get_by_label("colour", exact=True)).to_have_count(2)
    expect(page.get_by_label("Freight", exact=True)).to_have_count(0)


def test_the_form_works_without_scripts(visit, kontor):
    page, _ = start(visit, kontor, "Cable in turns", java_script_enabled=False)
    page.get_by_role("link", name="Three rounds, with quality").click()
    page.locator("[name='clock[rounds]']").fill("0")
    page.get_by_role("button", name="Check").last.click()
    expect(page.locator("#clock-rounds-notes")).to_contain_text("From 1 to 20")
    page.locator("[name='clock[rounds]']").fill("2")
    page.get_by_role("button", name="Check").last.click()
    expect(page.locator(".sentences")).to_contain_text("There are 2 rounds.")
    # Offers are owed before the opening: it cannot open at once.
    expect(page.locator(".warnings")).to_contain_text("opens at once")
    page.get_by_text("How offers are compared", exact=True).first.click()
    page.get_by_role("button", name="Another feature").click()
    expect(page.locator("[data-rows='ranking[model][features]'] > [data-row]")).to_have_count(3)


def test_shares_of_the_key_are_shown_once(visit, kontor, picture):
    page, requirement = start(visit, kontor, "Sealed cable")
    page.get_by_role("link", name="Sealed offers, lowest wins").click()
    page.get_by_label("Danubius Supply SRL").check()
    page.get_by_role("button", name="Announce the auction").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The auction is announced")
    expect(page.locator(".share .share-text")).to_contain_text(re.compile(r"[0-9A-Z]{5} [0-9A-Z]{5}"))
    expect(page.locator(".secrets").last).to_contain_text("Danubius Supply SRL")
    picture(page, "auction-secrets")
    page.goto(f"/requirements/{requirement}/auction")
    expect(page).to_have_url(re.compile(rf"/requirements/{requirement}$"))


def test_the_form_fits_a_phone(visit, kontor, picture):
    page, requirement = start(
        visit, kontor, "Cable on a phone", viewport={"width": 390, "height": 844}, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Auction by total cost").click()
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "auction-form-phone")
