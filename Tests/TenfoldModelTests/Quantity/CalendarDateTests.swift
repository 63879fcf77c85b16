import TenfoldModel
import Testing

struct CalendarDateTests {
  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (-1, "1969-12-31"),
    (951_782_400, "2000-02-29"), (4_107_542_400, "2100-03-01"), (4_107_542_399, "2100-02-28"),
    (1_798_761_599, "2026-12-31"), (1_798_761_600, "2027-01-01"), (Int.max, "9999-12-31"),
    (Int.min, "0001-01-01"),
  ])
  func `seconds since 1970 fall on the day the calendar says`(_ seconds: Int, _ day: String) {
    #expect(CalendarDate(secondsSinceEpoch: seconds).description == day)
  }

  @Test func `every day of a century follows the one before it`() throws {
    var previous = CalendarDate(secondsSinceEpoch: -86_400)
    for day in 0..<36_525 {
      let date = CalendarDate(secondsSinceEpoch: day * 86_400)
      #expect(previous < date)
      #expect(CalendarDate(date.description) == date)
      if date.day == 1 {
        #expect(previous.month != date.month)
      } else {
        #expect(date.day == previous.day + 1)
      }
      previous = date
    }
  }

  @Test(arguments: [
    "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "27-01-01", "2027-1-1",
    "2027/01/01",
    "tomorrow", "", "2027-01-01T00:00:00Z", "+027-01-01", "0000-01-01",
  ])
  func `a text that is no day of the calendar is refused`(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }
}
