/// Who took part, who was heard and who decided, by sector and actor, and who was not; to whom somebody answers, and
/// whether that is clear.
package struct EngagementView: Sendable {
    /// What some actors did.
    package struct Part: Sendable {
        /// How many they are.
        package internal(set) var actors = 0
        /// Sessions in which one of them took part, or was deputised for.
        package internal(set) var tookPart = 0
        /// Events in which one of them says, does or wants something.
        package internal(set) var spoke = 0
        /// Decisions that one of them made.
        package internal(set) var decided = 0
        /// How often one of them was noted as absent, or sent apologies.
        package internal(set) var absent = 0
        /// When one of them spoke last.
        package internal(set) var heard: Hearing?

        /// Whether none of them did anything.
        package var isEmpty: Bool { tookPart == 0 && spoke == 0 && decided == 0 && absent == 0 }
    }

    /// An event in which somebody spoke.
    package struct Hearing: Sendable {
        package let date: EDTF
        package let event: EventID
        package let marks: Marks
        let place: Place

        init(_ event: Event, _ tables: Tables) {
            date = event.occurred
            self.event = event.id
            place = event.place
            marks = Marks(event, tables)
        }
    }

    /// Of whom people ask first whether they were heard; Views.md says who belongs to them.
    package enum Circle: String, CaseIterable, Sendable {
        case clinicians
        case patientsAndPublic = "patients-and-public"
        case localAuthorities = "local-authorities"
    }

    package struct Actor: Sendable {
        package let id: Slug
        package let sector: Sector?
        package let part: Part
    }

    package typealias Line = GovernanceView.Tie<AccountabilitySet>

    /// The sectors with an actor in the case, in the order of the vocabulary.
    package let sectors: [(sector: Sector, part: Part)]
    /// By their identifiers.
    package let actors: [Actor]
    package let circles: [(circle: Circle, part: Part)]
    /// The lines of accountability that stand.
    package let accountability: [Line]

    /// Sectors of which nobody was ever heard.
    package var silent: [Sector] { sectors.filter { $0.part.spoke == 0 }.map(\.sector) }

    package func accountability(_ kind: AccountabilityKind) -> [Line] {
        accountability.filter { $0.fields.kind == kind }
    }

    /// Lines of any kind that somebody called unclear or that are disputed.
    package var unclear: [Line] {
        accountability.filter { $0.fields.clarity == .unclear || $0.fields.clarity == .disputed }
    }

    /// - Precondition: the evidence was looked up at the date of the view.
    package init(_ view: Viewpoint, _ found: LookedUp) {
        found.requires(.evidence, for: view)
        var count = found.evidence.hearings
        count.addSessions(Presence(view, found.attendance))
        count.addPositions(view)
        count.addDecisions(view)
        let parts = count.parts()
        actors = parts.actors
        sectors = zip(Sector.allCases, parts.sectors).filter { $0.1.actors > 0 }.map { ($0, $1) }
        circles = zip(Circle.allCases, parts.circles).map { ($0, $1) }
        accountability = GovernanceView(accountabilityAt: view).accountability
    }
}
