import Foundation

/// How much the tests try: a sample in `tools/test`, which people wait for, and the whole in `tools/test --whole`,
/// which sets the environment variable `CASELOG_TESTS` to `whole`.
private let isWhole = ProcessInfo.processInfo.environment["CASELOG_TESTS"] == "whole"

/// What the tests of this run try of something: a few seeds or all of them, each third call or every one.
package func sampled<Extent>(_ sample: Extent, whole: Extent) -> Extent { isWhole ? whole : sample }
