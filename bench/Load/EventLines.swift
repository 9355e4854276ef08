// Takes the chunks of a streamed answer apart into the lines of its events, without copying what is whole.

/// A class, because whoever hears a line may ask for the status meanwhile.
final class EventLines {
  private enum Place { case head, size, data, end }

  private var place = Place.head
  /// Bytes of the present chunk that have yet to come.
  private var left = 0
  /// The beginning of a head, a size or a line whose rest is on its way.
  private var partial: [UInt8] = []
  /// Of the answer; 0 until its head is there.
  private(set) var status = 0

  /// Calls `line` for every whole line, an empty one included.
  func read(_ bytes: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer) -> Void) {
    var rest = bytes
    while !rest.isEmpty {
      switch place {
      case .head: rest = readHead(rest)
      case .size: rest = readSize(rest)
      case .data: rest = readData(rest, line)
      case .end: rest = skipEnd(rest)
      }
    }
  }

  private func readHead(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let before = partial.count
    partial += bytes
    let head = partial.withUnsafeBytes { Reply.head(of: $0) }
    guard let head else { return UnsafeRawBufferPointer(rebasing: bytes[bytes.count...]) }
    status = partial.withUnsafeBytes { Reply.status($0) } ?? -1
    partial.removeAll(keepingCapacity: true)
    place = .size
    return UnsafeRawBufferPointer(rebasing: bytes[(head - before)...])
  }

  /// A chunk begins with its size in hexadecimal digits on a line.
  private func readSize(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 48...57: left = left << 4 | Int(byte - 48)
      case 97...102: left = left << 4 | Int(byte - 87)
      case 65...70: left = left << 4 | Int(byte - 55)
      case 10:
        place = left > 0 ? .data : .end
        return UnsafeRawBufferPointer(rebasing: bytes[(index + 1)...])
      default: break
      }
    }
    return UnsafeRawBufferPointer(rebasing: bytes[bytes.count...])
  }

  private func readData(
    _ bytes: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer) -> Void
  ) -> UnsafeRawBufferPointer {
    let count = min(left, bytes.count)
    split(UnsafeRawBufferPointer(rebasing: bytes[..<count]), line)
    left -= count
    if left == 0 { place = .end }
    return UnsafeRawBufferPointer(rebasing: bytes[count...])
  }

  private func split(_ bytes: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      guard let end = rest.endOfLine else {
        partial += rest
        return
      }
      let whole = UnsafeRawBufferPointer(rebasing: rest[..<end])
      if partial.isEmpty {
        line(whole)
      } else {
        partial += whole
        partial.withUnsafeBytes { line($0) }
        partial.removeAll(keepingCapacity: false)
      }
      start += end + 1
    }
  }

  /// A chunk ends with a line of its own.
  private func skipEnd(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let end = bytes.endOfLine else { return UnsafeRawBufferPointer(rebasing: bytes[bytes.count...]) }
    place = .size
    left = 0
    return UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
  }
}
