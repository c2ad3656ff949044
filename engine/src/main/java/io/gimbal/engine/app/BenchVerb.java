package io.gimbal.engine.app;

import picocli.CommandLine.Command;

/** {@code gimbal bench}: parent of the measurements. */
@Command(
        name = "bench",
        description = "Measure the engine's parts on this machine.",
        synopsisSubcommandLabel = "VERB",
        footer = {"", "Example:", "  gimbal bench greeks --positions 100,10000,100000 --json"})
final class BenchVerb {}
