// The menu of what the buyer can do to an auction at this moment.

import Auctions
import Transcript

struct InterventionMenu {
  let seen: SeenAuction
  let texts: Texts
  /// The form that was sent and not accepted, with what was typed into it.
  var action: String?
  var typed: [String: String] = [:]

  private var auction: Auction { seen.auction }
  private var rules: Rules { auction.rules }

  var view: RoomInterventions {
    let isOpen = auction.phase == .open
    var forms: [RoomIntervention] = isOpen ? [auction.pausedAt == nil ? form("pause") : resumption] : [opening]
    if isOpen { forms += [extending, closing] }
    if !auction.participants.isEmpty { forms += bidderForms(isOpen: isOpen) }
    return RoomInterventions(forms: forms + [changing, cancelling])
  }

  private func form(_ name: String, hasReason: Bool = true) -> RoomIntervention {
    RoomIntervention(
      action: name, title: texts["room.act_\(name)"], hint: texts.text("room.act_\(name)_hint"),
      submit: texts.text("room.act_\(name)_submit") ?? texts["room.act_\(name)"],
      confirmation: texts.text("room.act_\(name)_confirm"), isOpen: action == name,
      reason: hasReason ? field("reason", of: name) : nil)
  }

  private func field(_ name: String, of form: String, _ fresh: String = "") -> Field {
    Field(name, action == form ? typed[name] ?? fresh : fresh)
  }

  private var resumption: RoomIntervention { form("resumption", hasReason: false) }
  private var opening: RoomIntervention { form("opening", hasReason: false) }

  private var extending: RoomIntervention {
    var form = form("extension")
    form.lot = lots(orAll: true)
    form.minutes = field("minutes", of: "extension", "5")
    return form
  }

  private var closing: RoomIntervention {
    var form = form("closure")
    form.lot = lots(orAll: true)
    form.isDangerous = true
    return form
  }

  private func bidderForms(isOpen: Bool) -> [RoomIntervention] {
    var forms: [RoomIntervention] = []
    // What is sealed nobody can enter for another, or find to withdraw.
    let isSealed = rules.clock.isSealed
    if rules.admissibility.surrogateBids, isOpen, !isSealed {
      var form = form("surrogate", hasReason: false)
      (form.lot, form.bidder) = (lots(orAll: false), bidders { !$0.isDisqualified })
      form.price = field("price", of: "surrogate")
      forms.append(form)
    }
    if rules.admissibility.withdrawal != .never, !isSealed {
      var form = form("withdrawal")
      (form.lot, form.bidder, form.isDangerous) = (lots(orAll: false), bidders { !$0.isDisqualified }, true)
      forms.append(form)
    }
    var out = form("disqualification")
    (out.bidder, out.isDangerous) = (bidders { !$0.isDisqualified }, true)
    if out.bidder != nil { forms.append(out) }
    var back = form("reinstatement")
    back.bidder = bidders(where: \.isDisqualified)
    if back.bidder != nil { forms.append(back) }
    return forms
  }

  private var changing: RoomIntervention {
    var form = form("rules")
    let document = RulesDocument(rules: rules).encoded()
    form.rules = field("rules", of: "rules", String(decoding: document, as: UTF8.self))
    return form
  }

  private var cancelling: RoomIntervention {
    var form = form("cancellation")
    form.isDangerous = true
    return form
  }

  /// Nil where there is nothing to choose.
  private func lots(orAll: Bool) -> ChoiceField? {
    guard auction.lots.count > 1 else { return nil }
    let each = auction.lots.map { lot in
      let index = Int(lot.number.value) - 1
      let title = seen.lotTitles.indices.contains(index) ? seen.lotTitles[index] : ""
      return (value: "\(lot.number.value)", label: "\(lot.number.value) · \(title)")
    }
    let all = orAll ? [(value: "", label: texts["room.allLots"])] : []
    return ChoiceField("lot", typed["lot"] ?? "", of: all + each)
  }

  /// By their numbers: the rules may hide from the buyer who they are.
  private func bidders(where isOffered: (Participant) -> Bool) -> ChoiceField? {
    let view = auction.view(for: .buyer, entries: [Entry]())
    let choices = auction.participants.indices.filter { isOffered(auction.participants[$0]) }.map { place in
      let alias = view.participants[place]
      let name = alias.company.flatMap { seen.names[$0] }.map { " · \($0)" } ?? ""
      return (value: "\(place + 1)", label: texts.alias(of: alias) + name)
    }
    return choices.isEmpty ? nil : ChoiceField("bidder", typed["bidder"] ?? "", of: choices)
  }
}
