package io.gimbal.engine.analysis;

import io.gimbal.engine.pricing.QuoteVols;
import io.gimbal.engine.pricing.TimeToExpiry;
import io.gimbal.engine.pricing.surface.ExpiryQuotes;
import io.gimbal.engine.pricing.surface.ParityForward;
import io.gimbal.engine.pricing.surface.ParityStatus;
import io.gimbal.engine.pricing.surface.SurfaceSlice;
import io.gimbal.feeds.recorded.ChainRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One expiry of a recorded chain as a smile is fitted to it: the forward by parity, and the quotes as volatilities, each on
 * the forward of its own moment. Owned by one thread.
 */
final class ChainMarket {
    /** A parity forward that the spreads leave wider than this, relatively, is not used: the venue's own is better. */
    static final double LARGEST_FORWARD_ERROR = 1e-3;

    private static final double SCALE = 1e8;

    private final ParityForward parity;
    private final ExpiryQuotes quotes;
    private final SurfaceReport.Forward forward;

    ChainMarket(final List<ChainRow> rows, final boolean isLinear, final QuoteVols vols) {
        final ChainRow first = rows.get(0);
        parity = new ParityForward(Math.max(rows.size(), ParityForward.MIN_PAIRS_WITH_DISCOUNT));
        quotes = new ExpiryQuotes(rows.size());
        addPairs(rows, isLinear);
        final double venue = rows.stream()
                .mapToDouble(row -> row.underlyingPrice() / SCALE)
                .average()
                .orElseThrow();
        forward = forward(venue, isLinear);
        quotes.reset(first.expiryNs(), forward.used(), forward.discount());
        rows.forEach(row -> addQuote(row, isLinear, vols));
    }

    ExpiryQuotes quotes() {
        return quotes;
    }

    SurfaceReport.Forward forward() {
        return forward;
    }

    private void addPairs(final List<ChainRow> rows, final boolean isLinear) {
        final Map<Long, ChainRow> calls = new TreeMap<>();
        rows.stream().filter(row -> row.isCall() && isTwoSided(row)).forEach(row -> calls.put(row.strike(), row));
        for (final ChainRow put : rows) {
            final ChainRow call = calls.get(put.strike());
            if (call != null && !put.isCall() && isTwoSided(put)) {
                final double reference = 0.5 * (call.underlyingPrice() + put.underlyingPrice()) / SCALE;
                final double unit = isLinear ? reference : 1.0;
                parity.add(
                        put.strike() / SCALE / reference,
                        mid(call) / unit,
                        mid(put) / unit,
                        (halfSpread(call) + halfSpread(put)) / unit);
            }
        }
    }

    private SurfaceReport.Forward forward(final double venue, final boolean isLinear) {
        final ParityStatus discountStatus = isLinear ? parity.fitLinearWithDiscount() : parity.fitInverseWithDiscount();
        final double discount = parity.discount();
        final double discountError = parity.discountError();
        final ParityStatus status = isLinear ? parity.fitLinear(1.0) : parity.fitInverse(1.0);
        final double ratio = parity.forwardOverReference();
        final boolean isParity = status == ParityStatus.OK && parity.forwardError() <= LARGEST_FORWARD_ERROR;
        return new SurfaceReport.Forward(
                isParity ? venue * ratio : venue,
                isParity ? "parity" : "venue",
                venue,
                venue * ratio,
                venue * parity.forwardError(),
                status.name(),
                parity.pairs(),
                parity.pairsUsed(),
                1.0,
                discount,
                discountError,
                discountStatus.name());
    }

    private void addQuote(final ChainRow row, final boolean isLinear, final QuoteVols vols) {
        if (!isTwoSided(row)) {
            return;
        }
        final double forwardThen = row.underlyingPrice() / SCALE * (forward.used() / forward.venue());
        final double years = TimeToExpiry.years(row.timeNs(), row.expiryNs());
        final double unit = (isLinear ? 1.0 : forwardThen) / forward.discount();
        final double strike = row.strike() / SCALE;
        vols.solveUsd(
                row.isCall(),
                forwardThen,
                strike,
                years,
                row.bidPrice() / SCALE * unit,
                row.askPrice() / SCALE * unit,
                row.markVol() / SCALE);
        quotes.quotes().add(SurfaceSlice.logMoneyness(strike, forwardThen), vols.bidVol(), vols.askVol(), years);
    }

    private static boolean isTwoSided(final ChainRow row) {
        return row.bidPrice() > 0 && row.askPrice() >= row.bidPrice();
    }

    private static double mid(final ChainRow row) {
        return 0.5 * (row.bidPrice() + row.askPrice()) / SCALE;
    }

    private static double halfSpread(final ChainRow row) {
        return 0.5 * (row.askPrice() - row.bidPrice()) / SCALE;
    }
}
