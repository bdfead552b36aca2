import CaseModel

/// What is compared of disagreements, and of what people did about them.
extension Comparison {
    static func issues(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: codes(.issue, cases)) { one in
            one.issues.issues.map { issue in
                let states = issue.states
                return (
                    one.text(issue.standing.code),
                    Cell(
                        [
                            ("disputes", issue.standing.disputes.count), ("open", states.open),
                            ("deadlocked", states.deadlocked), ("suspended", states.suspended),
                            ("settled", states.settled), ("episodes", issue.episodes), ("reignited", issue.reignited),
                            ("stirred", issue.stirred),
                        ], issue.standing.disputes.map(one.example), marks: [issue.standing.marks])
                )
            }
        }
        return Sheet(
            key: "issues", rowKey: "issue", title: "Disagreements: disputes by issue",
            remark: "A dispute stands under each issue that any of its episodes is about.", rows: rows)
    }

    static func faultlines(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: codes(.faultline, cases)) { one in
            let uses = Dictionary(one.strategies.faultlines.map { (one.text($0.faultline), $0.uses) }) { first, _ in
                first
            }
            let all = one.disputes.disputes.flatMap(\.faultlines).map(one.text) + uses.keys.sorted()
            var seen: Set<String> = []
            return all.filter { seen.insert($0).inserted }.map { faultline in
                let own = one.disputes.disputes.filter { $0.faultlines.map(one.text).contains(faultline) }
                let counts = [("disputes", own.count), ("strategies", uses[faultline] ?? 0)]
                let against = one.strategies.uses.filter { $0.faultline.map(one.text) == faultline }
                let marks = own.map(\.marks) + against.map(\.marks)
                return (faultline, Cell(counts, own.map { one.example($0.id) }, marks: marks))
            }
        }
        return Sheet(
            key: "faultlines", rowKey: "faultline", title: "Disagreements: fault-lines beneath them",
            remark: "Disputes with it beneath them, and uses of strategies against it.", rows: rows)
    }

    static func reignitions(_ cases: [ComparedCase]) -> Sheet {
        let issues = codes(.issue, cases) + ["none"]
        let pairs = issues.flatMap { from in issues.map { "\(from) → \($0)" } }
        let rows = rows(cases, order: pairs) { one in
            let ended = Dictionary(
                one.reignition.settlements.compactMap { settlement in settlement.endedBy.map { ($0, settlement.marks) }
                }
            ) { first, _ in first }
            return one.reignition.matrix.map { pair in
                let label = "\(pair.from.map(one.text) ?? "none") → \(pair.to.map(one.text) ?? "none")"
                let example = zip(pair.disputes, pair.reignitions).map { one.example($0, $1) }
                let marks = pair.reignitions.compactMap { ended[$0] }
                return (label, Cell([("reignitions", pair.reignitions.count)], example, marks: marks))
            }
        }
        return Sheet(
            key: "reignition", rowKey: "issues", title: "Disagreements: which issue re-ignites which",
            remark: "A re-ignition counts once for each pair.", rows: rows)
    }

    static func settlements(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: SettlementMeans.allCases.map(\.rawValue)) { one in
            one.reignition.means.map { means in
                let own = one.reignition.settlements.filter { $0.how == means.how }
                let counts = [
                    ("settlements", means.settlements), ("holding", means.holding), ("reignited", means.reignited),
                    ("stirred", means.stirred),
                ]
                let examples = own.map { one.example($0.dispute, $0.settledBy) }
                return (means.how.rawValue, Cell(counts, examples, marks: own.map(\.marks)))
            }
        }
        return Sheet(
            key: "settlements", rowKey: "how", title: "Disagreements: settlements by how they were made", remark: nil,
            rows: rows)
    }

    static func strategies(_ cases: [ComparedCase]) -> Sheet {
        let faultlines = [nil] + codes(.faultline, cases).map(Optional.some)
        let all = codes(.strategy, cases).flatMap { strategy in faultlines.map { label(strategy, under: $0) } }
        let rows = rows(cases, order: all) { one in
            one.strategies.strategies.map { strategy in
                let own = one.strategies.uses.filter { $0.strategy == strategy.strategy }
                let followed = zip(StrategiesView.Turn.allCases, strategy.followed).map { turn, count in
                    (turn == .reignited ? "reignited_next" : "\(turn.rawValue)_next", count)
                }
                let counts = [("uses", strategy.uses), ("disputes", strategy.disputes.count)] + followed
                let name = label(one.text(strategy.strategy), under: strategy.faultline.map(one.text))
                return (name, Cell(counts, own.map { one.example($0.by, $0.event) }, marks: own.map(\.marks)))
            }
        }
        return Sheet(
            key: "strategies", rowKey: "strategy", title: "Skills and behaviours: strategies by fault-line",
            remark: "What came next is told by dates alone: nobody says that it came of the strategy.", rows: rows)
    }

    private static func label(_ strategy: String, under faultline: String?) -> String {
        [faultline, strategy].compactMap(\.self).joined(separator: ": ")
    }

    static func skills(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: codes(.skill, cases)) { one in
            one.strategies.skills.map { skill in
                let own = one.strategies.uses.filter { $0.skills.contains(skill.skill) }
                let examples = own.map { one.example($0.by, $0.event) }
                return (
                    one.text(skill.skill), Cell([("uses", skill.uses)], examples, marks: own.map(\.marks))
                )
            }
        }
        return Sheet(
            key: "skills", rowKey: "skill", title: "Skills and behaviours: skills in strategies", remark: nil,
            rows: rows)
    }
}
