// swift-tools-version: 6.2
import PackageDescription

/// The settings that the rooms are built with, as in the root's manifest.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A package of its own, so that nobody has to build benchmarks. The rooms' sources are the root's, through symbolic
/// links: what they offer each other has `package` access, which ends at a package's border.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .target(
            name: "EventLog",
            dependencies: ["CLZ4", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house + [.strictMemorySafety()]
        ),
        .target(
            name: "CaseModel", dependencies: [.product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: house
        ),
        .target(
            name: "CaseStore",
            dependencies: [
                "CaseModel", "EventLog", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: house
        ),
        .executableTarget(name: "EmbedPage", swiftSettings: house),
        .plugin(
            name: "PageEmbedding", capability: .buildTool(), dependencies: ["EmbedPage"], path: "Sources/PageEmbedding"),
        .target(
            name: "CasePages", dependencies: ["CZlib", "CaseModel"], exclude: ["Page"],
            swiftSettings: house, plugins: ["PageEmbedding"]),
        .target(name: "TestHistories", dependencies: ["CaseModel", "CasePages"], swiftSettings: house),
        .executableTarget(name: "casegen", swiftSettings: house),
        .executableTarget(
            name: "casebench", dependencies: ["CSQLite", "CaseModel", "CaseStore", "EventLog", "TestHistories"],
            swiftSettings: house
        ),
    ],
    swiftLanguageModes: [.v6]
)
