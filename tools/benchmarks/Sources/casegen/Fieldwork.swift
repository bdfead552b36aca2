extension Generator {
    mutating func tellOfFieldwork(_ kind: EventKind) -> Bool {
        switch kind {
        case .sessionStarted: return startSession()
        case .sessionPaused: return turnSession(isPausing: true)
        case .sessionResumed: return turnSession(isPausing: false)
        case .attendanceNoted: return noteAttendance()
        default:
            collectDocument()
            return true
        }
    }

    private mutating func startSession() -> Bool {
        guard feeds[current].session == nil else { return false }
        if let session = sessionOfAnother() {
            tellStart(session)
            return true
        }
        feeds[current].counts.sessions += 1
        let number = feeds[current].counts.sessions
        let start = random.within(8 * 60...18 * 60)
        let sequence = tellStart(Session(feed: current, number: number, day: today, start: start, minute: start))
        feeds[current].sessions.add(sequence: sequence, number: number, day: today)
        return true
    }

    /// A session of today that another feed has recorded: this one's author sat in it as well, and tells of that once.
    private mutating func sessionOfAnother() -> Session? {
        let feed = random.below(feeds.count)
        guard feed < current, random.chance(0.2) else { return nil }
        let sessions = feeds[feed].pastSessions
        var next = feeds[current].passedSessions[feed, default: 0]
        while next < sessions.count, sessions[next].day < today { next += 1 }
        let isToday = next < sessions.count && sessions[next].day == today
        feeds[current].passedSessions[feed] = isToday ? next + 1 : next
        return isToday ? sessions[next] : nil
    }

    @discardableResult
    private mutating func tellStart(_ session: Session) -> Int {
        feeds[current].session = session
        begin(.sessionStarted, When(day: session.day, form: .time(minute: session.start)), evidenced: 0)
        putThing("session", "session", session.feed, session.number)
        put("kind", oneOf: Terms.sessionKinds)
        putTitle("title")
        if random.chance(0.7) { putActors("participants", someActors(1...4)) }
        if random.chance(0.5) { putActor("body", body()) }
        put("mode", oneOf: Terms.modes, chance: 0.6)
        return end()
    }

    mutating func endSession() {
        guard var session = feeds[current].session else { return }
        feeds[current].session = nil
        session.minute += random.within(1...9)
        begin(.sessionEnded, When(day: session.day, form: .time(minute: session.minute)), evidenced: 0)
        putThing("session", "session", session.feed, session.number)
        if random.chance(0.3) { sheet.field("minutes", session.minute - session.start) }
        end()
        if session.feed == current, random.chance(0.3) { feeds[current].pastSessions.append(session) }
    }

    private mutating func turnSession(isPausing: Bool) -> Bool {
        guard let session = feeds[current].session, session.feed == current, session.isPaused != isPausing,
            let when = sessionMinute()
        else { return false }
        feeds[current].session?.isPaused = isPausing
        begin(isPausing ? .sessionPaused : .sessionResumed, when, evidenced: 0)
        putThing("session", "session", session.feed, session.number)
        end()
        return true
    }

    /// The next minute of the session that is going on, if one is.
    mutating func sessionMinute() -> When? {
        guard let session = feeds[current].session else { return nil }
        let minute = session.minute + random.within(1...6)
        feeds[current].session?.minute = minute
        return When(day: session.day, form: .time(minute: minute))
    }

    private mutating func noteAttendance() -> Bool {
        let feed = neighbour()
        guard let session = feeds[feed].sessions.recent(by: today, &random, among: 3) else { return false }
        let when = free()
        begin(.attendanceNoted, when, evidenced: 0.05)
        putThing("session", "session", feed, Int(session.number))
        let (actor, other) = (person(), person())
        putActor("actor", actor)
        let how = random.below(Terms.attendances.count)
        put("how", Terms.attendances[how])
        if how == 5, actor != other { putActor("for", other) }
        remember(.attendanceNoted, end(), when)
        return true
    }

    mutating func collectDocument() {
        feeds[current].counts.documents += 1
        let number = feeds[current].counts.documents
        let when = free()
        begin(.documentCollected, when, evidenced: 0)
        putThing("document", "doc", current, number)
        putTitle("title")
        if random.chance(0.7) { sheet.field("kind", "minutes") }
        if random.chance(0.5) {
            sheet.open("url")
            sheet.put("https://example.org/papers/")
            sheet.put(number)
            sheet.close()
        }
        if random.chance(0.5) { putDay("published", max(Days.first, when.day - random.below(200))) }
        if random.chance(0.2) { putDigest() }
        feeds[current].documents.add(sequence: end(), number: number, day: today)
    }

    private mutating func putDigest() {
        sheet.open("sha256")
        for _ in 0..<4 {
            let part = String(random.next(), radix: 16)
            sheet.put(String(repeating: "0", count: 16 - part.count) + part)
        }
        sheet.close()
    }
}
