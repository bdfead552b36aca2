import CaseAnswers
import CaseModel

/// The forms of what is sent and answered.
enum Schemas {
    static var all: JSONValue {
        guard case .object(let members) = JSONValue.literal(text) else { return .null }
        let choices: [(String, [String])] = [
            ("ViewName", ViewName.allCases.map(\.rawValue)), ("SessionKind", SessionKind.allCases.map(\.rawValue)),
            ("NewKind", NewKind.allCases.map(\.rawValue) + CodeKind.allCases.map(\.rawValue)),
            ("Sector", Sector.allCases.map(\.rawValue)),
            ("ProblemType", ProblemKind.allCases.map { "urn:caselog:problem:\($0.rawValue)" }),
        ]
        return .object(
            members
                + choices.map { name, words in
                    .init(
                        key: name,
                        value: .record([
                            ("type", .string("string")), ("enum", .array(words.map(JSONValue.string))),
                        ]))
                })
    }

    private static let text: StaticString = #"""
        {
          "Position": {"type":"string","description":"How far each feed of a case is meant"},
          "Case": {"type":"object","required":["case","title","events","position"],"properties":{
            "case":{"type":"string"},"title":{"type":"string"},"events":{"type":"integer","minimum":0},
            "position":{"$ref":"#/components/schemas/Position"},"incomplete":{"$ref":"#/components/schemas/Incomplete"}}},
          "Incomplete": {"const":true,"description":"Something of the case cannot be read: events may be missing"},
          "Cases": {"type":"object","required":["cases"],"properties":{
            "cases":{"type":"array","items":{"allOf":[{"$ref":"#/components/schemas/Case"},{"properties":{
              "problem":{"type":"string","description":"Why it cannot be read; then the rest says nothing"}}}]}}}},
          "Event": {"type":"object","required":["id","type","occurred","recorded","data"],
            "description":"An event as recorded; private words as far as this server may show them",
            "properties":{"id":{"type":"string"},"type":{"type":"string"},"occurred":{"type":"string"},
              "learnt":{"type":"string"},"recorded":{"type":"string"},"data":{"type":"object"}}},
          "Events": {"type":"object","required":["events","position","more"],"properties":{
            "events":{"type":"array","items":{"$ref":"#/components/schemas/Event"}},
            "position":{"$ref":"#/components/schemas/Position"},"more":{"type":"boolean"},
            "incomplete":{"$ref":"#/components/schemas/Incomplete"}}},
          "View": {"type":"object","required":["case","view"],"properties":{
            "case":{"type":"string"},"view":{"$ref":"#/components/schemas/ViewName"}}},
          "NewEvent": {"type":"object","required":["type","occurred","data"],"properties":{
            "id":{"type":"string","description":"A label by which later events of the same request may refer to it"},
            "type":{"type":"string"},"occurred":{"type":"string"},"learnt":{"type":"string"},"data":{"type":"object"}}},
          "NewEvents": {"oneOf":[{"$ref":"#/components/schemas/NewEvent"},
            {"type":"object","required":["events"],"additionalProperties":false,"properties":{
              "events":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/NewEvent"}}}}]},
          "Appended": {"type":"object","required":["ids","position"],"properties":{
            "ids":{"type":"array","items":{"type":"string"}},"position":{"$ref":"#/components/schemas/Position"}}},
          "CaptureState": {"type":"object",
            "required":["case","title","privacy","forms","actors","codes","disputes","proposals","decisions","offsets",
              "stakes","session","sessions","ended","entries","withdrawals","position","now"],
            "properties":{"case":{"type":"string"},"title":{"type":"string"},"privacy":{"type":"string"},
              "forms":{"type":"array","items":{"type":"object","required":["name","arguments","help","example"]}},
              "actors":{"type":"array","items":{"type":"object","required":["id","name","kind","uses"]}},
              "codes":{"type":"array","items":{"type":"object","required":["id","label","kind","uses"]}},
              "disputes":{"type":"array","items":{"type":"object","required":["id","title","state"]}},
              "proposals":{"type":"array","items":{"type":"object","required":["id","title"]}},
              "decisions":{"type":"array","items":{"type":"object","required":["id","title"]}},
              "offsets":{"type":"array","items":{"type":"object","required":["id","to","state"]}},
              "stakes":{"type":"array","items":{"type":"object","required":["id","title"]}},
              "session":{"description":"The newest of the observer's own",
                "oneOf":[{"type":"null"},{"$ref":"#/components/schemas/RunningSession"}]},
              "sessions":{"type":"array","description":"All that go on, the newest first",
                "items":{"$ref":"#/components/schemas/RunningSession"}},
              "ended":{"type":"array","description":"Those of the observer's own that ended last, the newest first",
                "items":{"type":"object","required":["id","title","ended","event","by"],"properties":{
                  "event":{"type":"string","description":"The event by which it ended"},
                  "by":{"type":"string","description":"Who ended it"}}}},
              "entries":{"type":"array","description":"The last events, as corrections have made them",
                "items":{"type":"object","required":["id","occurred","type","words","retracted","corrected"]}},
              "withdrawals":{"type":"integer","minimum":0,
                "description":"How many there are: where there are more than before, what is kept of the case is to go"},
              "incomplete":{"$ref":"#/components/schemas/Incomplete"},
              "position":{"$ref":"#/components/schemas/Position"},"now":{"type":"string"}}},
          "RunningSession": {"type":"object",
            "required":["id","title","kind","body","started","running","paused","minutes","own","observers"],
            "properties":{"own":{"type":"boolean","description":"Whether the observer has begun or joined it"},
              "observers":{"type":"array","items":{"type":"string"}},
              "keys":{"type":"array","description":"Of one's own: letters that stand for codes, and whether a state is on",
                "items":{"type":"object","required":["key","code","state","on"]}}}},
          "NewSession": {"oneOf":[{"$ref":"#/components/schemas/BegunSession"},
            {"type":"object","required":["join","occurred"],"additionalProperties":false,"properties":{
              "join":{"type":"string","description":"The id of a session that somebody else has begun"},
              "occurred":{"type":"string","format":"date-time"}}}]},
          "BegunSession": {"type":"object","required":["kind","occurred"],"additionalProperties":false,"properties":{
            "kind":{"$ref":"#/components/schemas/SessionKind"},"title":{"type":["string","null"]},
            "body":{"type":["string","null"],"description":"A body as named; an unknown one is made known"},
            "participants":{"type":["array","null"],"items":{"type":"string"}},
            "occurred":{"type":"string","format":"date-time"}}},
          "NewEntry": {"type":"object","required":["text","occurred"],"additionalProperties":false,"properties":{
            "text":{"type":"string","maxLength":60000,"description":"At most 60,000 bytes"},
            "occurred":{"type":"string","format":"date-time","description":"When it was made, to the second, with offset"},
            "session":{"type":["string","null"],"description":"Its id, if not the one that goes on"},
            "sessionKey":{"type":["string","null"],"description":"In place of the id the Idempotency-Key of the request that began or joined the session","minLength":1,"maxLength":200,"pattern":"^[!-~]+$"},
            "of":{"type":["string","null"],"description":"With !undo or !fix: the Idempotency-Key of the entry that is meant","minLength":1,"maxLength":200,"pattern":"^[!-~]+$"},
            "answers":{"type":["array","null"],"items":{"$ref":"#/components/schemas/Answer"}}}},
          "Answer": {"description":"What is meant by a name that the case does not know","oneOf":[
            {"type":"object","required":["name","as"],"additionalProperties":false,"properties":{
              "name":{"type":"string"},"as":{"const":"plain"}}},
            {"type":"object","required":["name","as","id"],"additionalProperties":false,"properties":{
              "name":{"type":"string"},"as":{"const":"known"},"id":{"type":"string"}}},
            {"type":"object","required":["name","as","kind"],"additionalProperties":false,"properties":{
              "name":{"type":"string"},"as":{"const":"new"},"kind":{"$ref":"#/components/schemas/NewKind"},
              "title":{"type":["string","null"]},
              "sector":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Sector"}]}}}]},
          "Entered": {"type":"object","required":["ids","main","position","words","minted","begun"],"properties":{
            "ids":{"type":"array","items":{"type":"string"}},
            "main":{"type":["string","null"],
              "description":"The event that it is about, and not one that makes a name known; null where nothing was recorded"},"position":{"$ref":"#/components/schemas/Position"},
            "words":{"type":"array","items":{"type":"string"},"description":"What is to be told about it"},
            "minted":{"type":"array","description":"What it made known",
              "items":{"type":"object","required":["name","id","kind"]}},
            "begun":{"type":"array","items":{"type":"string"},
              "description":"What it began itself, which later entries can name: its kind and its identifier"}}},
          "PairRequest": {"type":"object","required":["code","name"],"additionalProperties":false,"properties":{
            "code":{"type":"string"},"name":{"type":"string","pattern":"^[a-z0-9]{1,16}$"}}},
          "Paired": {"type":"object","required":["id","name","token"],"properties":{
            "id":{"type":"string"},"name":{"type":"string"},"token":{"type":"string"}}},
          "Device": {"type":"object","required":["id","name","paired"],"properties":{
            "id":{"type":"string"},"name":{"type":"string"},"paired":{"type":"string"}}},
          "Devices": {"type":"object","required":["devices"],"properties":{
            "devices":{"type":"array","items":{"$ref":"#/components/schemas/Device"}}}},
          "Problem": {"type":"object","required":["type","title","status","detail"],"properties":{
            "type":{"$ref":"#/components/schemas/ProblemType"},"title":{"type":"string"},
            "status":{"type":"integer"},"detail":{"type":"string"},
            "lines":{"type":"array","items":{"type":"object","required":["number","sentences"],"properties":{
              "number":{"type":"integer","minimum":1},"sentences":{"type":"array","items":{"type":"string"}}}}}}}
        }
        """#
}

/// What answers look like.
enum Examples {
    static let oneCase = JSONValue.literal(
        #"{"case":"elm","title":"The Elm partnership","events":211,"position":"jw-3f9c21ab.211"}"#)
    static let cases = JSONValue.record([("cases", .array([oneCase]))])
    static let event = JSONValue.literal(
        #"{"id":"jw-3f9c21ab/12","type":"observation.noted","occurred":"2019-06-03T14:05:10+01:00","recorded":"2019-06-03T13:05:11.204Z","data":{"text":"The director proposes to pool the budgets."}}"#
    )
    static let events = JSONValue.record([
        ("events", .array([event])), ("position", .string("jw-3f9c21ab.12")), ("more", .bool(false)),
    ])
    static let view = JSONValue.literal(#"{"case":"elm","view":"disputes","disputes":[]}"#)
    static let newEvents = JSONValue.literal(
        #"{"events":[{"type":"observation.noted","occurred":"2019-06-03T14:05:10+01:00","data":{"text":"The director proposes to pool the budgets."}}]}"#
    )
    static let appended = JSONValue.literal(#"{"ids":["jw-3f9c21ab/12"],"position":"jw-3f9c21ab.12"}"#)
    static let captureState = JSONValue.literal(
        #"""
        {"case":"elm","title":"The Elm partnership","privacy":"people",
        "forms":[{"name":"oppose","arguments":"@actor … on THING","help":"Each actor is against it.","example":"!oppose @gp-lead on pooled-budget"}],
        "actors":[{"id":"p07","name":"Nurse consultant","kind":"participant","uses":12}],
        "codes":[{"id":"resources","label":"resources","kind":"issue","uses":3}],"disputes":[],"proposals":[],
        "decisions":[],"offsets":[],"stakes":[],"session":null,"sessions":[],"ended":[],"entries":[],"withdrawals":0,"position":"jw-3f9c21ab.12",
        "now":"2019-06-03T13:05:11Z"}
        """#)
    static let newSession = JSONValue.literal(
        #"{"kind":"meeting","title":"System board","occurred":"2019-06-03T14:00:00+01:00"}"#)
    static let newEntry = JSONValue.literal(
        #"{"text":"@p07 asks who pays #resources","occurred":"2019-06-03T14:05:10+01:00"}"#)
    static let entered = JSONValue.literal(
        #"{"ids":["jw-3f9c21ab/13"],"main":"jw-3f9c21ab/13","position":"jw-3f9c21ab.13","words":[],"minted":[],"begun":[]}"#
    )
    static let paired = JSONValue.literal(
        #"{"id":"5d2c9e01","name":"anna","token":"8c1f0f0b5d2c9e0148a6f7f1d7b1e0f3a2c45e6798b0c1d2e3f405162738495a"}"#)
    static let devices = JSONValue.literal(
        #"{"devices":[{"id":"5d2c9e01","name":"anna","paired":"2026-11-21T09:30:00.000Z"}]}"#)
}
