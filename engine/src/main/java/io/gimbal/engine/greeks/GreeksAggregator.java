package io.gimbal.engine.greeks;

import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.DeltaLedger;
import io.gimbal.engine.book.Expiry;
import io.gimbal.engine.book.HedgeLines;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.pricing.DeliveryWindow;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Projection;

/**
 * Values one underlying's book: Greeks expiry by expiry, the delta ledger, the equity. Called by the engine thread after
 * each event that can have changed them; the same events give the same bits. What an event did not touch costs nothing
 * but a step in time, and what it did touch costs the same for any number of options where a fit pays: see
 * {@link StripValuer}. Allocates only when an expiry or an instrument was added to the book.
 *
 * <p>Greeks of an option are Black-76 on its expiry's forward at {@link BookLine#vol}, undiscounted, USD per coin.
 * Inside the delivery window the payoff is an average of which the share {@code f} is still to come, so delta, its
 * premium and vanna count {@code f} times, gamma {@code f} squared, and charm also holds the decay of {@code f} itself.
 */
public final class GreeksAggregator {
    private final Valuation valuation;
    private final ExpiryReport report = new ExpiryReport();
    private final DeltaLedger ledger = new DeltaLedger();
    private final HedgeLines single = new HedgeLines();
    private HedgeLines hedges = single;
    private ExpiryValuer[] valuers = {};
    private ExpirySums[] sums = {};
    private int unpriceable;
    private double coinValue;
    private double usdValue;
    private double hedgePrice;
    private double futuresCash;
    private double spotCash;
    private boolean isSkewed;

    /**
     * Creates an aggregator that has valued nothing yet.
     *
     * @param valuation the ways it may go
     */
    public GreeksAggregator(final Valuation valuation) {
        this.valuation = valuation;
    }

    /**
     * Says whether {@link ExpirySums#skewVega} is wanted, from the next valuation on; it is not at first. It costs about
     * what the options' own valuation does.
     *
     * @param isNowSkewed whether it is
     */
    public void skewed(final boolean isNowSkewed) {
        isSkewed = isNowSkewed;
        for (final ExpiryValuer valuer : valuers) {
            valuer.skewed(isNowSkewed);
        }
    }

    /**
     * Values the book now.
     *
     * @param book       the underlying; its index must be known
     * @param hedge      the hedge instrument, quoted
     * @param projection how a forward's delta counts in the hedge instrument
     * @param nowNs      engine time
     * @return whether every position could be valued; when not, the sums lack what could not
     */
    public boolean evaluate(
            final UnderlyingBook book, final BookLine hedge, final Projection projection, final long nowNs) {
        return evaluate(book, single.single(hedge), projection, nowNs);
    }

    /**
     * Values the book now, hedged by any number of instruments.
     *
     * @param book       the underlying; its index must be known
     * @param newHedges  what carries the hedge; kept until the next valuation
     * @param projection how a forward's delta counts in what deltas are projected on
     * @param nowNs      engine time
     * @return whether every position could be valued; when not, the sums lack what could not
     */
    public boolean evaluate(
            final UnderlyingBook book, final HedgeLines newHedges, final Projection projection, final long nowNs) {
        hedges = newHedges;
        match(book);
        ledger.clear();
        unpriceable = 0;
        coinValue = 0;
        usdValue = 0;
        futuresCash = 0;
        spotCash = 0;
        hedgePrice = hedges.numeraire();
        for (int i = 0; i < book.expiryCount(); i++) {
            evaluateExpiry(book, valuers[i], sums[i], projection, nowNs);
        }
        evaluateUndated(book, projection);
        addStandIns(book.index());
        final double index = book.index();
        ledger.setEquity(book.coinCash() + coinValue, book.usdCash() + usdValue, index, beta(index, projection));
        return unpriceable == 0;
    }

    /** A new expiry may stand between known ones, and a new generation brings a new book. */
    private void match(final UnderlyingBook book) {
        final int count = book.expiryCount();
        boolean isSame = valuers.length == count;
        for (int i = 0; isSame && i < count; i++) {
            isSame = valuers[i].expiry() == book.expiry(i);
        }
        if (isSame) {
            return;
        }
        final ExpiryValuer[] matched = new ExpiryValuer[count];
        sums = new ExpirySums[count];
        for (int i = 0; i < count; i++) {
            matched[i] = valuerOf(book.expiry(i));
            sums[i] = new ExpirySums();
        }
        valuers = matched;
    }

