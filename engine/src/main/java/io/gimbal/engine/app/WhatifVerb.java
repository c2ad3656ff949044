package io.gimbal.engine.app;

import io.gimbal.engine.analysis.ReplayResult;
import io.gimbal.engine.analysis.whatif.NetworkSource;
import io.gimbal.engine.analysis.whatif.PolicyVariant;
import io.gimbal.engine.analysis.whatif.WhatIf;
import io.gimbal.engine.analysis.whatif.WhatIfReport;
import io.gimbal.engine.app.session.JournalStorages;
import io.gimbal.journal.JournalReader;
import io.gimbal.journal.codec.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal whatif}. */
@Command(
        name = "whatif",
        description = {
            "Run a journal's market again under other policies, executions, strategies or deltas: orders, cost,"
                    + " tracking",
            "error, P&L, largest delta, time outside a common band, and the differences to the journal's own settings"
                    + " with",
            "their standard errors.",
            "The session's own executions are replaced by fills of a declared rule, that of backtest."
        },
        footer = {
            "",
            "A policy is NAME[:key=value,key=value]; gimbal policies lists names, parameters, units and ranges.",
            "A variant is NAME:KEY=VALUE,KEY=VALUE with the keys of a desk's file; gimbal config schema lists them.",
            "",
            "Examples:",
            "  gimbal whatif data/straddles --policy fixed-time:interval_s=900 --policy"
                    + " fixed-band-edge:half_width_coins=5",
            "  gimbal whatif data/straddles --each --with risk_aversion_per_usd=1e-3 --with price_move_bp=20 --json",
            "  gimbal whatif data/live --policy fixed-time --latency-ms 40 --band 2.5",
            "  gimbal whatif data/live --variant resting:execution=maker-first,execution.take_multiple=1.5"
                    + " --variant plain:strategy=none,delta=sticky-strike",
            "  gimbal whatif data/straddles --each --with risk_aversion_per_usd=1e-3 --exchange --depth 5"
        })
