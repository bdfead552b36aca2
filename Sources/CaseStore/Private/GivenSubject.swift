package import CaseModel

extension Subject {
    /// Reads a subject that a person gave.
    ///
    /// - Throws: `CaseError` where the text is none.
    package init(given text: String) throws {
        guard let subject = Subject(text) else {
            throw CaseError(
                .input,
                "\"\(text)\" is no subject of a key. Give an identifier such as p07 or interview-07, a person in a session "
                    + "such as p07/interview-07, or * for the case itself.")
        }
        self = subject
    }
}
