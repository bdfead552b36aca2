// The vocabulary as the page reads it, made from the descriptions of the types: see VocabularyScript in the
// tests of CaseModel. A field is its name (`?` where it may be left out), its shape and its role.
const Vocabulary = {
    words: {
        "case.opened/privacy": [
            "all", "people", "open",
        ],
        "code.defined/kind": [
            "issue", "driver", "faultline", "strategy", "skill", "theme",
        ],
        "person.identified/sector": [
            "acute-provider", "mental-health-provider", "community-provider", "ambulance", "commissioner",
            "primary-care", "public-health", "local-authority", "social-care", "voluntary-sector",
            "social-enterprise", "private-provider", "patients-and-public", "community-group", "police", "regulator",
            "system-team", "national-body", "other",
        ],
        "consent.given/scope": [
            "observe", "record", "quote", "archive",
        ],
        "consent.withdrawn/scope": [
            "future", "session", "all",
        ],
        "session.started/kind": [
            "interview", "focus-group", "meeting", "conversation", "public-event",
        ],
        "session.started/mode": [
            "in-person", "online", "hybrid", "phone",
        ],
        "attendance.noted/how": [
            "present", "absent", "apologies", "deputised", "left",
        ],
        "memo.written/kind": [
            "process", "synthesis", "intention", "instrument", "theory",
        ],
        "group.identified/kind": [
            "profession", "team", "clique", "alliance", "users", "electorate",
        ],
        "body.established/kind": [
            "system", "board", "council", "management-group", "committee", "panel", "project-team",
        ],
        "role.assumed/style": [
            "facilitative", "directive", "convening",
        ],
        "role.assumed/tenure": [
            "sole", "shared", "beside-own-post", "interim",
        ],
        "authority.conferred/basis": [
            "statutory", "delegated", "voluntary",
        ],
        "accountability.set/kind": [
            "individual", "collective", "regulatory",
        ],
        "accountability.set/clarity": [
            "clear", "unclear", "disputed",
        ],
        "influence.perceived/standing": [
            "dominant", "central", "peripheral", "marginal",
        ],
        "influence.perceived/basis": [
            "resources", "status", "expertise", "size", "statute",
        ],
        "proposal.revised/change": [
            "content", "timetable", "clarification", "resubmission",
        ],
        "position.taken/stance": [
            "support", "oppose", "ambivalent", "withhold", "conditional",
        ],
        "decision.made/outcome": [
            "adopted", "conditional", "recommended", "rejected", "deferred", "amended", "withdrawn",
        ],
        "decision.made/how": [
            "consensus", "vote", "directive", "executive",
        ],
        "decision.made/tally/unit": [
            "votes", "permille",
        ],
        "stake.perceived/direction": [
            "gain", "loss", "neither",
        ],
        "stake.perceived/dimension": [
            "resources", "finance", "role", "status", "workload", "autonomy", "influence", "service", "choice",
            "quality", "voice",
        ],
        "stake.perceived/horizon": [
            "short", "long",
        ],
        "stake.perceived/phase": [
            "expected", "experienced",
        ],
        "offset.offered/form": [
            "leadership-role", "funding", "service-role", "assurance", "other",
        ],
        "dispute.settled/how": [
            "consensus", "compromise", "accommodation", "compensation", "decision", "authority", "attrition",
        ],
        "dispute.linked/kind": [
            "intersects", "downstream-of", "part-of",
        ],
        "warrant": [
            "observed", "told", "documented", "interpreted",
        ],
    },
    objects: {
        "decision.made/tally": [
            "for? integer:0-9007199254740992 plain", "against? integer:0-9007199254740992 plain",
            "turnout? integer:0-9007199254740992 plain", "needed? integer:0-9007199254740992 plain",
            "unit word:decision.made/tally/unit plain",
        ],
    },
    context: [
        "because? event[] events", "evidence? event[] events", "sources? slug[] existing:session|document",
        "warrant? word:warrant plain", "told_by? slug[] existing:person|participant|organisation|group|body",
        "reconstructed? text[] plain", "note? words plain",
    ],
    types: {
        "case.opened": {
            phrase:
                "The case “{title}” was opened",
            fields: [
                "case slug plain", "title text plain", "population? integer:0-9007199254740992 plain",
                "footprint? words plain", "objectives? text[] plain", "privacy? word:case.opened/privacy plain",
            ],
        },
        "approval.granted": {
            phrase:
                "{by} approved the study: {scope}[ ({reference})]",
            fields: [
                "approval slug defines:approval", "by text plain", "scope words plain", "reference? text plain",
            ],
        },
        "code.defined": {
            phrase:
                "The {kind} “{label}” ({code}) joined the codebook[, under {parents}][: {description}]",
            fields: [
                "code slug definesCode", "label text plain", "kind word:code.defined/kind plain",
                "parents? slug[] code", "description? words plain",
            ],
        },
        "code.renamed": {
            phrase:
                "The code {code} was relabelled “{label}”",
            fields: [
                "code slug courseOfCode", "label text plain",
            ],
        },
        "code.merged": {
            phrase:
                "The codes {from} went up in {into}",
            fields: [
                "into slug code", "from slug[] courseOfCode",
            ],
        },
        "person.identified": {
            phrase:
                "{person} was identified as “{title}” ({sector})[ of {organisation}]",
            fields: [
                "person slug defines:person", "title words plain", "sector word:person.identified/sector plain",
                "organisation? slug existing:person|participant|organisation|group|body",
            ],
        },
        "participant.recruited": {
            phrase:
                "{participant} was recruited: “{title}” ({sector})[, {organisation}]",
            fields: [
                "participant slug defines:participant", "title words plain",
                "sector word:person.identified/sector plain",
                "organisation? slug existing:person|participant|organisation|group|body",
            ],
        },
        "consent.given": {
            phrase:
                "{participant} consented to {scope}[, {how}][ (form {form})]",
            fields: [
                "participant slug course:participant", "scope word:consent.given/scope[] plain", "how? words plain",
                "form? words plain",
            ],
        },
        "consent.withdrawn": {
            phrase:
                "{participant} withdrew consent ({scope})[ for {session}]",
            fields: [
                "participant slug course:person|participant", "scope word:consent.withdrawn/scope plain",
                "session? slug existing:session",
            ],
        },
        "session.started": {
            phrase:
                "{kind} {session} began[: {title}][, {mode}][, with {participants}][, of {body}][; observed by {observers}]",
            fields: [
                "session slug defines:session", "kind word:session.started/kind plain", "title? words plain",
                "participants? slug[] existing:person|participant|organisation|group|body",
                "body? slug existing:person|participant|organisation|group|body",
                "mode? word:session.started/mode plain", "observers? text[] plain",
            ],
        },
        "session.paused": {
            phrase:
                "{session} paused",
            fields: [
                "session slug course:session",
            ],
        },
        "session.resumed": {
            phrase:
                "{session} went on",
            fields: [
                "session slug course:session",
            ],
        },
        "session.ended": {
            phrase:
                "{session} ended[ after {minutes} minutes]",
            fields: [
                "session slug course:session", "minutes? integer:0-9007199254740992 plain",
            ],
        },
        "attendance.noted": {
            phrase:
                "{actor} at {session}: {how}[, for {for}]",
            fields: [
                "session slug existing:session", "actor slug existing:person|participant|organisation|group|body",
                "how word:attendance.noted/how plain",
                "for? slug existing:person|participant|organisation|group|body",
            ],
        },
        "document.collected": {
            phrase:
                "The document “{title}” ({document}) was collected[, published {published}][: {url}]",
            fields: [
                "document slug defines:document", "title words plain", "kind? text plain", "url? text plain",
                "published? date plain", "session? slug existing:session", "sha256? text plain",
            ],
        },
        "observation.noted": {
            phrase:
                "[{by}: ]{text}[ — about {actors}][ #{codes}]",
            fields: [
                "text words plain", "by? slug[] existing:person|participant|organisation|group|body",
                "actors? slug[] existing:person|participant|organisation|group|body", "codes? slug[] code",
            ],
        },
        "excerpt.recorded": {
            phrase:
                "[{speaker}: ]“{text}”[ ({locator})][ #{codes}]",
            fields: [
                "text words plain", "speaker? slug existing:person|participant|organisation|group|body",
                "verbatim? flag plain", "locator? words plain", "codes? slug[] code",
            ],
        },
        "coding.added": {
            phrase:
                "{on} was coded #{codes}",
            fields: [
                "on event coded", "codes slug[] code",
            ],
        },
        "coding.removed": {
            phrase:
                "{on} lost the code #{codes}",
            fields: [
                "on event coded", "codes slug[] code",
            ],
        },
        "memo.written": {
            phrase:
                "Memo[ ({kind})]: {text}[ — about {about}]",
            fields: [
                "text words plain", "about? reference[] existing:anything", "kind? word:memo.written/kind plain",
            ],
        },
        "organisation.registered": {
            phrase:
                "{name} ({organisation}) was there ({sector}[, {kind}])",
            fields: [
                "organisation slug defines:organisation", "name text plain",
                "sector word:person.identified/sector plain", "kind? text plain", "identifiers? map plain",
            ],
        },
        "organisation.renamed": {
            phrase:
                "{organisation} was renamed “{name}”",
            fields: [
                "organisation slug course:organisation", "name text plain",
            ],
        },
        "organisation.recoded": {
            phrase:
                "{organisation} got the codes {identifiers}",
            fields: [
                "organisation slug course:organisation", "identifiers map plain",
            ],
        },
        "organisation.merged": {
            phrase:
                "{from} merged into {into}",
            fields: [
                "into slug touches:organisation", "from slug[] course:organisation",
            ],
        },
        "organisation.split": {
            phrase:
                "{organisation} was split among {into}",
            fields: [
                "organisation slug course:organisation", "into slug[] touches:organisation",
            ],
        },
        "organisation.dissolved": {
            phrase:
                "{organisation} was dissolved",
            fields: [
                "organisation slug course:organisation",
            ],
        },
        "group.identified": {
            phrase:
                "{name} ({group}) acted as a group[ ({kind})][ within {within}]",
            fields: [
                "group slug defines:group", "name text plain", "kind? word:group.identified/kind plain",
                "sector? word:person.identified/sector plain",
                "within? slug existing:person|participant|organisation|group|body",
            ],
        },
        "group.dissolved": {
            phrase:
                "{group} dissolved",
            fields: [
                "group slug course:group",
            ],
        },
        "body.established": {
            phrase:
                "{name} ({body}) was established ({kind})[ under {parent}]",
            fields: [
                "body slug defines:body", "name text plain", "kind word:body.established/kind plain",
                "parent? slug existing:person|participant|organisation|group|body", "statutory? flag plain",
                "identifiers? map plain",
            ],
        },
        "body.renamed": {
            phrase:
                "{body} was renamed “{name}”",
            fields: [
                "body slug course:body", "name text plain",
            ],
        },
        "body.recoded": {
            phrase:
                "{body} got the codes {identifiers}",
            fields: [
                "body slug course:body", "identifiers map plain",
            ],
        },
        "body.merged": {
            phrase:
                "{from} merged into {into}",
            fields: [
                "into slug touches:body", "from slug[] course:body",
            ],
        },
        "body.dissolved": {
            phrase:
                "{body} was dissolved",
            fields: [
                "body slug course:body",
            ],
        },
        "membership.began": {
            phrase:
                "{member} became a member of {of}[ ({capacity})]",
            fields: [
                "member slug existing:person|participant|organisation|group|body",
                "of slug existing:person|participant|organisation|group|body", "capacity? words plain",
            ],
        },
        "membership.ended": {
            phrase:
                "{member} ceased to be a member of {of}",
            fields: [
                "member slug existing:person|participant|organisation|group|body",
                "of slug existing:person|participant|organisation|group|body",
            ],
        },
        "role.assumed": {
            phrase:
                "{holder} took up the role {role} at {at}[ (“{title}”)][, {style}][, {tenure}]",
            fields: [
                "role slug plain", "holder slug existing:person|participant|organisation|group|body",
                "at slug existing:person|participant|organisation|group|body", "title? words plain",
                "style? word:role.assumed/style plain", "tenure? word:role.assumed/tenure plain",
            ],
        },
        "role.left": {
            phrase:
                "{holder} gave up the role {role} at {at}",
            fields: [
                "role slug plain", "holder slug existing:person|participant|organisation|group|body",
                "at slug existing:person|participant|organisation|group|body",
            ],
        },
        "authority.conferred": {
            phrase:
                "{on} was given {basis} authority[ over {over}][ by {by}]",
            fields: [
                "on slug existing:person|participant|organisation|group|body",
                "basis word:authority.conferred/basis plain", "over? text plain",
                "by? slug existing:person|participant|organisation|group|body",
            ],
        },
        "authority.ended": {
            phrase:
                "The {basis} authority of {on} ended",
            fields: [
                "on slug existing:person|participant|organisation|group|body",
                "basis word:authority.conferred/basis plain",
            ],
        },
        "accountability.set": {
            phrase:
                "{from} became accountable to {to} ({kind}[, {clarity}])[ for {for}][, by {by}]",
            fields: [
                "from slug existing:person|participant|organisation|group|body",
                "to slug existing:person|participant|organisation|group|body",
                "kind word:accountability.set/kind plain", "for? text plain",
                "clarity? word:accountability.set/clarity plain",
                "by? slug existing:person|participant|organisation|group|body",
            ],
        },
        "accountability.ended": {
            phrase:
                "{from} ceased to be accountable to {to} ({kind})",
            fields: [
                "from slug existing:person|participant|organisation|group|body",
                "to slug existing:person|participant|organisation|group|body",
                "kind word:accountability.set/kind plain",
            ],
        },
        "influence.perceived": {
            phrase:
                "{by} saw {actor} as {standing}[ in {arena}][, for {basis}]",
            fields: [
                "actor slug existing:person|participant|organisation|group|body",
                "standing word:influence.perceived/standing plain", "basis? word:influence.perceived/basis[] plain",
                "arena? text plain", "by slug perceiver",
            ],
        },
        "proposal.tabled": {
            phrase:
                "“{title}” ({proposal}) was proposed[ by {by}][ to {body}][, on {issue}]",
            fields: [
                "proposal slug defines:proposal", "title words plain",
                "by? slug[] existing:person|participant|organisation|group|body", "issue? slug code:issue",
                "body? slug existing:person|participant|organisation|group|body",
            ],
        },
        "proposal.revised": {
            phrase:
                "{proposal} was revised ({change})[: {text}]",
            fields: [
                "proposal slug course:proposal", "change word:proposal.revised/change plain", "text? words plain",
            ],
        },
        "proposal.enacted": {
            phrase:
                "{proposal} was carried out",
            fields: [
                "proposal slug course:proposal",
            ],
        },
        "position.taken": {
            phrase:
                "{actor} on {on}: {stance}[ ({condition})][; {meaning}]",
            fields: [
                "actor slug existing:person|participant|organisation|group|body",
                "on slug touches:proposal|decision|dispute", "stance word:position.taken/stance plain",
                "condition? words plain", "meaning? words plain",
            ],
        },
        "decision.made": {
            phrase:
                "{on} was decided: {outcome}[ by {by}][, {how}][; {tally}][; conditions: {conditions}][; planned {planned}]",
            fields: [
                "decision slug defines:decision", "on slug touches:anything",
                "outcome word:decision.made/outcome plain",
                "by? slug[] existing:person|participant|organisation|group|body", "how? word:decision.made/how plain",
                "tally? object:decision.made/tally plain", "conditions? words plain", "planned? date plain",
            ],
        },
        "stake.perceived": {
            phrase:
                "{by} saw {direction:gain=a gain|loss=a loss|neither=neither gain nor loss} of {dimension} for {actor} through {on}[, {horizon}][, {phase}][, weight {weight}]",
            fields: [
                "stake slug defines:stake", "actor slug existing:person|participant|organisation|group|body",
                "on slug touches:anything", "direction word:stake.perceived/direction plain",
                "dimension word:stake.perceived/dimension plain", "by slug perceiver",
                "horizon? word:stake.perceived/horizon plain", "phase? word:stake.perceived/phase plain",
                "weight? integer:1-3 plain",
            ],
        },
        "stake.revised": {
            phrase:
                "{by} changed their mind about {stake}[: {direction:neither=neither gain nor loss}][, {horizon}][, {phase}][, weight {weight}]",
            fields: [
                "stake slug course:stake", "by slug perceiver", "direction? word:stake.perceived/direction plain",
                "horizon? word:stake.perceived/horizon plain", "phase? word:stake.perceived/phase plain",
                "weight? integer:1-3 plain",
            ],
        },
        "offset.offered": {
            phrase:
                "{to} was offered {form} ({offset}) against {for}[ by {by}][, in return for {in_return}]",
            fields: [
                "offset slug defines:offset", "to slug existing:person|participant|organisation|group|body",
                "for reference[] touches:stake", "form word:offset.offered/form plain",
                "by? slug existing:person|participant|organisation|group|body", "in_return? words plain",
            ],
        },
        "offset.accepted": {
            phrase:
                "{offset} was accepted",
            fields: [
                "offset slug course:offset",
            ],
        },
        "offset.declined": {
            phrase:
                "{offset} was declined",
            fields: [
                "offset slug course:offset",
            ],
        },
        "offset.kept": {
            phrase:
                "{offset} was kept",
            fields: [
                "offset slug course:offset",
            ],
        },
        "offset.broken": {
            phrase:
                "{offset} was broken",
            fields: [
                "offset slug course:offset",
            ],
        },
        "dispute.raised": {
            phrase:
                "“{title}” ({dispute}) was raised about {issues} between {parties}[, over {on}]",
            fields: [
                "dispute slug defines:dispute", "title words plain", "issues slug[] code:issue",
                "parties slug[] existing:person|participant|organisation|group|body", "drivers? slug[] code:driver",
                "faultlines? slug[] code:faultline", "on? slug existing:anything",
            ],
        },
        "dispute.joined": {
            phrase:
                "{party} joined {dispute}",
            fields: [
                "dispute slug course:dispute", "party slug existing:person|participant|organisation|group|body",
            ],
        },
        "dispute.left": {
            phrase:
                "{party} left {dispute}",
            fields: [
                "dispute slug course:dispute", "party slug existing:person|participant|organisation|group|body",
            ],
        },
        "dispute.coded": {
            phrase:
                "{dispute} was found to be about[ {issues}][ {drivers}][ {faultlines}]",
            fields: [
                "dispute slug course:dispute", "issues? slug[] code:issue", "drivers? slug[] code:driver",
                "faultlines? slug[] code:faultline",
            ],
        },
        "dispute.uncoded": {
            phrase:
                "{dispute} was found not to be about[ {issues}][ {drivers}][ {faultlines}]",
            fields: [
                "dispute slug course:dispute", "issues? slug[] code:issue", "drivers? slug[] code:driver",
                "faultlines? slug[] code:faultline",
            ],
        },
        "dispute.deadlocked": {
            phrase:
                "{dispute} was deadlocked[ by {by}][: {reason}]",
            fields: [
                "dispute slug course:dispute", "by? slug[] existing:person|participant|organisation|group|body",
                "reason? words plain",
            ],
        },
        "dispute.suspended": {
            phrase:
                "{dispute} was put aside[: {reason}]",
            fields: [
                "dispute slug course:dispute", "reason? words plain",
            ],
        },
        "dispute.resumed": {
            phrase:
                "{dispute} went on",
            fields: [
                "dispute slug course:dispute",
            ],
        },
        "strategy.employed": {
            phrase:
                "{by} used {strategy}[ on {dispute}][ towards {towards}][, by {skills}]",
            fields: [
                "strategy slug code:strategy", "by slug perceiver", "dispute? slug existing:dispute",
                "towards? slug[] existing:person|participant|organisation|group|body", "skills? slug[] code:skill",
            ],
        },
        "dispute.settled": {
            phrase:
                "{dispute} was settled by {how}[: {terms}][; holding out: {holdouts}]",
            fields: [
                "dispute slug course:dispute", "how word:dispute.settled/how plain", "terms? words plain",
                "holdouts? slug[] existing:person|participant|organisation|group|body",
            ],
        },
        "dispute.reignited": {
            phrase:
                "{dispute} came back[ because of {by}][, about {issues}][, between {parties}][: {reason}]",
            fields: [
                "dispute slug course:dispute", "by? reference[] existing:anything", "issues? slug[] code:issue",
                "parties? slug[] existing:person|participant|organisation|group|body", "reason? words plain",
            ],
        },
        "dispute.held": {
            phrase:
                "{dispute} held despite {despite}[: {reason}]",
            fields: [
                "dispute slug course:dispute", "despite reference[] existing:anything", "reason? words plain",
            ],
        },
        "dispute.linked": {
            phrase:
                "{dispute} {kind} {to}",
            fields: [
                "dispute slug course:dispute", "to slug touches:dispute", "kind word:dispute.linked/kind plain",
            ],
        },
        "event.corrected": {
            phrase:
                "{event} was corrected: {reason}",
            fields: [
                "event event events", "reason words plain", "occurred? date plain", "learnt? date plain",
                "because? event[] events", "evidence? event[] events", "sources? slug[] existing:session|document",
                "note? words plain", "data? changes plain", "cleared? text[] plain",
            ],
        },
        "event.retracted": {
            phrase:
                "{event} was retracted: {reason}",
            fields: [
                "event event events", "reason words plain",
            ],
        },
    },
};
