import Testing

@testable import EventLog

struct TextCodingTests {
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func `base64 is that of RFC 4648`(text: String, coded: String) {
        #expect(TextCoding.base64(Array(text.utf8)) == coded)
        #expect(TextCoding.bytes(base64: coded) == Array(text.utf8))
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zh==", "Z===", "====", "=Zg=", "Z=g=", "Zm9=", "Zg==Zm9v", "Zm9v\n", "Zm-v", "Zg==Zg==",
    ])
    func `other spellings of base64 are refused`(text: String) {
        #expect(TextCoding.bytes(base64: text) == nil)
    }

    @Test func `any bytes come back from base64`() {
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
            let text = TextCoding.base64(bytes)
            #expect(text.utf8.count == (count + 2) / 3 * 4)
            #expect(TextCoding.bytes(base64: text) == bytes)
        }
    }

    @Test func `hexadecimal is lower case`() {
        #expect(TextCoding.hex([0x00, 0xAB, 0x9F]) == "00ab9f")
        #expect(TextCoding.bytes(hex: "00ab9f") == [0x00, 0xAB, 0x9F])
        #expect(TextCoding.bytes(hex: "00AB") == nil)
        #expect(TextCoding.bytes(hex: "0") == nil)
    }
}
