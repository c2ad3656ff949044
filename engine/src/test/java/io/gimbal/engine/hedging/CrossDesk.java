package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.scaled;

import io.gimbal.journal.codec.CandidateCostDecoder;
import io.gimbal.journal.codec.CrossHedgeDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeCandidateEncoder;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentChoiceDecoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The stage of the scenarios with a second coin: a desk that keeps the dollar value of a thousand coins of 100 USD level,
 * with a perpetual of its own coin (underlying 0) and one of another, dearer coin (underlying 1) that nobody hedges. Both
 * coins move together as told.
 */
final class CrossDesk {
    static final int OWN = BTC_PERPETUAL;
    static final int OTHER = 1;
    static final int LINEAR = 2;
    static final int OTHER_FUTURE = 3;
    static final long DAY_NS = 86_400L * SECOND_NS;
    static final int STEP_SECONDS = 60;
    static final double COINS = 1_000;

    private static final double YEARS_PER_STEP = STEP_SECONDS / (365.0 * 86_400);

    final EngineScenario desk = new EngineScenario();
    final Outputs outputs = desk.outputs;
    private final Random random;
    double own = 100;
    double other = 3_000;
    boolean isOwnQuoted = true;
    boolean isFilled = true;
    private int seen;
    private double beta = 1;
    private double otherVol = 0.6;
    private double residualVol = 0.3;

    CrossDesk(final long seed) {
        random = new Random(seed);
        session(1);
    }

    /** Definitions, limits and policy, as a session begins. */
    void session(final int epoch) {
        desk.genesis(epoch);
        desk.engineLimits(100, SECOND_NS);
        desk.event(events -> events.underlyingDefinition().underlyingId(0).coin("SOL"));
        desk.event(events -> events.underlyingDefinition().underlyingId(1).coin("ETH"));
        desk.define(OWN, 0, InstrumentKind.PERPETUAL, Settlement.INVERSE, 0, 1, 0.01);
        desk.define(OTHER, 1, InstrumentKind.PERPETUAL, Settlement.INVERSE, 0, 1, 0.05);
        desk.define(LINEAR, 1, InstrumentKind.PERPETUAL, Settlement.LINEAR, 0, 0.001, 0.05);
        desk.define(OTHER_FUTURE, 1, InstrumentKind.FUTURE, Settlement.INVERSE, desk.nowNs() + 90 * DAY_NS, 1, 0.05);
        desk.limits(0, new DeskLimits().maxAgesSeconds(300, 300, 300, 300));
        desk.hedge(0, new DeskPolicy().sense(DeltaSense.USD_NEUTRAL).with(OWN));
    }

    /** How the coins move from now on: the own one by beta times the other and by itself, vols per root year. */
    CrossDesk moves(final double newBeta, final double newOtherVol, final double newResidualVol) {
        beta = newBeta;
        otherVol = newOtherVol;
        residualVol = newResidualVol;
        return this;
    }

    /** ρ of what {@link #moves} says. */
    double correlation() {
        final double common = beta * otherVol;
        return common / Math.sqrt(common * common + residualVol * residualVol);
    }

    /** Aversion makes a dollar squared of residual variance cost; nothing else is charged beside fee and spread. */
    CrossDesk choice(final double aversionPerBillion) {
        desk.event(events -> events.instrumentChoiceConfiguration()
                .horizonNs(DAY_NS)
                .intervalNs(60 * SECOND_NS)
                .confidence(scaled(1))
                .riskAversion(scaled(aversionPerBillion))
                .basisHalfLifeNs(DAY_NS)
                .rollBeforeNs(0)
                .ratio(HedgeRatioKind.ONE)
                .underlyingId(0));
        return this;
    }

    CrossDesk ownCandidate() {
        return candidate(OWN, event -> {});
    }

    /** Measured over a day, at least a hundred returns, a correlation of 0.5. */
    CrossDesk crossCandidate(final int instrument) {
        return crossCandidate(instrument, event -> {});
    }

    CrossDesk crossCandidate(final int instrument, final Consumer<HedgeCandidateEncoder> filling) {
        return candidate(instrument, event -> {
            event.crossRatio(HedgeRatioKind.MINIMUM_VARIANCE)
                    .ratioHalfLifeNs(DAY_NS)
                    .ratioSampleNs(STEP_SECONDS * SECOND_NS)
                    .minSamples(100)
                    .minCorrelation(scaled(0.5));
            filling.accept(event);
        });
    }

