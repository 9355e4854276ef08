// Large values that rarely change, kept beside an auction instead of inside it.

/// Holds a value that copies share, and puts a new one in its place where it changes.
///
/// An auction is handed from function to function many times a bid: what it carries along should fit a cache line or
/// two.
struct Shared<Value: Equatable & Sendable>: Equatable, Sendable {
  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box
  init(_ value: Value) { box = Box(value) }

  var value: Value { box.value }

  static func == (a: Self, b: Self) -> Bool { a.box === b.box || a.value == b.value }
}
