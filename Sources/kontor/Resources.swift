// Finds the files that the server reads at start: templates, assets, migrations, code lists.

import Foundation
import Web

extension Resources {
  /// The directory named, or the first above the program that holds them, or where packages install them.
  static func find(_ named: String?) throws -> Resources {
    if let named {
      guard isComplete(named) else { throw Complaint("\(named) does not hold Kontor's templates and migrations") }
      return Resources(root: named)
    }
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let places =
      Self.above(program) + Self.above(FileManager.default.currentDirectoryPath + "/x") + ["/usr/share/kontor"]
    guard let root = places.first(where: isComplete) else {
      throw Complaint("Kontor's templates and migrations are not to be found: name their directory in KONTOR_RESOURCES")
    }
    return Resources(root: root)
  }

  private static func isComplete(_ root: String) -> Bool {
    let resources = Resources(root: root)
    return [resources.templates, resources.migrations].allSatisfy(FileManager.default.fileExists(atPath:))
  }

  private static func above(_ path: String) -> [String] {
    var url = URL(filePath: path)
    var places: [String] = []
    while url.path.count > 1 {
      url = url.deletingLastPathComponent()
      places.append(url.path)
    }
    return places
  }
}
