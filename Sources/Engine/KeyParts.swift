// What the server keeps of a sealed auction's keys, written together with the announcement.

package import Auctions

/// The server's part of each round's key, and the shares that their openers have yet to fetch. None of it opens
/// anything by itself. Never printed.
package struct KeyParts: Equatable, Sendable {
  package struct Round: Equatable, Sendable {
    /// 32 bytes.
    package var part: [UInt8]
    package var lockedShares: [LockedShare]

    package init(part: [UInt8], lockedShares: [LockedShare]) {
      self.part = part
      self.lockedShares = lockedShares
    }
  }

  /// Locked with a code that the server does not have.
  package struct LockedShare: Equatable, Sendable {
    /// Of the opener, from 1.
    package var number: Int
    /// 48 bytes.
    package var bytes: [UInt8]

    package init(number: Int, bytes: [UInt8]) {
      self.number = number
      self.bytes = bytes
    }
  }

  /// In order of the shares.
  package var openers: [CompanyID]
  package var rounds: [Round]

  package init(openers: [CompanyID], rounds: [Round]) {
    self.openers = openers
    self.rounds = rounds
  }
}

extension KeyParts: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "KeyParts(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
