import CEdit

// One of the files named Boundary: only they touch unsafe memory. This one: the calls of libedit.

/// The editor that libedit makes, with the functions that it calls back.
@safe final class BoundaryEditor {
    private let editor: OpaquePointer
    private let past: OpaquePointer
    /// Stays until the next prompt: libedit does not copy it.
    private var shown: UnsafeMutablePointer<CChar>?
    private unowned let owner: LineEditor

    /// - Returns: nil where the terminal cannot be edited on.
    init?(program: String, owner: LineEditor) {
        guard caselog_edit_use_utf8() == 1, let past = unsafe history_init() else { return nil }
        let context = unsafe Unmanaged.passUnretained(owner).toOpaque()
        guard let editor = unsafe caselog_edit_begin(program, context, past) else {
            unsafe history_end(past)
            return nil
        }
        unsafe (self.editor, self.past) = (editor, past)
        self.owner = owner
        unsafe caselog_edit_set_prompt(editor) { editor in
            unsafe BoundaryEditor.owner(of: editor)?.boundary?.showPrompt()
        }
        unsafe caselog_edit_set_reader(editor) { editor, scalar in
            guard let owner = unsafe BoundaryEditor.owner(of: editor), let scalar = unsafe scalar,
                let next = owner.nextScalar()
            else { return 0 }
            unsafe scalar.pointee = wchar_t(bitPattern: next.value)
            return 1
        }
        bind()
    }

    deinit {
        unsafe el_end(editor)
        unsafe history_end(past)
        unsafe shown?.deallocate()
    }

    private static func owner(of editor: OpaquePointer?) -> LineEditor? {
        guard let context = unsafe caselog_edit_owner(editor) else { return nil }
        return unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
    }

    private func bind() {
        unsafe caselog_edit_bind(editor, "^I", "caselog-complete") { editor, _ in
            guard let owner = unsafe BoundaryEditor.owner(of: editor) else { return UInt8(CC_ERROR) }
            return UInt8(owner.completePiece() ? CC_REDISPLAY : CC_REFRESH)
        }
        unsafe caselog_edit_bind(editor, "^C", "caselog-clear") { editor, _ in
            unsafe BoundaryEditor.owner(of: editor)?.noteCleared()
            return UInt8(CC_EOF)
        }
        // Escape before it makes another key of it.
        unsafe caselog_edit_bind(editor, "^[^C", "caselog-clear") { editor, _ in
            unsafe BoundaryEditor.owner(of: editor)?.noteCleared()
            return UInt8(CC_EOF)
        }
        unsafe caselog_edit_bind(editor, LineEditor.tickKey, "caselog-tick") { _, _ in UInt8(CC_REFRESH) }
    }

    private func showPrompt() -> UnsafeMutablePointer<CChar>? {
        var bytes = Array(owner.shownPrompt.utf8)
        bytes.removeAll { $0 == 0 }
        unsafe shown?.deallocate()
        let made = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (index, byte) in bytes.enumerated() { unsafe made[index] = CChar(bitPattern: byte) }
        unsafe made[bytes.count] = 0
        unsafe shown = made
        return unsafe made
    }

    /// Reads a line, LF included; nil at the end of input, or where a key has ended it.
    func read() -> String? {
        var count: CInt = 0
        guard let line = unsafe el_gets(editor, &count), count > 0 else { return nil }
        return unsafe String(cString: line)
    }

    /// Has something read as if it were typed.
    func push(_ text: String) { unsafe el_push(editor, text) }

    func remember(_ line: String) { unsafe caselog_edit_remember(past, line) }

    func setRaw(_ isRaw: Bool) { unsafe caselog_edit_set_raw(editor, isRaw ? 1 : 0) }

    func resize() { unsafe el_resize(editor) }

    /// What is typed before the cursor.
    var textBeforeCursor: String {
        guard let line = unsafe el_line(editor) else { return "" }
        let count = unsafe line.pointee.cursor - line.pointee.buffer
        let bytes = unsafe UnsafeRawBufferPointer(start: line.pointee.buffer, count: count)
        return String(decoding: unsafe Array(bytes), as: UTF8.self)
    }

    /// Puts something in the place of the characters before the cursor.
    func replace(_ count: Int, by text: String) {
        if count > 0 { unsafe el_deletestr(editor, CInt(count)) }
        if !text.isEmpty { _ = unsafe el_insertstr(editor, text) }
    }

    func flush() { caselog_edit_flush() }
}
