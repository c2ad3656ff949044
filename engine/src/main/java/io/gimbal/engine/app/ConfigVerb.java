package io.gimbal.engine.app;

import picocli.CommandLine.Command;

/** {@code gimbal config}: parent of its verbs. */
@Command(
        name = "config",
        description = "Check, show and document configuration files.",
        synopsisSubcommandLabel = "check|show|schema",
        footer = {"", "Example:", "  gimbal config show config/desks/btc-straddles.toml"})
final class ConfigVerb {}
