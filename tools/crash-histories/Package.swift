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

/// A package of its own, so that nobody has to build it twice for the product and its tests. The sources are the
/// root's, through symbolic links: what they offer each other has `package` access, which ends at a package's border.
let package = Package(
    name: "crash-histories",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")
    ],
    targets: [
        .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .target(
            name: "EventLog",
            dependencies: ["CLZ4", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house + [.strictMemorySafety()]
        ),
        .target(name: "Simulation", dependencies: ["EventLog"], swiftSettings: house),
        .executableTarget(name: "crashes", dependencies: ["EventLog", "Simulation"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
