// Lists of the API: `{"items": […]}`, continued by a Link header.

import Auctions
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

struct ItemList<Item: JSONWritable>: JSONWritable {
  let items: [Item]
  init(_ items: [Item]) { self.items = items }

  func write(to writer: inout JSONWriter) {
    writer.object { $0.member("items", items) }
  }
}

extension PageRequest {
  init(_ paging: Paging<ID<Noun>>) { self.init(after: paging.after, limit: paging.limit) }
}

extension Call {
  /// The page as a document, with a link to the next one where there is one.
  func list<Item: JSONWritable, Noun>(_ page: Page<Item>, _ id: (Item) -> ID<Noun>) -> Response {
    var response = Response.json(ItemList(page.items))
    if page.hasMore, let last = page.items.last { response.headers.setNextPage(after: id(last), of: request) }
    return response
  }
}
