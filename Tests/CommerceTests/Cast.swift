// Who tries what in the tables: each right on either side, a stranger with every right, and an operator.

import Auctions
import Commerce

enum House {
  static let buyer = CompanyID(bits: 1)
  static let supplier = CompanyID(bits: 2)
  static let rival = CompanyID(bits: 3)
  static let elsewhere = CompanyID(bits: 4)
}

enum Role: String, CaseIterable {
  case buyersAdministrator, buyersBuyer, buyersSupplier, buyersPartner
  case suppliersAdministrator, suppliersBuyer, suppliersSupplier, suppliersPartner
  /// May do everything in a company that has nothing to do with the record.
  case stranger
  /// Runs the platform and has no rights in any company.
  case platformOperator

  var actor: Actor {
    Actor(
      id: ActorID(bits: number), person: PersonID(bits: number), company: company, rights: rights, isVerified: true,
      isOperator: self == .platformOperator)
  }

  private var number: UInt128 { UInt128(Self.allCases.firstIndex(of: self) ?? 0) + 100 }

  private var company: CompanyID {
    switch self {
    case .buyersAdministrator, .buyersBuyer, .buyersSupplier, .buyersPartner: House.buyer
    case .suppliersAdministrator, .suppliersBuyer, .suppliersSupplier, .suppliersPartner: House.supplier
    case .stranger, .platformOperator: House.elsewhere
    }
  }

  private var rights: Rights {
    switch self {
    case .buyersAdministrator, .suppliersAdministrator: .administrator
    case .buyersBuyer, .suppliersBuyer: .buyer
    case .buyersSupplier, .suppliersSupplier: .supplier
    case .buyersPartner, .suppliersPartner: .partner
    case .stranger: [.administrator, .buyer, .supplier, .partner]
    case .platformOperator: []
    }
  }
}

/// The moment at which everything in the tests is decided: 2026-11-21T12:00:00Z.
let noon = Instant(milliseconds: 1_795_262_400_000)
