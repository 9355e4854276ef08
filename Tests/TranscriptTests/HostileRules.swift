// Hostile rules documents, each with the places where it is wrong: the table that reader and schema are held to.

enum HostileRules {
  /// A preset, what is changed in it (JSON Merge Patch), the places of the faults, and whether the schema sees one too.
  typealias Row = (preset: String, patch: String, pointers: [String], schemaSees: Bool)

  static let all = numbers + kinds + parts + together

  private static let numbers: [Row] = [
    (
      "english-open", #"{"admissibility":{"decrement":{"percent":"-0.5"}}}"#, ["/admissibility/decrement/percent"],
      true
    ),
    ("english-open", #"{"admissibility":{"decrement":{"percent":0.5}}}"#, ["/admissibility/decrement/percent"], true),
    (
      "english-open", #"{"admissibility":{"decrement":{"percent":"0.500"}}}"#, ["/admissibility/decrement/percent"],
      true
    ),
    ("english-open", #"{"clock":{"durationMilliseconds":-1}}"#, ["/clock/durationMilliseconds"], true),
    ("english-open", #"{"clock":{"durationMilliseconds":0}}"#, ["/clock/durationMilliseconds"], true),
    (
      "english-open", #"{"clock":{"durationMilliseconds":1000000000000000000000000000000}}"#,
      ["/clock/durationMilliseconds"], true
    ),
    ("english-open", #"{"clock":{"durationMilliseconds":1e30}}"#, ["/clock/durationMilliseconds"], true),
    ("english-open", #"{"clock":{"phases":-1000000000000000000000000000000}}"#, ["/clock/phases"], true),
    ("english-open", #"{"admissibility":{"decimals":5}}"#, ["/admissibility/decimals"], true),
    ("english-open", #"{"closing":{"softClose":{"limit":0}}}"#, ["/closing/softClose/limit"], true),
    ("japanese", #"{"clock":{"step":{"percent":"0"}}}"#, ["/clock/step/percent"], true),
    ("japanese", #"{"clock":{"step":{"percent":null,"amount":"-5.00"}}}"#, ["/clock/step/amount"], true),
    ("japanese", #"{"clock":{"floor":{"amount":"0.00"}}}"#, ["/clock/floor/amount"], true),
    (
      "dutch", #"{"clock":{"step":{"percent":null,"amount":"1000000000000000000000000000000"}}}"#,
      ["/clock/step/amount"], true
    ),
    // Fifteen digits are an amount by their form, but 64 bits do not hold it.
    ("dutch", #"{"clock":{"step":{"percent":null,"amount":"999999999999999"}}}"#, ["/clock/step/amount"], false),
    ("dutch-partial", #"{"clock":{"smallestShare":"0"}}"#, ["/clock/smallestShare"], true),
    ("dutch-partial", #"{"clock":{"smallestShare":"100.01"}}"#, ["/clock/smallestShare"], true),
    ("dutch-partial", #"{"clock":{"smallestShare":25}}"#, ["/clock/smallestShare"], true),
    (
      "sealed-rounds", #"{"clock":{"advancing":0,"openersNeeded":17}}"#, ["/clock/advancing", "/clock/openersNeeded"],
      true
    ),
    (
      "three-rounds", #"{"clock":{"rounds":21,"turnMilliseconds":0}}"#, ["/clock/rounds", "/clock/turnMilliseconds"],
      true
    ),
    (
      "three-rounds", #"{"ranking":{"abnormallyLow":{"belowMeanPercent":"100"}}}"#,
      ["/ranking/abnormallyLow/belowMeanPercent"], true
    ),
    (
      "three-rounds-features", #"{"ranking":{"model":{"features":[{"code":"a","maximum":"1.00"}]}}}"#,
      ["/ranking/model/features/0/maximum"], true
    ),
    (
      "total-cost", #"{"ranking":{"model":{"criteria":[{"code":"a","kind":"each","cost":"1e3"}]}}}"#,
      ["/ranking/model/criteria/0/cost"], true
    ),
    (
      "english-open", #"{"visibility":{"bestPriceMinimumBidders":1001}}"#, ["/visibility/bestPriceMinimumBidders"], true
    ),
  ]

  private static let kinds: [Row] = [
    ("english-open", #"{"clock":{"kind":"candle"}}"#, ["/clock/kind"], true),
    ("english-open", #"{"clock":null}"#, ["/clock"], true),
    ("english-open", #"{"clock":[]}"#, ["/clock"], true),
    ("english-open", #"{"format":"kontor-rules/2","name":"My Rules"}"#, ["/format", "/name"], true),
    (
      "english-open", #"{"clock":{"kind":"dutch"}}"#,
      [
        "/clock/start", "/clock/step", "/clock/intervalMilliseconds", "/clock/durationMilliseconds", "/clock/phases",
      ], true
    ),
    (
      "english-open", #"{"comment":"","clock":{"x":1},"ranking":{"model":{"weight":1}}}"#,
      [
        "/clock/x", "/ranking/model/weight", "/comment",
      ], true
    ),
    ("english-open", #"{"admissibility":{"decrement":{"amount":"5.00"}}}"#, ["/admissibility/decrement/amount"], true),
    (
      "english-open", #"{"closing":{"softClose":{"windowMilliseconds":"60000"}}}"#,
      [
        "/closing/softClose/windowMilliseconds"
      ], true
    ),
    ("english-open", #"{"admissibility":{"tiesAllowed":"no"}}"#, ["/admissibility/tiesAllowed"], true),
    (
      "english-open", #"{"visibility":{"names":null,"observers":"public"}}"#,
      [
        "/visibility/names", "/visibility/observers",
      ], true
    ),
    ("english-open", #"{"clock":{"lots":{"order":"serial"}}}"#, ["/clock/lots/pauseMilliseconds"], true),
    ("english-open", #"{"clock":{"lots":{"pauseMilliseconds":1}}}"#, ["/clock/lots/pauseMilliseconds"], true),
    ("japanese", #"{"clock":{"step":{"amount":"5.00"}}}"#, ["/clock/step"], true),
    ("japanese", #"{"clock":{"step":{"percent":null}}}"#, ["/clock/step"], true),
    (
      "total-cost", #"{"ranking":{"model":{"criteria":[{"code":"a b","kind":"amount"}]}}}"#,
      [
        "/ranking/model/criteria/0/code"
      ], true
    ),
    (
      "total-cost", #"{"ranking":{"model":{"criteria":[{"code":"a","kind":"amount","cost":"1.00"}]}}}"#,
      [
        "/ranking/model/criteria/0/cost"
      ], true
    ),
    ("total-cost", #"{"ranking":{"model":{"criteria":[]}}}"#, ["/ranking/model/criteria"], true),
    (
      "english-open", #"{"ranking":{"model":{"kind":"index","name":" ","unit":"percent"}}}"#,
      [
        "/ranking/model/name", "/ranking/model/reference",
      ], true
    ),
  ]

  private static let parts: [Row] = [
    ("english-open", #"{"closing":{"softClose":{"trigger":"rank"}}}"#, ["/closing/softClose/rank"], true),
    ("english-open", #"{"closing":{"softClose":{"rank":1}}}"#, ["/closing/softClose/rank"], true),
    ("english-gated", #"{"closing":{"softClose":{"rank":0}}}"#, ["/closing/softClose/rank"], true),
    (
      "georgia", #"{"closing":{"softClose":{"windowMilliseconds":120001}}}"#,
      [
        "/closing/softClose/extensionMilliseconds"
      ], false
    ),
    (
      "english-open", #"{"admissibility":{"decrement":{"kind":"banded","percent":null,"bands":[]}}}"#,
      [
        "/admissibility/decrement/bands"
      ], true
    ),
    ("english-open", bands(#"{"above":"-1.00","step":"5.00"}"#), ["/admissibility/decrement/bands/0/above"], true),
    ("english-open", bands(#"{"above":"0","step":"0"}"#), ["/admissibility/decrement/bands/0/step"], true),
    ("english-open", bands(#"{"above":"0"}"#), ["/admissibility/decrement/bands/0/step"], true),
    (
      "english-open", bands(#"{"above":"10","step":"1"},{"above":"20","step":"2"}"#),
      [
        "/admissibility/decrement/bands/1/above"
      ], false
    ),
    (
      "english-open", bands(#"{"above":"10","step":"1"},{"above":"10.00","step":"2"}"#),
      [
        "/admissibility/decrement/bands/1/above"
      ], false
    ),
    ("english-open", bands(#"{"above":"10","step":"1.005"}"#), ["/admissibility/decrement/bands/0/step"], false),
    (
      "english-open", #"{"admissibility":{"buffers":{"front":{"amount":"0.005"}}}}"#,
      [
        "/admissibility/buffers/front/amount"
      ], false
    ),
    (
      "english-open", #"{"admissibility":{"buffers":{"back":{"amount":"0.05"}}}}"#,
      [
        "/admissibility/buffers/front"
      ], true
    ),
    (
      "ru-44fz", #"{"admissibility":{"decimals":0,"largestDecrement":{"step":{"percent":null,"amount":"0.50"}}}}"#,
      [
        "/admissibility/largestDecrement/step/amount"
      ], false
    ),
    (
      "ru-44fz", #"{"admissibility":{"largestDecrement":{"passesWhenRepeated":null}}}"#,
      [
        "/admissibility/largestDecrement/passesWhenRepeated"
      ], true
    ),
    (
      "three-rounds-features", features(#"{"code":"a","maximum":"0.5"},{"code":"b","maximum":"0.5"}"#),
      [
        "/ranking/model/features"
      ], false
    ),
    (
      "three-rounds-features", features(#"{"code":"a","maximum":"0.1"},{"code":"a","maximum":"0.2"}"#),
      [
        "/ranking/model/features/1/code"
      ], false
    ),
    ("english-open", #"{"closing":{"hiddenEnd":\#(hiddenEnd)}}"#, [], false),
    (
      "english-open",
      #"{"closing":{"hiddenEnd":{"afterExtensions":0,"earliestMilliseconds":9,"latestMilliseconds":9}}}"#,
      [
        "/closing/hiddenEnd/latestMilliseconds"
      ], false
    ),
    (
      "english-open", #"{"closing":{"softClose":null,"hiddenEnd":\#(hiddenEnd)}}"#,
      [
        "/closing/hiddenEnd/afterExtensions"
      ], false
    ),
    (
      "english-open", #"{"closing":{"improvementMilliseconds":1,"hiddenEnd":\#(hiddenEnd)}}"#,
      [
        "/closing/improvementMilliseconds"
      ], false
    ),
    ("english-open", #"{"visibility":{"namesToBuyer":"afterOwnOffer"}}"#, ["/visibility/namesToBuyer"], true),
    ("english-open", #"{"visibility":{"observersFrom":"never"}}"#, ["/visibility/observersFrom"], true),
  ]

  /// Parts that are sound and have no meaning beside the others.
  private static let together: [Row] = [
    ("dutch", #"{"admissibility":{"proxyBids":true}}"#, ["/admissibility/proxyBids"], false),
    ("dutch", #"{"admissibility":{"buffers":{"front":{"amount":"1.00"}}}}"#, ["/admissibility/buffers"], false),
    ("dutch", #"{"admissibility":{"preBids":"allowed"}}"#, ["/admissibility/preBids"], false),
    ("dutch", #"{"ranking":{"direction":"higher"}}"#, ["/ranking/direction"], false),
    ("dutch", #"{"closing":{"pause":"runsOn"}}"#, ["/closing/pause"], false),
    ("dutch", #"{"clock":{"lots":{"order":"parallel"}}}"#, ["/clock/lots"], true),
    ("japanese", #"{"ranking":{"model":{"kind":"mixed"}}}"#, ["/ranking/model"], false),
    ("japanese", #"{"closing":{"softClose":\#(softClose)}}"#, ["/closing/softClose"], false),
    ("three-rounds", #"{"admissibility":{"preBids":"allowed"}}"#, ["/admissibility/preBids"], false),
    ("three-rounds", #"{"admissibility":{"preBids":null}}"#, ["/admissibility/preBids"], false),
    ("three-rounds", #"{"admissibility":{"activity":"everyRound"}}"#, ["/admissibility/activity"], false),
    ("three-rounds", #"{"clock":{"lots":{"order":"staggered","intervalMilliseconds":1}}}"#, ["/clock/lots"], true),
    ("three-rounds", #"{"ranking":{"ties":"drawn"}}"#, ["/ranking/ties"], false),
    ("sealed-first-price", #"{"admissibility":{"preBids":"required"}}"#, ["/admissibility/preBids"], false),
    ("sealed-first-price", #"{"closing":{"improvementMilliseconds":1}}"#, ["/closing/improvementMilliseconds"], false),
    (
      "sealed-first-price",
      #"{"closing":{"hiddenEnd":{"afterExtensions":0,"earliestMilliseconds":0,"latestMilliseconds":1}}}"#,
      ["/closing/hiddenEnd"], false
    ),
    ("sealed-rounds", #"{"clock":{"pricing":"second"}}"#, ["/clock/pricing"], false),
    ("english-open", #"{"admissibility":{"withdrawal":"withinTurn"}}"#, ["/admissibility/withdrawal"], false),
    ("english-open", #"{"admissibility":{"activity":"everyRound"}}"#, ["/admissibility/activity"], false),
    ("eu-article-35", #"{"clock":{"lots":{"order":"staggered","intervalMilliseconds":1}}}"#, ["/clock/lots"], false),
    ("eu-article-35", #"{"admissibility":{"activity":"everyRound"}}"#, [], false),
  ]
}

private let hiddenEnd = #"{"afterExtensions":2,"earliestMilliseconds":0,"latestMilliseconds":60000}"#
private let softClose = #"{"trigger":"anyBid","windowMilliseconds":1,"extensionMilliseconds":1,"base":"end"}"#

private func bands(_ bands: String) -> String {
  #"{"admissibility":{"decrement":{"kind":"banded","percent":null,"bands":[\#(bands)]}}}"#
}

private func features(_ features: String) -> String { #"{"ranking":{"model":{"features":[\#(features)]}}}"# }
