package io.gimbal.engine.app;

import io.gimbal.engine.analysis.AtomicFile;
import io.gimbal.engine.analysis.learning.BandLearner;
import io.gimbal.engine.analysis.learning.CellResult;
import io.gimbal.engine.analysis.learning.LearningSettings;
import io.gimbal.engine.analysis.learning.LearningWorld;
import io.gimbal.engine.analysis.learning.TrainedNetwork;
import io.gimbal.engine.app.configuration.NetworkText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal train}. */
@Command(
        name = "train",
        description = {
            "Train the network of the policy band-network on simulated books, measure it on others against the bands of",
            "Whalley and Wilmott, of Zakamouline and of fixed width, and write it to a file with all that was found.",
            "It is kept where it was better than each of them by three standard errors; elsewhere the band of Whalley and",
            "Wilmott stands. A network better nowhere is written with kept = false, and no configuration takes it."
        },
        footer = {
            "",
            "Losses are expected cost plus half the risk aversion times the variance of what the hedge earned against one",
            "without cost or pause; differences are shares of the loss of Whalley and Wilmott's band, below 0 is better.",
            "Equal settings make equal files on every machine and JDK.",
            "",
            "Examples:",
            "  gimbal train --out networks/gbm.toml",
            "  gimbal train --out networks/btc.toml --world btc --seed 7 --epochs 40 --json"
        })
