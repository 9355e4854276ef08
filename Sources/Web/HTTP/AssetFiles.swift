// Style sheets, scripts and icons: read once at start, served from memory under /assets.
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of one directory. A path that is not among them does not exist, whatever it looks like.
struct AssetFiles: Sendable {
  private struct File {
    var bytes: ByteBuffer
    var contentType: String
    /// The beginning of the content's SHA-256.
    var tag: String
  }

  private let files: [String: File]

  /// Files whose kind is not known, hidden files and symbolic links are left out.
  /// - Throws: the error of reading the directory or a file.
  init(directory: String) throws {
    let root = URL(filePath: directory).resolvingSymlinksInPath()
    var files: [String: File] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      let url = root.appending(path: path)
      let values = try url.resourceValues(forKeys: [.isRegularFileKey, .isSymbolicLinkKey])
      guard !isHidden, values.isRegularFile == true, values.isSymbolicLink != true,
        let type = Self.contentType(of: url.pathExtension)
      else { continue }
      let bytes = try Data(contentsOf: url)
      let tag = SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      files[path] = File(bytes: ByteBuffer(bytes: bytes), contentType: type, tag: tag.joined())
    }
    self.files = files
  }

  /// The address of a file with its content's hash, so that it may be kept for good: `/assets/css/kontor.css?v=4f1c…`.
  /// Without a hash if there is no such file.
  func address(of path: String) -> String {
    "/assets/" + path + (files[path].map { "?v=\($0.tag)" } ?? "")
  }

  /// The answer for what follows "/assets/" in the path; 404 if it is no file of ours.
  func response(to request: Request, path: String) throws(Problem) -> Response {
    guard let file = files[path] else { throw .notFound }
    let isForGood = request.uri.query == "v=\(file.tag)"
    let headers: HTTPFields = [
      .contentType: file.contentType, .eTag: "\"\(file.tag)\"",
      .cacheControl: isForGood ? "public, max-age=31536000, immutable" : "no-cache",
    ]
    guard !request.holds(tag: file.tag) else { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
  }

  private static func contentType(of fileExtension: String) -> String? {
    switch fileExtension {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json", "webmanifest": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg": "image/jpeg"
    case "webp": "image/webp"
    case "ico": "image/x-icon"
    case "woff2": "font/woff2"
    case "txt": "text/plain; charset=utf-8"
    default: nil
    }
  }
}

extension AssetFiles {
  /// Serves the files under /assets.
  func addRoutes(to router: Router<some RequestContext>) {
    router.get("/assets/**") { request, context in
      let path = context.parameters.getCatchAll().joined(separator: "/")
      return try response(to: request, path: path)
    }
  }
}
