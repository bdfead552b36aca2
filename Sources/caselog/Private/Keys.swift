import ArgumentParser
import CaseStore
import EventLog

struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys of private text on this device: show, back up, lend, set a passphrase.",
        discussion: """
            Private words are sealed with keys that lie on this device, in $CASELOG_HOME, and never in a case. A lost key \
            is a lost text: keep a backup, apart from the cases, and make one more after new sessions.

            A passphrase is asked for on the terminal, or read from the first line of the file that \
            CASELOG_PASSPHRASE_FILE names.

            EXAMPLES
              caselog keys show elm
              caselog keys backup -o keys-2021-06-30.backup
              caselog keys lend elm interview-07 --to 'caselog-reader+ab+…' -o for-ab.loan
            """,
        subcommands: [
            KeysShow.self, KeysPassphrase.self, KeysBackup.self, KeysRestore.self, KeysIdentity.self, KeysLend.self,
            KeysAccept.self, KeysLent.self,
        ])
}

struct KeysPassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase",
        abstract: "Set, change or remove the passphrase of this device's keys.",
        discussion: """
            Interrupted, it leaves every file openable with the old one or the new one; done again, it completes. A new \
            one may be read from the first line of the file that CASELOG_NEW_PASSPHRASE_FILE names. A forgotten \
            passphrase is a lost key.

            EXAMPLES
              caselog keys passphrase
            """)

    @Flag(help: "Keep keys without a passphrase from now on.")
    var remove = false

    func run() throws {
        let count = try PassphraseChange(Device.here, PassphrasePrompt.passphrases).change(isRemoved: remove)
        Output.tell(
            "\(Plural.of("file", count)) of keys \(remove ? "without a passphrase" : "under the new passphrase").")
    }
}

struct KeysBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write all keys of this device into one file, under a passphrase of its own.",
        discussion: """
            Keep it apart from the cases. It holds keys of all cases and what was destroyed, but neither the table of \
            names nor the key that loans to this device are read with. The passphrase may be read from the first line of \
            the file that CASELOG_BACKUP_PASSPHRASE_FILE names.

            EXAMPLES
              caselog keys backup -o /media/stick/keys-2021-06-30.backup
            """)

    @OptionGroup var file: SecretFile

    func run() throws {
        let device = Device.here
        try file.place.check(device)
        let (bytes, keys, cases) = try KeyBackup.make(of: device, PassphrasePrompt.passphrases)
        try file.place.write(bytes, device)
        Output.tell("\(Plural.of("key", keys)) of \(Plural.of("case", cases)) in '\(file.output)'.")
    }
}

struct KeysRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring back keys from a backup, but for those that were destroyed.",
        discussion: """
            EXAMPLES
              caselog keys restore /media/stick/keys-2021-06-30.backup
            """)

    @Argument(help: "A file that `caselog keys backup` has written.", completion: .file())
    var file: String

    func run() throws {
        let device = Device.here
        let bytes = try KeyFiles.contents(file, device)
        try KeyBackup.restore(bytes, from: file, to: device, PassphrasePrompt.passphrases).tell("restored")
    }
}
