package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.journal.codec.BasisSnapshotDecoder;
import io.gimbal.journal.codec.CandidateCostDecoder;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.HedgeSplitDecoder;
import io.gimbal.journal.codec.InstrumentChoiceConfigurationEncoder;
import io.gimbal.journal.codec.InstrumentChoiceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The stage of the scenarios with several hedge instruments: a BTC desk that keeps the dollar value of its coins level by
 * a band of 0.1 coin, with a perpetual and a second one behind another connection, two futures, a linear perpetual and
 * spot at hand. Which of them are candidates is the scenario's to say; all are quoted a dollar wide.
 */
final class CandidateDesk {
    static final int PERPETUAL = BTC_PERPETUAL;
    static final int OTHER = 1;
    static final int NEAR = 2;
    static final int FAR = 3;
    static final int SPOT = 4;
    static final int LINEAR = 5;
    static final int CALL = 6;

    /** The connection of the market's data; candidates' own are 1 and 2. */
    static final int MARKET = 0;

    static final int FIRST = 1;
    static final int SECOND = 2;
    static final long DAY_NS = 86_400L * SECOND_NS;
    static final long NEAR_NS = START_NS + 10 * DAY_NS;
    static final long FAR_NS = START_NS + 100 * DAY_NS;

    final EngineScenario desk = EngineScenario.btcDesk();
    final Outputs outputs = desk.outputs;
    private final double[] halfSpreads = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    private double nearPremium = 1;
    private double farPremium = 1;

    CandidateDesk() {
        this(new DeskPolicy().sense(DeltaSense.USD_NEUTRAL));
    }

    CandidateDesk(final DeskPolicy policy) {
        desk.perpetual(OTHER, 0);
        desk.future(NEAR, 0, NEAR_NS);
        desk.future(FAR, 0, FAR_NS);
        desk.spotPair(SPOT, 0);
        desk.linearPerpetual(LINEAR, 0, 0.001);
        desk.call(CALL, 0, FAR_NS, 30_000);
        desk.hedge(0, policy);
    }

    CandidateDesk candidate(final int instrument, final int connection) {
        return candidate(instrument, connection, 5, 1e9);
    }

    CandidateDesk candidate(final int instrument, final int connection, final double feeBp, final double capUsd) {
        desk.event(events -> events.hedgeCandidate()
                .takerFeeRate(scaled(feeBp * 1e-4))
                .makerFeeRate(0)
                .impactRate(scaled(1e-5))
                .marginRate(scaled(0.1))
                .maxPositionUsd(scaled(capUsd))
                .instrumentId(instrument)
                .underlyingId(0)
                .connectionId(connection));
        return this;
    }

    /** Its quotes come through a connection of their own. */
    CandidateDesk candidate(final int instrument, final int connection, final int marketConnection) {
        desk.event(events -> events.hedgeCandidate()
                .takerFeeRate(scaled(5e-4))
                .makerFeeRate(0)
                .impactRate(scaled(1e-5))
                .marginRate(scaled(0.1))
                .maxPositionUsd(scaled(1e9))
                .instrumentId(instrument)
                .underlyingId(0)
                .connectionId(connection)
                .marketConnectionId(marketConnection));
        return this;
    }

    /** A horizon of a day looked at every minute, nothing rolled, unless told otherwise. */
    CandidateDesk choice(final Consumer<InstrumentChoiceConfigurationEncoder> filling) {
        desk.event(events -> filling.accept(events.instrumentChoiceConfiguration()
                .horizonNs(DAY_NS)
                .intervalNs(60 * SECOND_NS)
                .confidence(scaled(1))
                .basisHalfLifeNs(DAY_NS)
                .rollBeforeNs(0)
                .ratio(HedgeRatioKind.ONE)
                .underlyingId(0)));
        return this;
    }

    CandidateDesk premiums(final double near, final double far) {
        nearPremium = near;
        farPremium = far;
        return this;
    }

    /** Everything quoted afresh at one index, a dollar wide. */
    void market(final double index) {
        desk.index(0, index);
        quote(PERPETUAL, index);
        quote(OTHER, index);
        quote(NEAR, index * nearPremium);
        quote(FAR, index * farPremium);
        quote(SPOT, index);
        quote(LINEAR, index);
    }

