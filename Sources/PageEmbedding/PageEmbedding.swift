import Foundation
import PackagePlugin

/// Makes files part of the program: before a target is compiled, `EmbedPage` writes those of one of its folders as
/// Swift.
@main
struct PageEmbedding: BuildToolPlugin {
    /// The folder of each target, and the form in which it is embedded.
    private static let folders = ["CasePages": ("Page", "page"), "CaseServer": ("Client", "files")]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let (name, form) = Self.folders[target.name] else { return [] }
        let folder = target.directoryURL.appending(path: name)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            .sorted()
        let output = context.pluginWorkDirectoryURL.appending(path: "\(name)Source.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(name)", executable: try context.tool(named: "EmbedPage").url,
                arguments: [form, folder.path, output.path], inputFiles: names.map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
