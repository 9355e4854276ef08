/// What reading one value came to: the value, or the knowledge that a fault is on record.
extension JSON {
  /// Reading goes on after a fault, so that one answer can name all of them; `get` is called when all is read.
  package struct Field<Value> {
    /// Nil if the value is faulty.
    package let value: Value?

    init(_ value: Value?) { self.value = value }

    package func get() throws(Faulty) -> Value {
      guard let value else { throw Faulty() }
      return value
    }
  }

  /// Thrown where a value is needed that has a fault. Carries nothing: the fault itself is on record.
  package struct Faulty: Error {}
}

extension JSON.Field: Sendable where Value: Sendable {}

/// The faults found in one document so far. Shared by all cursors over it, hence a class.
final class Findings {
  let origin: JSON.Origin
  private(set) var list: [JSON.Fault] = []
  private(set) var count = 0

  init(origin: JSON.Origin) { self.origin = origin }

  func record(_ reason: JSON.Fault.Reason, at pointer: JSON.Pointer) {
    count += 1
    if list.count < JSON.Faults.recorded { list.append(JSON.Fault(pointer: pointer, reason: reason)) }
  }

  var faults: JSON.Faults { JSON.Faults(list, omitted: count - list.count) }
}