    void quote(final int instrument, final double mid) {
        desk.quote(instrument, mid - halfSpreads[instrument], mid + halfSpreads[instrument]);
    }

    /** Quoted as ever, and so much of it, in the unit of its amounts. */
    void quote(final int instrument, final double mid, final double amount) {
        desk.event(events -> events.quote()
                .instrumentId(instrument)
                .bidPrice(scaled(mid - halfSpreads[instrument]))
                .bidAmount(scaled(amount))
                .askPrice(scaled(mid + halfSpreads[instrument]))
                .askAmount(scaled(amount)));
    }

    /** Quoted so wide from now on, USD either side. */
    void halfSpread(final int instrument, final double usd) {
        halfSpreads[instrument] = usd;
    }

    /** Time passes in steps of five seconds, everything quoted afresh at each. */
    void pass(final int seconds, final double index) {
        for (int i = 0; i < seconds; i += 5) {
            desk.waitSeconds(5);
            market(index);
        }
    }

    CandidateDesk ready(final int... connections) {
        desk.connection(MARKET, ConnectionPhase.READY);
        for (final int connection : connections) {
            desk.connection(connection, ConnectionPhase.READY);
        }
        return this;
    }

    /** Coins that the desk owns: what it hedges. */
    void coins(final double coins) {
        desk.cash(0, Currency.COIN, coins);
    }

    double delta() {
        return desk.ledger(0).projected(DeltaSense.USD_NEUTRAL);
    }

    /** Orders since the last look with the instrument in front: "2 SELL 3000 at 29999.5". */
    List<String> takeOrders() {
        return outputs.takeNewOrders().stream().map(CandidateDesk::text).toList();
    }

    static String text(final NewOrderDecoder order) {
        return order.instrumentId() + " " + Outputs.text(order);
    }

    HedgeDecisionDecoder lastDecision() {
        return outputs.lastDecision();
    }

    List<InstrumentChoiceDecoder> choices() {
        return decoded(
                InstrumentChoiceDecoder.TEMPLATE_ID,
                (m, h) -> new InstrumentChoiceDecoder().wrapAndApplyHeader(m, 0, h));
    }

    InstrumentChoiceDecoder lastChoice() {
        return Outputs.last(choices());
    }

    /** What the last choice found of a candidate. */
    CandidateCostDecoder lastCost(final int instrument) {
        return Outputs.last(
                decoded(
                                CandidateCostDecoder.TEMPLATE_ID,
                                (m, h) -> new CandidateCostDecoder().wrapAndApplyHeader(m, 0, h))
                        .stream()
                        .filter(cost -> cost.instrumentId() == instrument)
                        .toList());
    }

    /** Of all splits so far, candidate by candidate. */
    List<HedgeSplitDecoder> splits() {
        return decoded(HedgeSplitDecoder.TEMPLATE_ID, (m, h) -> new HedgeSplitDecoder().wrapAndApplyHeader(m, 0, h));
    }

    /** What the last split found of a candidate. */
    HedgeSplitDecoder lastSplit(final int instrument) {
        return Outputs.last(splits().stream()
                .filter(split -> split.instrumentId() == instrument)
                .toList());
    }

    List<BasisSnapshotDecoder> bases() {
        return decoded(
                BasisSnapshotDecoder.TEMPLATE_ID, (m, h) -> new BasisSnapshotDecoder().wrapAndApplyHeader(m, 0, h));
    }

    private <T> List<T> decoded(final int templateId, final BiFunction<DirectBuffer, MessageHeaderDecoder, T> decoder) {
        final Function<byte[], T> one = message -> decoder.apply(new UnsafeBuffer(message), new MessageHeaderDecoder());
        return outputs.all.stream()
                .filter(message -> Outputs.templateId(message) == templateId)
                .map(one)
                .toList();
    }

    /** Executes one order at the mid: the delta then moves by what was reckoned with. */
    void execute(final NewOrderDecoder order, final double price) {
        desk.sent(order.orderId());
        final double amount = order.amount() / 1e8;
        desk.fill(order, amount, price);
        desk.closed(order.orderId(), OrderEnd.FILLED, amount);
    }
}