final class TrainVerb implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the network goes.")
    private Path out = Path.of("");

    @Option(
            names = "--world",
            paramLabel = "NAME",
            defaultValue = "gbm",
            description = "Market to learn in, gbm or btc; default gbm.")
    private String world = "gbm";

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1", description = "Of all chance; default 1.")
    private long seed = 1;

    @Option(names = "--epochs", paramLabel = "NUMBER", description = "Of forty updates each; default 20.")
    private @Nullable Integer epochs;

    @Option(names = "--books", paramLabel = "NUMBER", description = "Books of one update; default 8.")
    private @Nullable Integer books;

    @Option(names = "--paths", paramLabel = "NUMBER", description = "Paths of one book, even; default 32.")
    private @Nullable Integer paths;

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Steps of one path; default 384.")
    private @Nullable Integer steps;

    @Option(
            names = "--trials",
            paramLabel = "NUMBER",
            description = "Books of each cell in each of the two evaluations; default 64.")
    private @Nullable Integer trials;

    @Option(
            names = "--quick",
            description = "A few seconds' worth, to see that everything works; learns next to nothing.")
    private boolean isQuick;

    TrainVerb(final Streams streams) {
        this.streams = streams;
    }

    /**
     * What was made.
     *
     * @param file   written
     * @param kept   whether it may hedge
     * @param digest of its numbers
     * @param loss   of the last epoch
     * @param world  learnt in
     * @param seed   of all chance
     * @param test   all kept cells as one, on books used for nothing else
     * @param cells  of the choice
     */
    record Trained(
            String file,
            boolean kept,
            String digest,
            double loss,
            String world,
            long seed,
            Map<String, Object> test,
            List<Map<String, Object>> cells) {}

    @Override
    public Integer call() {
        final LearningSettings settings = settings();
        final TrainedNetwork trained = new BandLearner(settings, streams::message).learn();
        try {
            AtomicFile.write(
                    out,
                    writer -> NetworkText.write(
                            trained.network(), trained.isKept(), provenance(trained), tests(trained), writer));
        } catch (final IOException e) {
            throw new VerbException(ExitCode.BAD_DATA, "cannot write " + out + ": " + e.getMessage());
        }
        report(trained);
        return ExitCode.OK;
    }

    private LearningSettings settings() {
        final LearningWorld market = market();
        final LearningSettings usual =
                isQuick ? LearningSettings.quick(market, seed) : LearningSettings.usual(market, seed);
        try {
            return new LearningSettings(
                    market,
                    seed,
                    said(epochs, usual.epochs()),
                    said(books, usual.books()),
                    said(paths, usual.paths()),
                    said(steps, usual.steps()),
                    said(trials, usual.trials()));
        } catch (final IllegalArgumentException e) {
            throw new VerbException(ExitCode.USAGE, "--" + e.getMessage() + "; see gimbal train --help");
        }
    }

    private LearningWorld market() {
        return switch (world) {
            case "gbm" -> LearningWorld.GBM;
            case "btc" -> LearningWorld.BTC;
            default ->
                throw new VerbException(
                        ExitCode.USAGE, "--world must be gbm or btc, found " + world + "; see gimbal train --help");
        };
    }

    private static int said(final @Nullable Integer value, final int otherwise) {
        return value == null ? otherwise : value;
    }

    private Map<String, Object> provenance(final TrainedNetwork trained) {
        final LearningSettings settings = trained.settings();
        final Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("world", world);
        lines.put("seed", settings.seed());
        lines.put("epochs", settings.epochs());
        lines.put("books", settings.books());
        lines.put("paths", settings.paths());
        lines.put("steps", settings.steps());
        lines.put("trials", settings.trials());
        lines.put("last_loss", trained.loss());
        lines.put("code_version", CodeIdentity.version());
        lines.put(
                "command",
                String.format(
                        Locale.ROOT,
                        "gimbal train --out FILE --world %s --seed %d --epochs %d --books %d --paths %d --steps %d --trials %d",
                        world,
                        settings.seed(),
                        settings.epochs(),
                        settings.books(),
                        settings.paths(),
                        settings.steps(),
                        settings.trials()));
        return lines;
    }

    private static List<Map<String, Object>> tests(final TrainedNetwork trained) {
        final List<Map<String, Object>> tests = new ArrayList<>();
        tests.add(pooled(trained));
        trained.test().forEach(cell -> tests.add(cell(cell)));
        return tests;
    }

    private static Map<String, Object> pooled(final TrainedNetwork trained) {
        final Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("cells", "all kept");
        measured(trained.pooled(), lines);
        return lines;
    }

    private static Map<String, Object> cell(final CellResult cell) {
        final Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("gamma", cell.isShort() ? "short" : "long");
        lines.put("cost_band", cell.costBand());
        lines.put("width_band", cell.widthBand());
        measured(cell, lines);
        return lines;
    }

    private static void measured(final CellResult result, final Map<String, Object> lines) {
        lines.put("books", result.books());
        lines.put("whalley_wilmott", result.whalleyWilmott());
        lines.put("whalley_wilmott_se", result.whalleyWilmottError());
        lines.put("zakamouline", result.zakamouline());
        lines.put("zakamouline_se", result.zakamoulineError());
        lines.put("fixed_band", result.fixedBand());
        lines.put("fixed_band_se", result.fixedBandError());
    }

    private void report(final TrainedNetwork trained) {
        final List<Map<String, Object>> cells = new ArrayList<>();
        for (final CellResult cell : trained.choice()) {
            final Map<String, Object> lines = cell(cell);
            lines.put("kept", trained.network().isKept(cell.cell()));
            cells.add(lines);
        }
        if (output.isJson()) {
            streams.json(new Trained(
                    out.toString(),
                    trained.isKept(),
                    Hex.of(trained.network().digest()),
                    trained.loss(),
                    world,
                    seed,
                    pooled(trained),
                    cells));
            return;
        }
        streams.line(out + ": " + (trained.isKept() ? "kept" : "not kept: better than the closed forms nowhere"));
        streams.line(String.format(
                Locale.ROOT,
                "%-6s %5s %6s %18s %18s %18s %5s",
                "gamma",
                "cost",
                "width",
                "vs_whalley_wilmott",
                "vs_zakamouline",
                "vs_fixed_band",
                "kept"));
        for (final CellResult cell : trained.choice()) {
            streams.line(line(cell, trained.network().isKept(cell.cell()) ? "yes" : "no"));
        }
        streams.line("on books used for nothing else, where kept:");
        streams.line(line(trained.pooled(), ""));
    }

    private static String line(final CellResult cell, final String kept) {
        final boolean isOne = cell.cell() >= 0;
        final String sign = cell.isShort() ? "short" : "long";
        return String.format(
                Locale.ROOT,
                "%-6s %5s %6s %9.4f (%.4f) %9.4f (%.4f) %9.4f (%.4f) %5s",
                isOne ? sign : "all",
                isOne ? String.valueOf(cell.costBand()) : "",
                isOne ? String.valueOf(cell.widthBand()) : "",
                cell.whalleyWilmott(),
                cell.whalleyWilmottError(),
                cell.zakamouline(),
                cell.zakamoulineError(),
                cell.fixedBand(),
                cell.fixedBandError(),
                kept);
    }
}
