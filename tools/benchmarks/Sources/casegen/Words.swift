/// The words that texts are made of: invented, and of the kind that field notes on health and care are full of.
enum Words {
    static let nouns = list(
        """
        budget ward clinic contract threshold referral pathway bed roster shift invoice surplus deficit reserve saving \
        tariff allocation baseline forecast estimate agenda minute paper appendix slide figure chart table footnote \
        summary draft version clause schedule deadline milestone timetable calendar quarter winter summer inspection \
        audit review survey consultation petition letter email call visit handover discharge admission assessment \
        diagnosis waiting-list appointment prescription ambulance corridor office canteen car-park boiler lift roof \
        building site estate lease tenancy postcode district parish town village border boundary catchment population \
        register dataset dashboard indicator target benchmark model pilot trial scheme programme project workstream \
        partnership alliance federation network board committee panel forum assembly council cabinet executive chair \
        deputy secretary treasurer clerk adviser consultant manager matron nurse midwife therapist pharmacist doctor \
        surgeon registrar trainee volunteer carer patient resident neighbour councillor governor trustee union steward \
        vacancy salary grade contractor supplier tender licence permit guideline protocol standard principle value \
        promise compromise concession objection question answer rumour complaint apology silence pause interruption \
        joke sigh gesture nod glance whisper applause laughter disagreement argument quarrel misunderstanding trust \
        suspicion loyalty memory grievance history precedent exception loophole risk threat opportunity reason motive \
        interest ambition worry fear hope relief frustration fatigue energy patience authority mandate veto vote quorum \
        majority minority consensus motion amendment proposal option alternative preference priority criterion score \
        ranking weight formula share portion half third remainder merger closure transfer relocation expansion reduction \
        delay backlog bottleneck gap overlap duplication variation inequality fairness access distance journey bus road \
        evidence anecdote story narrative example comparison assumption doubt certainty signature logo website leaflet \
        poster newsletter headline journalist interview statement rebuttal clarification correction record archive file
        """)
    static let adjectives = list(
        """
        early late quiet loud careful careless narrow broad local regional national clinical financial legal informal \
        formal joint separate shared private public open closed final provisional partial full empty crowded cold warm \
        long short slow rapid sudden gradual steady uneven fragile robust costly cheap modest generous strict lenient \
        clear vague blunt polite weary cheerful anxious hopeful sceptical loyal impatient patient frank guarded hostile \
        friendly awkward tense calm familiar strange new old former current next previous annual monthly weekly daily \
        urgent routine minor major small large central peripheral rural urban northern southern eastern western senior \
        junior independent voluntary statutory temporary permanent unspoken written verbal handwritten printed missing \
        spare double single mutual one-sided contested agreed disputed unpopular popular convincing doubtful honest \
        selective detailed rough neat messy overdue premature surprising predictable unexpected reluctant eager divided \
        united distant nearby collective personal professional managerial political practical symbolic technical \
        ambitious cautious realistic unworkable sensible curious outdated promising hidden visible
        """)
    static let verbs = list(
        """
        questioned defended rejected welcomed postponed circulated rewrote mentioned avoided ignored repeated explained \
        summarised contradicted challenged supported described compared measured counted recalculated checked doubted \
        accepted refused withdrew resubmitted presented showed shared withheld promised demanded requested offered \
        borrowed returned cancelled moved shortened extended delayed blocked unblocked reopened closed merged divided \
        renamed replaced removed restored copied translated simplified complicated criticised praised blamed thanked \
        reminded warned reassured surprised irritated amused persuaded lobbied courted sidelined included excluded \
        invited consulted informed briefed overruled outvoted backed opposed tolerated resented regretted remembered \
        forgot noticed overlooked raised dropped parked settled revisited escalated delegated negotiated traded \
        balanced weighed ranked scored funded underfunded audited inspected published leaked corrected clarified \
        approved endorsed authorised vetoed enforced relaxed tested piloted copied-in scrutinised hosted chaired
        """)
    static let adverbs = list(
        """
        again twice openly privately reluctantly gladly briefly at-length in-passing without-notice for-once politely \
        bluntly in-writing by-telephone over-lunch before-the-meeting after-the-vote under-protest with-a-smile \
        with-some-heat on-the-record off-the-record as-usual for-the-first-time once-more too-late just-in-time \
        by-accident on-purpose in-principle in-detail on-behalf-of-others line-by-line at-the-last-minute
        """)
    static let topics = list(
        """
        maternity stroke dementia diabetes frailty rehabilitation dialysis pathology imaging pharmacy dentistry hospice \
        sepsis asthma obesity smoking vaccination screening outpatients theatres emergency triage discharge transport \
        catering laundry procurement payroll estates archives informatics interpreting chaplaincy safeguarding housing \
        homelessness carers autism addiction physiotherapy podiatry audiology ophthalmology dermatology oncology \
        cardiology urology geriatrics paediatrics psychiatry telephone-triage walk-in-centre night-service day-care \
        home-visits winter-beds pooled-budget data-sharing single-register shared-records staff-bank lead-provider
        """)
    static let places = list(
        """
        Aldermere Birchwick Cinderholt Dunmarsh Elverstoke Fennimore Galloway-Edge Harrowden Inglemoor Jarrowby Kestrelham \
        Larkbeck Millowby Nettlesham Oakenrise Pellmouth Quarndale Ravelstone Saltmarch Thornwell Underlow Vennborough \
        Wexcombe Yarrowfield Ashmoss Bramblecote Corvedale Drifford Emberley Foxholme Gorsewater Hollinsea Ironbeck \
        Juniper-Cross Knapwood Lindenby Mossgate Northmere Osierham Plumstow Reedmarsh Sedgewick-Vale Tarnholme Umberly \
        Violet-Bay Willowdene Yewbridge Zealcombe
        """)
    static let roles = list(
        """
        director-of-strategy director-of-finance medical-director chief-nurse head-of-contracts programme-manager \
        practice-manager lead-commissioner ward-sister union-representative patient-representative elected-member \
        head-of-communications data-analyst estates-lead workforce-lead clinical-lead lay-member company-secretary \
        general-practitioner social-worker community-organiser board-secretary transformation-lead
        """)
    static let openers = list(
        """
        Afterwards Later Meanwhile By-contrast As-before At-this-point In-the-corridor Over-coffee Near-the-end \
        From-the-back From-the-chair To-my-surprise As-expected In-reply In-the-margin On-the-second-page According-to-the-paper
        """)
    static let clauses = list(
        """
        because-nobody-had-asked although-it-had-been-agreed-before until-somebody-objected when-the-door-was-closed \
        as-if-nothing-had-happened so-that-it-could-be-minuted before-anyone-could-answer while-others-looked-away \
        since-the-money-had-gone unless-the-others-moved-first once-the-figures-were-out even-though-it-cost-them \
        as-they-had-done-in-spring which-nobody-denied which-was-new-to-most who-had-not-been-invited
        """)

    /// Words as bytes; hyphens at which phrases are held together become spaces on request.
    static func phrases(_ words: [[UInt8]]) -> [[UInt8]] {
        words.map { word in word.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 } }
    }

    private static func list(_ text: String) -> [[UInt8]] {
        text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }
}
