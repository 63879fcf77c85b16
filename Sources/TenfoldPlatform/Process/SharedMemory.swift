internal import Glibc

/// Segments of memory that the kernel keeps until somebody removes them, also when their makers are dead.
package enum SharedMemory {
  /// Removes a segment that no process uses any more.
  ///
  /// - Returns: False when it is still used, or this process must not remove it.
  @discardableResult
  package static func remove(_ segment: Int32) -> Bool {
    var state = shmid_ds()
    guard shmctl(segment, IPC_STAT, &state) == 0 else { return errno == EINVAL || errno == EIDRM }
    return state.shm_nattch == 0 && shmctl(segment, IPC_RMID, nil) == 0
  }
}
