// The directory of a private cluster: who owns what in it, who uses it, where its socket and its log are.

import Foundation
import Glibc

/// `data` (the cluster), `run` (its socket), `postgres.log` and `lock`. Only the first two belong to the account that
/// the server runs as, so that it cannot make us, who may be root, follow a link of its own.
struct ClusterDirectory {
  let path: String
  /// Whom the server runs as; `nil` is ourselves.
  let account: Account?
  /// Held as long as we live: nobody else of ours may use the directory.
  private let lock: Int32

  var data: String { path + "/data" }
  /// Where a cluster is made, until it is complete and becomes `data`.
  var unfinishedData: String { path + "/data.new" }
  var log: String { path + "/postgres.log" }
  var hasData: Bool { FileManager.default.fileExists(atPath: data) }

  /// Makes the directory if there is none, and takes possession of it.
  init(_ path: String, runAs user: String?) throws(ClusterError) {
    let isRoot = geteuid() == 0
    self.path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false).droppingTrailingSlash
    do {
      try FileManager.default.createDirectory(
        atPath: self.path, withIntermediateDirectories: true, attributes: [.posixPermissions: isRoot ? 0o711 : 0o700])
    } catch { throw .system("making \(self.path)", errorNumber: EACCES) }
    account = try Self.account(for: self.path + "/data", runAs: user)
    if let account { try Self.checkReachable(self.path, by: account) }
    lock = try Self.lock(self.path)
  }

  /// Lets others use the directory, at once: a child that is just being started may still have a copy of the file.
  func release() {
    flock(lock, LOCK_UN)
    close(lock)
  }

  /// The major version that made the data, `nil` if there are none yet.
  var dataMajor: Int? {
    let text = try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8)
    return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  // MARK: Making parts of it

  /// Makes an empty directory that only the server's account may enter.
  func makePrivate(_ directory: String) throws(ClusterError) {
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
      throw .system("making \(directory)", errorNumber: errno)
    }
    if let account, chown(directory, account.user, account.group) != 0 {
      throw .system("giving \(directory) to \(account.name)", errorNumber: errno)
    }
    guard chmod(directory, 0o700) == 0 else { throw .system("closing \(directory)", errorNumber: errno) }
  }

  /// Removes what an interrupted first start left, and makes an empty directory in its place.
  func makeUnfinishedData() throws(ClusterError) {
    if FileManager.default.fileExists(atPath: unfinishedData) {
      do { try FileManager.default.removeItem(atPath: unfinishedData) } catch {
        throw .system("removing \(unfinishedData)", errorNumber: EACCES)
      }
    }
    try makePrivate(unfinishedData)
  }

  /// The new cluster is complete: from now on it is the data.
  func finishData() throws(ClusterError) {
    guard rename(unfinishedData, data) == 0 else { throw .system("renaming \(unfinishedData)", errorNumber: errno) }
    let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    fsync(directory)
    close(directory)
  }

  /// Opens the log for appending, after putting a large one aside.
  func openLog() throws(ClusterError) -> Int32 {
    let size = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
    if size > 16 << 20 { rename(log, log + ".1") }
    let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .system("opening \(log)", errorNumber: errno) }
    return file
  }

  /// The last lines of the log, for an error message.
  var logTail: String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").suffix(6).joined(separator: "\n") + "\n(more in \(log))"
  }

  // MARK: The socket

  /// A directory for the socket: `run`, or where its path is too long for a socket a short one under `/tmp`, which
  /// the file `socket-directory` remembers.
  func socketDirectory() throws(ClusterError) -> String {
    let usual = path + "/run"
    if (usual + "/.s.PGSQL.5432").utf8.count <= 107 {
      try makePrivate(usual)
      return usual
    }
    let record = path + "/socket-directory"
    if let known = try? String(contentsOfFile: record, encoding: .utf8), isPrivate(known) { return known }
    var template = Array("/tmp/kontor-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .system("making a directory in /tmp", errorNumber: errno) }
    let short = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try makePrivate(short)
    do { try short.write(toFile: record, atomically: true, encoding: .utf8) } catch {
      throw .system("writing \(record)", errorNumber: EACCES)
    }
    return short
  }

  /// Whether nobody but the server's account and root can have put anything there.
  private func isPrivate(_ directory: String) -> Bool {
    var entry = stat()
    guard lstat(directory, &entry) == 0 else { return false }
    return entry.st_mode == S_IFDIR | 0o700 && entry.st_uid == account?.user ?? geteuid()
  }

  // MARK: Others

  /// After a crash of ours the server may still be shutting down: waits for it. What it left behind is removed where
  /// its number now is another program's, which the next server would take for a server.
  func waitForPreviousServer(socketDirectory: String, _ progress: (String) -> Void) throws(ClusterError) {
    for data in [data, unfinishedData] {
      guard let process = recordedServer(of: data) else { continue }
      if isServer(process, of: data) { progress("waiting for the previous PostgreSQL (process \(process)) to stop") }
      let deadline = MonotonicTime.now.adding(milliseconds: 60_000)
      while isServer(process, of: data) {
        guard MonotonicTime.now < deadline else { throw .dataInUse(directory: data, process: process) }
        pause(milliseconds: 50)
      }
      if kill(process, 0) == 0 || errno == EPERM { unlink(data + "/postmaster.pid") }
    }
    // Nobody but us starts a server in this directory, and none is left.
    unlink(socketDirectory + "/.s.PGSQL.5432.lock")
  }

  private func recordedServer(of data: String) -> pid_t? {
    let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
    return text?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  /// A server's current directory is its data directory.
  private func isServer(_ process: pid_t, of data: String) -> Bool {
    var theirs = stat()
    var ours = stat()
    guard stat("/proc/\(process)/cwd", &theirs) == 0, stat(data, &ours) == 0 else { return false }
    return theirs.st_dev == ours.st_dev && theirs.st_ino == ours.st_ino
  }

  private static func lock(_ path: String) throws(ClusterError) -> Int32 {
    let name = path + "/lock"
    let file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .system("opening \(name)", errorNumber: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      let holder = try? String(contentsOfFile: name, encoding: .utf8)
      throw .alreadyRunning(directory: path, process: holder.flatMap { Int32($0) })
    }
    let number = Array(String(getpid()).utf8)
    ftruncate(file, 0)
    _ = number.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    return file
  }

  // MARK: Whom the server runs as

  private static func account(for data: String, runAs user: String?) throws(ClusterError) -> Account? {
    var entry = stat()
    let exists = stat(data, &entry) == 0
    guard geteuid() == 0 else {
      if exists, entry.st_uid != geteuid() {
        throw .foreignOwner(directory: data, owner: Account(getpwuid(entry.st_uid))?.name ?? "\(entry.st_uid)")
      }
      return nil
    }
    // Whoever made the data keeps them; PostgreSQL accepts no other owner.
    let found =
      exists ? Account(getpwuid(entry.st_uid)) : Account(getpwnam(user ?? "postgres")) ?? Account(getpwnam("nobody"))
    guard let found, found.user != 0 else { throw .noAccount }
    return found
  }

  private static func checkReachable(_ path: String, by account: Account) throws(ClusterError) {
    var directory = ""
    for component in path.split(separator: "/") {
      directory += "/" + component
      var entry = stat()
      guard stat(directory, &entry) == 0 else { throw .system("looking at \(directory)", errorNumber: errno) }
      let mayEnter: mode_t =
        entry.st_uid == account.user ? S_IXUSR : entry.st_gid == account.group ? S_IXGRP : S_IXOTH
      guard entry.st_mode & mayEnter != 0 else { throw .unreachable(directory: directory, account: account.name) }
    }
  }
}

extension String {
  fileprivate var droppingTrailingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
