/// JSON Merge Patch (RFC 7396): a document that says what is different in another one.
extension JSON {
  /// The document with the patch applied: members of an object in the patch replace those of the same name, null
  /// removes them, and objects are merged member by member. Anything else in the patch replaces what was there.
  ///
  /// What stays keeps its place; what is new follows in the order of the patch.
  package func merged(with patch: JSON) -> JSON {
    guard case .object(let changes) = patch else { return patch }
    let before = members ?? Members()
    var merged = Members()
    for member in before.entries {
      guard let change = changes[member.name] else {
        _ = merged.append(member.name, member.value)
        continue
      }
      if change != .null { _ = merged.append(member.name, member.value.merged(with: change)) }
    }
    for change in changes.entries where change.value != .null && before[change.name] == nil {
      // Merged with nothing rather than copied: a null inside it removes what is not there.
      _ = merged.append(change.name, JSON.null.merged(with: change.value))
    }
    return .object(merged)
  }
}
