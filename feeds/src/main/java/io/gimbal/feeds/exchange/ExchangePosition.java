package io.gimbal.feeds.exchange;

/**
 * What an account holds of an instrument. Live. Numbers are decimals times 1e8; money is in the settlement currency.
 *
 * <p>A position is a size and a flow: what its open part would have brought had every trade been paid in cash. Bought
 * inverse futures bring {@code A/p} coins and cost {@code A/p} again when sold; everything else costs {@code A·p} when
 * bought. The result of a part that is closed is its share of the flow plus the flow of closing it; so all flows and
 * results of all accounts add up to nothing, exactly. There are two flows: over the life of the position, and over the
 * session, which begins anew at the mark of each daily settlement.
 */
public final class ExchangePosition {
    final Account account;
    final ExchangeInstrument instrument;
    final ExactMoney lifeFlow = new ExactMoney();
    final ExactMoney sessionFlow = new ExactMoney();
    final ExactMoney sessionRealised = new ExactMoney();
    final ExactMoney sessionFunding = new ExactMoney();
    long size;
    long updatedNs;

    ExchangePosition(final Account account, final ExchangeInstrument instrument) {
        this.account = account;
        this.instrument = instrument;
    }

    /** {@return whose} */
    public Account account() {
        return account;
    }

    /** {@return of what} */
    public ExchangeInstrument instrument() {
        return instrument;
    }

    /** {@return signed amount: positive is long; USD for inverse futures, coins for everything else} */
    public long size() {
        return size;
    }

    /** {@return size in coins at the mark: for futures} */
    public long sizeInCoins() {
        return instrument.coins(size);
    }

    /** {@return average price of the open part; 0 for none} */
    public long averagePrice() {
        return size == 0 ? 0 : instrument.priceOf(Math.abs(size), lifeFlow);
    }

    /** {@return result of the open part since the session or the position began, at the mark} */
    public long floatingProfitLoss() {
        return unrealised(sessionFlow);
    }

    /** {@return result of the open part over its life, at the mark} */
    public long totalProfitLoss() {
        return unrealised(lifeFlow);
    }

    /** {@return result realised in the session, funding included, fees not} */
    public long realisedProfitLoss() {
        return sessionRealised.rounded();
    }

    /** {@return funding received in the session; negative was paid} */
    public long realisedFunding() {
        return sessionFunding.rounded();
    }

    /** {@return when it last changed by a trade or a settlement, epoch nanoseconds} */
    public long updatedNs() {
        return updatedNs;
    }

    /** {@return delta: in coins of a future, of an option size times the published delta} */
    public double delta() {
        return instrument.spec().isOption() ? scaled(size) * instrument.delta() : scaled(sizeInCoins());
    }

    private long unrealised(final ExactMoney flow) {
        if (size == 0) {
            return 0;
        }
        final ExactMoney result = new ExactMoney().set(flow);
        instrument.addFlow(result, -size, instrument.markPrice());
        return result.rounded();
    }

    private static double scaled(final long value) {
        return value / 1e8;
    }
}
