package io.gimbal.engine.pipeline.overlay;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.Ingress;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;

/** Inverse BTC options of two expiries and five strikes at a spot of 30,000, volatility 60 %, quoted two ticks wide. */
final class OverlayMarket {
    static final long START_NS = 1_681_344_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;
    static final double SPOT = 30_000;
    static final double VOL = 0.6;
    static final double TICK = 0.0005;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long ONE = 100_000_000L;

    final List<InstrumentSpec> specs = new ArrayList<>();
    private final EventPublisher events = new EventPublisher();
    private final OptionGreeks greeks = new OptionGreeks();

    OverlayMarket() {
        for (final int days : new int[] {7, 30}) {
            for (int strike = 28_000; strike <= 32_000; strike += 1_000) {
                add(days, strike, OptionType.CALL);
                add(days, strike, OptionType.PUT);
            }
        }
    }

    private void add(final int days, final int strike, final OptionType type) {
        specs.add(new InstrumentSpec(
                specs.size(),
                0,
                "BTC-" + days + "-" + strike + "-" + type,
                InstrumentKind.OPTION,
                Settlement.INVERSE,
                type,
                strike * ONE,
                START_NS + days * DAY_NS,
                ONE,
                ONE / 10,
                50_000,
                0,
                0,
                30_000,
                30_000));
    }

    static OverlayRules rules() {
        return new OverlayRules(-30_000, 30_000, -300, 300, Double.POSITIVE_INFINITY, 200_000, 10 * ONE, 0.1, 1, true);
    }

    static OverlayRiskModel risk() {
        return new OverlayRiskModel(1e-6, 1, 0.7, 0.8, 0.5, 0.5);
    }

    static OverlayCosts costs() {
        return new OverlayCosts(0.0003, 0.125, 0.0005);
    }

    static OverlaySchedule schedule(final int options) {
        return new OverlaySchedule(
                START_NS,
                START_NS + 3_600 * SECOND_NS,
                10 * SECOND_NS,
                60 * SECOND_NS,
                SECOND_NS / 4,
                30 * SECOND_NS,
                1,
                60,
                options,
                2 * SECOND_NS);
    }

    OptionGreeks greeks(final InstrumentSpec spec, final long nowNs) {
        Black76.evaluate(
                spec.optionType() == OptionType.CALL,
                SPOT,
                spec.strike() / 1e8,
                TimeToExpiry.years(nowNs, spec.expiryNs()),
                VOL,
                greeks);
        return greeks;
    }

    /** USD of delta per 1 % and coin. */
    double gamma(final InstrumentSpec spec, final long nowNs) {
        return greeks(spec, nowNs).gamma() * SPOT * SPOT / 100;
    }

    /** USD per vol point and coin. */
    double vega(final InstrumentSpec spec, final long nowNs) {
        return greeks(spec, nowNs).vega() / 100;
    }

    double mark(final InstrumentSpec spec, final long nowNs) {
        return Math.max(Math.rint(greeks(spec, nowNs).price() / SPOT / TICK), 2) * TICK;
    }

    /** The whole market at a time, so many coins deep. */
    void show(final Ingress ingress, final long nowNs, final double depth) {
        events.indexPrice().price(scaled(SPOT)).underlyingId(0);
        events.offer(ingress, nowNs);
        for (final InstrumentSpec spec : specs) {
            ticker(spec, ingress, nowNs, depth);
        }
    }

    void ticker(final InstrumentSpec spec, final Ingress ingress, final long nowNs, final double depth) {
        final double mark = mark(spec, nowNs);
        events.ticker()
                .instrumentId(spec.instrumentId())
                .markPrice(scaled(mark))
                .markVol(scaled(VOL))
                .bidPrice(scaled(mark - TICK))
                .bidAmount(scaled(depth))
                .askPrice(scaled(mark + TICK))
                .askAmount(scaled(depth))
                .underlyingPrice(scaled(SPOT));
        events.offer(ingress, nowNs);
    }

    EventPublisher events() {
        return events;
    }

    static long scaled(final double value) {
        return Math.round(value * 1e8);
    }
}
