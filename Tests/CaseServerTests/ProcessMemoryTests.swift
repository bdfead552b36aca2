import Testing

@testable import CaseServer

#if canImport(Glibc)
import Glibc
#endif

/// The memory of the server.
struct ProcessMemoryTests {
    #if canImport(Glibc)
    @Test func `glibc takes the setting by which large pieces go back to the system`() {
        #expect(ProcessMemory.staysLevel())
    }
    #endif
}
