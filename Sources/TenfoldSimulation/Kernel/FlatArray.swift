/// A fixed number of trivial values in one block of memory, changed in place.
///
/// Reading or changing an element costs neither a check of uniqueness nor a reload of the block, which an `Array`
/// held in a struct does; an index out of range is found in debug builds.
struct FlatArray<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  /// Number of elements.
  let count: Int

  /// Copies the elements.
  init(_ elements: some Collection<Element>) {
    count = elements.count
    base = .allocate(capacity: max(1, count))
    _ = UnsafeMutableBufferPointer(start: base, count: count).initialize(from: elements)
  }

  /// Makes `count` elements that are alike.
  init(repeating element: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: element, count: count)
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always)
    unsafeAddress {
      assert(index >= 0 && index < count, "an index is in range")
      return UnsafePointer(base + index)
    }
    @inline(__always)
    nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count, "an index is in range")
      return base + index
    }
  }

  /// The same with an index as the records have it.
  subscript(index: Int32) -> Element {
    @inline(__always)
    unsafeAddress {
      assert(index >= 0 && Int(index) < count, "an index is in range")
      return UnsafePointer(base + Int(index))
    }
    @inline(__always)
    nonmutating unsafeMutableAddress {
      assert(index >= 0 && Int(index) < count, "an index is in range")
      return base + Int(index)
    }
  }

  /// The block from an element on.
  func pointer(from index: Int) -> UnsafePointer<Element> { UnsafePointer(base + index) }

  /// Sets all elements.
  func fill(_ element: Element) { base.update(repeating: element, count: count) }
}
