import CaseModel

/// What is compared of governance as it stood at the date.
extension Comparison {
    static func bodies(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: BodyKind.allCases.map(\.rawValue)) { one in
            let all = counted(one.governance.bodies, as: "bodies", \.span.marks) {
                $0.fields.kind.rawValue
            } _: {
                one.example($0.fields.body, $0.span.begin)
            }
            return all.map { kind, cell in
                let own = one.governance.bodies.filter { $0.fields.kind.rawValue == kind }
                var cell = cell
                cell.counts += [
                    (key: "statutory", count: own.count { $0.fields.statutory == true }),
                    (key: "voluntary", count: own.count { $0.fields.statutory == false }),
                ]
                return (kind, cell)
            }
        }
        return Sheet(
            key: "bodies", rowKey: "kind", title: "Governance: bodies by kind",
            remark: "Statutory and voluntary where that is on record.", rows: rows)
    }

    static func authority(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: AuthorityBasis.allCases.map(\.rawValue)) { one in
            counted(one.governance.authority, as: "authorities", \.span.marks) {
                $0.fields.basis.rawValue
            } _: {
                one.example($0.fields.on, $0.span.begin)
            }
        }
        return Sheet(
            key: "authority", rowKey: "basis", title: "Governance: authority by its basis", remark: nil, rows: rows)
    }

    static func roles(_ cases: [ComparedCase]) -> Sheet {
        let order =
            ["all"] + RoleStyle.allCases.map { "style: \($0.rawValue)" }
            + RoleTenure.allCases.map { "tenure: \($0.rawValue)" }
        let rows = rows(cases, order: order) { one in
            let roles = one.governance.roles
            let styles = counted(roles, as: "roles", \.span.marks) {
                $0.fields.style.map { "style: \($0.rawValue)" }
            } _: {
                one.example($0.fields.holder, $0.span.begin)
            }
            let tenures = counted(roles, as: "roles", \.span.marks) {
                $0.fields.tenure.map { "tenure: \($0.rawValue)" }
            } _: {
                one.example($0.fields.holder, $0.span.begin)
            }
            let all = (label: "all", cell: Cell([("roles", roles.count)], marks: roles.map(\.span.marks)))
            return [all] + styles + tenures
        }
        return Sheet(
            key: "roles", rowKey: "role", title: "Governance: roles by style and tenure",
            remark: "Roles of which the record does not tell one count under all.", rows: rows)
    }

    static func memberships(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: Sector.allCases.map(\.rawValue)) { one in
            counted(one.governance.memberships, as: "memberships", \.span.marks) {
                one.sector(of: $0.fields.member)
            } _: {
                one.example($0.fields.member, $0.span.begin)
            }
        }
        return Sheet(
            key: "memberships", rowKey: "sector", title: "Governance: memberships by the member's sector", remark: nil,
            rows: rows)
    }

    static func accountability(_ cases: [ComparedCase]) -> Sheet {
        func label(_ kind: AccountabilityKind, _ clarity: Clarity?) -> String {
            "\(kind.rawValue), \(clarity?.rawValue ?? "clarity not told")"
        }
        let order = AccountabilityKind.allCases.flatMap { kind in
            (Clarity.allCases.map(Optional.some) + [nil]).map { label(kind, $0) }
        }
        let rows = rows(cases, order: order) { one in
            counted(one.governance.accountability, as: "lines", \.span.marks) { line in
                label(line.fields.kind, line.fields.clarity)
            } _: {
                one.example($0.fields.from, $0.span.begin)
            }
        }
        return Sheet(
            key: "accountability", rowKey: "line", title: "Governance: lines of accountability by kind and clarity",
            remark: nil, rows: rows)
    }
}
