package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.analysis.AcrossCoins;
import io.gimbal.engine.analysis.BookShares;
import io.gimbal.engine.analysis.ChainBook;
import io.gimbal.engine.analysis.GreekErrors;
import io.gimbal.engine.analysis.GreeksCheck;
import io.gimbal.engine.analysis.GreeksReport;
import io.gimbal.engine.analysis.InstrumentFile;
import io.gimbal.engine.analysis.TableFile;
import io.gimbal.engine.pricing.instrument.InstrumentModel;
import io.gimbal.engine.pricing.instrument.InstrumentModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gimbal greeks}. */
@Command(
        name = "greeks",
        description = {
            "Greeks of chain files, or of a file of options under a model.",
            "With FILEs: the Greeks of each option's last row, and of the book of --positions (or one coin of each option)",
            "per expiry and by strike and tenor, and with --across over all coins. With --check: compare every row with the published ones;",
            "reports and exits 0. With --model: append price and Greeks to each row of a file. With --list: the models,",
            "their columns and units."
        },
        footer = {
            "",
            "Units of a chain: delta in coins, gamma per USD, vega USD per vol point, theta USD per day, rho USD per 0.01.",
            "Units of --model: vega, vanna, volga, zomma per 1.00 of volatility, rho per 1.00 of rate, theta, charm, color,",
            "veta per year of 365 days as the calendar moves on; with --cash as a desk quotes them.",
            "--model black76 reads columns forward,strike,T (years),vol (0.60 is 60 %%),type (call, put, C or P).",
            "",
            "Examples:",
            "  gimbal greeks chain.csv.gz --json",
            "  gimbal greeks chain.csv.gz --positions book.csv",
            "  gimbal greeks btc.csv.gz eth.csv.gz --positions book.csv --across coins.csv",
            "  gimbal greeks --check chain.csv.gz --json",
            "  gimbal greeks --list",
            "  gimbal greeks --model black76 --input options.csv --output greeks.csv"
        })
