/// The words of the vocabulary's enumerations and of the built-in codebook.
enum Terms {
    static let issues = list("purpose governance inclusion architecture resources prioritisation")
    static let drivers = list(
        """
        philosophies-of-care meanings-of-integration meanings-of-system legitimacy-of-leaders directive-or-facilitative \
        whose-interests meanings-of-inclusion ways-of-engaging dominance-and-periphery threat-to-status-quo \
        fairness-in-architecture new-models-of-care decision-and-representation threat-to-resources control-of-resources \
        fairness-in-resources interpretations-of-need evidence-and-data expectations-of-deciding
        """)
    static let faultlines = list("meaning stakes power")
    static let strategies = list(
        """
        listening facilitating-dialogue staging-shared-concerns big-picture-framing challenging-partial-views \
        appraising-impact cultivating-champions persuading-with-evidence promoting-system-value deal-making \
        compensating-with-roles neutral-facilitation reading-the-landscape courting-influential-leaders \
        allying-the-marginal confronting-opponents
        """)
    static let skills = list("personal-qualities strategic-thinking communication networking relational-tactics")
    static let sectors = list(
        """
        acute-provider mental-health-provider community-provider ambulance commissioner primary-care public-health \
        local-authority social-care voluntary-sector social-enterprise private-provider patients-and-public \
        community-group police regulator system-team national-body other
        """)
    static let stances = list("support oppose ambivalent withhold conditional")
    static let outcomes = list("adopted conditional recommended rejected deferred amended withdrawn")
    static let decidedHow = list("consensus vote directive executive")
    static let directions = list("gain loss neither")
    static let dimensions = list(
        "resources finance role status workload autonomy influence service choice quality voice")
    static let horizons = list("short long")
    static let phases = list("expected experienced")
    static let forms = list("leadership-role funding service-role assurance other")
    static let settledHow = list(
        "consensus compromise accommodation compensation decision authority attrition")
    static let links = list("intersects downstream-of part-of")
    static let changes = list("content timetable clarification resubmission")
    static let standings = list("dominant central peripheral marginal")
    static let grounds = list("resources status expertise size statute")
    static let warrants = list("observed told documented interpreted")
    static let attendances = list("present present present absent apologies deputised left")
    static let sessionKinds = list("interview focus-group meeting meeting conversation public-event")
    static let modes = list("in-person online hybrid phone")
    static let memoKinds = list("process synthesis intention instrument theory")
    static let groupKinds = list("profession team clique alliance users electorate")
    static let bodyKinds = list("system board council management-group committee panel project-team")
    static let bases = list("statutory delegated voluntary")
    static let accountabilities = list("individual collective regulatory")
    static let clarities = list("clear unclear disputed")
    static let styles = list("facilitative directive convening")
    static let tenures = list("sole shared beside-own-post interim")
    static let scopes = list("observe record quote archive")
    static let roles = list(
        "chair deputy-chair chief-officer finance-lead clinical-lead secretary convenor lay-member")
    static let arenas = list(
        """
        budget estates workforce digital maternity mental-health urgent-care planned-care prevention children frailty \
        cancer primary-care communications procurement governance
        """)

    static let codes = issues + drivers + faultlines + strategies + skills

    private static func list(_ text: String) -> [[UInt8]] {
        text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }
}
