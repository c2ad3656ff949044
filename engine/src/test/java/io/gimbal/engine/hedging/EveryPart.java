package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ExecutionTactic;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.VolSource;

/** What a storm with every part at once is told beside its policy, its strategy and its candidates. */
final class EveryPart {
    static final double MAX_ORDER_USD = 40_000;
    static final double MAX_POSITION_USD = 120_000;

    private static final String[] TIMING = {
        "trade_when = \"outside and (since_trade >= 1s or price_move >= 3bp) and not between(00:00:20, 00:00:25)\"",
        "trade_also_when = \"event(jump, surface_remark)\"",
        "delta = \"estimated\"",
        "trade_on_remark = false",
        "remark_half_life_s = 5",
        "score_deltas_every_s = 2"
    };
    private static final double VOL = 0.6;

    private final EngineScenario desk;
    private final Mix random;
    private final OptionGreeks greeks = new OptionGreeks();
    private long version;
    private long proposals;

    EveryPart(final EngineScenario desk, final Mix random) {
        this.desk = desk;
        this.random = random;
    }

    /** The policy by the surface's volatility, tight limits, triggers and the delta, maker first, and the overlay. */
    void tell(final int coin, final DeskPolicy policy) {
        desk.limits(
                coin,
                new DeskLimits()
                        .maxAgesSeconds(60, 60, 60, 60)
                        .maxOrderUsd(MAX_ORDER_USD)
                        .maxPositionUsd(MAX_POSITION_USD));
        desk.event(e -> policy.encode(e.bookConfiguration().underlyingId(coin).volSource(VolSource.SURFACE)));
        TimingText.tell(desk, coin, TIMING);
        desk.event(e -> MakerDesk.defaults(e.executionConfiguration())
                .underlyingId(coin)
                .tactic(coin == 0 ? ExecutionTactic.MAKER_FIRST : ExecutionTactic.ICEBERG)
                .displayLots(coin == 0 ? 0 : 500)
                .horizonNs(10 * SECOND_NS));
        desk.event(e -> e.overlayConfiguration()
                .gammaLow(scaled(-100))
                .gammaHigh(scaled(100))
                .vegaLow(scaled(-1))
                .vegaHigh(scaled(1))
                .expiryVega(0)
                .maxPremiumPerDay(scaled(1e6))
                .maxLegAmount(scaled(20))
                .valueCollar(scaled(0.5))
                .maxSnapshotAgeNs(2 * SECOND_NS)
                .maxQuoteAgeNs(10 * SECOND_NS)
                .minIntervalNs(SECOND_NS)
                .priceToleranceTicks(2)
                .underlyingId(coin)
                .isWholeOnly(BooleanType.FALSE));
    }

    /** A smile of one expiry, or a proposal of one leg in an option that is quoted just before. */
    void market(final int coin, final double spot, final int option, final double strike, final long expiryNs) {
        final double years = TimeToExpiry.years(desk.nowNs(), expiryNs);
        if (!(years > 0)) {
            return;
        }
        if (random.chance(50)) {
            final SmileStatus status = random.chance(5) ? SmileStatus.WITHDRAWN : SmileStatus.SVI;
            smile(coin, spot, expiryNs, 0.3 + 0.2 * random.unit(), status);
        } else {
            propose(coin, spot, option, strike, years);
        }
    }

    /** A smile of one expiry, at the money about the root of a level. */
    void smile(final int coin, final double spot, final long expiryNs, final double level, final SmileStatus status) {
        final double years = TimeToExpiry.years(desk.nowNs(), expiryNs);
        desk.event(e -> e.surfaceSlice()
                .fitTimeNs(desk.nowNs())
                .expiryNs(expiryNs)
                .version(++version)
                .forward(spot)
                .timeToExpiryYears(years)
                .a(level * years)
                .b(0.3 * years)
                .rho(-0.4)
                .m(0.02)
                .sigma(0.1)
                .rmsVol(0.001)
                .underlyingId(coin)
                .status(status));
    }

    private void propose(final int coin, final double spot, final int option, final double strike, final double years) {
        Black76.evaluate(option % 2 == 0, spot, strike, years, VOL, greeks);
        final double mark = Math.max(Math.rint(greeks.price() / spot / 0.0005), 2) * 0.0005;
        desk.vol(option, VOL, mark);
        desk.quote(option, mark - 0.0005, mark + 0.0005);
        final boolean isBuy = random.chance(50);
        final double amount = 1 + random.below(3);
        final long id = ++proposals;
        desk.event(e -> e.overlayLeg()
                .snapshotTimeNs(desk.nowNs())
                .proposalId(id)
                .amount(scaled(isBuy ? amount : -amount))
                .limitPrice(scaled(isBuy ? mark + 0.0005 : mark - 0.0005))
                .objectiveBefore(1_000)
                .objectiveAfter(900)
                .instrumentId(option)
                .underlyingId(coin)
                .legIndex((short) 0)
                .legCount((short) 1));
    }
}