final class GreeksVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--check", paramLabel = "FILE", description = "Compare a chain with its published Greeks.")
    private @Nullable Path check;

    @Option(names = "--model", paramLabel = "NAME", description = "Price the rows of --input; see --list.")
    private @Nullable String model;

    @Option(names = "--input", paramLabel = "FILE", description = "With --model: the rows to price.")
    private @Nullable Path input;

    @Option(names = "--output", paramLabel = "FILE", description = "With --model: where the priced rows go.")
    private @Nullable Path priced;

    @Option(names = "--cash", description = "With --model: cash Greeks, in columns cash_delta and so on.")
    private boolean isCash;

    @Option(names = "--list", description = "Print the models with their columns and units.")
    private boolean isList;

    @Option(
            names = "--positions",
            paramLabel = "FILE",
            description = "With a chain: the book, a CSV with columns instrument,quantity (coins, signed).")
    private @Nullable Path positions;

    @Option(
            names = "--across",
            paramLabel = "FILE",
            description = {
                "With chains: how coins move together, a CSV with columns coin,beta,day_vol",
                "and one of correlations per coin; the first row is what betas refer to."
            })
    private @Nullable Path across;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Chains, .csv or .csv.gz.")
    private List<Path> chains = List.of();

    GreeksVerb(final Streams streams) {
        this.streams = streams;
    }

    /** A check's report with the Greeks at the top, as users of the JSON look for them. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Checked(
            String file,
            long rows,
            long compared,
            Map<String, Long> skipped,
            @JsonAnyGetter Map<String, GreekErrors> greeks,
            GreeksReport.InsideWindow insideWindow,
            GreeksReport.Book book,
            Map<String, GreeksReport.Coin> byCoin) {
        static Checked of(final GreeksReport report) {
            return new Checked(
                    report.file(),
                    report.rows(),
                    report.compared(),
                    report.skipped(),
                    report.greeks(),
                    report.insideWindow(),
                    report.book(),
                    report.byCoin());
        }
    }

    @Override
    public Integer call() {
        final boolean isModel = model != null;
        final int asked = (check == null ? 0 : 1) + (isModel ? 1 : 0) + (chains.isEmpty() ? 0 : 1) + (isList ? 1 : 0);
        if (asked != 1) {
            throw new VerbException(
                    ExitCode.USAGE, "give one of FILE, --check FILE, --model NAME or --list; see gimbal greeks --help");
        }
        if (positions != null && chains.isEmpty()) {
            throw new VerbException(ExitCode.USAGE, "--positions needs a chain: gimbal greeks FILE --positions FILE");
        }
        if (across != null && chains.isEmpty()) {
            throw new VerbException(ExitCode.USAGE, "--across needs a chain: gimbal greeks FILE --across FILE");
        }
        if (!isModel && (isCash || input != null || priced != null)) {
            throw new VerbException(
                    ExitCode.USAGE, "--input, --output and --cash need --model NAME; see gimbal greeks --help");
        }
        if (check != null) {
            check(readable(check));
        } else if (!chains.isEmpty()) {
            show();
        } else if (isList) {
            list();
        } else {
            price();
        }
        return ExitCode.OK;
    }

    private static Path readable(final Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new VerbException(ExitCode.BAD_DATA, "file cannot be read: path=" + file + "; check the path");
        }
        return file;
    }

    private void check(final Path file) {
        final GreeksReport report = GreeksCheck.check(file);
        if (output.isJson()) {
            streams.json(Checked.of(report));
            return;
        }
        streams.line(report.file() + ": " + report.compared() + " of " + report.rows() + " rows compared");
        streams.line("greek        rows   max |error|        p99.9       median");
        report.greeks().forEach((name, errors) -> streams.line(line(name, errors)));
        if (report.insideWindow().rows() > 0) {
            streams.line(line("delta*", report.insideWindow().delta()));
            streams.line("* inside the last 30 minutes, where the published delta fades");
        }
        final GreeksReport.Book book = report.book();
        streams.line("delta of a book  snapshots   max of gross        p99.9       median");
        streams.line(
                line("all long", new BookShares(book.snapshots(), book.maxShareOfGross(), book.p999(), book.median())));
        streams.line(line("long and short", book.longShort()));
        if (book.insideWindow().allLong().snapshots() > 0) {
            streams.line(line("all long*", book.insideWindow().allLong()));
            streams.line(line("long and short*", book.insideWindow().longShort()));
        }
    }

    private static String line(final String name, final BookShares shares) {
        return String.format(
                Locale.ROOT,
                "%-15s %10d  %13.4g %12.4g %12.4g",
                name,
                shares.snapshots(),
                shares.maxShareOfGross(),
                shares.p999(),
                shares.median());
    }

    private static String line(final String name, final GreekErrors errors) {
        return String.format(
                Locale.ROOT,
                "%-8s %8d  %12.4g %12.4g %12.4g",
                name,
                errors.rows(),
                errors.maxAbsError(),
                errors.p999(),
                errors.median());
    }

    private void show() {
        chains.forEach(GreeksVerb::readable);
        final AcrossCoins coins = across == null ? null : AcrossCoins.read(readable(across));
        final ChainBook.Report report = ChainBook.read(chains, positions == null ? null : readable(positions), coins);
        if (output.isJson()) {
            streams.json(report);
            return;
        }
        streams.line(
                "instrument                     forward      vol     mark(USD)     delta      gamma    vega   theta");
        report.options()
                .forEach(row -> streams.line(String.format(
                        Locale.ROOT,
                        "%-26s %11.4f %8.4f %13.4f %9.5f %10.3e %7.3f %7.2f",
                        row.instrument(),
                        row.forward(),
                        row.vol(),
                        row.priceUsd(),
                        row.delta(),
                        row.gamma(),
                        row.vegaPerVolPoint(),
                        row.thetaPerDay())));
        ChainBookLines.of(report).forEach(streams::line);
    }

    private void list() {
        final ModelCatalogue catalogue = ModelCatalogue.ofAll();
        if (output.isJson()) {
            streams.json(catalogue);
        } else {
            catalogue.lines().forEach(streams::line);
        }
    }

    private void price() {
        final InstrumentModel named = InstrumentModels.find(String.valueOf(model));
        if (named == null) {
            throw new VerbException(
                    ExitCode.USAGE,
                    "no such model: --model " + model + "; known: " + String.join(", ", ModelCatalogue.names()));
        }
        if (input == null || priced == null) {
            throw new VerbException(ExitCode.USAGE, "--model needs --input FILE and --output FILE");
        }
        try {
            final TableFile.Summary summary = isCash
                    ? InstrumentFile.evaluateCash(named, readable(input), priced)
                    : InstrumentFile.evaluate(named, readable(input), priced);
            if (output.isJson()) {
                streams.json(summary);
            } else {
                streams.line(summary.rows() + " rows written to " + summary.output());
            }
        } catch (final IOException e) {
            throw new VerbException(ExitCode.BAD_DATA, "cannot write: path=" + priced + ", cause=" + e);
        }
    }
}
