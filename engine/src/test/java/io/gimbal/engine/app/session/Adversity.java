package io.gimbal.engine.app.session;

import io.gimbal.engine.app.session.AdverseScript.EventScale;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.ConnectionPhase;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.OperatorVerb;

/** What can go wrong around a desk, each for three seconds; a step is half a second. */
enum Adversity {
    QUOTES_ABSENT((script, step) -> {
        market(script);
        script.quote(Decimals.ABSENT, Decimals.ABSENT, Decimals.ABSENT, Decimals.ABSENT);
        script.quote(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }),
    QUOTES_ZERO((script, step) -> {
        market(script);
        script.quote(0.0, 0.0);
    }),
    QUOTES_NEGATIVE((script, step) -> {
        market(script);
        script.quote(-script.price, -script.price + 1);
    }),
    QUOTES_CROSSED((script, step) -> {
        market(script);
        script.quote(script.price + 5, script.price - 5);
    }),
    QUOTES_ABSURD((script, step) -> {
        market(script);
        script.quote(step % 2 == 0 ? 1e9 : 1e-8, step % 2 == 0 ? 1e9 : 2e-8);
    }),
    QUOTES_ONE_TICK_OR_THE_MOON((script, step) -> {
        market(script);
        script.quote(step % 2 == 0 ? 0.5 : script.price - 0.5, 1e9);
    }),
    TOUCH_WITHOUT_AMOUNT((script, step) -> {
        market(script);
        script.quote(EventScale.scaled(script.price - 0.5), 0, EventScale.scaled(script.price + 0.5), 0);
    }),
    WALL_ON_ONE_SIDE((script, step) -> {
        market(script);
        final long wall = EventScale.scaled(1e9);
        final boolean isBid = step < 3;
        script.quote(
                EventScale.scaled(script.price - 0.5),
                isBid ? wall : 0,
                EventScale.scaled(script.price + 0.5),
                isBid ? 0 : wall);
    }),
    CRUMBS_AT_THE_TOUCH((script, step) -> {
        market(script);
        script.quote(EventScale.scaled(script.price - 0.5), 1, EventScale.scaled(script.price + 0.5), 1);
    }),
    INDEX_ABSURD((script, step) -> {
        script.sound();
        script.index(step % 2 == 0 ? 1e9 : 1e-8);
    }),
    INDEX_ZERO_OR_LESS((script, step) -> {
        script.sound();
        script.index(step % 2 == 0 ? 0.0 : -1.0);
        script.index(step % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }),
    INDEX_APART((script, step) -> {
        script.sound();
        script.index(script.price * 1.1);
    }),
    FORWARDS_ABSURD((script, step) -> {
        script.sound();
        script.forwards(step % 2 == 0 ? 1e9 : 1e-8);
        script.forwards(step % 2 == 0 ? Long.MIN_VALUE : 0L);
    }),
    VOLS_ABSURD((script, step) -> {
        script.sound();
        final double[] vols = {1e-8, 100, 0, -1, 1e9, 50};
        script.vols(vols[step]);
        script.vols(step % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE, step % 2 == 0 ? -1 : Long.MAX_VALUE);
    }),
    INDEX_STALE((script, step) -> {
        script.forwards(script.price);
        script.quote(script.price - 0.5, script.price + 0.5);
        script.vols(0.6);
        script.event(e -> e.indexPrice()
                .underlyingId(0)
                .price(EventScale.scaled(script.price))
                .quality(InputQuality.STALE));
    }),
    FORWARDS_STALE((script, step) -> {
        script.index(script.price);
        script.quote(script.price - 0.5, script.price + 0.5);
        script.vols(0.6);
    }),
    VOLS_STALE((script, step) -> {
        script.index(script.price);
        script.forwards(script.price);
        script.quote(script.price - 0.5, script.price + 0.5);
    }),
    QUOTES_STALE((script, step) -> market(script)),
    EVERYTHING_SILENT((script, step) -> {}),
    CLOCK_BACKWARDS((script, step) -> {
        script.lag(step % 2 == 0 ? 3_600_000_000_000L : 1_000_000_000L);
        script.sound();
    }),
    HEDGE_HALTED((script, step) -> {
        final InstrumentState[] states = {InstrumentState.HALTED, InstrumentState.LOCKED, InstrumentState.SETTLEMENT};
        script.state(AdverseDesk.HEDGE, states[step % 3]);
        script.sound();
    }),
    HEDGE_DELISTED((script, step) -> {
        script.state(AdverseDesk.HEDGE, step < 3 ? InstrumentState.INACTIVE : InstrumentState.DELIVERED);
        script.sound();
    }),
    OPTIONS_DELISTED((script, step) -> {
        script.sound();
        script.state(AdverseDesk.FAR_CALL, InstrumentState.INACTIVE);
        script.state(AdverseDesk.FAR_PUT, InstrumentState.HALTED);
    }),
    VENUE_LOCKED((script, step) -> {
        script.event(e ->
                e.platformState().underlyingId(-1).isLocked(BooleanType.TRUE).isMaintenance(BooleanType.TRUE));
        script.mode(AdverseGateway.Mode.REJECTS);
        script.sound();
    }),
    HEDGE_MISSING((script, step) -> {
        script.hedgeWith(step < 3 ? 999 : AdverseDesk.FAR_CALL);
        script.sound();
    }),
    POSITIONS_ABSURD((script, step) -> {
        final double[] amounts = {4e10, -4e10, 1e-8, 9e10, -1e5, 0};
        script.position(AdverseDesk.FAR_CALL, amounts[step]);
        script.position(AdverseDesk.FAR_PUT, Long.MIN_VALUE, Long.MIN_VALUE);
        script.sound();
    }),
    CASH_ABSURD((script, step) -> {
        final double[] cash = {9e10, -9e10, 1e-8, 0, -1e6, 1e6};
        script.balance(cash[step], -cash[step]);
        script.sound();
    }),
    MARGIN_GONE((script, step) -> {
        script.margin(script.desk.isLinear() ? 0 : 20, script.desk.isLinear() ? 1e6 : 0, 1e7);
        script.sound();
    }),
    LIMITS_BELOW_A_LOT((script, step) -> {
        script.limits(step < 3 ? 0.01 : AdverseDesk.MAX_ORDER_USD, step < 3 ? AdverseDesk.MAX_POSITION_USD : 0.01);
        script.sound();
    }),
    LIMITS_OF_NOTHING((script, step) -> {
        script.limits(0, 0);
        script.sound();
    }),
    LIMITS_NEGATIVE((script, step) -> {
        script.limits(-1, 1e10);
        script.sound();
    }),
    BAND_WIDER_THAN_LIMITS((script, step) -> {
        script.limits(20_000, 50_000);
        script.operator(OperatorVerb.SET_BAND, step % 2 == 0 ? 1e5 : 1e-8);
        script.sound();
    }),
    TARGET_ABSURD((script, step) -> {
        final double[] targets = {9e10, -9e10, 1e6, -1e6, 1e-8, 1e7};
        script.operator(OperatorVerb.SET_TARGET, targets[step]);
        script.operator(OperatorVerb.SET_HEDGE_RATIO, step % 2 == 0 ? 2 : -1);
        script.sound();
    }),
    PARAMETERS_AT_THEIR_BOUNDS((script, step) -> {
        final boolean isLeast = step % 2 == 0;
        script.operator(OperatorVerb.SET_RISK_AVERSION, isLeast ? 1e-3 : 1e9);
        script.operator(OperatorVerb.SET_COST_RATE, isLeast ? 0 : 0.1);
        script.operator(OperatorVerb.SET_COST_PER_ORDER, isLeast ? 0 : PolicyParameter.COST_PER_ORDER_USD.most());
        script.operator(OperatorVerb.SET_PRICE_MOVE, isLeast ? 1e-6 : 0.5);
        script.operator(OperatorVerb.SET_INTERVAL, isLeast ? 1 : 86_400);
        script.operator(OperatorVerb.SET_BAND, isLeast ? 1e-8 : 1e6);
        script.operator(OperatorVerb.SET_TAKE_MULTIPLE, isLeast ? 1 : 1_000);
        script.operator(OperatorVerb.SET_CROSS_MULTIPLE, isLeast ? 1 : 1_000);
        script.sound();
    }),
    PARAMETERS_BEYOND_THEIR_BOUNDS((script, step) -> {
        final double[] values = {-1, 9e10, -9e10, Double.MIN_VALUE, 1e-8, -1e-8};
        for (final OperatorVerb verb : OperatorVerb.values()) {
            if (verb.value() >= OperatorVerb.SET_TARGET.value() && verb != OperatorVerb.NULL_VAL) {
                script.operator(verb, values[step]);
            }
        }
        script.event(e -> e.operatorCommand().verb(OperatorVerb.SET_BAND).underlyingId(0));
        script.event(e -> e.operatorCommand().verb(OperatorVerb.SET_FLOOR).underlyingId(7));
        script.sound();
    }),
    STRATEGY_AT_ITS_BOUNDS((script, step) -> {
        script.operator(OperatorVerb.SET_FLOOR, step % 2 == 0 ? 1e-8 : 9e10);
        script.operator(OperatorVerb.SET_MULTIPLIER, step % 2 == 0 ? 1e-8 : 100);
        script.operator(OperatorVerb.SET_TARGET_VOL, step % 2 == 0 ? 1e-8 : 10);
        script.sound();
    }),
    PAUSED((script, step) -> {
        script.operator(OperatorVerb.PAUSE, 0);
        script.sound();
    }),
    VENUE_REJECTS_EVERYTHING((script, step) -> {
        script.mode(AdverseGateway.Mode.REJECTS);
        script.sound();
    }),
    FILLS_OF_ONE_LOT((script, step) -> {
        script.mode(AdverseGateway.Mode.ONE_LOT);
        script.sound();
    }),
    FILLS_BELOW_A_LOT((script, step) -> {
        script.mode(AdverseGateway.Mode.DUST);
        script.sound();
    }),
    FILLS_BEYOND_THE_ORDER((script, step) -> {
        script.mode(AdverseGateway.Mode.TOO_MUCH);
        script.sound();
    }),
    FILLS_TOLD_TWICE((script, step) -> {
        script.mode(AdverseGateway.Mode.TWICE);
        script.sound();
    }),
    ORDERS_OF_UNKNOWN_FATE((script, step) -> {
        script.mode(AdverseGateway.Mode.FAILS);
        script.sound();
    }),
    VENUE_SAYS_NOTHING((script, step) -> {
        script.mode(AdverseGateway.Mode.SILENT);
        script.sound();
    }),
    CONNECTION_LOST((script, step) -> {
        script.mode(AdverseGateway.Mode.GONE);
        script.connection(step < 3 ? ConnectionPhase.DOWN : ConnectionPhase.CONNECTED);
        script.sound();
    }),
    ORDERS_DO_NOT_LEAVE((script, step) -> {
        script.mode(AdverseGateway.Mode.GONE);
        script.sound();
    }),
    FUNDING_ABSURD((script, step) -> {
        script.event(e -> e.funding()
                .instrumentId(AdverseDesk.HEDGE)
                .currentRate(step % 2 == 0 ? Long.MAX_VALUE : -EventScale.scaled(1))
                .eightHourRate(step % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE));
        script.sound();
    }),
    NEAR_EXPIRY_PASSES((script, step) -> script.sound()),
    DELIVERED_WITHOUT_A_PRICE((script, step) -> {
        script.delivery(AdverseDesk.FAR_NS, step % 2 == 0 ? 0 : -1);
        script.delivery(AdverseDesk.FAR_NS + 1, script.price);
        script.sound();
    }),
    A_DAY_LATER_ALL_HAS_EXPIRED((script, step) -> {
        if (step == 0) {
            script.leap(86_400_000_000_000L);
        }
        script.sound();
        if (step == 3) {
            script.delivery(AdverseDesk.FAR_NS, script.price);
        }
    });

    /** What one step of it is. */
    @FunctionalInterface
    interface Step {
        void play(AdverseScript script, int step);
    }

    @SuppressWarnings("ImmutableEnumChecker") // A step keeps nothing of its own.
    private final Step step;

    Adversity(final Step step) {
        this.step = step;
    }

    /** Whether time does not come back from it. */
    boolean isOnce() {
        return this == NEAR_EXPIRY_PASSES || this == A_DAY_LATER_ALL_HAS_EXPIRED;
    }

    void step(final AdverseScript script, final int i) {
        step.play(script, i);
    }

    /** Everything but the quote of the hedge. */
    private static void market(final AdverseScript script) {
        script.index(script.price);
        script.forwards(script.price);
        script.vols(0.6);
    }
}
