// A program of PostgreSQL as our child: its own process group, another user if we are root, dead when we are.

import Foundation
import Glibc
import Synchronization

/// The account that a child runs as.
struct Account: Hashable {
  var user: uid_t
  var group: gid_t
  var name: String

  init?(_ entry: UnsafeMutablePointer<passwd>?) {
    guard let entry else { return nil }
    user = entry.pointee.pw_uid
    group = entry.pointee.pw_gid
    name = String(cString: entry.pointee.pw_name)
  }
}

/// A child process. Waiting and signalling are safe from any thread: a number is signalled only while it is ours.
final class ServerProcess: Sendable {
  let number: pid_t
  /// What `waitpid` said, once it did.
  private let status = Mutex<Int32?>(nil)

  /// Starts a program in a process group of its own, so that Ctrl-C at the terminal does not reach it, with no
  /// input, `/` as its directory, none of our open files, and its output in `output`.
  ///
  /// It gets `deathSignal` as soon as **the calling thread** ends, however that happens: call this on a thread that
  /// stays. Should we die before `setpriv` has asked for that, the child stays behind; the next start finds it.
  convenience init(_ arguments: [String], as account: Account?, deathSignal: String, output: Int32) throws(ClusterError)
  {
    guard let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: FileManager.default.isExecutableFile) else {
      throw .programNotFound("setpriv (package util-linux)")
    }
    var prefix = [setpriv, "--pdeathsig", deathSignal]
    if let account { prefix += ["--reuid", "\(account.user)", "--regid", "\(account.group)", "--clear-groups"] }
    // The directory that we were started in may be closed to the other account.
    try self.init(prefix + ["--", "/usr/bin/env", "--chdir=/"] + arguments, output: output)
  }

  private init(_ arguments: [String], output: Int32) throws(ClusterError) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    for descriptor in Self.openDescriptors where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let variables = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC"]
    let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for text in argv + environment { free(text) } }
    var number: pid_t = 0
    let failure = posix_spawn(&number, arguments[0], &actions, &attributes, argv, environment)
    guard failure == 0 else { throw .system("starting \(arguments[0])", errorNumber: failure) }
    self.number = number
  }

  /// What we have open, and no child of ours needs: a listening socket in its hands would outlive us.
  private static var openDescriptors: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }
  }

  /// What a short program prints; `nil` if it cannot be run or fails.
  static func output(of arguments: [String]) -> String? {
    let pipe = Pipe()
    let process = try? ServerProcess(arguments, output: pipe.fileHandleForWriting.fileDescriptor)
    try? pipe.fileHandleForWriting.close()
    let data = try? pipe.fileHandleForReading.readToEnd()
    process?.waitUntilExit()
    guard process?.exitStatus() == 0 else { return nil }
    return String(validating: data ?? Data(), as: UTF8.self)
  }

  /// What the process ended with, as `waitpid` has it; `nil` while it runs.
  func exitStatus() -> Int32? {
    status.withLock { status in
      if status != nil { return status }
      var now: Int32 = 0
      if waitpid(number, &now, WNOHANG) == number { status = now }
      return status
    }
  }

  /// Blocks until the process has ended, without taking its number away from whoever signals it just now.
  func waitUntilExit() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    _ = exitStatus()
  }

  /// Answers whether the process has ended by `deadline`.
  func waitUntilExit(by deadline: MonotonicTime) -> Bool {
    while exitStatus() == nil {
      if MonotonicTime.now > deadline { return false }
      pause(milliseconds: 10)
    }
    return true
  }

  func send(_ signal: Int32) {
    status.withLock { status in
      if status == nil { _ = kill(number, signal) }
    }
  }

  /// In words: `ended with status 1`, `was killed by signal 9`.
  static func text(ofStatus status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "it ended with status \(status >> 8 & 0xFF)" : "it was killed by signal \(signal)"
  }

  static func text(ofError number: Int32) -> String { String(cString: strerror(number)) }
}

extension ServerProcess {
  /// A fast shutdown; after `patienceMilliseconds` an immediate one, at last by force.
  func stop(immediately: Bool, patienceMilliseconds: Int) {
    if !immediately {
      send(SIGINT)
      if waitUntilExit(by: .now.adding(milliseconds: patienceMilliseconds)) { return }
    }
    send(SIGQUIT)
    if waitUntilExit(by: .now.adding(milliseconds: 10_000)) { return }
    send(SIGKILL)
    waitUntilExit()
  }
}
