internal import Glibc

/// An account of this machine.
package struct UserAccount: Sendable, Hashable {
  /// Its name.
  package let name: String
  private let user: uid_t
  /// Number of its group.
  package let group: UInt32

  /// True when this process may do what no ordinary account may.
  package static var isPrivileged: Bool { geteuid() == 0 }

  /// The number of this process's account.
  package static var ownNumber: Int { Int(geteuid()) }

  /// The account of a name that is not privileged; nil when there is none.
  package init?(named name: String) {
    guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { return nil }
    self.name = name
    user = entry.pointee.pw_uid
    group = entry.pointee.pw_gid
  }

  /// Gives it a file or folder.
  ///
  /// - Returns: False when this process must not.
  package func own(_ path: String) -> Bool { chown(path, user, group) == 0 }
}
