import TenfoldLoad
import TenfoldOutput
import Testing

@testable import TenfoldLab

struct LoadReportTextTests {
  @Test func `a load without answers is told as that, and not as fast`() {
    let text = LoadReportText.text(of: LoadReport())
    #expect(text.contains("p50 not answered") && text.contains("p99.9 not answered"))
    let document = LoadReportText.document(of: LoadReport())
    #expect(document.text.contains("\"p99\": null"))
  }
}
