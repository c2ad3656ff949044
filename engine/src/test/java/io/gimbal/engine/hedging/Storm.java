package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static java.util.Objects.requireNonNull;

import io.gimbal.engine.hedging.policy.network.NetworkParts;
import io.gimbal.engine.hedging.policy.network.TestNetworks;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.HedgeRatioKind;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.OrderEnd;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.SendOutcome;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.SuppressReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A seeded random day of two coins: mostly sound market data and answers to the engine's own orders, and at a rate of
 * choice absurd ones, restarts, operators and broken bytes.
 */
final class Storm {
    private static final int OPTIONS = 12;
    private static final long MAX_STEP_NS = 20_000_000;
    private static final double[] ABSURD = {0, -1, 1e-8, 1e-4, 1e9, 1e9 + 1, 9e10, -9e10, Double.MIN_VALUE, 100, 3e10};

    final EngineScenario desk = new EngineScenario();
    private final Mix random;
    private final int absurdPercent;
    private final @Nullable String text;
    private final @Nullable StrategyKind strategy;
    private final boolean hasCandidates;
    private final @Nullable EveryPart every;
    private final @Nullable StormVenue venue;
    private final List<NewOrderDecoder> open = new ArrayList<>();
    private final double[] spot = {30_000, 2_000};
    private int epoch;
    private boolean isSplit;

    Storm(final long seed, final int absurdPercent) {
        this(seed, absurdPercent, null);
    }

    /** All books by one policy of the catalogue. */
    Storm(final long seed, final int absurdPercent, final @Nullable String policy) {
        this(seed, absurdPercent, policy, null);
    }

    /** All books by one policy and one strategy, with forecasts and measured costs. */
    Storm(
            final long seed,
            final int absurdPercent,
            final @Nullable String policy,
            final @Nullable StrategyKind strategy) {
        this(seed, absurdPercent, policy, strategy, false, false);
    }

    private Storm(
            final long seed,
            final int absurdPercent,
            final @Nullable String policy,
            final @Nullable StrategyKind strategy,
            final boolean hasCandidates,
            final boolean isEverything) {
        random = new Mix(seed);
        this.absurdPercent = absurdPercent;
        this.strategy = strategy;
        text = policy;
        this.hasCandidates = hasCandidates;
        every = isEverything ? new EveryPart(desk, random) : null;
        venue = isEverything ? new StormVenue(desk, random) : null;
        begin();
    }

    /** All books choose among a perpetual, a future delivered on the way, and spot, each behind its own connection. */
    static Storm ofCandidates(final long seed, final int absurdPercent) {
        return new Storm(seed, absurdPercent, null, null, true, false);
    }

    /** Candidates that show little, so that needs are split among them. */
    static Storm ofSplits(final long seed, final int absurdPercent) {
        final Storm storm = ofCandidates(seed, absurdPercent);
        storm.isSplit = true;
        storm.desk.quoted = 200;
        storm.choice(0);
        storm.choice(1);
        return storm;
    }

    /** Candidates, a network of bands, a strategy, triggers, the surface's delta, orders at rest and an overlay at once. */
    static Storm ofEverything(final long seed, final int absurdPercent, final StrategyKind strategy) {
        return new Storm(seed, absurdPercent, "band-network:risk_aversion_per_usd=0.01", strategy, true, true);
    }

    /** One contract of an instrument that the storm defines, scaled. */
    static long lot(final int instrument) {
        if (instrument >= spotPair(0)) {
            return EngineScenario.scaled(0.0001);
        }
        return EngineScenario.scaled(instrument < option(0, 0) || instrument >= future(0) ? 10 : 1);
    }

    /** The coin of an instrument that the storm defines. */
    static int coinOf(final int instrument) {
        if (instrument < option(0, 0)) {
            return instrument;
        }
        return instrument >= future(0) ? (instrument - future(0)) % 2 : (instrument - option(0, 0)) / OPTIONS;
    }

    StormVenue venue() {
        return requireNonNull(venue);
    }

    private static long expiryNs(final int option) {
        return EngineScenario.START_NS + (option % 3 + 1L) * 2_400 * SECOND_NS;
    }

