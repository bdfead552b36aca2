import CaseModel

/// The vocabulary as the page in the browser reads it: what it needs to know of types and fields, from their
/// descriptions.
enum VocabularyScript {
    static var text: String {
        var lists = Lists()
        let types = EventDescription.all.map { description in
            let phrase = "\(margin(3))phrase:\n\(margin(4))\(quoted(description.phrase)),\n"
            let fields = lists.list("fields", description.fields, of: description.type.rawValue, depth: 3)
            return "\(margin(2))\(quoted(description.type.rawValue)): {\n\(phrase)\(fields)\(margin(2))},\n"
        }
        let context = lists.list("context", EventDescription.contextFields, of: "", depth: 1)
        let words = lists.words.map { list(quoted($0.name), $0.words, depth: 2) }
        return """
            // The vocabulary as the page reads it, made from the descriptions of the types: see VocabularyScript in the
            // tests of CaseModel. A field is its name (`?` where it may be left out), its shape and its role.
            const Vocabulary = {
                words: {
            \(words.joined())    },
                objects: {
            \(lists.objects.joined())    },
            \(context)    types: {
            \(types.joined())    },
            };

            """
    }

    /// What fields refer to by the name of the first field that has it.
    private struct Lists {
        var words: [(name: String, words: [String])] = []
        var objects: [String] = []

        mutating func list(_ key: String, _ fields: [FieldDescription], of owner: String, depth: Int) -> String {
            let texts = fields.map { field in
                let name = owner.isEmpty ? field.name : "\(owner)/\(field.name)"
                let optional = field.isRequired ? "" : "?"
                return "\(field.name)\(optional) \(shape(field.shape, name)) \(VocabularyScript.role(field.role))"
            }
            return VocabularyScript.list(key, texts, depth: depth)
        }

        private mutating func shape(_ shape: FieldShape, _ name: String) -> String {
            switch shape {
            case .slug: return "slug"
            case .text: return "text"
            case .words: return "words"
            case .integer(let range): return "integer:\(range.lowerBound)-\(range.upperBound)"
            case .flag: return "flag"
            case .date: return "date"
            case .event: return "event"
            case .reference: return "reference"
            case .map: return "map"
            case .fieldsOfCorrectedType: return "changes"
            case .list(let element): return self.shape(element, name) + "[]"
            case .word(let list):
                if let known = words.first(where: { $0.words == list }) { return "word:\(known.name)" }
                words.append((name, list))
                return "word:\(name)"
            case .object(let fields):
                objects.append(self.list(quoted(name), fields, of: name, depth: 2))
                return "object:\(name)"
            }
        }
    }

    private static func role(_ role: FieldRole) -> String {
        switch role {
        case .plain: "plain"
        case .defines(let kind): "defines:\(kind.rawWord)"
        case .course(let kinds): "course:\(self.kinds(kinds))"
        case .touches(let kinds): "touches:\(self.kinds(kinds))"
        case .existing(let kinds): "existing:\(self.kinds(kinds))"
        case .perceiver: "perceiver"
        case .definesCode: "definesCode"
        case .courseOfCode: "courseOfCode"
        case .code(let kind): kind.map { "code:\($0.rawValue)" } ?? "code"
        case .events: "events"
        case .coded: "coded"
        }
    }

    private static func kinds(_ kinds: EntityKinds) -> String {
        if kinds == .anything { return "anything" }
        return EntityKind.allCases.filter { kinds.contains(EntityKinds($0)) }.map(\.rawWord).joined(separator: "|")
    }

    private static func margin(_ depth: Int) -> String { String(repeating: "    ", count: depth) }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }

    /// A list of texts, as many on a line as it holds.
    private static func list(_ key: String, _ texts: [String], depth: Int) -> String {
        var lines: [String] = []
        for text in texts.map({ quoted($0) + "," }) {
            if let last = lines.last, margin(depth + 1).count + last.count + 1 + text.count <= 118 {
                lines[lines.count - 1] = "\(last) \(text)"
            } else {
                lines.append(text)
            }
        }
        let body = lines.map { "\(margin(depth + 1))\($0)\n" }.joined()
        return "\(margin(depth))\(key): [\n\(body)\(margin(depth))],\n"
    }
}
