import HTTPTypes

/// What can be wrong with a request, or with answering it: the status, and what problem details call it.
enum ProblemKind: String, Sendable, CaseIterable {
    case malformed
    case unknownPosition = "unknown-position"
    case unpaired
    case crossSite = "cross-site"
    case otherObserver = "other-observer"
    case missing
    case slow
    case method
    case notHere = "not-here"
    case contradiction
    case moved
    case tooLarge = "too-large"
    case tooLong = "too-long"
    case headTooLarge = "head-too-large"
    case mediaType = "media-type"
    case misdirected
    case refused
    case keyTaken = "key-taken"
    case tooMany = "too-many"
    case failed
    case notStored = "not-stored"
    case unavailable

    var status: HTTPResponse.Status {
        switch self {
        case .malformed, .unknownPosition: .badRequest
        case .unpaired: .unauthorized
        case .crossSite, .otherObserver: .forbidden
        case .missing: .notFound
        case .slow: .requestTimeout
        case .method: .methodNotAllowed
        case .notHere: .conflict
        case .moved: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .tooLong: .uriTooLong
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .mediaType: .unsupportedMediaType
        case .misdirected: .misdirectedRequest
        case .refused, .contradiction, .keyTaken: .unprocessableContent
        case .tooMany: .tooManyRequests
        case .failed: .internalServerError
        case .notStored, .unavailable: .serviceUnavailable
        }
    }

    var title: String {
        switch self {
        case .malformed: "The request is malformed"
        case .unknownPosition: "The case has not been at that position"
        case .unpaired: "This device is not paired"
        case .crossSite: "Requests from other sites are not answered"
        case .otherObserver: "This device is paired for somebody else"
        case .missing: "There is no such thing"
        case .slow: "The request took too long to arrive"
        case .method: "This cannot be done with that address"
        case .notHere: "This server does not do that"
        case .contradiction: "The case's state speaks against it"
        case .moved: "The case has moved on"
        case .tooLarge: "The body is too large"
        case .tooLong: "The address is too long"
        case .headTooLarge: "The head of the request is too large"
        case .mediaType: "The body is not JSON"
        case .misdirected: "The request is meant for another host"
        case .refused: "The events cannot be recorded as they are"
        case .keyTaken: "The key was used for another request"
        case .tooMany: "Too many requests"
        case .failed: "The server failed"
        case .notStored: "Nothing was stored; try again"
        case .unavailable: "The case cannot be used just now"
        }
    }
}
