package io.gimbal.engine.hedging;

import io.gimbal.engine.book.Bits;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.greeks.BookOptions;
import io.gimbal.engine.greeks.GreeksAggregator;
import io.gimbal.engine.hedging.policy.HedgeEvent;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.engine.hedging.policy.Revaluation;
import io.gimbal.journal.codec.DecisionReason;

/**
 * Keeps what a policy must be shown beside the valuation of the moment: the last trade, what was realised of gamma,
 * what the options are like as a whole. Owned by the engine thread; allocates nothing.
 */
final class PolicyInputs {
    /** The options' common volatility and time are taken anew this often: they move slowly, and the look costs most. */
    static final long LOOK_NS = 1_000_000_000L;

    private final GreeksAggregator greeks;
    private final BookOptions options;
    private final HedgeView view = new HedgeView();
    private final EventWatch events = new EventWatch();
    private final RoughnessTracker roughness = new RoughnessTracker();
    private double vol;
    private double years;
    private double liveAmount;
    private long lookNs;
    private boolean isLooked;
    private double price;
    private double lotDelta;
    private double tradePrice;
    private long tradeNs;
    private int triggerEvents;
    private boolean isVolRead;

    PolicyInputs(final GreeksAggregator greeks) {
        this.greeks = greeks;
        options = new BookOptions(greeks);
        view.revaluation(new Revaluation() {
            @Override
            public double deltaChange(final double varianceFactor) {
                return options.deltaChange(varianceFactor);
            }

            @Override
            public double gamma(final double varianceFactor) {
                return options.gamma(varianceFactor);
            }
        });
    }

    HedgeView view() {
        return view;
    }

    /** Says what the desk's triggers ask for: bits of events, and whether the options' volatility. */
    void watch(final int events, final boolean isVolNowRead) {
        triggerEvents = events;
        isVolRead = isVolNowRead;
    }

    /** Gamma-weighted volatility at the last look; 0 where there is none, or nobody asked for one. */
    double vol() {
        return vol;
    }

    /** Shows the valuation just made; a policy without a model is not shown what costs a look at every option. */
    HedgeView see(
            final UnderlyingBook book,
            final BookLine hedge,
            final BookSettings settings,
            final double held,
            final double inFlight,
            final long nowNs,
            final boolean isDue) {
        final double price = hedge.mid();
        lot(price, OrderSizing.lotDelta(hedge.instrument(), price));
        return see(book, settings, held, inFlight, nowNs, isDue);
    }

    /** Says what the policy reckons in, USD per coin, and the smallest trade, projected coins. */
    PolicyInputs lot(final double newPrice, final double newLotDelta) {
        price = newPrice;
        lotDelta = newLotDelta;
        return this;
    }

    /** The same in the price and lot last said. */
    HedgeView see(
            final UnderlyingBook book,
            final BookSettings settings,
            final double held,
            final double inFlight,
            final long nowNs,
            final boolean isDue) {
        final double unhedged = held - greeks.ledger().hedge(settings.sense());
        final double ratio = settings.hedgeRatio();
        final double target = ratio == 1 ? settings.targetDelta() : settings.targetDelta() + (1 - ratio) * unhedged;
        final double gamma = ratio * greeks.gamma();
        final boolean isWatched = ((settings.hedgeOn() | triggerEvents) & HedgeEvent.JUMP.bit()) != 0;
        if (isWatched || isVolRead || settings.policy().isModelled()) {
            look(nowNs);
        }
        if (isWatched) {
            events.onPrice(book.index(), vol, nowNs);
        }
        if (settings.policy().isModelled()) {
            roughness.onValuation(ratio * unhedged, price, nowNs);
            view.options(vol, years, liveAmount).gamma(gamma, Math.max(Math.abs(gamma), roughness.gamma(vol, price)));
        } else {
            view.gamma(gamma, Math.abs(gamma));
        }
        return view.delta(held + inFlight, target, lotDelta)
                .hedgeRatio(ratio)
                .market(price, book.index())
                .lastTrade(tradePrice, tradePrice > 0 ? nowNs - tradeNs : HedgeView.NEVER_TRADED)
                .time(nowNs, isDue);
    }

    private void look(final long nowNs) {
        if (isLooked && nowNs - lookNs < LOOK_NS) {
            return;
        }
        options.look();
        vol = options.vol();
        years = options.timeToExpiryYears();
        liveAmount = options.liveAmount();
        lookNs = nowNs;
        isLooked = true;
    }

    /**
     * What was called for is on its way whole, or a trigger fired, free to trade, and found nothing to: then true, and what
     * counts from the last trade counts from now.
     */
    boolean onDecision(final HedgeTarget target, final Decision decision, final long wanted, final long nowNs) {
        final boolean isAnswered = (decision.isTrade() || target.isTriggered()) && decision.isDone(wanted);
        if (isAnswered) {
            tradePrice = view.price();
            tradeNs = nowNs;
            events.onAnswered();
        }
        return isAnswered;
    }

    EventWatch events() {
        return events;
    }

    /** Something happened that the desk asked to be answered: everything but the centre is outside. */
    void answerEvents(final HedgeTarget target, final BookSettings settings) {
        if (events.isPending(settings.hedgeOn())) {
            final double centre = target.centre();
            target.region(centre, centre, centre, centre);
            target.trigger();
            target.reasons(DecisionReason.EVENT, DecisionReason.EVENT);
        }
    }

    /**
     * Positions or cash changed, not by the market: what counts from the last trade counts anew, and so trades at
     * once.
     */
    void onBookChange() {
        tradePrice = 0;
        roughness.onBookChange();
        isLooked = false;
    }

    long mixInto(final long hash) {
        long h = events.mixInto(roughness.mixInto(hash));
        h = Bits.mix(h, vol);
        h = Bits.mix(h, years);
        h = Bits.mix(h, liveAmount);
        h = Bits.mix(h, lookNs);
        h = Bits.mix(h, isLooked ? 1L : 0L);
        h = Bits.mix(h, tradePrice);
        return Bits.mix(h, tradeNs);
    }
}
