import Testing

@testable import TenfoldService

/// The header that carries a trace from one service to the next.
struct TraceContextTests {
  private static let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test func `a header is read as it is written`() throws {
    let context = try #require(TraceContext(header: Self.header))
    #expect(context.trace == "0af7651916cd43dd8448eb211c80319c" && context.span == "b7ad6b7169203331")
    #expect(context.text == Self.header)
    #expect(TraceContext(header: TraceContext().text) != nil)
  }

  @Test func `a child is of the same trace, and another span`() {
    let parent = TraceContext()
    let child = TraceContext(childOf: parent)
    #expect(child.trace == parent.trace && child.span != parent.span)
    #expect(TraceContext().trace != parent.trace)
  }

  @Test(arguments: [
    "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
    // Not recorded, another version, zeros, capitals, too short, too long, no digits.
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033310-01",
    "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-+1",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
  ])
  func `what is no header of a recorded trace is none`(_ header: String) {
    #expect(TraceContext(header: header) == nil)
  }
}
