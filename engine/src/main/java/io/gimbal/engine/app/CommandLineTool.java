package io.gimbal.engine.app;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.analysis.whatif.EarlierGenerationException;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ConfigurationException;
import io.gimbal.engine.app.configuration.Problem;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.engine.app.session.DeribitSessionVenue;
import io.gimbal.engine.app.session.DivergedException;
import io.gimbal.engine.app.session.SessionSpan;
import io.gimbal.engine.app.session.SessionVenue;
import io.gimbal.engine.app.session.TradingMode;
import io.gimbal.engine.app.session.VenueException;
import io.gimbal.engine.pipeline.PipelineStoppedException;
import io.gimbal.feeds.recorded.BadRecordedDataException;
import io.gimbal.journal.JournalBusyException;
import io.gimbal.journal.JournalCorruptException;
import io.gimbal.journal.JournalSpaceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All verbs, wired by hand, and what becomes of their failures. */
final class CommandLineTool {
    private static final int HELP_WIDTH = 110;

    private final Streams streams;

    CommandLineTool(final Streams streams) {
        this.streams = streams;
    }

    /** What stands in the one JSON object of a verb that failed. */
    record Failure(boolean ok, Fault error) {}

    /** Why a verb failed. */
    record Fault(int code, String message, List<Problem> problems) {}

    /**
     * Runs one verb.
     *
     * @param args verb and options
     * @return one of {@link ExitCode}
     */
    int run(final String... args) {
        final boolean isJson = Arrays.asList(args).contains(JsonOption.NAME);
        final CommandLine line = commandLine();
        line.setParameterExceptionHandler((failure, all) -> refuseUsage(failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, isJson));
        return line.execute(args);
    }

    /** {@return the verbs, for a run and for the tests of their help texts} */
    CommandLine commandLine() {
        final CommandLine config = new CommandLine(new ConfigVerb())
                .addSubcommand(new ConfigCheckVerb(streams))
                .addSubcommand(new ConfigShowVerb(streams))
                .addSubcommand(new ConfigSchemaVerb(streams));
        final CommandLine journal = new CommandLine(new JournalVerb())
                .addSubcommand(new JournalListVerb(streams))
                .addSubcommand(new JournalDumpVerb(streams))
                .addSubcommand(new JournalTailVerb(streams))
                .addSubcommand(new JournalVerifyVerb(streams));
        final CommandLine bench = new CommandLine(new BenchVerb()).addSubcommand(new BenchGreeksVerb(streams));
        final CommandLine line = new CommandLine(new GimbalVerb())
                .addSubcommand(new DemoVerb(streams))
                .addSubcommand(new RunVerb(streams, CommandLineTool::venue))
                .addSubcommand(new BacktestVerb(streams))
                .addSubcommand(new ReplayVerb(streams))
                .addSubcommand(new WhatifVerb(streams))
                .addSubcommand(new ExplainVerb(streams))
                .addSubcommand(new BasisVerb(streams))
                .addSubcommand("journal", journal)
                .addSubcommand(new ExchangeVerb(streams))
                .addSubcommand(new RecordVerb(streams))
                .addSubcommand(new GreeksVerb(streams))
                .addSubcommand("bench", bench)
                .addSubcommand(new SurfaceVerb(streams))
                .addSubcommand(new FrontierVerb(streams))
                .addSubcommand(new ImpliedVolVerb(streams))
                .addSubcommand(new PoliciesVerb(streams))
                .addSubcommand(new CalibrateVerb(streams))
                .addSubcommand(new TrainVerb(streams))
                .addSubcommand(new ReproduceVerb(streams))
                .addSubcommand(new SimulateVerb(streams))
                .addSubcommand(new VersionVerb(streams))
                .addSubcommand("config", config)
                .addSubcommand(new HelpVerb(streams));
        line.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        addHelpOption(line);
        return line;
    }

    private static SessionVenue venue(
            final Configuration configuration, final TradingMode mode, final SessionSpan span) {
        return DeribitSessionVenue.of(configuration, mode, span, System::getenv);
    }

    private static void addHelpOption(final CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .type(boolean.class)
                        .description("Show this help and exit.")
                        .build());
        line.getSubcommands().values().forEach(CommandLineTool::addHelpOption);
    }

    /** A command line that is not understood asks for no JSON either: standard output stays empty. */
    private int refuseUsage(final ParameterException failure) {
        final CommandLine command = failure.getCommandLine();
        final String name = command.getCommandSpec().qualifiedName();
        final StringWriter hints = new StringWriter();
        UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(hints, true));
        final String hint = hints.toString().strip();
        streams.message(failure.getMessage() + (hint.isEmpty() ? "" : "; " + hint) + "; see " + name + " --help");
        return ExitCode.USAGE;
    }

    private int fail(final Exception failure, final boolean isJson) {
        final int code = exitCode(failure);
        final List<Problem> problems =
                failure instanceof final ConfigurationException configuration ? configuration.problems() : List.of();
        final VenueException venue = venueFault(failure);
        final Exception told = venue == null ? failure : venue;
        final String message =
                Objects.toString(told.getMessage(), told.getClass().getName());
        if (code == ExitCode.SOFTWARE_FAULT) {
            failure.printStackTrace(streams.err());
        }
        report(new Fault(code, message, problems), isJson);
        return code;
    }

    /** {@return what the process says after a failure} */
    static int exitCode(final Exception failure) {
        if (failure instanceof final VerbException verb) {
            return verb.exitCode();
        }
        if (failure instanceof ConfigurationException
                || failure instanceof UnresolvableBookException
                || failure instanceof JournalSpaceException) {
            return ExitCode.CONFIGURATION;
        }
        final VenueException venue = venueFault(failure);
        if (venue != null) {
            return exitCode(venue.reason());
        }
        if (failure instanceof JournalCorruptException
                || failure instanceof BadRecordedDataException
                || failure instanceof BadFileException) {
            return ExitCode.BAD_DATA;
        }
        if (failure instanceof DivergedException || failure instanceof EarlierGenerationException) {
            return ExitCode.BREACH_OR_DIVERGENCE;
        }
        if (failure instanceof JournalBusyException) {
            return ExitCode.USAGE;
        }
        return ExitCode.SOFTWARE_FAULT;
    }

    /** The venue's fault, also where a thread of the pipeline met it. */
    private static @Nullable VenueException venueFault(final Exception failure) {
        if (failure instanceof final VenueException venue) {
            return venue;
        }
        final boolean isStopped = failure instanceof PipelineStoppedException;
        return isStopped && failure.getCause() instanceof final VenueException venue ? venue : null;
    }

    private static int exitCode(final VenueException.Reason reason) {
        return switch (reason) {
            case UNAVAILABLE -> ExitCode.VENUE_UNAVAILABLE;
            case AUTHENTICATION -> ExitCode.AUTHENTICATION;
            case CONFIGURATION -> ExitCode.CONFIGURATION;
        };
    }

    private void report(final Fault fault, final boolean isJson) {
        if (fault.problems().isEmpty()) {
            streams.message(fault.message());
        } else {
            fault.problems().forEach(problem -> streams.err().print(problem.text() + '\n'));
            streams.message(fault.problems().size() + " problem(s); see gimbal config schema");
        }
        streams.err().flush();
        if (isJson) {
            streams.json(new Failure(false, fault));
        }
    }
}
