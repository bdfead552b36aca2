/// The passphrase of a device, for a program that can ask for it when it begins, and not later.
package enum DevicePassphrase {
    /// Asks for the passphrase where keys of the device are under one, and tries it on all of them that are concerned.
    ///
    /// - Parameter caseNames: the cases whose keys will be used.
    /// - Returns: nil where none of these keys, and not the device's own, is under a passphrase.
    /// - Throws: `CaseError.noPassphrase` where there is nobody to ask; `.wrongPassphrase`.
    package static func ask(forKeysOf caseNames: Set<String>, on device: Device) throws -> String? {
        let store = KeyStore(device, device.passphrases)
        let scopes = try store.scopes().filter { caseNames.contains($0.caseName) } + [.device]
        let files = try scopes.compactMap(store.readAsItIs).filter(\.wrappingKey.isUnderPassphrase)
        guard !files.isEmpty else { return nil }
        let passphrase = try device.passphrases.passphrase(for: .device)
        let known = KeyStore(device, Passphrases { _ in passphrase })
        for file in files { _ = try known.unlock(file) }
        return passphrase
    }
}
