/// Why a case could not be used as asked: who must act, and what to do.
package struct CaseError: Error, Sendable, CustomStringConvertible {
    /// Who must act; more may be added.
    package struct Code: Sendable, Hashable {
        private enum Storage {
            case exists, missing, notACase, newer, refused, badName, input, damagedKeys, noPassphrase
            case wrongPassphrase
        }
        private let storage: Storage

        /// There is a case of that name already.
        package static let exists = Code(storage: .exists)
        /// There is no such case.
        package static let missing = Code(storage: .missing)
        /// The folder is there, but it is no case.
        package static let notACase = Code(storage: .notACase)
        /// A later version made the case, in a form that this one does not know.
        package static let newer = Code(storage: .newer)
        /// What was asked contradicts what the case holds.
        package static let refused = Code(storage: .refused)
        /// A name that no case or feed can have.
        package static let badName = Code(storage: .badName)
        /// What was given is wrong in itself.
        package static let input = Code(storage: .input)
        /// What keeps the keys of private text is damaged.
        package static let damagedKeys = Code(storage: .damagedKeys)
        /// A passphrase is needed, and there is nobody to ask.
        package static let noPassphrase = Code(storage: .noPassphrase)
        /// The passphrase that was given is another one.
        package static let wrongPassphrase = Code(storage: .wrongPassphrase)
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