    private ExpiryValuer valuerOf(final Expiry expiry) {
        for (final ExpiryValuer valuer : valuers) {
            if (valuer.expiry() == expiry) {
                return valuer;
            }
        }
        final ExpiryValuer added = new ExpiryValuer(expiry, valuation);
        added.skewed(isSkewed);
        return added;
    }

    private void evaluateExpiry(
            final UnderlyingBook book,
            final ExpiryValuer valuer,
            final ExpirySums sum,
            final Projection projection,
            final long nowNs) {
        final Expiry expiry = valuer.expiry();
        sum.clear();
        sum.expiryNs = expiry.expiryNs();
        valuer.follow();
        if (!expiry.isHeld()) {
            return;
        }
        sum.isHeld = true;
        final boolean isHedgeOnly = hedges.isAllOf(expiry);
        if (!expiry.hasForward() && !isHedgeOnly) {
            unpriceable++;
            return;
        }
        sum.windowFraction = DeliveryWindow.fractionLeft(nowNs, expiry.expiryNs());
        sum.timeToExpiryYears = Math.max(TimeToExpiry.years(nowNs, expiry.expiryNs()), 0);
        sum.forward =
                isHedgeOnly ? hedges.forward(expiry.expiryNs()) : expiry.forward(book.index(), sum.windowFraction);
        if (!(sum.forward > 0)) {
            unpriceable++;
            return;
        }
        sum.beta = beta(sum.forward, projection);
        unpriceable += valuer.value(sum);
        addFutures(valuer, sum, projection);
        coinValue += sum.coinValue;
        usdValue += sum.usdValue;
        ledger.addOptions(sum.optionDelta, sum.premiumAdjustment, sum.markAdjustment, sum.beta);
        ledger.addFutures(sum.futuresDelta, sum.beta);
    }

    private void addFutures(final ExpiryValuer valuer, final ExpirySums sum, final Projection projection) {
        double hedgeCash = 0;
        for (int i = 0; i < valuer.futureCount(); i++) {
            final BookLine line = valuer.future(i);
            if (line.amount() == 0) {
                continue;
            }
            final int at = hedges.indexOf(line);
            if (at >= 0) {
                final double price = hedges.price(at);
                final double hedgeDelta = futureDelta(line, price) * sum.windowFraction;
                ledger.addHedge(hedgeDelta, hedges.weight(at) * beta(price, projection));
                hedgeCash += hedgeDelta * price;
                addFutureValue(line, price);
            } else {
                sum.futuresDelta += futureDelta(line, sum.forward) * sum.windowFraction;
                addFutureValue(line, sum.forward);
            }
        }
        futuresCash += sum.futuresDelta * sum.forward + hedgeCash;
    }

    private void evaluateUndated(final UnderlyingBook book, final Projection projection) {
        for (int i = 0; i < book.undatedCount(); i++) {
            final BookLine line = book.undated(i);
            if (line.instrument().kind() == InstrumentKind.SPOT) {
                ledger.addSpot(line.quantity());
                ledger.addHedgeSpot(hedges.indexOf(line) >= 0 ? line.quantity() : 0);
                spotCash += line.quantity() * book.index();
            } else if (line.amount() != 0) {
                addPerpetual(line, book.index(), projection);
            }
        }
    }

    private void addPerpetual(final BookLine line, final double index, final Projection projection) {
        final int at = hedges.indexOf(line);
        final double quoted = line.isQuoted() ? line.mid() : index;
        final double price = at >= 0 ? hedges.price(at) : quoted;
        if (at >= 0) {
            ledger.addHedge(futureDelta(line, price), hedges.weight(at) * beta(price, projection));
        } else {
            ledger.addFutures(futureDelta(line, price), beta(price, projection));
        }
        futuresCash += futureDelta(line, price) * price;
        addFutureValue(line, price);
    }

    /** Perpetuals of other coins count by value; what they earn counts as dollars. */
    private void addStandIns(final double index) {
        for (int i = 0; i < hedges.count(); i++) {
            final BookLine line = hedges.line(i);
            if (line == null || !line.isStandIn() || line.amount() == 0) {
                continue;
            }
            final double price = hedges.price(i);
            final double delta = futureDelta(line, price);
            ledger.addStandIn(delta * price / index, hedges.weight(i) * index / hedgePrice);
            futuresCash += delta * price;
            usdValue += line.instrument().isInverse()
                    ? line.basis() * price - line.quantity()
                    : line.quantity() * price - line.basis();
        }
    }

    private static double futureDelta(final BookLine line, final double price) {
        return line.instrument().isInverse() ? line.quantity() / price : line.quantity();
    }

    private void addFutureValue(final BookLine line, final double price) {
        if (line.instrument().isInverse()) {
            coinValue += line.basis() - line.quantity() / price;
        } else {
            usdValue += line.quantity() * price - line.basis();
        }
    }

