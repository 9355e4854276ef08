// What a template may read: values whose names are written in one table, which serves the renderer and the test.
import Mustache

/// A value on a page. Templates read it by name, and only by the names in `names`.
///
/// The table replaces reflection (30 times slower), and because it says what each name *is*, the test of the
/// templates walks every template with it: a misspelt name fails there instead of rendering as nothing.
protocol View: MustacheParent, Sendable {
  static var names: Names<Self> { get }
}

/// The content of one page; the frame around it is the same everywhere.
protocol PageView: View {
  /// Path below `Templates` without its ending, e.g. `orders/order`.
  static var template: String { get }
}

typealias Names<V> = [String: Name<V>]

/// What stands behind a name: a text, a yes or no, another view (once, perhaps, or many times), the catalogue of texts.
enum NameKind: Sendable {
  case text, flag, texts
  case view(any View.Type)
}

/// How one name of a view is read, and what a template finds there.
struct Name<V>: Sendable {
  let kind: NameKind
  fileprivate let read: @Sendable (V) -> Any

  static func text(_ read: @escaping @Sendable (V) -> String?) -> Name {
    Name(kind: .text) { read($0) as Any? ?? Absent() }
  }
  static func flag(_ read: @escaping @Sendable (V) -> Bool) -> Name {
    Name(kind: .flag) { read($0) }
  }
  static func view<C: View>(_ read: @escaping @Sendable (V) -> C?) -> Name {
    Name(kind: .view(C.self)) { read($0) as Any? ?? Absent() }
  }
  static func list<C: View>(_ read: @escaping @Sendable (V) -> [C]) -> Name {
    Name(kind: .view(C.self)) { read($0) }
  }
  /// The catalogue of texts: `{{t.area.name}}`.
  static func texts(_ read: @escaping @Sendable (V) -> Texts) -> Name {
    Name(kind: .texts) { read($0) }
  }
}

extension View {
  /// What stands behind each name; for the test of the templates.
  static var kinds: [String: NameKind] { names.mapValues(\.kind) }

  func child(named name: String) -> Any? { Self.names[name]?.read(self) }
}

/// A name that exists and has no value. Not `nil`: for `nil` Mustache would go on looking in the views around this
/// one, and a row without a date would show the date of its page.
private struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
