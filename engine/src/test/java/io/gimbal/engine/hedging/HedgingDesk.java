package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.EngineScenario.BTC_PERPETUAL;
import static io.gimbal.engine.hedging.EngineScenario.SECOND_NS;
import static io.gimbal.engine.hedging.EngineScenario.START_NS;

/**
 * The common stage of the scenarios: a BTC desk whose book is N dollars of a dated future, that is N over the forward
 * coins of delta, hedged with the perpetual by a band of 0.1 coin to the target, at a spot of 30,000.
 */
final class HedgingDesk {
    static final int FUTURE = 1;
    static final long EXPIRY_NS = START_NS + 30L * 86_400 * SECOND_NS;

    private HedgingDesk() {}

    static EngineScenario levelDesk() {
        return trading(new DeskPolicy(), 0);
    }

    static EngineScenario trading(final DeskPolicy policy, final double futureUsd) {
        final EngineScenario desk = EngineScenario.btcDesk();
        define(desk, policy, futureUsd);
        desk.ready();
        return desk;
    }

    static void define(final EngineScenario desk, final DeskPolicy policy, final double futureUsd) {
        desk.future(FUTURE, 0, EXPIRY_NS);
        desk.hedge(0, policy);
        desk.position(FUTURE, futureUsd, 30_000);
        market(desk, 30_000);
    }

    /** A whole market at one price, all of it fresh. */
    static void market(final EngineScenario desk, final double price) {
        desk.quote(BTC_PERPETUAL, price - 0.5, price + 0.5);
        desk.index(0, price);
        desk.forward(0, EXPIRY_NS, price);
    }
}