    private double beta(final double price, final Projection projection) {
        return projection == Projection.UNIT ? 1 : price / hedgePrice;
    }

    /**
     * Completes the last valuation with what only reports need: higher Greeks, certificates, the inputs' uncertainty. Costs
     * a look at every option held.
     *
     * @param hedge the hedge instrument, quoted
     */
    public void report(final BookLine hedge) {
        final double halfSpread = hedge.isQuoted() ? 0.5 * (hedge.ask() - hedge.bid()) : 0;
        for (int i = 0; i < valuers.length; i++) {
            if (sums[i].isHeld()) {
                report.complete(valuers[i], halfSpread, sums[i]);
            }
        }
    }

    /** {@return certificate of the projected option delta: a bound on its numerical error, coins; after {@link #report}} */
    public double deltaError() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.deltaError * sum.beta;
        }
        return total;
    }

    /** {@return how far the projected option delta could be off because volatilities have a spread; after {@link #report}} */
    public double volUncertainty() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.volUncertainty * sum.beta;
        }
        return total;
    }

    /** {@return how far the projected option delta could be off because forwards have a spread; after {@link #report}} */
    public double forwardUncertainty() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.forwardUncertainty * sum.beta;
        }
        return total;
    }

    /** {@return ticks on which a fit was found further off than it certified, since the start; never to happen} */
    public long shadowAlarms() {
        long total = 0;
        for (final ExpiryValuer valuer : valuers) {
            total += valuer.inverse().valuer().shadowAlarms()
                    + valuer.linear().valuer().shadowAlarms();
        }
        return total;
    }

    /** {@return positions that the last valuation could not value} */
    public int unpriceable() {
        return unpriceable;
    }

    /** {@return the delta ledger of the last valuation} */
    public DeltaLedger ledger() {
        return ledger;
    }

    /** {@return what carried the hedge in the last valuation} */
    public HedgeLines hedges() {
        return hedges;
    }

    /** {@return futures and perpetuals, the hedge instrument among them: delta times its own price, USD} */
    public double futuresCash() {
        return futuresCash;
    }

    /** {@return spot holdings at the index, USD} */
    public double spotCash() {
        return spotCash;
    }

    /** {@return expiries of the last valuation} */
    public int expiryCount() {
        return sums.length;
    }

    /**
     * One expiry of the last valuation, in the book's order.
     *
     * @param i position of the expiry in the book
     * @return its sums
     */
    public ExpirySums expiry(final int i) {
        return sums[i];
    }

    ExpiryValuer valuer(final int i) {
        return valuers[i];
    }

    /** {@return what deltas were projected on in the last valuation: the hedge instrument's mid, or the index} */
    public double hedgePrice() {
        return hedgePrice;
    }

    /** {@return the book's gamma on the hedge instrument, coins per USD: per expiry times the square of its beta} */
    public double gamma() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.gamma * sum.beta * sum.beta;
        }
        return total;
    }

    /** {@return USD per 1.00 of volatility, all expiries} */
    public double vega() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.vega;
        }
        return total;
    }

    /** {@return USD per year, all expiries} */
    public double thetaPerYear() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.thetaPerYear;
        }
        return total;
    }

    /** {@return coins per 1.00 of volatility, all expiries, projected} */
    public double vanna() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.vanna * sum.beta;
        }
        return total;
    }

    /** {@return USD per 1.00 of volatility squared, all expiries} */
    public double volga() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.volga;
        }
        return total;
    }

    /** {@return coins per year, all expiries, projected} */
    public double charmPerYear() {
        double total = 0;
        for (final ExpirySums sum : sums) {
            total += sum.charmPerYear * sum.beta;
        }
        return total;
    }

    /** {@return valuations of strips so far, steps in time not counted} */
    public long ticks() {
        long total = 0;
        for (final ExpiryValuer valuer : valuers) {
            total +=
                    valuer.inverse().valuer().ticks() + valuer.linear().valuer().ticks();
        }
        return total;
    }

    /** {@return those of them that used a fit} */
    public long fitTicks() {
        long total = 0;
        for (final ExpiryValuer valuer : valuers) {
            total += valuer.inverse().valuer().fitTicks()
                    + valuer.linear().valuer().fitTicks();
        }
        return total;
    }

    /** {@return fits completed so far} */
    public long builds() {
        long total = 0;
        for (final ExpiryValuer valuer : valuers) {
            total += valuer.inverse().valuer().builds()
                    + valuer.linear().valuer().builds();
        }
        return total;
    }
}
