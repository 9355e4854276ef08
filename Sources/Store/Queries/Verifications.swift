// What operators work through: companies that wait, and those they have decided on.

import Auctions
package import Commerce

extension Work {
  /// Companies in a state of verification, those that wait longest first.
  package func companies(verification: String, limit: Int) throws -> [Stored<Company>] {
    try transaction.rows(
      "\(Company.select) WHERE verification = \(verification) ORDER BY id LIMIT \(limit)", Company.decode)
  }
}
