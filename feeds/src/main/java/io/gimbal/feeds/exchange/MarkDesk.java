package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.InstrumentKind;

/**
 * Brings index prices, marks, bands and funding up to date. The mark of a perpetual is what its valuation says, or index
 * and smoothed premium. The funding rate of one revaluation holds to the next.
 * {@code payment = rate · position · elapsed / 8 h}, the position in coins at the index of the moment it is paid; longs pay
 * where the rate is positive. Owned by the exchange's thread.
 */
final class MarkDesk {
    private final ExchangeState state;
    private final ExactMoney payment = new ExactMoney();
    private long accruedToNs;

    MarkDesk(final ExchangeState state) {
        this.state = state;
        this.accruedToNs = state.nowNs;
    }

    void revalue() {
        final long nowNs = state.nowNs;
        final long elapsedMs = (nowNs - accruedToNs) / ExchangeState.MILLI_NS;
        accruedToNs += elapsedMs * ExchangeState.MILLI_NS;
        for (final IndexState index : state.indices.values()) {
            index.price = state.valuation.indexPrice(index.name, nowNs);
        }
        for (final ExchangeInstrument instrument : state.instruments) {
            if (isValued(instrument)) {
                accrue(instrument, elapsedMs);
                value(instrument);
            }
        }
    }

    /** Takes a sample of each index for the delivery price. */
    void sample() {
        for (final IndexState index : state.indices.values()) {
            index.sample(state.valuation.indexPrice(index.name, state.nowNs));
        }
    }

    /** Values one instrument at the index that is known. */
    void value(final ExchangeInstrument instrument) {
        final IndexState index = state.index(instrument);
        final long leftNs = instrument.spec().expiryNs() - state.nowNs;
        final boolean isInWindow = instrument.spec().expiryNs() > 0 && leftNs <= SettlementTimes.WINDOW_NS;
        instrument.indexPrice = index.price;
        instrument.deliveryEstimate = isInWindow ? index.average() : 0;
        instrument.deltaDecay = isInWindow ? (double) leftNs / SettlementTimes.WINDOW_NS : 1;
        state.valuation.value(instrument, state.nowNs, instrument.deliveryEstimate, instrument.value);
        if (instrument.kind() == InstrumentKind.PERPETUAL && state.context.premiumBand > 0) {
            smooth(instrument, index.price);
        }
        band(instrument);
        if (instrument.kind() == InstrumentKind.PERPETUAL && instrument.markPrice() > 0 && index.price > 0) {
            instrument.funding.rate(instrument.markPrice(), index.price, Decimals.ONE * state.context.fundingCap);
        }
    }

    /** Index and smoothed premium, within the band around the index. Funding follows from this mark. */
    private void smooth(final ExchangeInstrument instrument, final long indexPrice) {
        final long fair = instrument.value.markPrice;
        if (fair <= 0 || indexPrice <= 0) {
            return;
        }
        final long most = Decimals.multiply(state.context.premiumBand, indexPrice);
        final long premium = instrument.premium.add(fair - indexPrice, state.nowNs);
        instrument.value.markPrice = indexPrice + Math.max(-most, Math.min(most, premium));
    }

    private boolean isValued(final ExchangeInstrument instrument) {
        final long expiryNs = instrument.spec().expiryNs();
        return OrderChecks.isAlive(instrument) && (expiryNs == 0 || expiryNs > state.nowNs);
    }

    private void band(final ExchangeInstrument instrument) {
        final boolean isOption = instrument.spec().isOption();
        final long share = isOption ? state.context.optionBand : state.context.futureBand;
        final long mark = instrument.markPrice();
        if (share <= 0 || mark <= 0) {
            instrument.minPrice = 0;
            instrument.maxPrice = 0;
            return;
        }
        final long base = isOption ? instrument.isInverse() ? Decimals.ONE : instrument.forward() : mark;
        final long width = Decimals.multiply(share, base);
        instrument.minPrice = instrument.spec().tickBelow(Math.max(0, mark - width));
        instrument.maxPrice = instrument.spec().tickAbove(mark + width);
    }

    private void accrue(final ExchangeInstrument instrument, final long elapsedMs) {
        final long rate = instrument.funding.rate();
        if (instrument.kind() != InstrumentKind.PERPETUAL || elapsedMs <= 0) {
            return;
        }
        instrument.funding.accrue(elapsedMs);
        if (rate == 0 || instrument.openInterest == 0) {
            return;
        }
        final VenueFunds funds = state.funds(instrument.currency());
        for (final Account account : state.accounts) {
            final ExchangePosition position = account.positions.get(instrument.id());
            if (position != null && position.size != 0) {
                pay(position, rate, elapsedMs);
                funds.insurance.subtract(payment);
            }
        }
    }

    private void pay(final ExchangePosition position, final long rate, final long elapsedMs) {
        final long indexPrice = position.instrument.indexPrice;
        final boolean isUsd = position.instrument.spec().isUsdAmount();
        final Wide wide = state.wide
                .set(Math.abs(position.size))
                .times(isUsd ? Decimals.ONE : indexPrice)
                .times(Math.abs(rate))
                .times(elapsedMs)
                .times(ExactMoney.FRACTIONS)
                .over(isUsd ? indexPrice : Decimals.ONE)
                .over(FundingAccrual.PERIOD_MS)
                .over(Decimals.ONE)
                .over(Decimals.ONE);
        final int sign = -Long.signum(position.size) * Long.signum(rate);
        payment.clear().addFractions(wide, sign);
        position.sessionRealised.add(payment);
        position.sessionFunding.add(payment);
        position.account.wallet(position.instrument.currency()).sessionRealised.add(payment);
    }
}
