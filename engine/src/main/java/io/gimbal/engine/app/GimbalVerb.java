package io.gimbal.engine.app;

import picocli.CommandLine.Command;

/** {@code gimbal}: parent of every verb. */
@Command(
        name = "gimbal",
        description = "A deterministic, journaled delta-hedging engine.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Exit codes: 0 ok, 1 software fault, 2 usage, 3 limit breach or divergence,",
            "65 bad data, 69 venue unavailable, 77 authentication, 78 configuration.",
            "",
            "Example:",
            "  gimbal help config"
        })
final class GimbalVerb {}
