import Foundation
import PackagePlugin

/// Makes the files of the page part of the program: before CasePages is compiled, `EmbedPage` writes them as Swift.
@main
struct PageEmbedding: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "Page")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            .sorted()
        let output = context.pluginWorkDirectoryURL.appending(path: "PageSource.swift")
        return [
            .buildCommand(
                displayName: "Embedding the page", executable: try context.tool(named: "EmbedPage").url,
                arguments: [folder.path, output.path], inputFiles: names.map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
