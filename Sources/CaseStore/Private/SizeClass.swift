/// The sizes that padded texts can have, so that lengths tell little: 2ᵏ, 1.25·2ᵏ, 1.5·2ᵏ and 1.75·2ᵏ from 64 on.
enum SizeClass {
    static let smallest = 64

    /// The smallest class that holds so many bytes.
    static func size(holding count: Int) -> Int {
        guard count > smallest else { return smallest }
        // The classes above 2ᵏ are 2ᵏ⁻² apart.
        let power = Int.bitWidth - 1 - (count - 1).leadingZeroBitCount
        let step = 1 << (power - 2)
        return (count + step - 1) / step * step
    }
}
