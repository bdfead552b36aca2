#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: threads, and what they share.
// Everything above works on `RawSpan` and arrays.

/// Threads of the operating system: Swift's tasks cannot be waited for where nothing is asynchronous.
enum Threads {
    /// What a thread is to do, on its way to it.
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// A thread that was started and has to be joined, or let go, once.
    @safe struct Started: @unchecked Sendable {
        fileprivate let thread: pthread_t

        /// Lets the thread end when it will, instead.
        func detach() {
            #if canImport(Darwin)
            _ = unsafe pthread_detach(thread)
            #else
            _ = pthread_detach(thread)
            #endif
        }

        /// Waits until the thread has ended.
        func join() {
            #if canImport(Darwin)
            _ = unsafe pthread_join(thread, nil)
            #else
            _ = pthread_join(thread, nil)
            #endif
        }
    }

    static var processorCount: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

    /// Starts a thread; nil where the system has none to give, and then nothing is done.
    static func start(_ body: @escaping @Sendable () -> Void) -> Started? {
        let work = unsafe Unmanaged.passRetained(Work(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, unsafe work.toOpaque())
        guard status == 0, let thread = unsafe thread else {
            unsafe work.release()
            return nil
        }
        return unsafe Started(thread: thread)
        #else
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, unsafe work.toOpaque())
        guard status == 0 else {
            unsafe work.release()
            return nil
        }
        return Started(thread: thread)
        #endif
    }
}

/// A value that threads share, and wait for one another to change.
@safe final class Monitor<Value>: @unchecked Sendable {
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ value: Value) {
        self.value = value
        let made = unsafe pthread_mutex_init(mutex, nil) == 0 && pthread_cond_init(changed, nil) == 0
        precondition(made, "The system could not make a lock.")
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Lends the value to one thread at a time, and wakes those that wait for it to change.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        let result = body(&value)
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
        return result
    }

    /// The same, again and again as the value changes, until there is a result.
    func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        unsafe pthread_mutex_lock(mutex)
        while true {
            if let result = body(&value) {
                unsafe pthread_cond_broadcast(changed)
                unsafe pthread_mutex_unlock(mutex)
                return result
            }
            unsafe pthread_cond_wait(changed, mutex)
        }
    }
}
