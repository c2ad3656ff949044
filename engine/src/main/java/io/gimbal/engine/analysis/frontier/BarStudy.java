package io.gimbal.engine.analysis.frontier;

import io.gimbal.engine.analysis.BadFileException;
import io.gimbal.engine.analysis.frontier.Ledger.Figure;
import io.gimbal.engine.hedging.policy.network.BandNetwork;
import io.gimbal.engine.market.SplitMix64;
import io.gimbal.engine.market.path.BarFills;
import io.gimbal.engine.market.path.PricePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Policies on recorded bars: each parameter on every straddle of the record, then each policy's choice of the first
 * half judged on the second.
 */
public final class BarStudy {
    private static final double PERCENT = 100.0;
    private static final int MINUTES_PER_DAY = 1_440;
    private static final int DRAWS = 1_000;
    private static final double TAIL = 0.025;

    private final BarFile file;
    private final BarSettings settings;
    private final @Nullable BandNetwork network;
    private final Windows windows;
    private final int steps;
    private final double unit;
    private final List<Sample> samples = new ArrayList<>();

    private BarStudy(final BarFile file, final BarSettings settings, final @Nullable BandNetwork network) {
        this.file = file;
        this.settings = settings;
        this.network = network;
        steps = settings.days() * MINUTES_PER_DAY;
        windows = new Windows(file.bars().minutes(), steps);
        unit = PERCENT / HedgePath.premium(FrontierWorld.START, FrontierWorld.VOL, settings.days() / 365.0);
    }

    /**
     * Studies a record.
     *
     * @param path     a file of one-minute bars or a folder of them, columns {@code timestamp,low,high,close}
     * @param settings how
     * @return what was found
     * @throws BadFileException where bars cannot be read, or no straddle fits into each half
     */
    public static BarReport run(final Path path, final BarSettings settings) {
        return run(path, settings, null);
    }

    /**
     * Studies a record, with a trained policy among the others.
     *
     * @param path     as above
     * @param settings how
     * @param network  of the trained policy; null for none
     * @return what was found
     * @throws BadFileException as above
     */
    public static BarReport run(final Path path, final BarSettings settings, final @Nullable BandNetwork network) {
        final BarStudy study = new BarStudy(BarFile.read(path), settings, network);
        if (study.windows.firstHalf().length == 0 || study.windows.secondHalf().length == 0) {
            throw new BadFileException(
                    path,
                    0,
                    "",
                    study.file.bars().minutes() + " minutes",
                    "a record of which each half holds straddles of " + settings.days()
                            + " days, the first after three days of warm-up; shorten --days");
        }
        return study.report(path);
    }

