package io.gimbal.engine.app;

import picocli.CommandLine.Command;

/** {@code gimbal journal}: parent of the verbs that look into journals. */
@Command(
        name = "journal",
        description = "Look into a journal: list its generations, print its events, verify every record.",
        synopsisSubcommandLabel = "VERB",
        footer = {"", "Example:", "  gimbal journal verify data/demo --json"})
final class JournalVerb {}
