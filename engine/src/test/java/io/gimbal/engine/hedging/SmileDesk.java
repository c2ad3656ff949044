package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.HedgingDesk.EXPIRY_NS;

import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.SmileStatus;
import io.gimbal.journal.codec.VolSource;

/**
 * A desk that holds options of one expiry, calls and puts, inverse and linear, valued by a skewed smile, in a band too wide
 * to trade; with its own Black's formula by the library's logarithm and exponential, and a normal distribution summed here.
 */
final class SmileDesk {
    static final double[] STRIKES = {26_000, 28_000, 30_000, 33_000, 36_000};
    static final double[] COINS = {-6, -9, 2, 9, 8};
    static final double[] SMILE = {0.2, 0.35, -0.55, 0.03, 0.12};

    private static final int FIRST = 10;

    final EngineScenario desk;
    private long version;

    SmileDesk() {
        this(DeltaSense.COIN_NEUTRAL);
    }

    SmileDesk(final DeltaSense sense) {
        desk = EngineScenario.btcDesk();
        final DeskPolicy policy = DeskPolicy.band(1_000, Landing.TO_TARGET).sense(sense);
        HedgingDesk.define(desk, policy, 0);
        desk.event(e -> policy.encode(e.bookConfiguration().underlyingId(0).volSource(VolSource.SURFACE)));
        for (int i = 0; i < STRIKES.length; i++) {
            desk.option(
                    FIRST + i,
                    0,
                    EXPIRY_NS,
                    STRIKES[i],
                    isCall(i) ? OptionType.CALL : OptionType.PUT,
                    i == 3 ? Settlement.LINEAR : Settlement.INVERSE);
            desk.position(FIRST + i, COINS[i], 0);
            desk.vol(FIRST + i, 0.6, 0.01);
        }
        desk.ready();
    }

    static boolean isCall(final int option) {
        return option % 2 == 0;
    }

    double years() {
        return TimeToExpiry.years(desk.nowNs(), EXPIRY_NS);
    }

    /** A smile of the present time at a forward, its turn moved by so much along k. */
    void smile(final double forward, final double shift) {
        final double years = years();
        desk.event(e -> e.surfaceSlice()
                .fitTimeNs(desk.nowNs())
                .expiryNs(EXPIRY_NS)
                .version(++version)
                .forward(forward)
                .timeToExpiryYears(years)
                .a(SMILE[0] * years)
                .b(SMILE[1] * years)
                .rho(SMILE[2])
                .m(SMILE[3] + shift)
                .sigma(SMILE[4])
                .rmsVol(0.001)
                .status(SmileStatus.SVI));
    }

    void withdraw() {
        desk.event(e -> e.surfaceSlice().expiryNs(EXPIRY_NS).version(++version).status(SmileStatus.WITHDRAWN));
    }

    /** Volatility of a log-moneyness, and of a strike: the variance here is per year. */
    static double vol(final double k) {
        final double x = k - SMILE[3];
        return Math.sqrt(SMILE[0] + SMILE[1] * (SMILE[2] * x + Math.sqrt(x * x + SMILE[4] * SMILE[4])));
    }

    /**
     * Value of all options in USD at a forward, where a strike's volatility has slid along the smile fitted at another
     * forward, from a third one on, with a stickiness ratio.
     */
    double value(final double forward, final double fitted, final double from, final double ratio) {
        double total = 0;
        for (int i = 0; i < STRIKES.length; i++) {
            final double k = Math.log(STRIKES[i] / fitted) - (1 - ratio) * Math.log(forward / from);
            total += COINS[i] * black(isCall(i), forward, STRIKES[i], vol(k), years());
        }
        return total;
    }

    /** Central difference of the whole book's value along the dynamics of a ratio, coins. */
    double delta(final double forward, final double fitted, final double ratio) {
        final double step = forward * 1e-4;
        return (value(forward + step, fitted, forward, ratio) - value(forward - step, fitted, forward, ratio))
                / (2 * step);
    }

    static double black(
            final boolean isCall, final double forward, final double strike, final double vol, final double years) {
        final double stdDev = vol * Math.sqrt(years);
        final double d1 = Math.log(forward / strike) / stdDev + 0.5 * stdDev;
        final double call = forward * normal(d1) - strike * normal(d1 - stdDev);
        return isCall ? call : call - forward + strike;
    }

    /** G. Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11 (2004). */
    static double normal(final double x) {
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-18 * Math.abs(sum) && i < 400; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    static double density(final double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }

    /** The delta that the desk acts on, after a second. */
    double totalDelta() {
        desk.waitSeconds(1);
        desk.timer();
        return desk.outputs.lastDecision().totalDelta();
    }
}
