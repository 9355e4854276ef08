// Where the files of the program are, as seen from the tests.

package import Foundation

package enum TestFiles {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  package static let roles = root.appending(path: "Sources/Store/roles.sql")
  package static let migrations = root.appending(path: "Sources/Store/Migrations")
  package static let codeLists = root.appending(path: "Sources/Interchange/CodeLists/data")
  /// Public test data that stands beside the repository.
  package static let sharedData = root.deletingLastPathComponent().appending(path: "shared/data")
}
