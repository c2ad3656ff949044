package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.greeks.ExpirySums;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.journal.codec.DeltaSense;
import java.util.ArrayList;
import java.util.List;

/** Reads the delta ledger of a valuation line by line. Pure. */
final class LedgerReader {
    private static final double VOL_POINT = 0.01;
    private static final double DAYS_PER_YEAR = 365.0;
    private static final String COIN = DeltaSense.COIN_NEUTRAL.name();
    private static final String USD = DeltaSense.USD_NEUTRAL.name();
    private static final String VENUE = DeltaSense.VENUE.name();
    private static final List<String> ALL = List.of(COIN, USD, VENUE);

    private LedgerReader() {}

    /** What a rule of delta adds is a line of its own, where it adds anything. */
    static ExplainedDecision.Ledger read(final GreeksAggregator greeks, final DeltaSense chosen, final double change) {
        final List<ExplainedDecision.Line> lines = new ArrayList<>(lines(greeks.ledger()));
        if (change != 0) {
            lines.add(line("the desk's rule of delta", change, change, List.of(chosen.name())));
        }
        return new ExplainedDecision.Ledger(
                List.copyOf(lines),
                totals(greeks.ledger(), chosen, change),
                expiries(greeks),
                greeks.gamma(),
                greeks.vega() * VOL_POINT,
                greeks.thetaPerYear() / DAYS_PER_YEAR);
    }

    private static List<ExplainedDecision.Line> lines(final DeltaLedger ledger) {
        final double beta = ledger.spotBeta();
        return List.of(
                line("options", ledger.optionDelta(), ledger.optionDeltaProjected(), ALL),
                line(
                        "premium of inverse options",
                        ledger.premiumAdjustment(),
                        ledger.premiumAdjustmentProjected(),
                        List.of(COIN, USD)),
                line(
                        "marks of inverse options",
                        ledger.markAdjustment(),
                        ledger.markAdjustmentProjected(),
                        List.of(VENUE)),
                line("futures, the hedge apart", ledger.futuresDelta(), ledger.futuresDeltaProjected(), ALL),
                line("hedge instrument", ledger.hedgeDelta(), ledger.hedgeDeltaProjected(), ALL),
                line("cash in dollars", ledger.linearCash(), beta * ledger.linearCash(), List.of(COIN)),
                line("equity in coins", ledger.coinEquity(), beta * ledger.coinEquity(), List.of(USD)),
                line("spot", ledger.spotDelta(), beta * ledger.spotDelta(), List.of(USD)));
    }

    private static ExplainedDecision.Line line(
            final String name, final double raw, final double projected, final List<String> countsIn) {
        return new ExplainedDecision.Line(name, raw + 0.0, projected + 0.0, countsIn);
    }

    private static List<ExplainedDecision.Total> totals(
            final DeltaLedger ledger, final DeltaSense chosen, final double change) {
        final List<ExplainedDecision.Total> totals = new ArrayList<>();
        for (final DeltaSense sense : DeltaSense.values()) {
            if (sense != DeltaSense.NULL_VAL) {
                final double own = sense == chosen ? change : 0.0;
                totals.add(new ExplainedDecision.Total(
                        sense.name(), ledger.raw(sense) + own, ledger.projected(sense) + own, sense == chosen));
            }
        }
        return totals;
    }

    private static List<ExplainedDecision.ExpiryLine> expiries(final GreeksAggregator greeks) {
        final List<ExplainedDecision.ExpiryLine> lines = new ArrayList<>();
        for (int i = 0; i < greeks.expiryCount(); i++) {
            final ExpirySums sums = greeks.expiry(i);
            if (sums.isHeld()) {
                lines.add(new ExplainedDecision.ExpiryLine(
                        Texts.time(sums.expiryNs()),
                        sums.forward(),
                        sums.beta(),
                        sums.windowFraction(),
                        sums.optionDelta(),
                        sums.premiumAdjustment(),
                        sums.futuresDelta(),
                        sums.gamma()));
            }
        }
        return lines;
    }
}
