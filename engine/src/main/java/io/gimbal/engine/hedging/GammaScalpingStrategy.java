package io.gimbal.engine.hedging;

import static io.gimbal.engine.hedging.Forecasts.known;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.strategy.GammaRent;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.OperatorVerb;
import io.gimbal.journal.codec.StrategySnapshotEncoder;

/**
 * Scalps gamma while it is expected to make its rent: {@code ½ Γ S² σ_f² + Θ − cost > 0} ({@link GammaRent}).
 *
 * <p>A delta hedge neither makes nor loses money but by its cost, so a rent that is not paid is no reason to be
 * exposed, only one to trade less: long gamma is then held inside the idle band without a trade, and at its edge
 * traded back to the edge. Scalping begins again once more than the margin is expected, which keeps it from beginning
 * and ending all the time. Short gamma earns its theta and is hedged by the book's policy always; so is everything
 * while the volatility or the cost is not known. What it was decided on, and what gamma made so far, goes to the
 * journal. Owned by the engine thread.
 */
final class GammaScalpingStrategy implements BookStrategy {
    /** Between two moves that count: long beside the bounce of quotes, short beside what gamma changes in. */
    static final long SAMPLE_NS = 60_000_000_000L;

    private static final double DAYS_PER_YEAR = 365;

    private final StrategySettings settings;
    private double vol = Double.NaN;
    private double gamma;
    private double theta;
    private double price;
    private double costPerYear = Double.NaN;
    private boolean isPaid = true;
    private double sampleGamma;
    private double sampleTheta;
    private double samplePrice;
    private long sampleNs;
    private double gammaGain;
    private double thetaPaid;

    GammaScalpingStrategy(final StrategySettings settings) {
        this.settings = settings;
    }

    @Override
    public StrategySettings settings() {
        return settings;
    }

    @Override
    public void see(final StrategyInputs inputs) {
        vol = inputs.vol();
        gamma = inputs.gamma();
        theta = inputs.thetaPerYear();
        price = inputs.price();
        if (inputs.isFresh() && (samplePrice == 0 || inputs.nowNs() - sampleNs >= SAMPLE_NS)) {
            sample(inputs.nowNs());
        }
    }

    /** What the last interval made, by the Greeks at its beginning. */
    private void sample(final long nowNs) {
        if (samplePrice > 0) {
            final double move = price - samplePrice;
            gammaGain += 0.5 * sampleGamma * move * move;
            thetaPaid += sampleTheta * ((nowNs - sampleNs) / TimeToExpiry.NS_PER_YEAR);
        }
        sampleGamma = gamma;
        sampleTheta = theta;
        samplePrice = price;
        sampleNs = nowNs;
    }

    @Override
    public double target(final double configured) {
        return configured;
    }

    @Override
    public void shape(final BookSettings book, final HedgeView view, final HedgeTarget target) {
        final double rate = view.costRate() >= 0 ? view.costRate() : settings.costRate();
        costPerYear = ExpectedCost.perYear(book, view, target, rate, vol);
        final double left = GammaRent.net(gamma, price, vol, theta, costPerYear) / DAYS_PER_YEAR;
        isPaid = !(gamma > 0) || isPaid(left);
        if (!isPaid) {
            idle(view, target);
        }
    }

    /** Unknown is paid: the policy goes on. */
    private boolean isPaid(final double leftPerDay) {
        return isPaid ? !(leftPerDay <= 0) : !(leftPerDay <= settings.rentMargin());
    }

    private void idle(final HedgeView view, final HedgeTarget target) {
        final double centre = view.targetDelta();
        final double own = Math.max(centre - target.outerLow(), target.outerHigh() - centre);
        final double width = Math.max(Math.max(settings.idleHalfWidth(), own), view.lotDelta());
        target.region(centre - width, centre - width, centre + width, centre + width);
        target.centre(centre);
        target.reasons(DecisionReason.RENT_NOT_PAID, DecisionReason.OUTSIDE_BAND);
    }

    @Override
    public boolean change(final OperatorVerb verb, final double value) {
        return false;
    }

    @Override
    public void encode(final StrategySnapshotEncoder event) {
        event.forecastVol(known(vol))
                .gainPerDay(known(GammaRent.gain(gamma, price, vol) / DAYS_PER_YEAR))
                .thetaPerDay(known(theta / DAYS_PER_YEAR))
                .costPerDay(known(costPerYear / DAYS_PER_YEAR))
                .breakEvenVol(known(GammaRent.breakEvenVol(gamma, price, theta, costPerYear)))
                .gammaGain(known(gammaGain))
                .thetaPaid(known(thetaPaid))
                .isPaid(isPaid ? BooleanType.TRUE : BooleanType.FALSE);
    }

    @Override
    public long mixInto(final long hash) {
        long h = Bits.mix(Bits.mix(Bits.mix(hash, vol), gamma), theta);
        h = Bits.mix(Bits.mix(h, price), costPerYear);
        h = Bits.mix(Bits.mix(h, isPaid ? 1L : 0L), sampleGamma);
        h = Bits.mix(Bits.mix(h, sampleTheta), samplePrice);
        h = Bits.mix(Bits.mix(h, sampleNs), gammaGain);
        return Bits.mix(h, thetaPaid);
    }
}
