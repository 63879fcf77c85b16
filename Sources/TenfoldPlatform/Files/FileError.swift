internal import Glibc

/// Why a file or folder could not be used.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was found and what to do, without the path.
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }

  package var description: String { reason }

  /// The reason behind an `errno`, in words that say what to do.
  static func system(_ code: Int32) -> FileError {
    switch code {
    case ENOENT: FileError("no such file or folder; check the spelling")
    case EACCES, EPERM: FileError("permission denied; allow reading it (chmod +r) or run as its owner")
    case ELOOP: FileError("a symbolic link that leads back to itself; remove the link")
    case ENAMETOOLONG: FileError("its path is too long for the system; give a folder closer to it")
    case ENOTDIR: FileError("a part of its path is a file; check the spelling")
    case EMFILE, ENFILE: FileError("too many open files; raise the limit with ulimit -n")
    default:
      FileError("\(String(cString: strerror(code))) (error \(code)); check the disk and the permissions")
    }
  }
}
