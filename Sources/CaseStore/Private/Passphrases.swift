/// Where passphrases come from: a terminal, a file, a test.
package struct Passphrases: Sendable {
    /// What a passphrase is asked for.
    package enum Purpose: Sendable, Equatable {
        /// The one of this device, which is set.
        case device
        /// The one that this device is to have from now on.
        case newDevice
        /// One for a backup that is being written.
        case newBackup
        /// The one that a backup was written with.
        case backup(file: String)
    }

    /// Asks for one.
    ///
    /// - Throws: `CaseError` where there is nobody to ask.
    package let ask: @Sendable (Purpose) throws -> String
    /// How hard new ones are made to guess.
    package let cost: ScryptCost

    package init(cost: ScryptCost = ScryptCost(), ask: @escaping @Sendable (Purpose) throws -> String) {
        self.ask = ask
        self.cost = cost
    }

    /// - Throws: `CaseError` where what was given is empty.
    func passphrase(for purpose: Purpose) throws -> String {
        let passphrase = try ask(purpose)
        guard !passphrase.isEmpty else {
            throw CaseError(.input, "A passphrase must not be empty. Nothing was changed.")
        }
        return passphrase
    }
}
