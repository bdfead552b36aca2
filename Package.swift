// swift-tools-version: 6.2
import PackageDescription

/// The settings every target is built with; `Architecture.md` says what each buys.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "caselog",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "caselog", targets: ["caselog"]),
        .library(name: "CaseStore", targets: ["CaseStore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.0.0"),
    ],
    targets: [
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
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
        .target(
            name: "CaseAnswers", dependencies: ["CaseModel", "CasePages", "CaseStore", "EventLog"], swiftSettings: house
        ),
        .target(
            name: "CaseServer",
            dependencies: [
                "CMalloc", "CaseAnswers", "CaseModel", "CasePages", "CaseStore", "EventLog",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            exclude: ["Client"], swiftSettings: house, plugins: ["PageEmbedding"]
        ),
        .target(name: "LineEditor", dependencies: ["CEdit"], swiftSettings: house + [.strictMemorySafety()]),
        .executableTarget(
            name: "caselog",
            dependencies: [
                "CaseAnswers", "CaseModel", "CasePages", "CaseServer", "CaseStore", "EventLog", "LineEditor",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "TestHistories", dependencies: ["CaseModel", "CasePages"], path: "Tests/TestHistories",
            swiftSettings: house
        ),
        .target(name: "Simulation", dependencies: ["EventLog"], path: "Tests/Simulation", swiftSettings: house),
        .target(name: "Sampling", path: "Tests/Sampling", swiftSettings: house),
        .testTarget(name: "EventLogTests", dependencies: ["EventLog", "Sampling", "Simulation"], swiftSettings: house),
        .testTarget(
            name: "CaseModelTests", dependencies: ["CaseModel", "Sampling", "TestHistories"], swiftSettings: house),
        .testTarget(
            name: "CaseStoreTests",
            dependencies: [
                "CaseModel", "CasePages", "CaseStore", "EventLog", "Sampling", "Simulation", "TestHistories",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "CasePagesTests", dependencies: ["CaseModel", "CasePages", "TestHistories"], swiftSettings: house
        ),
        .testTarget(
            name: "CaseServerTests",
            dependencies: [
                "CaseAnswers", "CaseModel", "CaseServer", "CaseStore", "EventLog",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "caselogTests", dependencies: ["caselog", "CaseModel", "LineEditor", "Sampling"],
            exclude: ["Snapshots"],
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