    private static int perpetual(final int coin) {
        return coin;
    }

    private static int option(final int coin, final int i) {
        return 2 + coin * OPTIONS + i;
    }

    private static int future(final int coin) {
        return 2 + 2 * OPTIONS + coin;
    }

    private static int spotPair(final int coin) {
        return 4 + 2 * OPTIONS + coin;
    }

    private void begin() {
        desk.genesis(++epoch);
        desk.engineSettings(20, SECOND_NS, 64);
        for (int coin = 0; coin < 2; coin++) {
            desk.underlying(coin);
            desk.perpetual(perpetual(coin), coin);
            desk.future(future(coin), coin, expiryNs(2));
            desk.spotPair(spotPair(coin), coin);
            for (int i = 0; i < OPTIONS; i++) {
                final Settlement settlement = i % 4 == 3 ? Settlement.LINEAR : Settlement.INVERSE;
                final OptionType type = i % 2 == 0 ? OptionType.CALL : OptionType.PUT;
                final double strike = (coin == 0 ? 30_000 : 2_000) * (0.9 + 0.02 * i);
                desk.option(option(coin, i), coin, expiryNs(i), strike, type, settlement);
                desk.position(option(coin, i), random.below(21) - 10, 0);
            }
            desk.limits(coin, new DeskLimits().maxAgesSeconds(60, 60, 60, 60));
            desk.hedge(coin, policy(coin));
            if (text != null && text.startsWith("band-network")) {
                NetworkParts.of(TestNetworks.network(TestNetworks.row(coin)), coin)
                        .forEach(desk::raw);
            }
            outlook(coin);
            desk.cash(coin, Currency.COIN, 10 * random.unit());
            desk.cash(coin, Currency.USD, 10_000 * random.unit());
            if (hasCandidates) {
                candidates(coin);
            }
            if (every != null) {
                every.tell(coin, policy(coin).sense(DeltaSense.USD_NEUTRAL));
            }
        }
        desk.ready();
        for (int connection = 1; hasCandidates && connection <= 3; connection++) {
            desk.connection(connection, ConnectionPhase.READY);
        }
    }

    private void candidates(final int coin) {
        final int[] instruments = {perpetual(coin), future(coin), spotPair(coin)};
        for (int i = 0; i < instruments.length; i++) {
            final int instrument = instruments[i];
            final int connection = i + 1;
            final double fee = 1e-4 * random.unit();
            desk.event(events -> events.hedgeCandidate()
                    .takerFeeRate(EngineScenario.scaled(fee))
                    .impactRate(EngineScenario.scaled(1e-5))
                    .marginRate(EngineScenario.scaled(0.1))
                    .maxPositionUsd(EngineScenario.scaled(1e6))
                    .instrumentId(instrument)
                    .underlyingId(coin)
                    .connectionId(connection));
        }
        choice(coin);
    }

    private void choice(final int coin) {
        desk.event(events -> events.instrumentChoiceConfiguration()
                .horizonNs(86_400 * SECOND_NS)
                .intervalNs(5 * SECOND_NS)
                .confidence(EngineScenario.scaled(random.unit()))
                .turnover(EngineScenario.scaled(30 * random.unit()))
                .basisHalfLifeNs(600 * SECOND_NS)
                .rollBeforeNs(2_400 * SECOND_NS)
                .slopeLimitUsdYears(EngineScenario.scaled(random.unit()))
                .ratio(random.chance(50) ? HedgeRatioKind.ONE : HedgeRatioKind.MINIMUM_VARIANCE)
                .maxSplits((short) (isSplit ? 3 : 1))
                .splitWithin(EngineScenario.scaled(0.002))
                .underlyingId(coin));
    }

    private void outlook(final int coin) {
        final StrategyKind kind = strategy;
        if (kind == null) {
            return;
        }
        desk.hedge(coin, policy(coin).sense(DeltaSense.USD_NEUTRAL));
        desk.event(events -> DeskOutlook.forecast(events)
                .underlyingId(coin)
                .costSource(CostSource.MEASURED)
                .vpinExtra(EngineScenario.scaled(0.5)));
        desk.event(
                events -> DeskOutlook.strategy(events, kind).underlyingId(coin).floor(EngineScenario.scaled(1)));
    }

