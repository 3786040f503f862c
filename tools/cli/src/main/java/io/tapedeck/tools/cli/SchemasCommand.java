package io.tapedeck.tools.cli;

import picocli.CommandLine.Command;

/** The commands on a registry of schemas. */
@Command(
        name = "schemas",
        description = {
            "Lists, shows, adds and removes schemas and migrations of a registry.",
            "A registry is a folder, or a collection of MongoDB, that a pipeline file names as schemas = \"…\". There"
                    + " order@2 is version 2 of the schema order, and order@1-2 the migration from 1 to 2."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ./tapedeck schemas add schemas order order.schema.json",
            "         ./tapedeck schemas add schemas order@1-2 migration.json",
            "         ./tapedeck schemas ls mongodb://localhost/shop/schemas",
            "         ./tapedeck schemas show schemas order@2"
        })
final class SchemasCommand extends CommandGroup {}