final class WhatifVerb implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;
    private static final long MAX_EXCHANGE_LATENCY_NS = 1_000_000_000L;

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Parameters(paramLabel = "JOURNAL", description = "Directory of the journal.")
    private @Nullable Path directory;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "A policy to run with, for every book; may be repeated.")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = {
                "Settings to change for every book, NAME:KEY=VALUE,…, for instance resting:execution=maker-first,",
                "delta=sticky-moneyness, choice=off, strategy=none, hedge_ratio=0.8; may be repeated."
            })
    private List<String> changed = new ArrayList<>();

    @Option(
            names = "--each",
            description = "Also every policy of the catalogue with its defaults; bands as wide as the recorded one.")
    private boolean isEach;

    @Option(
            names = "--with",
            paramLabel = "KEY=VALUE",
            description = "A parameter's value for all policies of --each that take it; may be repeated.")
    private Map<String, String> with = new LinkedHashMap<>();

    @Option(
            names = "--exchange",
            description = {
                "Also run every policy on the local exchange, reached by the real client: books are laid from the",
                "journal's quotes, and own orders consume their depth until the next quote. Shows the difference."
            })
    private boolean isOnExchange;

    @Option(
            names = "--depth",
            paramLabel = "COINS",
            description = {
                "With --exchange: in each of 20 levels behind the touch, 1 bp apart, and in the touch of a backtest,",
                "whose sizes are declared, not recorded; the worth of 150,000 USD, as recorded on BTC-PERPETUAL."
            })
    private @Nullable Double depth;

    @Mixin
    private final CounterfactualOptions counterfactual = new CounterfactualOptions();

    @Option(names = "--seed", paramLabel = "N", description = "Of the bootstrap; ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--no-progress", description = "Do not draw a progress bar, also on a terminal.")
    private boolean isQuiet;

    WhatifVerb(final Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        requireVariants();
        final Path journal = JournalDirectory.existing(directory);
        final WhatIf.Question question = question(journal);
        final WhatIf whatIf = new WhatIf(question, JournalReader.open(journal, JournalStorages.all()));
        final List<WhatIfReport.Skipped> skipped = new ArrayList<>();
        final List<PolicyVariant> variants = variants(whatIf, skipped);
        final WhatIfReport report;
        final long total = whatIf.inputs() * whatIf.passes(variants.size());
        try (Progress progress = Progress.of("whatif", total, streams, isQuiet || output.isJson())) {
            report = whatIf.run(variants, skipped, progress::at);
        }
        warn(report);
        warnOfStrategy(report);
        if (output.isJson()) {
            streams.json(report);
        } else {
            new WhatifTable(streams, report).show();
        }
        return ExitCode.OK;
    }

    private void requireVariants() {
        if (!with.isEmpty() && !isEach) {
            throw new VerbException(ExitCode.USAGE, "--with says values for --each; write --policy NAME:key=value");
        }
        if (policies.isEmpty() && changed.isEmpty() && !isEach) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "give at least one --policy NAME[:key=value,…], --variant NAME:KEY=VALUE,…, or --each; see gimbal"
                            + " policies");
        }
        with.keySet().forEach(JournalFrontierRun::requireParameter);
    }

    private List<PolicyVariant> variants(final WhatIf whatIf, final List<WhatIfReport.Skipped> skipped) {
        final NetworkSource networks = whatIf.networks(DeskVariants::network);
        final List<PolicyVariant> variants = new ArrayList<>();
        policies.forEach(text -> variants.add(DeskVariants.policy(text, networks)));
        changed.forEach(text -> variants.add(DeskVariants.variant(text, whatIf.openings())));
        if (isEach) {
            try {
                variants.addAll(whatIf.each(with, networks, skipped));
            } catch (final IllegalArgumentException e) {
                throw new VerbException(ExitCode.USAGE, "--with: " + e.getMessage());
            }
        }
        return List.copyOf(variants);
    }

    private WhatIf.Question question(final Path journal) {
        if (depth != null && !(isOnExchange && depth > 0 && depth <= 1e6)) {
            throw new VerbException(
                    ExitCode.USAGE, "--depth goes with --exchange, is above 0, at most 1e6 coins: value=" + depth);
        }
        final WhatIf.Question asked = counterfactual.question(journal, seed, isOnExchange, depth == null ? 0 : depth);
        if (isOnExchange && asked.fills().latencyNs() > MAX_EXCHANGE_LATENCY_NS) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "--exchange takes a latency of 1000 ms at most, for its client gives up on slower answers:"
                            + " latencyMs="
                            + asked.fills().latencyNs() / NS_PER_MS);
        }
        return asked;
    }

    /** A journal of an exchange is expected to differ from fills by a rule; a backtest's only by another rule. */
    private void warn(final WhatIfReport report) {
        final ReplayResult.Difference stale = report.recorded().firstDifference();
        final ReplayResult.Difference first = report.baseline().firstDifference();
        if (stale != null) {
            streams.message("this code does not make the journal's outputs again, so the session has no figures: "
                    + text(stale));
        } else if (first != null) {
            final String why = report.mode().equals(RunMode.BACKTEST.name())
                    ? "another fill model wrote this journal; give its desk with --config"
                    : "its orders met a venue; the line 'recorded' shows what that changed";
            streams.message("the recorded policy decides otherwise under this fill model: " + why + ". " + text(first));
        }
    }

    /** Equal rows that look like a finding are none. */
    private void warnOfStrategy(final WhatIfReport report) {
        final List<String> names = report.variants().stream()
                .filter(WhatIfReport.Outcome::policyOverridden)
                .map(WhatIfReport.Outcome::policy)
                .toList();
        if (!names.isEmpty()) {
            streams.message("the strategy of the session has a band of its own (strategy.band_share) and says in the"
                    + " policy's place when to trade, so its policy changes nothing: " + String.join(", ", names)
                    + "; --variant NAME:strategy=none,policy=… runs without it, strategy.band_share=0 leaves it to the"
                    + " policy");
        }
    }

    private static String text(final ReplayResult.Difference difference) {
        return "First difference: cause=" + difference.causeSequence() + ": " + difference.what();
    }
}
