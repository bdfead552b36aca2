/// What a device calls itself to those who lend it keys.
enum ReaderName {
    static let lengthMax = 64

    /// Letters, digits, points and hyphens: nothing that a line could be taken apart at.
    static func isName(_ text: some StringProtocol) -> Bool {
        (1...lengthMax).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
            }
    }
}
