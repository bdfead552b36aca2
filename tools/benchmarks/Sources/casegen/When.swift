/// A date as it will be written, and when it takes effect.
struct When {
    enum Form {
        case day
        case time(minute: Int)
        case approximateDay
        case dayInterval(length: Int)
        case month
        case approximateMonth
        case season
        case year
        /// By that day at the latest.
        case by
    }

    let day: Int
    let form: Form
    /// The day on which it could be known, where that is told.
    var learnt: Int?

    /// Minutes since the case began at which it takes effect, as `caselog` reads it.
    func effect(_ days: Days) -> Int {
        switch form {
        case .day, .approximateDay, .dayInterval, .by: day * 1440
        case .time(let minute): day * 1440 + minute
        case .month, .approximateMonth: days.monthStart(day) * 1440
        case .season: seasonStart(days) * 1440
        case .year: yearStart(days) * 1440
        }
    }

    private func yearStart(_ days: Days) -> Int {
        var start = days.monthStart(day)
        while days.date(start).month > 1 { start = days.monthStart(start - 1) }
        return start
    }

    private func seasonStart(_ days: Days) -> Int {
        var start = days.monthStart(day)
        while days.date(start).month % 3 != 0 { start = days.monthStart(start - 1) }
        return start
    }

    func put(to sheet: inout Sheet, _ days: Days) {
        switch form {
        case .day: sheet.put(days.bytes(day))
        case .time(let minute):
            sheet.put(days.bytes(day))
            sheet.put("T")
            sheet.put(minute / 60, width: 2)
            sheet.put(":")
            sheet.put(minute % 60, width: 2)
        case .approximateDay:
            sheet.put(days.bytes(day))
            sheet.put("~")
        case .dayInterval(let length):
            sheet.put(days.bytes(day))
            sheet.put("/")
            sheet.put(days.bytes(min(day + length, Days.count - 1)))
        case .month: sheet.put(days.bytes(day).prefix(7))
        case .approximateMonth:
            sheet.put(days.bytes(day).prefix(7))
            sheet.put("~")
        case .season:
            let start = days.date(seasonStart(days))
            sheet.put(start.year)
            sheet.put("-2")
            sheet.put(start.month / 3)
        case .year: sheet.put(days.bytes(day).prefix(4))
        case .by:
            sheet.put("../")
            sheet.put(days.bytes(day))
        }
    }
}

extension Generator {
    /// A date for what depends on no other date: now and then, and so that one line in twenty does, it lies up to a
    /// year before its neighbours.
    mutating func free() -> When {
        if random.chance(0.068) {
            let day = max(Days.first + 800, today - 1 - random.below(365))
            return When(day: day, form: form(isPlain: false), learnt: random.chance(0.7) ? today : nil)
        }
        return When(day: today, form: form(isPlain: false), learnt: random.chance(0.22) ? today : nil)
    }

    /// A date for the beginning of something: late now and then, and of a form that is easily compared.
    mutating func beginning() -> When {
        let isLate = random.chance(0.05)
        let day = isLate ? today - 1 - random.below(365) : today
        return When(day: day, form: form(isPlain: true), learnt: isLate || random.chance(0.2) ? today : nil)
    }

    /// A date for what may not come before a minute; nil where today is too early.
    mutating func next(after last: Int) -> When? {
        let learnt = random.chance(0.15) ? today : nil
        let drawn = When(day: today, form: form(isPlain: true), learnt: learnt)
        if drawn.effect(days) >= last { return drawn }
        return today * 1440 >= last ? When(day: today, form: .day, learnt: learnt) : nil
    }

    private mutating func form(isPlain: Bool) -> When.Form {
        switch random.below(200) {
        case 0..<152: .day
        case ..<180: .time(minute: random.within(8 * 60...19 * 60))
        case ..<185: .approximateDay
        case ..<188: .dayInterval(length: random.within(2...20))
        case ..<194: .month
        case ..<196: .approximateMonth
        case 196 where !isPlain: .season
        case 197 where !isPlain: .year
        case 198 where !isPlain: .by
        default: .day
        }
    }
}
