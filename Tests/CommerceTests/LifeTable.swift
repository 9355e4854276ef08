// The whole truth about a record with a life cycle, as a table: every command in every state by every role.

import Commerce
import Testing

/// Each line of `text` is a command, the states it is about (with commas, or `*`), and the outcome: event kinds joined
/// by `+`, `-` for "nothing to do", or `!` and a rejection. The first line that fits counts; `*` fits every command.
struct LifeTable<Noun: Record> {
  struct Row {
    let name: String
    let command: Noun.Command
    /// Who may; all the others are told `refusal` whatever the state.
    let roles: [Role]
    let refusal: Noun.Rejection?

    init(_ name: String, _ command: Noun.Command, by roles: [Role], others refusal: Noun.Rejection?) {
      self.name = name
      self.command = command
      self.roles = roles
      self.refusal = refusal
    }
  }

  let states: KeyValuePairs<String, Noun>
  let rows: [Row]
  let text: String
  /// Rejections that none of these roles meets; another test does.
  var metElsewhere: [Noun.Rejection] = []

  /// Checks every cell, and that no rejection exists which no cell meets.
  func check() {
    var met: Set<String> = []
    for row in rows {
      for (state, record) in states {
        for role in Role.allCases {
          let expected = role.mayTry(row) ? outcome(of: row.name, in: state) : row.refusal.map { "!\($0)" }
          let actual = record.outcome(of: row.command, by: role.actor)
          #expect(actual == expected, "\(row.name) in \(state) by \(role)")
          met.insert(actual)
        }
      }
    }
    for rejection in Noun.Rejection.allCases where !metElsewhere.contains(rejection) {
      #expect(met.contains("!\(rejection)"), "no cell meets \(rejection)")
    }
    checkNames()
  }

  private func outcome(of command: String, in state: String) -> String? {
    let line = lines.first { line in
      (line[0] == "*" || line[0] == command)
        && (line[1] == "*" || line[1].split(separator: ",").contains { $0 == state })
    }
    return line.map { String($0[2]) }
  }

  /// A misspelt state or command would be a line that never counts.
  private func checkNames() {
    let states = Set(states.map(\.key))
    for line in lines {
      #expect(line[0] == "*" || rows.contains { $0.name == line[0] }, "\(line)")
      #expect(line[1] == "*" || line[1].split(separator: ",").allSatisfy { states.contains(String($0)) }, "\(line)")
    }
  }

  private var lines: [[Substring]] { text.split(separator: "\n").map { $0.split(separator: " ") } }
}

extension Role {
  fileprivate func mayTry<Noun>(_ row: LifeTable<Noun>.Row) -> Bool { row.roles.contains(self) }
}

extension Record {
  /// What `decide` answers, in the words of a table.
  func outcome(of command: Command, by actor: Actor) -> String {
    do throws(Rejection) {
      let events = try decide(command, by: actor, at: noon)
      return events.isEmpty ? "-" : events.map(\.kind).joined(separator: "+")
    } catch {
      return "!\(error)"
    }
  }

  /// The record after `events`.
  func after(_ events: Event...) -> Self {
    var record = self
    for event in events { record.fold(event) }
    return record
  }
}

/// What a refusable call answers, in the words of a table: `ok` or `!` and the reason.
func outcome<Value, Refused: Error>(_ call: () throws(Refused) -> Value) -> String {
  do throws(Refused) {
    _ = try call()
    return "ok"
  } catch {
    return "!\(error)"
  }
}

/// That `outcomes` meet every case of `Refused`.
func expectAllMet<Refused: Error & CaseIterable>(_: Refused.Type, in outcomes: [String]) {
  for reason in Refused.allCases { #expect(outcomes.contains("!\(reason)"), "no row meets \(reason)") }
}
