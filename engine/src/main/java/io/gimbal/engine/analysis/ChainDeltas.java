package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.DeltaRegime;
import io.gimbal.engine.pricing.surface.HullWhiteCoefficients;
import io.gimbal.engine.pricing.surface.RegimeDeltas;
import io.gimbal.engine.pricing.surface.SmileSurface;
import io.gimbal.engine.pricing.surface.SurfaceSlice;
import io.gimbal.feeds.recorded.ChainRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the deltas of a chain's options side by side. Greeks are Black's at the volatility that the smile gives the strike,
 * on the forward and at the time of the option's own row; an expiry without a smile takes its neighbours', and a coin
 * without any the mark volatility, which leaves the smile's regimes unknown. Owned by one thread.
 */
final class ChainDeltas {
    private static final double SCALE = 1e8;
    private static final double VOL_POINT = 0.01;

    private final DeltaQuestion question;
    private final long scanNs;
    private final OptionGreeks greeks = new OptionGreeks();
    private final OptionGreeks averaged = new OptionGreeks();
    private final RegimeDeltas deltas = new RegimeDeltas();
    private final List<DeltaReport.Expiry> expiries = new ArrayList<>();

    ChainDeltas(final DeltaQuestion question, final long scanNs) {
        this.question = question;
        this.scanNs = scanNs;
    }

    /** Adds an expiry; {@code forwardRatio} is the forward the smile is fitted on over the venue's. */
    void add(final String coin, final List<ChainRow> rows, final double forwardRatio, final SmileSurface surface) {
        final List<DeltaReport.Option> options = rows.stream()
                .sorted(Comparator.comparingLong(ChainRow::strike)
                        .thenComparing(ChainRow::isCall, Comparator.reverseOrder()))
                .map(row -> option(coin, row, forwardRatio, surface))
                .filter(Objects::nonNull)
                .toList();
        final DeltaReport.Deltas coinSum = OptionTerms.isLinear(coin)
                ? null
                : sum(options.stream()
                        .map(option -> Objects.requireNonNull(option.coinDelta()))
                        .toList());
        expiries.add(new DeltaReport.Expiry(
                coin,
                Instant.ofEpochSecond(0, rows.get(0).expiryNs()).toString(),
                sum(options.stream().map(DeltaReport.Option::delta).toList()),
                coinSum,
                options));
    }

    DeltaReport report() {
        return new DeltaReport(question.stickiness(), List.copyOf(expiries));
    }

    private DeltaReport.@Nullable Option option(
            final String coin, final ChainRow row, final double forwardRatio, final SmileSurface surface) {
        final double forward = row.underlyingPrice() / SCALE * forwardRatio;
        final double strike = row.strike() / SCALE;
        final double years = TimeToExpiry.years(row.timeNs(), row.expiryNs());
        final double surfaceYears = TimeToExpiry.years(scanNs, row.expiryNs());
        final double k = SurfaceSlice.logMoneyness(strike, forward);
        final double smileVol = Math.sqrt(surface.totalVariance(k, surfaceYears) / surfaceYears);
        final boolean hasSmile = smileVol > 0.0;
        final double vol = hasSmile ? smileVol : row.markVol() / SCALE;
        if (!(vol > 0.0) || !Black76.evaluate(row.isCall(), forward, strike, years, vol, greeks)) {
            return null;
        }
        final double skew = hasSmile ? surface.skew(k, surfaceYears) : Double.NaN;
        computeDeltas(coin, row, forward, years, skew);
        final double averagedPremium = averagedPremium(row, forward, strike, vol);
        final double premium = greeks.price() / forward;
        return new DeltaReport.Option(
                row.instrumentName(),
                forward,
                k,
                years,
                vol,
                hasSmile ? "smile" : "mark",
                known(skew),
                greeks.vega() * VOL_POINT,
                premium,
                deltas(0.0, 0.0, 0.0),
                OptionTerms.isLinear(coin) ? null : deltas(premium, mark(row), averagedPremium));
    }

    private void computeDeltas(
            final String coin, final ChainRow row, final double forward, final double years, final double skew) {
        deltas.clear();
        deltas.smile(greeks, forward, skew, question.stickiness());
        final HullWhiteCoefficients known = question.coefficients().apply(coin);
        if (known != null) {
            deltas.minimumVariance(greeks, forward, years, known.slope(row.isCall(), greeks.delta()));
        }
        deltas.venue(row.delta() == ChainRow.ABSENT ? RegimeDeltas.UNKNOWN : row.delta() / SCALE);
    }

    /** Takes the delta of the average's settlement; what its value takes off in coins fades with the window likewise. */
    private double averagedPremium(final ChainRow row, final double forward, final double strike, final double vol) {
        final double years = DeliveryWindow.effectiveVarianceYears(row.timeNs(), row.expiryNs());
        if (!(years > 0.0) || !Black76.evaluate(row.isCall(), forward, strike, years, vol, averaged)) {
            return Double.NaN;
        }
        final double fractionLeft = DeliveryWindow.fractionLeft(row.timeNs(), row.expiryNs());
        deltas.averagedSettlement(averaged, fractionLeft);
        return fractionLeft * averaged.price() / forward;
    }

    private DeltaReport.Deltas deltas(final double premium, final double mark, final double averagedPremium) {
        return new DeltaReport.Deltas(
                known(deltas.delta(DeltaRegime.STICKY_STRIKE) - premium),
                known(deltas.delta(DeltaRegime.STICKY_MONEYNESS) - premium),
                known(deltas.delta(DeltaRegime.SKEW_STICKINESS) - premium),
                known(deltas.delta(DeltaRegime.MINIMUM_VARIANCE) - premium),
                known(deltas.delta(DeltaRegime.VENUE) - mark),
                known(deltas.delta(DeltaRegime.AVERAGED_SETTLEMENT) - averagedPremium));
    }

    private static double mark(final ChainRow row) {
        return row.markPrice() == ChainRow.ABSENT ? Double.NaN : row.markPrice() / SCALE;
    }

    // Adding 0.0 turns -0.0 into 0.0.
    private static @Nullable Double known(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? Double.valueOf(value + 0.0) : null;
    }

    private static DeltaReport.Deltas sum(final List<DeltaReport.Deltas> all) {
        return new DeltaReport.Deltas(
                sum(all, DeltaReport.Deltas::stickyStrike),
                sum(all, DeltaReport.Deltas::stickyMoneyness),
                sum(all, DeltaReport.Deltas::skewStickiness),
                sum(all, DeltaReport.Deltas::minimumVariance),
                sum(all, DeltaReport.Deltas::venue),
                sum(all, DeltaReport.Deltas::averagedSettlement));
    }

    private static @Nullable Double sum(
            final List<DeltaReport.Deltas> all, final Function<DeltaReport.Deltas, @Nullable Double> regime) {
        double sum = 0.0;
        for (final DeltaReport.Deltas each : all) {
            final Double value = regime.apply(each);
            if (value == null) {
                return null;
            }
            sum += value;
        }
        return sum;
    }
}