    private DeskPolicy policy(final int coin) {
        final DeltaSense[] senses = {DeltaSense.COIN_NEUTRAL, DeltaSense.USD_NEUTRAL, DeltaSense.VENUE};
        return choice().with(perpetual(coin))
                .sense(senses[random.below(3)])
                .offsetTicks(random.below(5))
                .projection(random.chance(50) ? Projection.UNIT : Projection.FORWARD_OVER_HEDGE);
    }

    private DeskPolicy choice() {
        if (text != null) {
            return DeskPolicy.of(text);
        }
        return random.chance(70)
                ? DeskPolicy.band(random.unit(), random.chance(50) ? Landing.TO_EDGE : Landing.TO_TARGET)
                : DeskPolicy.every(1 + random.below(20) * SECOND_NS);
    }

    void run(final int events) {
        while (desk.inputs.size() < events) {
            desk.waitNs(random.below(100) * MAX_STEP_NS / 100);
            open.addAll(desk.outputs.takeNewOrders());
            if (random.chance(absurdPercent)) {
                absurd();
            } else if (venue != null && random.chance(30)) {
                venue.step();
            } else if (venue == null && random.chance(25) && !open.isEmpty()) {
                answer();
            } else {
                market(random.below(2));
            }
        }
    }

    /** Nothing moves, everything is fresh and connected, and the venue answers: seconds of it. */
    void calm(final int seconds) {
        venue().isCalm = true;
        for (int connection = 0; connection <= 3; connection++) {
            desk.connection(connection, ConnectionPhase.READY);
        }
        for (int second = 0; second < seconds; second++) {
            desk.waitNs(SECOND_NS);
            for (int coin = 0; coin < 2; coin++) {
                final double s = spot[coin];
                desk.index(coin, s);
                desk.quote(perpetual(coin), s - 0.5, s + 0.5);
                desk.quote(future(coin), s - 2.5, s + 2.5);
                desk.quote(spotPair(coin), s - 1, s + 1);
                for (int i = 0; i < OPTIONS; i++) {
                    desk.forward(coin, expiryNs(i), s);
                    desk.vol(option(coin, i), 0.6, 0.05);
                    requireNonNull(every).smile(coin, s, expiryNs(i), 0.35, SmileStatus.SVI);
                }
            }
            desk.timer();
            for (int i = 0; i < 20; i++) {
                venue().step();
            }
        }
    }

    private void market(final int coin) {
        final double s = spot[coin];
        if (strategy != null && random.chance(20)) {
            final Side side = random.chance(50) ? Side.BUY : Side.SELL;
            desk.event(events -> events.tradePrint()
                    .instrumentId(perpetual(coin))
                    .price(EngineScenario.scaled(s))
                    .amount(EngineScenario.scaled(10 * (1 + random.below(1_000))))
                    .aggressor(side));
            return;
        }
        if (every != null && random.chance(8)) {
            final int i = random.below(OPTIONS);
            final double strike = (coin == 0 ? 30_000 : 2_000) * (0.9 + 0.02 * i);
            every.market(coin, s, option(coin, i), strike, expiryNs(i));
            return;
        }
        if (hasCandidates && random.chance(20)) {
            final int instrument = random.chance(50) ? future(coin) : spotPair(coin);
            final double half = 0.0005 * random.unit();
            desk.quote(instrument, s * (1 - half), s * (1.0001 + half));
            return;
        }
        if (hasCandidates && random.chance(1)) {
            final ConnectionPhase phase = random.chance(30) ? ConnectionPhase.DOWN : ConnectionPhase.READY;
            desk.connection(1 + random.below(3), phase);
            return;
        }
        switch (random.below(8)) {
            case 0, 1 -> {
                spot[coin] = Math.max(100, s * (1 + 0.004 * (random.unit() - 0.5)));
                desk.index(coin, spot[coin]);
            }
            case 2, 3 ->
                desk.quote(
                        perpetual(coin), s * (0.9995 + 0.0005 * random.unit()), s * (1.0001 + 0.0005 * random.unit()));
            case 4 -> desk.forward(coin, expiryNs(random.below(3)), s * (1 + 0.001 * random.unit()));
            case 5 -> desk.timer();
            case 6 -> desk.funding(perpetual(coin), random.unit() - 0.5);
            default -> desk.vol(option(coin, random.below(OPTIONS)), 0.3 + random.unit(), 0.1 * random.unit());
        }
    }

