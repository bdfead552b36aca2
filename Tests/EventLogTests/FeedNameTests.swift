import EventLog
import Testing

struct FeedNameTests {
    @Test(arguments: ["jw-3f9c21ab", "a-00000000", "7x-ffffffff"])
    func `initials and eight digits are a name`(text: String) {
        #expect(FeedName(text)?.text == text)
    }

    @Test(arguments: [
        "", "jw", "-3f9c21ab", "JW-3f9c21ab", "jw-3F9C21AB", "jw-3f9c21a", "jw-3f9c21abc", "j w-3f9c21ab",
        "jw-3f9c21ab/", "jw--3f9c21ab", "é-3f9c21ab", "../-3f9c21ab", String(repeating: "a", count: 201) + "-3f9c21ab",
    ])
    func `anything else is not`(text: String) {
        #expect(FeedName(text) == nil)
    }

    @Test func `names are in bytewise order`() throws {
        #expect(try #require(FeedName("a-ffffffff")) < #require(FeedName("b-00000000")))
    }
}
