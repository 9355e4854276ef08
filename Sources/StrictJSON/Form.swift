/// A form post as a tree, so that one reader serves both the API's documents and the pages' forms.
extension JSON {
  /// Names are JSON Pointers without the first slash: "title", "lots/0/title". So the pointer of a fault is the name
  /// of the input it belongs to.
  ///
  /// Every value is a string; a name that occurs several times is an array of strings. What lies under numbers is an
  /// array in the order of the numbers, which may have gaps. A name more than 32 deep is one name, slashes included.
  package init(form inputs: some Sequence<(name: String, value: String)>) {
    var root = FormNode()
    for input in inputs {
      let path = input.name.split(separator: "/", omittingEmptySubsequences: false).map(Pointer.unescaped)
      root.insert(input.value, at: path.count <= Limits().depth ? path[...] : [input.name])
    }
    self = .object(JSON.Members(root.children))
  }
}

private struct FormNode {
  private var texts: [String] = []
  private(set) var children: [(name: String, node: FormNode)] = []
  private var places: [ExactText: Int] = [:]

  mutating func insert(_ text: String, at path: ArraySlice<String>) {
    guard let name = path.first else { return texts.append(text) }
    let place = places[ExactText(name)] ?? children.count
    if place == children.count {
      children.append((name, FormNode()))
      places[ExactText(name)] = place
    }
    children[place].node.insert(text, at: path.dropFirst())
  }

  /// A name that is both a text and a parent comes out as an object with an unnamed member, which no reader accepts.
  var json: JSON {
    if children.isEmpty { return texts.count == 1 ? .string(texts[0]) : .array(texts.map(JSON.string)) }
    let texts = self.texts.map { (name: "", node: FormNode(text: $0)) }
    let rows = children.map { (index: FormNode.index($0.name), node: $0.node) }
    guard texts.isEmpty, rows.allSatisfy({ $0.index != nil }) else { return .object(JSON.Members(texts + children)) }
    return .array(rows.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map(\.node.json))
  }

  init() {}

  private init(text: String) { texts = [text] }

  private static func index(_ name: String) -> Int? {
    name.utf8.allSatisfy(Byte.digits.contains) && name.utf8.count <= 6 ? Int(name) : nil
  }
}

extension JSON.Members {
  /// Of names that are the same, which only an unnamed member can be, the first counts.
  fileprivate init(_ nodes: [(name: String, node: FormNode)]) {
    self.init()
    for node in nodes { _ = append(node.name, node.node.json) }
  }
}
