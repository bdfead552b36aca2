import Testing

@testable import CaseModel

/// Which events are kept with what they concern follows from the roles of their fields.
struct FilingTests {
    @Test(arguments: EventType.allCases)
    func `only an event whose fields file it somewhere is looked at for that`(type: EventType) {
        let isFiledByAField = EventDescription.of(type).fields.contains { field in
            switch field.role {
            case .defines, .course, .touches, .definesCode, .courseOfCode, .coded: true
            case .plain, .existing, .perceiver, .code, .events: false
            }
        }
        let event = Event(id: EventID(feed: 0, sequence: 1), occurred: EDTF(), recorded: 0, payload: Payload(type))
        let isFiledAsAWhole = event.tieKey != nil || type == .influencePerceived || type == .caseOpened
        #expect(type.isFiledNowhere == !(isFiledByAField || isFiledAsAWhole))
    }
}
