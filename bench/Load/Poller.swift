// One event loop over all connections: as little work a message as can be, because server and generator share the
// processors.

import CPolling
import Glibc

/// A connection that the poller reads for.
class Peer {
  final let socket: Int32

  init(_ socket: Int32) { self.socket = socket }

  deinit { close(socket) }

  /// What has arrived, valid during the call only.
  func receive(_ bytes: UnsafeRawBufferPointer) {}

  /// The other side has closed, or the connection is broken.
  func ended() {}
}

final class Poller {
  private let descriptor = epoll_create1(0)
  private var peers: [Int32: Peer] = [:]
  private let ready = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 512)
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

  deinit {
    close(descriptor)
    ready.deallocate()
    buffer.deallocate()
  }

  func add(_ peer: Peer) {
    peers[peer.socket] = peer
    var event = epoll_event()
    event.events = EPOLLIN.rawValue
    // The poller keeps the peer alive for as long as the kernel knows the address.
    event.data.ptr = Unmanaged.passUnretained(peer).toOpaque()
    precondition(epoll_ctl(descriptor, EPOLL_CTL_ADD, peer.socket, &event) == 0)
  }

  func remove(_ peer: Peer) {
    epoll_ctl(descriptor, EPOLL_CTL_DEL, peer.socket, nil)
    peers[peer.socket] = nil
  }

  /// Waits for messages, but not beyond the deadline, and hands out what is there.
  func turn(until deadline: Moment) {
    let wait = max(0, deadline - now())
    var time = timespec(tv_sec: Int(wait / second), tv_nsec: Int(wait % second))
    let count = epoll_pwait2(descriptor, ready.baseAddress, Int32(ready.count), &time, nil)
    guard count > 0 else { return }
    for index in 0..<Int(count) {
      guard let address = ready[index].data.ptr else { continue }
      read(Unmanaged<Peer>.fromOpaque(address).takeUnretainedValue())
    }
  }

  private func read(_ peer: Peer) {
    let count = recv(peer.socket, buffer.baseAddress, buffer.count, 0)
    if count > 0 {
      peer.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      remove(peer)
      peer.ended()
    }
  }
}
