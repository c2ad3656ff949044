package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OverlayCheck;
import io.gimbal.journal.codec.OverlayConfigurationEncoder;
import io.gimbal.journal.codec.OverlayDecisionDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A BTC desk short ten straddles of 30 days at 30,000, volatility 60 %, that may buy options of 60 days: gamma within
 * 10,000 USD per 1 %, vega within 400 USD per vol point. Every option is quoted a tick either side of its value.
 */
final class OverlayDesk {
    static final long DAY_NS = 86_400 * SECOND_NS;
    static final long NEAR_NS = START_NS + 30 * DAY_NS;
    static final long FAR_NS = START_NS + 60 * DAY_NS;
    static final int NEAR_CALL = 1;
    static final int NEAR_PUT = 2;
    static final int FAR_CALL = 3;
    static final int FAR_PUT = 4;
    static final double SPOT = 30_000;
    static final double VOL = 0.6;
    static final double TICK = 0.0005;

    final EngineScenario desk = EngineScenario.btcDesk();
    private final OptionGreeks greeks = new OptionGreeks();
    private Consumer<OverlayConfigurationEncoder> change = event -> {};
    private int decisionsTaken;
    long proposalId;
    private long claimedNs;
    private double claimedBefore;
    private double claimedAfter;

    static OverlayDesk trading() {
        final OverlayDesk overlay = new OverlayDesk();
        overlay.open();
        overlay.configure();
        return overlay;
    }

    /** As trading, with one thing configured otherwise. */
    static OverlayDesk trading(final Consumer<OverlayConfigurationEncoder> change) {
        final OverlayDesk overlay = new OverlayDesk();
        overlay.change = change;
        overlay.open();
        overlay.configure();
        return overlay;
    }

    void open() {
        desk.call(NEAR_CALL, 0, NEAR_NS, SPOT);
        desk.put(NEAR_PUT, 0, NEAR_NS, SPOT);
        desk.call(FAR_CALL, 0, FAR_NS, SPOT);
        desk.put(FAR_PUT, 0, FAR_NS, SPOT);
        desk.hedge(0, DeskPolicy.band(0.5, io.gimbal.journal.codec.Landing.TO_TARGET));
        desk.position(NEAR_CALL, -10, 0);
        desk.position(NEAR_PUT, -10, 0);
        desk.ready();
        market();
        desk.executeAll();
    }

    void configure() {
        desk.event(events -> {
            final OverlayConfigurationEncoder event = events.overlayConfiguration()
                    .gammaLow(scaled(-10_000))
                    .gammaHigh(scaled(10_000))
                    .vegaLow(scaled(-400))
                    .vegaHigh(scaled(400))
                    .expiryVega(0)
                    .maxPremiumPerDay(scaled(200_000))
                    .maxLegAmount(scaled(20))
                    .valueCollar(scaled(0.05))
                    .maxSnapshotAgeNs(2 * SECOND_NS)
                    .maxQuoteAgeNs(10 * SECOND_NS)
                    .minIntervalNs(10 * SECOND_NS)
                    .priceToleranceTicks(2)
                    .underlyingId(0)
                    .isWholeOnly(BooleanType.FALSE);
            change.accept(event);
        });
    }

    /** A whole fresh market. */
    void market() {
        desk.quote(BTC_PERPETUAL, SPOT - 0.5, SPOT + 0.5);
        desk.index(0, SPOT);
        desk.forward(0, NEAR_NS, SPOT);
        desk.forward(0, FAR_NS, SPOT);
        for (int option = NEAR_CALL; option <= FAR_PUT; option++) {
            final double mark = grid(coins(option));
            desk.vol(option, VOL, mark);
            desk.quote(option, mark - TICK, mark + TICK);
        }
    }

    /** The value in coins by Black's formula. */
    double coins(final int option) {
        evaluate(option);
        return greeks.price() / SPOT;
    }

    OptionGreeks evaluate(final int option) {
        final boolean isCall = option == NEAR_CALL || option == FAR_CALL;
        final long expiryNs = option <= NEAR_PUT ? NEAR_NS : FAR_NS;
        Black76.evaluate(isCall, SPOT, SPOT, TimeToExpiry.years(desk.nowNs(), expiryNs), VOL, greeks);
        return greeks;
    }

    static double grid(final double coins) {
        return Math.rint(coins / TICK) * TICK;
    }

    double ask(final int option) {
        return grid(coins(option)) + TICK;
    }

    double bid(final int option) {
        return grid(coins(option)) - TICK;
    }

    /** One leg of the present proposal, of a snapshot of now, said to gain 100 USD. */
    void leg(final int index, final int count, final int option, final double coins, final double price) {
        claimed(desk.nowNs(), 1_000, 900);
        send(index, count, option, coins, price);
    }

    /** A proposal of one leg, four far calls, by its snapshot's time and what it is said to gain. */
    void claim(final long snapshotNs, final double before, final double after) {
        legOfClaim(0, 1, FAR_CALL, snapshotNs, before, after);
    }

    /** A leg of four coins at the ask. */
    void legOfClaim(
            final int index,
            final int count,
            final int option,
            final long snapshotNs,
            final double before,
            final double after) {
        claimed(snapshotNs, before, after);
        send(index, count, option, 4, ask(option));
    }

    private void claimed(final long snapshotNs, final double before, final double after) {
        claimedNs = snapshotNs;
        claimedBefore = before;
        claimedAfter = after;
    }

    private void send(final int index, final int count, final int option, final double coins, final double price) {
        desk.event(events -> events.overlayLeg()
                .snapshotTimeNs(claimedNs)
                .proposalId(proposalId)
                .amount(scaled(coins))
                .limitPrice(scaled(price))
                .objectiveBefore(claimedBefore)
                .objectiveAfter(claimedAfter)
                .instrumentId(option)
                .underlyingId(0)
                .legIndex((short) index)
                .legCount((short) count));
    }

    /** Buys so many coins of both far options, each at its ask. */
    void proposeStraddle(final double coins) {
        proposalId++;
        leg(0, 2, FAR_CALL, coins, ask(FAR_CALL));
        leg(1, 2, FAR_PUT, coins, ask(FAR_PUT));
    }

    /** Buys one far call. */
    void proposeCall(final double coins) {
        proposalId++;
        leg(0, 1, FAR_CALL, coins, ask(FAR_CALL));
    }

    /** Decisions since the last take. */
    List<OverlayDecisionDecoder> takeDecisions() {
        final List<byte[]> all = desk.outputs.all;
        final List<OverlayDecisionDecoder> decisions = all.subList(decisionsTaken, all.size()).stream()
                .filter(message -> Outputs.templateId(message) == OverlayDecisionDecoder.TEMPLATE_ID)
                .map(message -> new OverlayDecisionDecoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderDecoder()))
                .toList();
        decisionsTaken = all.size();
        return decisions;
    }

    List<OverlayCheck> takeChecks() {
        return takeDecisions().stream().map(OverlayDecisionDecoder::check).toList();
    }
}
