extension IssuesView {
    /// A dispute with what its codes stand for.
    struct Dispute {
        let id: Slug
        let life: DisputeCourse
        let isStirred: Bool
        /// Of each episode.
        let issues: [[Symbol]]
        let drivers: [Symbol]

        init(_ id: Slug, _ life: DisputeCourse, isStirred: Bool, _ codes: CaseCodes) {
            self.id = id
            self.life = life
            self.isStirred = isStirred
            issues = life.episodes.map { episode in
                codes.standing(for: episode.issues).filter { codes.kind(of: $0) == .issue }
            }
            drivers = codes.standing(for: life.drivers).filter { codes.kind(of: $0) == .driver }
        }
    }

    /// What is counted, by code and quarter, before it is put in order.
    struct Sheet {
        private let codes: CaseCodes
        private var standings: [Symbol: Standing] = [:]
        private var counts: [Symbol: Issue] = [:]
        private var counted: [CodeTally.Key: Period] = [:]

        init(_ codes: CaseCodes) {
            self.codes = codes
            for code in codes.all(.issue) + codes.all(.driver) { standings[code] = Standing(code, codes) }
            for code in codes.all(.issue) { counts[code] = Issue(standing: Standing(code, codes)) }
        }

        /// In no order.
        var periods: [Period] {
            counted.values.map { period in
                var period = period
                period.marks.sort()
                return period
            }
        }

        func standing(_ code: Symbol) -> Standing {
            var standing = standings[code] ?? Standing(code, codes)
            standing.marks.sort()
            return standing
        }

        func issue(_ code: Symbol) -> Issue {
            var issue = counts[code] ?? Issue(standing: standing(code))
            issue.standing = standing(code)
            let own = codes.all(.driver).filter { codes.parents(of: $0, .issue).contains(code) }
            issue.drivers = own.map { standing($0) }
            return issue
        }

        mutating func add(_ tally: CodeTally) {
            for (key, count) in tally.counts {
                standings[key.code]?.evidence.merge(count)
                standings[key.code]?.span.merge(count.span)
                standings[key.code]?.marks.merge(count.marks)
                guard codes.kind(of: key.code) == .issue else { continue }
                period(key.code, key.quarter) { period in
                    period.evidence += count.all
                    period.marks.merge(count.marks)
                }
            }
        }

        /// - Returns: whether the dispute is about any of the issues.
        mutating func add(_ dispute: Dispute, _ tables: Tables) -> Bool {
            var all: [Symbol] = []
            for (index, episode) in dispute.life.episodes.enumerated() {
                for issue in dispute.issues[index] {
                    if !all.contains(issue) { all.append(issue) }
                    counts[issue]?.episodes += 1
                    if index > 0 { counts[issue]?.reignited += 1 }
                    add(episode, isFirst: index == 0, to: issue, tables)
                }
                for driver in dispute.drivers { note(episode, at: driver, tables) }
            }
            for issue in all {
                counts[issue]?.states.add(dispute.life.status)
                if dispute.isStirred { counts[issue]?.stirred += 1 }
            }
            for code in all + dispute.drivers { standings[code]?.disputes.append(dispute.id) }
            return !all.isEmpty
        }

        mutating func add(proposal tabled: Event, _ tables: Tables) {
            guard case .proposalTabled(let fields) = tabled.payload, let issue = fields.issue else { return }
            let code = codes.standing(for: issue.symbol)
            guard counts[code] != nil else { return }
            counts[code]?.proposals += 1
            standings[code]?.span.add(tabled.place, tabled.occurred)
            standings[code]?.marks.add(tabled, tables)
        }

        private mutating func add(
            _ episode: DisputeCourse.Episode, isFirst: Bool, to issue: Symbol, _ tables: Tables
        ) {
            note(episode, at: issue, tables)
            period(issue, Quarter(episode.opening.place.effect)) { period in
                if isFirst { period.raised += 1 } else { period.reignited += 1 }
                period.marks.add(episode.opening, tables)
            }
            guard let settlement = episode.settlement?.event else { return }
            period(issue, Quarter(settlement.place.effect)) { period in
                period.settled += 1
                period.marks.add(settlement, tables)
            }
        }

        private mutating func note(_ episode: DisputeCourse.Episode, at code: Symbol, _ tables: Tables) {
            standings[code]?.span.add(episode.opening.place, episode.opening.occurred)
            standings[code]?.marks.merge(Marks(episode.basis, tables))
            guard let settlement = episode.settlement?.event else { return }
            standings[code]?.span.add(settlement.place, settlement.occurred)
            standings[code]?.marks.add(settlement, tables)
        }

        private mutating func period(_ issue: Symbol, _ quarter: Quarter, _ change: (inout Period) -> Void) {
            let key = CodeTally.Key(code: issue, quarter: quarter)
            change(&counted[key, default: Period(quarter: quarter, issue: Slug(issue))])
        }
    }
}
