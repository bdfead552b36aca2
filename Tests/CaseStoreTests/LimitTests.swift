import CaseModel
import EventLog
import Testing

/// Rooms that may not know each other agree all the same.
struct LimitTests {
    @Test func `the log and the model take sequences to the same end`() {
        #expect(LogSettings.sequenceMax == EventID.sequenceMax)
    }

    @Test func `the log and the model take lines of the same length`() {
        #expect(LogSettings.lineSizeMax == CaseHistory.lineSizeMax)
    }
}