    private BarReport report(final Path path) {
        final List<Candidate> candidates = Candidate.all(
                FrontierWorld.START,
                typicalVol(),
                settings.days(),
                settings.clockMinutes(),
                settings.costs(),
                settings.makerReach(),
                network);
        final List<Sample> sweep = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            candidate.values().forEach(value -> sweep.add(new Sample(candidate, value, windows.count())));
        }
        hedge(sweep);
        final Sample clock = sweep.stream()
                .filter(sample -> sample.candidate().policy().equals(Candidate.CLOCK))
                .filter(sample -> sample.parameter() == settings.clockMinutes())
                .findFirst()
                .orElseThrow();
        final List<Sample> chosen = chosen(candidates, clock);
        final List<BarReport.Row> rows = new ArrayList<>();
        final List<BarReport.Line> lines = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            rows.add(row(candidate, clock, chosen));
            lines.add(line(candidate));
        }
        return new BarReport(
                path.toString(),
                file.firstMs(),
                file.lastMs(),
                file.bars().minutes(),
                file.missing(),
                settings.days(),
                settings.clockMinutes(),
                settings.spend(),
                windows.count(),
                windows.firstHalf().length,
                windows.secondHalf().length,
                rows,
                lines,
                FrontierNotes.recorded(settings));
    }

    private double typicalVol() {
        double sum = 0.0;
        for (final int window : windows.firstHalf()) {
            sum += file.bars().vol(Windows.start(window));
        }
        return sum / windows.firstHalf().length;
    }

    private void hedge(final List<Sample> sweep) {
        final PricePath market = new PricePath(steps, 1.0 / (365.0 * MINUTES_PER_DAY));
        final HedgePath path = new HedgePath(
                market, new BarFills(settings.queue()), settings.costs().takerRate());
        final Ledger ledger = new Ledger(settings.costs());
        for (int window = 0; window < windows.count(); window++) {
            file.bars().cut(Windows.start(window), FrontierWorld.START, market);
            path.prepare(settings.seed());
            for (final Sample sample : sweep) {
                sample.hedge(path, window, ledger);
            }
        }
        samples.addAll(sweep);
    }

    /** Each policy at the parameter that was best in the first half for what may be spent; the clock at its own. */
    private List<Sample> chosen(final List<Candidate> candidates, final Sample clock) {
        final double budget = settings.spend() * Windows.mean(clock, Figure.COST, windows.firstHalf());
        final List<Sample> chosen = new ArrayList<>();
        for (final Candidate candidate : candidates) {
            final double best =
                    Windows.curve(of(candidate), windows.firstHalf()).at(budget).parameter();
            if (best > 0 && !candidate.equals(clock.candidate())) {
                chosen.add(new Sample(candidate, best, windows.count()));
            }
        }
        hedge(chosen);
        chosen.add(clock);
        return chosen;
    }

    private List<Sample> of(final Candidate candidate) {
        return samples.stream()
                .filter(sample -> sample.candidate().equals(candidate))
                .toList();
    }

    private BarReport.Row row(final Candidate candidate, final Sample clock, final List<Sample> chosen) {
        final List<Sample> own = candidate.equals(clock.candidate()) ? List.of(clock) : of(candidate);
        final ToDoubleFunction<int[]> ratio = over -> Windows.curve(own, over)
                        .at(Windows.mean(clock, Figure.COST, over))
                        .error()
                / Windows.rms(clock, over);
        final Sample frozen = chosen.stream()
                .filter(sample -> sample.candidate().equals(candidate))
                .findFirst()
                .orElse(null);
        return new BarReport.Row(
                candidate.policy(),
                Jackknife.known(ratio.applyAsDouble(windows.all())),
                Jackknife.known(stdDev(bootstrap(ratio, windows.all()))),
                frozen == null ? null : Double.valueOf(frozen.parameter()),
                candidate.unit(),
                frozen == null ? null : outOfSample(frozen, clock));
    }

    private BarReport.OutOfSample outOfSample(final Sample frozen, final Sample clock) {
        final int[] over = windows.secondHalf();
        final ToDoubleFunction<int[]> ratio = drawn -> Windows.rms(frozen, drawn) / Windows.rms(clock, drawn);
        final double[] draws = bootstrap(ratio, over);
        final double cost = Windows.mean(frozen, Figure.COST, over);
        final double maker = Windows.mean(frozen, Figure.MAKER_VALUE, over);
        final double traded = maker + Windows.mean(frozen, Figure.TAKER_VALUE, over);
        final double makerCost = Windows.mean(frozen, Figure.MAKER_FEES, over)
                + Windows.mean(frozen, Figure.MAKER_SHORTFALL, over)
                + Windows.mean(frozen, Figure.MAKER_ADVERSE, over);
        return new BarReport.OutOfSample(
                ratio.applyAsDouble(over),
                stdDev(draws),
                draws[(int) (TAIL * DRAWS)],
                draws[(int) ((1.0 - TAIL) * DRAWS)],
                cost / Windows.mean(clock, Figure.COST, over),
                unit * cost,
                unit * Windows.rms(frozen, over),
                1e4 * (cost - Windows.mean(frozen, Figure.UNWIND, over)) / traded,
                maker / traded,
                maker > 0 ? Double.valueOf(1e4 * makerCost / maker) : null);
    }

    /** {@return values over redrawn days, rising; the same days for every policy} */
    private double[] bootstrap(final ToDoubleFunction<int[]> statistic, final int[] over) {
        final SplitMix64 random = new SplitMix64(settings.seed());
        final double[] values = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            values[draw] = statistic.applyAsDouble(Windows.drawn(over, random));
        }
        Arrays.sort(values);
        return values;
    }

    private static double stdDev(final double[] values) {
        double sum = 0.0;
        for (final double value : values) {
            sum += value / values.length;
        }
        double squares = 0.0;
        for (final double value : values) {
            squares += (value - sum) * (value - sum);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private BarReport.Line line(final Candidate candidate) {
        final int[] over = windows.all();
        final List<BarReport.Point> points = of(candidate).stream()
                .sorted(Comparator.comparingDouble(Sample::parameter))
                .map(sample -> new BarReport.Point(
                        sample.parameter(),
                        unit * Windows.mean(sample, Figure.COST, over),
                        unit * Windows.rms(sample, over)))
                .toList();
        return new BarReport.Line(candidate.policy(), candidate.parameter(), candidate.unit(), points);
    }
}