    private void answer() {
        final NewOrderDecoder order = open.remove(random.below(open.size()));
        final long id = order.orderId();
        final double amount = order.amount() / 1e8;
        switch (random.below(8)) {
            case 0 -> desk.rejected(id);
            case 1 -> desk.outcome(id, SendOutcome.SUPPRESSED, SuppressReason.TOO_OLD);
            case 2 -> {
                desk.outcome(id, SendOutcome.SEND_FAILED, SuppressReason.NONE);
                desk.closed(id, OrderEnd.NEVER_EXISTED, 0);
            }
            case 3 -> {
                desk.closed(id, OrderEnd.FILLED, amount);
                desk.fill(order, amount, order.price() / 1e8);
            }
            case 4 -> {
                desk.fill(order, amount / 2, order.price() / 1e8);
                desk.closed(id, OrderEnd.CANCELLED, amount / 2);
            }
            default -> desk.execute(order);
        }
    }

    private double odd() {
        return ABSURD[random.below(ABSURD.length)];
    }

    private void absurd() {
        final int coin = random.below(4) - 1;
        final int instrument = random.below(34) - 1;
        switch (random.below(text == null ? 20 : 21)) {
            case 20 ->
                desk.operator(
                        OperatorVerb.get((short) (strategy == null ? 4 + random.below(8) : 14 + random.below(3))),
                        coin,
                        odd());
            case 0 -> desk.index(coin, odd());
            case 1 -> desk.quote(instrument, odd(), odd());
            case 2 -> desk.forward(coin, expiryNs(random.below(4)), odd());
            case 3 -> desk.vol(instrument, odd(), odd());
            case 4 -> desk.position(instrument, odd(), odd());
            case 5 -> desk.cash(coin, Currency.COIN, odd());
            case 6 -> desk.cash(coin, Currency.USD, odd());
            case 7 -> desk.delivery(coin, expiryNs(random.below(4)), odd());
            case 8 -> desk.fill(random.below(50), random.below(99), instrument, Side.SELL, odd(), odd());
            case 9 -> desk.closed(random.below(99), OrderEnd.FILLED, odd());
            case 10 -> desk.operator(OperatorVerb.SET_TARGET, coin, odd());
            case 11 -> desk.operator(OperatorVerb.SET_BAND, coin, odd());
            case 12 -> desk.operator(random.chance(30) ? OperatorVerb.PAUSE : OperatorVerb.RESUME, coin);
            case 13 -> desk.instrumentState(instrument, InstrumentState.get((short) (1 + random.below(6))));
            case 14 -> desk.funding(instrument, odd());
            case 15 -> define(instrument, coin);
            case 16 -> desk.connection(random.below(20) - 2, ConnectionPhase.get((short) (1 + random.below(4))));
            case 17 -> broken();
            case 18 -> desk.hedge(coin, policy(instrument));
            default -> recover();
        }
    }

    private void define(final int instrument, final int coin) {
        final InstrumentKind kind = InstrumentKind.get((short) (1 + random.below(4)));
        final Settlement settlement = random.chance(50) ? Settlement.INVERSE : Settlement.LINEAR;
        desk.define(instrument + 40, coin, kind, settlement, random.chance(50) ? 0 : expiryNs(3), odd(), odd());
    }

    private void broken() {
        final byte[] bytes = desk.inputs.get(random.below(desk.inputs.size())).copy();
        for (int i = random.below(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.below(bytes.length)] = (byte) random.next();
        }
        desk.raw(bytes);
    }

    /** The desk is brought back to life: a new session, or all connections up again. */
    private void recover() {
        if (random.chance(10)) {
            begin();
            return;
        }
        for (int id = 0; id < Session.MAX_CONNECTIONS; id++) {
            desk.connection(id, ConnectionPhase.READY);
        }
        desk.operator(OperatorVerb.RESUME, -1);
    }
}