    private CrossDesk candidate(final int instrument, final Consumer<HedgeCandidateEncoder> filling) {
        desk.event(events -> filling.accept(events.hedgeCandidate()
                .takerFeeRate(scaled(5e-4))
                .makerFeeRate(0)
                .impactRate(0)
                .marginRate(0)
                .maxPositionUsd(scaled(1e9))
                .instrumentId(instrument)
                .underlyingId(0)
                .connectionId(0)));
        return this;
    }

    void ready() {
        desk.ready();
        market();
    }

    void coins() {
        desk.cash(0, Currency.COIN, COINS);
    }

    /** Everything quoted afresh, a basis point wide. */
    void market() {
        desk.index(0, own);
        desk.index(1, other);
        if (isOwnQuoted) {
            desk.quote(OWN, own * 0.99995, own * 1.00005);
        }
        desk.quote(OTHER, other * 0.99995, other * 1.00005);
        desk.quote(LINEAR, other * 0.99995, other * 1.00005);
    }

    /** One step of a minute: both coins move, and what was ordered fills at the mid. */
    void step() {
        final double root = Math.sqrt(YEARS_PER_STEP);
        final double otherMove = otherVol * root * random.nextGaussian();
        final double residual = residualVol * root * random.nextGaussian();
        other *= Math.exp(otherMove);
        own *= Math.exp(beta * otherMove + residual);
        desk.waitSeconds(STEP_SECONDS);
        market();
        if (isFilled) {
            fillAll();
        }
    }

    void steps(final int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Orders since the last look; only what is new is looked through. */
    List<NewOrderDecoder> takeOrders() {
        final List<NewOrderDecoder> orders = new ArrayList<>();
        for (; seen < outputs.all.size(); seen++) {
            final byte[] message = outputs.all.get(seen);
            if (Outputs.templateId(message) == NewOrderDecoder.TEMPLATE_ID) {
                orders.add(new NewOrderDecoder().wrapAndApplyHeader(new UnsafeBuffer(message), 0, header()));
            }
        }
        return orders;
    }

    /** At the mid and without a fee. */
    void fillAll() {
        for (int round = 0; round < 8; round++) {
            final List<NewOrderDecoder> orders = takeOrders();
            if (orders.isEmpty()) {
                return;
            }
            for (final NewOrderDecoder order : orders) {
                fill(order);
            }
        }
    }

    void fill(final NewOrderDecoder order) {
        final double amount = order.amount() / 1e8;
        desk.sent(order.orderId());
        desk.fill(order, amount, order.instrumentId() == OWN ? own : other);
        desk.closed(order.orderId(), OrderEnd.FILLED, amount);
    }

    /** USD, or coins of a linear one; signed. */
    double held(final int instrument) {
        return desk.engine.position(instrument) / 1e8;
    }

    double delta() {
        return desk.ledger(0).projected(DeltaSense.USD_NEUTRAL);
    }

    CrossHedgeDecoder lastCross() {
        return Outputs.last(decoded(
                CrossHedgeDecoder.TEMPLATE_ID, m -> new CrossHedgeDecoder().wrapAndApplyHeader(m, 0, header())));
    }

    InstrumentChoiceDecoder lastChoice() {
        return Outputs.last(choices());
    }

    List<InstrumentChoiceDecoder> choices() {
        return decoded(
                InstrumentChoiceDecoder.TEMPLATE_ID,
                m -> new InstrumentChoiceDecoder().wrapAndApplyHeader(m, 0, header()));
    }

    CandidateCostDecoder lastCost(final int instrument) {
        return Outputs.last(
                decoded(
                                CandidateCostDecoder.TEMPLATE_ID,
                                m -> new CandidateCostDecoder().wrapAndApplyHeader(m, 0, header()))
                        .stream()
                        .filter(cost -> cost.instrumentId() == instrument)
                        .toList());
    }

    private static MessageHeaderDecoder header() {
        return new MessageHeaderDecoder();
    }

    private <T> List<T> decoded(final int templateId, final Function<DirectBuffer, T> decoder) {
        return outputs.all.stream()
                .filter(message -> Outputs.templateId(message) == templateId)
                .map(message -> decoder.apply(new UnsafeBuffer(message)))
                .toList();
    }
}
