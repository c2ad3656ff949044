package io.gimbal.feeds.exchange;

import io.gimbal.feeds.Decimals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What accounts are worth and what they may do. Reads, writes nothing. Owned by the exchange's thread. */
final class RiskDesk {
    private static final double SCALE = 1e8;

    private final StandardMargin standard;
    private final PortfolioMargin scan;
    private final ExactMoney flow = new ExactMoney();
    private final ExactMoney sum = new ExactMoney();
    private final ExchangeState state;

    RiskDesk(final ExchangeState state) {
        this.state = state;
        this.standard = new StandardMargin(state.context.margin);
        this.scan = new PortfolioMargin(state, state.context.margin);
    }

    /** {@return whether trading an amount only brings a position nearer to nothing} */
    static boolean reduces(final long size, final long signed) {
        return size != 0 && Long.signum(size) != Long.signum(signed) && Math.abs(signed) <= Math.abs(size);
    }

    /** {@return whether an account may send an order, in place of another or not} */
    boolean accepts(
            final Account account,
            final ExchangeInstrument instrument,
            final long signed,
            final long price,
            final @Nullable ExchangeOrder without) {
        if (!account.settings().isMarginChecked()) {
            return true;
        }
        final String currency = instrument.currency();
        final SortedMap<Integer, Holding> holdings = Holding.of(account, currency, without);
        final Holding holding = Holding.of(holdings, instrument);
        final long sameSide = signed > 0 ? holding.buys : -holding.sells;
        if (reduces(holding.size, signed + sameSide)) {
            return true;
        }
        holding.add(signed, price);
        return initial(account, holdings.values()) <= marginBalance(account, currency);
    }

    long orderMargin(final Account account, final ExchangeInstrument instrument, final long signed, final long price) {
        final SortedMap<Integer, Holding> holdings = new TreeMap<>();
        Holding.of(holdings, instrument).add(signed, price);
        return initial(account, holdings.values());
    }

    long positionInitial(final ExchangePosition position) {
        return standard.initial(Holding.of(position));
    }

    long positionMaintenance(final ExchangePosition position) {
        return standard.maintenance(Holding.of(position));
    }

    /** {@return maintenance margin of an account in a currency} */
    long maintenance(final Account account, final String currency) {
        return maintenance(account, Holding.of(account, currency, null).values());
    }

    /** {@return cash and session result; under the portfolio model the value of options, too} */
    long marginBalance(final Account account, final String currency) {
        final long money = money(account, currency);
        return account.marginModel == MarginModel.PORTFOLIO ? money + optionsValue(account, currency) : money;
    }

    /** {@return cash and the session's result, realised or not} */
    long money(final Account account, final String currency) {
        return account.balance(currency) + realised(account, currency) + unrealised(account, currency);
    }

    Portfolio portfolio(final Account account, final String currency) {
        final Collection<Holding> holdings = Holding.of(account, currency, null).values();
        final long realised = realised(account, currency);
        final long unrealised = unrealised(account, currency);
        final long options = optionsValue(account, currency);
        final long balance = account.balance(currency);
        final long money = balance + realised + unrealised;
        final long margin = account.marginModel == MarginModel.PORTFOLIO ? money + options : money;
        final long initial = initial(account, holdings);
        final List<Holding> later = later(holdings);
        final PortfolioGreeks greeks = PortfolioGreeks.of(account, currency);
        final Wallet wallet = account.wallets.get(currency);
        return new Portfolio(
                currency,
                balance,
                money + options,
                margin,
                initial,
                maintenance(account, holdings),
                margin - initial,
                realised,
                unrealised,
                options,
                wallet == null ? 0 : wallet.feesPaid,
                initial(account, later),
                maintenance(account, later),
                greeks.optionsDelta() + greeks.futuresDelta(),
                greeks.optionsDelta(),
                greeks.gamma(),
                greeks.vega(),
                greeks.theta());
    }

    /** Greeks of an account's positions in a currency, summed by instrument id. */
    private record PortfolioGreeks(double optionsDelta, double futuresDelta, double gamma, double vega, double theta) {
        static PortfolioGreeks of(final Account account, final String currency) {
            double optionsDelta = 0;
            double futuresDelta = 0;
            double gamma = 0;
            double vega = 0;
            double theta = 0;
            for (final ExchangePosition position : account.positions.values()) {
                final ExchangeInstrument instrument = position.instrument;
                if (position.size == 0 || !instrument.currency().equals(currency)) {
                    continue;
                }
                if (instrument.spec().isOption()) {
                    final double size = position.size / SCALE;
                    final double premium = instrument.isInverse() ? instrument.markPrice() / SCALE : 0;
                    optionsDelta += size * (instrument.delta() - premium);
                    gamma += size * instrument.gamma();
                    vega += size * instrument.vega();
                    theta += size * instrument.theta();
                } else {
                    futuresDelta += position.delta();
                }
            }
            return new PortfolioGreeks(optionsDelta, futuresDelta, gamma, vega, theta);
        }
    }

    private List<Holding> later(final Collection<Holding> holdings) {
        final long nextNs = SettlementTimes.next(state.nowNs);
        final List<Holding> later = new ArrayList<>();
        for (final Holding holding : holdings) {
            final long expiryNs = holding.instrument.spec().expiryNs();
            if (expiryNs == 0 || expiryNs > nextNs) {
                later.add(holding);
            }
        }
        return later;
    }

    private long initial(final Account account, final Collection<Holding> holdings) {
        return account.marginModel == MarginModel.PORTFOLIO ? scan.initial(holdings) : standard.initial(holdings);
    }

    private long maintenance(final Account account, final Collection<Holding> holdings) {
        return account.marginModel == MarginModel.PORTFOLIO
                ? scan.maintenance(holdings)
                : standard.maintenance(holdings);
    }

    private static long realised(final Account account, final String currency) {
        final Wallet wallet = account.wallets.get(currency);
        return wallet == null ? 0 : wallet.sessionRealised.rounded();
    }

    private long unrealised(final Account account, final String currency) {
        sum.clear();
        for (final ExchangePosition position : account.positions.values()) {
            final ExchangeInstrument instrument = position.instrument;
            if (position.size != 0
                    && !instrument.spec().isOption()
                    && instrument.markPrice() > 0
                    && instrument.currency().equals(currency)) {
                instrument.addFlow(flow.clear(), -position.size, instrument.markPrice());
                sum.add(flow).add(position.sessionFlow);
            }
        }
        return sum.rounded();
    }

    private static long optionsValue(final Account account, final String currency) {
        long value = 0;
        for (final ExchangePosition position : account.positions.values()) {
            if (position.size != 0
                    && position.instrument.spec().isOption()
                    && position.instrument.currency().equals(currency)) {
                value += Decimals.multiply(position.size, position.instrument.markPrice());
            }
        }
        return value;
    }
}
