/// How fine dates may be in what is given away.
package enum DateLimit: String, Sendable, CaseIterable {
    case day, month, year

    private var precision: DatePoint.Precision {
        switch self {
        case .day: .day
        case .month: .month
        case .year: .year
        }
    }

    /// A date that is no finer: of an interval both ends. Qualifiers stay, and so does what is coarser, such as a
    /// season among months.
    package func coarsened(_ date: EDTF) -> EDTF {
        var coarse = date
        coarse.begin = coarsened(date.begin)
        coarse.end = coarsened(date.end)
        return coarse
    }

    /// The day, month or year as it was written: distances from UTC move nothing.
    private func coarsened(_ point: DatePoint) -> DatePoint {
        guard point.precision > precision else { return point }
        var coarse = DatePoint()
        coarse.year = point.year
        if precision >= .month { coarse.month = point.month }
        if precision >= .day { coarse.day = point.day }
        coarse.precision = precision
        coarse.qualifier = point.qualifier
        return coarse
    }

    /// A line whose dates are no finer, `recorded` among them.
    package func coarsened(_ line: JSONValue) -> JSONValue {
        guard case .object(var members) = line else { return line }
        let type = line["type"]?.string.flatMap(EventType.init(rawValue:))
        for index in members.indices {
            switch members[index].key {
            case "recorded": members[index].value = coarsened(time: members[index].value)
            case "occurred", "learnt": members[index].value = coarsened(date: members[index].value)
            case "data":
                guard let type, case .object(var fields) = members[index].value else { continue }
                for field in fields.indices where EventDescription.of(type).field(fields[field].key)?.shape == .date {
                    fields[field].value = coarsened(date: fields[field].value)
                }
                members[index].value = .object(fields)
            default: continue
            }
        }
        return .object(members)
    }

    private func coarsened(date: JSONValue) -> JSONValue {
        guard let known = date.string.flatMap({ EDTF($0) }) else { return date }
        return .string(coarsened(known).text)
    }

    /// A clock's time begins as a date does: `2019-06-03T14:02:11.512Z`.
    private func coarsened(time: JSONValue) -> JSONValue {
        let length =
            switch self {
            case .day: 10
            case .month: 7
            case .year: 4
            }
        return time.string.map { .string(String($0.prefix(length))) } ?? time
    }
}
