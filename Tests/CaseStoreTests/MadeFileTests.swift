import CaseStore
import EventLog
import Testing

/// Files for somebody else, and studies.
struct MadeFileTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private static let mark = Array("<mark>".utf8)

    private func text(_ name: String) throws -> String? {
        try SystemFileSystem().contents("\(shop.path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a file is written whole, and over one of its kind`() throws {
        let file = try MadeFile("\(shop.path)/page.html", on: shop.device())
        for words in ["<mark> one", "<mark> two"] {
            try file.requireFree(orMarked: Self.mark, "page")
            try file.write(Array(words.utf8))
            #expect(try text("page.html") == words)
        }
        #expect(shop.paths() == ["page.html"])
    }

    @Test(arguments: [0, 100_000])
    func `a sealed file is read whole, however large, before one of its kind takes its place`(size: Int) throws {
        let plain = Array("<!-- caselog report -->".utf8)
        let mark = MadeMark(plain, of: "elm")
        let file = try MadeFile("\(shop.path)/elm.md", on: shop.device())
        try file.requireFree(orSealed: mark, "report")
        let sealed = mark.sealed(plain + [10] + [UInt8](repeating: 0x61, count: size))
        try file.write(sealed)
        try file.requireFree(orSealed: mark, "report")
        try file.write(sealed + [0x62])
        let error = #expect(throws: CaseError.self) { try file.requireFree(orSealed: mark, "report") }
        #expect(error?.code == .exists && error?.message.contains("it was changed since") == true)
    }

    @Test func `what somebody else made is not written over`() throws {
        try shop.write(Array("A letter.".utf8), to: "letter")
        let file = try MadeFile("\(shop.path)/letter", on: shop.device())
        let error = #expect(throws: CaseError.self) { try file.requireFree(orMarked: Self.mark, "page") }
        #expect(error?.code == .exists)
    }

    @Test func `no file is written into a case, nor into a folder of it`() throws {
        _ = try shop.make("elm", Input.small)
        for folder in ["elm.caselog", "elm.caselog/feeds"] {
            let error = #expect(throws: CaseError.self) {
                try MadeFile("\(shop.path)/\(folder)/page.html", on: shop.device())
            }
            #expect(error?.code == .input && error?.message.contains("would lie in the case") == true)
        }
        _ = try MadeFile("\(shop.path)/page.html", on: shop.device())
    }

    @Test(arguments: ["", "/", ".", "..", "a/"])
    func `a folder is no file to write`(name: String) throws {
        let given = name.isEmpty ? "" : "\(shop.path)/\(name)"
        let error = #expect(throws: CaseError.self) { try MadeFile(given, on: shop.device()) }
        #expect(error?.code == .input)
    }

    @Test func `a file goes into a folder that is there`() throws {
        #expect(throws: CaseError.self) { try MadeFile("\(shop.path)/missing/page.html", on: shop.device()) }
    }

    @Test func `a case is found alone, and a study's cases by their names`() throws {
        let files = SystemFileSystem()
        for name in ["willow", "elm"] { _ = try shop.make(name, Input.small) }
        let alone = try StudyFolder.cases("\(shop.path)/elm", in: files)
        #expect(alone.places.map(\.name) == ["elm"] && !alone.isStudy)
        let study = try StudyFolder.cases("\(shop.path)/", in: files)
        #expect(study.places.map(\.path) == ["\(shop.path)/elm.caselog", "\(shop.path)/willow.caselog"])
        #expect(study.isStudy)
        let same = try StudyFolder.casesOfStudy(shop.path, in: files)
        #expect(same.map(\.name) == ["elm", "willow"])
        #expect(try StudyFolder.casesOfStudy("\(shop.path)/elm", in: files).map(\.name) == ["elm"])
        #expect(StudyFolder.name(of: "\(shop.path)/") == shop.path.split(separator: "/").last.map(String.init))
    }

    @Test func `a folder without cases is neither`() throws {
        try SystemFileSystem().makeFolder("\(shop.path)/empty", mode: 0o700)
        for (name, code) in [("empty", CaseError.Code.notACase), ("nowhere", .missing)] {
            let error = #expect(throws: CaseError.self) { try StudyFolder.cases("\(shop.path)/\(name)") }
            #expect(error?.code == code)
        }
    }
}
