// Proof of an entry in one text, to be kept and checked without a network: C2SP tlog-proof.

/// Index, path and signed head together (`c2sp.org/tlog-proof`, version 1). Believed only after `verify`.
package struct LogProof: Hashable, Sendable {
  static let heading = Array("c2sp.org/tlog-proof@v1".utf8)
  /// A way up has no more neighbours.
  package static let longestPath = 64

  /// What nobody signed, for whoever made the proof; `nil` if there is no such line.
  package let extra: [UInt8]?
  /// Of the leaf, from 0.
  package let index: UInt64
  /// The neighbours on the way up, the leaf's own first: at most `longestPath`.
  package let path: [Hash]
  /// Of a tree that has the leaf.
  package let head: SignedNote

  /// That proof with a head of the same size.
  package init(_ proof: InclusionProof, head: SignedNote, extra: [UInt8]? = nil) {
    self.extra = extra
    index = proof.index
    path = proof.path
    self.head = head
  }

  /// Throws unless one of these keys signed the head, it is one of this log, and the leaf with this hash is under it.
  /// The head.
  package func verify(
    leaf: Hash, origin: NoteLine, keys: [VerifierKey]
  ) throws(LogProofFault) -> Checkpoint {
    let checkpoint: Checkpoint
    do { checkpoint = try .open(head, origin: origin, keys: keys) } catch { throw .head(error) }
    do {
      try InclusionProof(index: index, size: checkpoint.size, path: path).verify(leaf: leaf, root: checkpoint.root)
    } catch { throw .proof(error) }
    return checkpoint
  }

  /// The canonical form.
  package var bytes: [UInt8] {
    var lines = [Self.heading]
    if let extra { lines.append(Array("extra ".utf8) + Base64.encode(extra)) }
    lines.append(Array("index \(index)".utf8))
    lines += path.map { Base64.encode($0.bytes) }
    return lines.reduce(into: []) { $0 += $1 + [newline] } + [newline] + head.bytes
  }
}

extension LogProof {
  /// Reads what `bytes` writes, and nothing else.
  package init(parsing bytes: [UInt8]) throws(LogProofFault) {
    guard let blank = bytes.indices.dropLast().first(where: { bytes[$0] == newline && bytes[$0 + 1] == newline }) else {
      throw .noEmptyLine
    }
    var lines = bytes[..<blank].split(separator: newline, omittingEmptySubsequences: false)[...]
    guard lines.popFirst()?.elementsEqual(Self.heading) == true else { throw .heading }
    extra = try Self.extra(&lines, in: bytes)
    index = try Self.index(&lines, in: bytes)
    path = try Self.path(lines, in: bytes)
    do { head = try SignedNote(parsing: Array(bytes[(blank + 2)...])) } catch { throw .note(error) }
  }

  private static func extra(
    _ lines: inout ArraySlice<ArraySlice<UInt8>>, in bytes: [UInt8]
  ) throws(LogProofFault) -> [UInt8]? {
    let word = Array("extra ".utf8)
    guard let line = lines.first, line.starts(with: word) else { return nil }
    lines.removeFirst()
    do { return try Base64.decode(line.dropFirst(word.count)) } catch {
      throw .notBase64(TextPosition(error.index, in: bytes))
    }
  }

  private static func index(
    _ lines: inout ArraySlice<ArraySlice<UInt8>>, in bytes: [UInt8]
  ) throws(LogProofFault) -> UInt64 {
    let word = Array("index ".utf8)
    guard let line = lines.popFirst(), line.starts(with: word),
      let index = try? UInt64(decimal: line.dropFirst(word.count))
    else { throw .index }
    return index
  }

  private static func path(
    _ lines: ArraySlice<ArraySlice<UInt8>>, in bytes: [UInt8]
  ) throws(LogProofFault) -> [Hash] {
    guard lines.count <= longestPath else { throw .proof(.pathLength(lines.count, expected: longestPath)) }
    var path: [[UInt8]] = []
    for line in lines {
      do { path.append(try Base64.decode(line)) } catch { throw .notBase64(TextPosition(error.index, in: bytes)) }
    }
    do { return try [Hash](path: path) } catch { throw .proof(error) }
  }
}

/// Why bytes are no proof, or one that does not hold. Positions are those in the whole proof, of a note those in it.
package enum LogProofFault: Error, Hashable, Sendable {
  /// The first line names this format.
  case heading
  /// No empty line divides the path from the head.
  case noEmptyLine
  /// The line of the index is missing, or its number has another spelling.
  case index
  /// From here on it is not base 64, or not the only spelling of it.
  case notBase64(TextPosition)
  /// What follows the empty line is no signed note.
  case note(NoteFault)
  /// The head is not one of that log, or not signed.
  case head(CheckpointFault)
  /// The path is none, or the leaf is not under the head.
  case proof(ProofFault)
}

extension LogProofFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .heading: "not a proof in version 1"
    case .noEmptyLine: "no empty line before the head"
    case .index: "the line of the index is missing or wrong"
    case .notBase64(let place): "\(place): not base 64"
    case .note(let fault): "the head: \(fault)"
    case .head(let fault): "the head: \(fault)"
    case .proof(let fault): "\(fault)"
    }
  }
}
