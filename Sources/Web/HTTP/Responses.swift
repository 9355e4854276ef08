// The responses that handlers give: JSON and HTML from memory.
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

extension Response {
  /// A JSON document of anything that can write itself.
  static func json(
    _ value: some JSONWritable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    json(status: status, headers: headers) { $0.value(value) }
  }

  /// A JSON document; the closure writes its one value.
  static func json(
    status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], _ write: (inout JSONWriter) -> Void
  ) -> Response {
    var writer = JSONWriter(capacity: 512)
    write(&writer)
    var headers = headers
    headers[.contentType] = "application/json"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: writer.bytes)))
  }

  /// A page.
  static func html(_ text: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
    var headers = headers
    headers[.contentType] = "text/html; charset=utf-8"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// 303: the answer to a posted form. What does not lead to this server, such as "//evil.example", leads to "/".
  static func seeOther(_ path: String) -> Response {
    let isOwn = path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return Response(status: .seeOther, headers: [.location: isOwn && !path.contains("\\") ? path : "/"])
  }

  /// 304 with the headers that a cache updates.
  static func notModified(tag: String) -> Response {
    Response(status: .notModified, headers: [.eTag: "\"\(tag)\""])
  }
}
