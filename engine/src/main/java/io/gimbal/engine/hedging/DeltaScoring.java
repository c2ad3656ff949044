package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.forecast.EwmaVariance;
import io.gimbal.engine.hedging.strategy.RegimeScore;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DeltaRule;
import io.gimbal.journal.codec.RegimeScoresEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Scores every delta rule by the variance it would have left of one book's options, interval by interval of engine time,
 * and reports; the rule in force stays until the desk says otherwise. Owned by the engine thread; allocates only when
 * configured.
 *
 * <p>Over an interval the options' value changes by dV, theta taken out, and the hedge instrument by dP; a rule's error is
 * dV less its delta at the start times dP. An interval in which the book changed, something could not be valued or came
 * on a smile or off it, or that took more than twice its length, does not count.
 */
final class DeltaScoring {
    /** Shortest and longest interval. */
    static final long SHORTEST_NS = 1_000_000_000L;

    static final long LONGEST_NS = 86_400L * 1_000_000_000;

    private static final long HALF_LIFE_NS = 20L * 86_400 * 1_000_000_000;
    private static final double DEVIATIONS = 2;
    private static final double LEAST_INTERVALS = 100;
    private static final double NS_PER_YEAR = 365.0 * 86_400e9;

    private final int underlyingId;
    private final OutputPublisher out;
    private final double[] deltas = new double[BookDelta.RULES];
    private @Nullable RegimeScore score;
    private long intervalNs;
    private long startNs;
    private double startValue;
    private double startTheta;
    private double startPrice;
    private int startUnsmiled;
    private boolean isStarted;

    DeltaScoring(final int underlyingId, final OutputPublisher out) {
        this.underlyingId = underlyingId;
        this.out = out;
    }

    static boolean isMeant(final long newIntervalNs) {
        return newIntervalNs == 0 || (newIntervalNs >= SHORTEST_NS && newIntervalNs <= LONGEST_NS);
    }

    /** Takes an interval that can be meant; what was scored by another is forgotten. */
    void configure(final long newIntervalNs) {
        if (newIntervalNs == intervalNs) {
            return;
        }
        intervalNs = newIntervalNs;
        isStarted = false;
        score = newIntervalNs == 0
                ? null
                : new RegimeScore(
                        BookDelta.RULES,
                        EwmaVariance.decay((double) newIntervalNs, (double) HALF_LIFE_NS),
                        DEVIATIONS,
                        LEAST_INTERVALS);
    }

    /** The book changed, or cannot be valued: the interval under way does not count. */
    void interrupt() {
        isStarted = false;
    }

    /** Follows a valuation of everything. */
    void see(final GreeksAggregator greeks, final BookDelta delta, final long nowNs) {
        final RegimeScore scored = score;
        isStarted &= delta.unsmiled() == startUnsmiled;
        if (scored == null || (isStarted && nowNs - startNs < intervalNs)) {
            return;
        }
        final double value = value(greeks);
        final long passedNs = nowNs - startNs;
        if (isStarted && passedNs <= 2 * intervalNs) {
            final double decay = startTheta * ((double) passedNs / NS_PER_YEAR);
            scored.onInterval(deltas, value - startValue - decay, greeks.hedgePrice() - startPrice);
        }
        isStarted = true;
        startUnsmiled = delta.unsmiled();
        startNs = nowNs;
        startValue = value;
        startTheta = greeks.thetaPerYear();
        startPrice = greeks.hedgePrice();
        start(greeks, delta);
        publish(scored, delta.rule());
    }

    private void start(final GreeksAggregator greeks, final BookDelta delta) {
        double black = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            black += greeks.expiry(i).optionDelta() * greeks.expiry(i).beta();
        }
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = black + delta.change(i);
        }
    }

    /** The options, USD. */
    private static double value(final GreeksAggregator greeks) {
        double total = 0;
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sums = greeks.expiry(i);
            total += sums.coinValue() * sums.forward() + sums.usdValue();
        }
        return total;
    }

    private void publish(final RegimeScore scored, final DeltaRule inForce) {
        final int best = scored.best();
        for (int i = 0; i < BookDelta.RULES; i++) {
            if (scored.intervals(i) > 0) {
                out.publish(out.regimeScores()
                        .delta(optional(deltas[i]))
                        .variance(OutputPublisher.clean(scored.variance(i)))
                        .gain(optional(scored.gain(i)))
                        .significance(optional(scored.significance(i)))
                        .intervals(OutputPublisher.clean(scored.intervals(i)))
                        .intervalNs(intervalNs)
                        .underlyingId(underlyingId)
                        .rule(BookDelta.rule(i))
                        .isInForce(BookDelta.number(inForce) == i ? BooleanType.TRUE : BooleanType.FALSE)
                        .isBest(best == i ? BooleanType.TRUE : BooleanType.FALSE)
                        .encodedLength());
            }
        }
    }

    private static double optional(final double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value + 0.0 : RegimeScoresEncoder.deltaNullValue();
    }

    /** Nothing, where nothing was ever scored. */
    long mixInto(final long hash) {
        if (score == null) {
            return hash;
        }
        long h = Bits.mix(hash, intervalNs);
        h = Bits.mix(h, isStarted ? 1L : 0L);
        h = Bits.mix(h, startNs);
        h = Bits.mix(h, startUnsmiled);
        h = Bits.mix(h, startValue);
        h = Bits.mix(h, startTheta);
        h = Bits.mix(h, startPrice);
        for (final double delta : deltas) {
            h = Bits.mix(h, delta);
        }
        return score.mixInto(h);
    }
}
