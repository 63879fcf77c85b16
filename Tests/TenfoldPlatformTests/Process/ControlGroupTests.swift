import Testing

@testable import TenfoldPlatform

struct ControlGroupTests {
  private static let hybrid = """
    tmpfs /sys/fs/cgroup tmpfs rw 0 0
    cgroup /sys/fs/cgroup/cpu cgroup rw,relatime,cpu,cpuacct 0 0
    cgroup /sys/fs/cgroup/cpuset cgroup rw,relatime,cpuset 0 0
    cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0
    """
  private static let unified = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n"

  @Test func `version 1 is found with the group this process is in`() {
    let tree = Self.find(Self.hybrid, "3:cpuset:/other\n2:cpu,cpuacct:/user\n0::/\n", controllers: "hugetlb")
    #expect(tree == ControlGroupTree(version: .one, folder: "/sys/fs/cgroup/cpu/user"))
  }

  @Test func `version 2 is found with the group this process is in`() {
    let tree = Self.find(Self.unified, "0::/user.slice/me\n", controllers: "cpuset cpu io")
    #expect(tree == ControlGroupTree(version: .two, folder: "/sys/fs/cgroup/user.slice/me"))
  }

  @Test func `a group that is hidden from this process gives way to the root`() {
    let tree = Self.find(Self.unified, "0::/elsewhere\n", controllers: "cpu", exists: { _ in false })
    #expect(tree?.folder == "/sys/fs/cgroup")
  }

  @Test func `a tree without processors is none`() {
    #expect(Self.find(Self.unified, "0::/\n", controllers: "io memory") == nil)
    #expect(Self.find("", "", controllers: "cpu") == nil)
  }

  @Test func `a group that is made can be removed, and its quota holds`() throws {
    guard let tree = ControlGroupTree.ofProcess(),
      let group = try? ControlGroup.make(
        named: "tenfold-test-\(ProcessEnvironment.processNumber)", in: tree, cores: 0.2)
    else {
      print("skipped: no right to make control groups here")
      return
    }
    let name = tree.version == .one ? "cpu.cfs_quota_us" : "cpu.max"
    #expect(KernelFile.read(group.folder + "/" + name)?.hasPrefix("2000") == true)
    #expect(group.throttledTime == 0)
    #expect(throws: ControlGroupError.self) { try group.add(process: -1) }
    #expect(group.remove())
    #expect(!OutputFile.exists(group.folder))
  }

  private static func find(
    _ mounts: String, _ membership: String, controllers: String, exists: (String) -> Bool = { _ in true }
  ) -> ControlGroupTree? {
    ControlGroupTree.find(
      mounts: mounts, membership: membership, controllers: { _ in controllers }, exists: exists)
  }
}
