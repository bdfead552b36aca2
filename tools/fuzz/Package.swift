// swift-tools-version: 6.2
import PackageDescription

/// The settings that the rooms are built with, as in the root's manifest, and besides: every branch and comparison
/// reports to the fuzzer, and what is internal to a room can be called as its tests call it.
let fuzzed: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
]

/// A package of its own, so that nobody has to build fuzzers. The rooms' sources are the root's, through symbolic
/// links: what they offer each other has `package` access, which ends at a package's border.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "EventLog",
            dependencies: ["CLZ4", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: fuzzed + [.strictMemorySafety()]
        ),
        .target(
            name: "CaseModel", dependencies: [.product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: fuzzed
        ),
        .target(
            name: "CaseStore",
            dependencies: [
                "CaseModel", "EventLog", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: fuzzed
        ),
        .executableTarget(name: "EmbedPage"),
        .plugin(
            name: "PageEmbedding", capability: .buildTool(), dependencies: ["EmbedPage"], path: "Sources/PageEmbedding"),
        .target(
            name: "CasePages", dependencies: ["CZlib", "CaseModel"], exclude: ["Page"],
            swiftSettings: fuzzed, plugins: ["PageEmbedding"]),
        .target(name: "TestHistories", dependencies: ["CaseModel", "CasePages"], swiftSettings: fuzzed),
        .executableTarget(
            name: "casefuzz",
            dependencies: [
                "CaseModel", "CasePages", "CaseStore", "EventLog", "TestHistories",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: fuzzed + [.enableExperimentalFeature("Extern")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
