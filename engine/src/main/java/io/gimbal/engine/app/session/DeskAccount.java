package io.gimbal.engine.app.session;

import io.gimbal.engine.app.configuration.BookResolver;
import io.gimbal.engine.app.configuration.BookSettings;
import io.gimbal.engine.app.configuration.Configuration;
import io.gimbal.engine.app.configuration.ResolvedPosition;
import io.gimbal.engine.app.configuration.UnresolvableBookException;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.AccountSettings;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.MarginModel;
import io.gimbal.feeds.exchange.OrderRequest;
import io.gimbal.feeds.exchange.OrderResult;
import io.gimbal.feeds.recorded.ListedOption;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import io.gimbal.journal.codec.Side;
import io.gimbal.journal.codec.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/**
 * A desk's account at a local exchange, with what its books hold already in it: the positions are bought from, or sold to,
 * a house account near their marks before anybody else is there, then the cash is made what the configuration says. Used
 * once, by the exchange's thread.
 */
final class DeskAccount {
    private static final int BURST = 100;
    private static final int RATE = 50;
    private static final long HOUSE_MONEY = 10_000_000L * Decimals.ONE;

    private final Exchange exchange;
    private final Configuration configuration;
    private final int place;
    private final Account desk;
    private final Account house;

    private DeskAccount(final Exchange exchange, final Configuration configuration, final int place) {
        this.exchange = exchange;
        this.configuration = configuration;
        this.place = place;
        desk = exchange.open(AccountSettings.customer("desk")
                .withMarginModel(MarginModel.PORTFOLIO)
                .withMatchingLimits(BURST, RATE));
        house = exchange.open(AccountSettings.house("opening"));
    }

    /**
     * Opens and fills the account.
     *
     * @param exchange      its books still empty, its instruments valued
     * @param configuration the books
     * @param place         of the venue: a book's positions lie at its market's, its cash in equal parts at all of them
     * @param nowNs         the exchange's time, epoch nanoseconds
     * @return the account
     * @throws UnresolvableBookException when a book asks for what the exchange does not list, or may not hold
     */
    static Account open(final Exchange exchange, final Configuration configuration, final int place, final long nowNs) {
        final DeskAccount opening = new DeskAccount(exchange, configuration, place);
        opening.fill(nowNs);
        return opening.desk;
    }

    private void fill(final long nowNs) {
        final BookResolver resolver = new BookResolver(false);
        final List<ListedOption> listed = listed();
        exchange.currencies().forEach(currency -> exchange.deposit(house, currency, HOUSE_MONEY));
        for (final BookSettings book : configuration.books()) {
            final String currency = book.accountCurrency();
            exchange.deposit(desk, currency, HOUSE_MONEY);
            if (configuration.venues().marketOf(book) == place) {
                resolver.resolve(book, nowNs, listed).forEach(this::take);
            }
            settle(currency, share(cash(book)));
        }
    }

    private List<ListedOption> listed() {
        final List<ListedOption> listed = new ArrayList<>();
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            final InstrumentSpec spec = instrument.spec();
            if (spec.isOption()) {
                listed.add(new ListedOption(
                        spec.name(),
                        instrument.baseCurrency(),
                        spec.expiryNs(),
                        spec.strike(),
                        spec.optionType() == OptionType.CALL,
                        instrument.forward(),
                        Math.round(instrument.markVol() * Decimals.ONE)));
            }
        }
        return listed;
    }

    private void take(final ResolvedPosition position) {
        final ExchangeInstrument instrument = exchange.instrument(position.instrument());
        if (instrument == null) {
            throw new UnresolvableBookException("the exchange does not list " + position.instrument());
        }
        final boolean isLong = position.amount() > 0;
        final long amount = Math.abs(position.amount());
        final InstrumentSpec spec = instrument.spec();
        final long price = Math.max(spec.tickBelow(instrument.markPrice()), spec.tickSize());
        require(place(house, instrument, isLong ? Side.SELL : Side.BUY, amount, price), position);
        require(place(desk, instrument, isLong ? Side.BUY : Side.SELL, amount, price), position);
    }

    private OrderResult place(
            final Account account,
            final ExchangeInstrument instrument,
            final Side side,
            final long amount,
            final long price) {
        final OrderRequest request = OrderRequest.limit(instrument, side, amount, price);
        return exchange.place(account, account == desk ? request.timeInForce(TimeInForce.FILL_OR_KILL) : request);
    }

    private static void require(final OrderResult result, final ResolvedPosition position) {
        if (!result.isOk()) {
            throw new UnresolvableBookException("the local exchange refuses the opening position "
                    + position.instrument() + ": amount=" + Decimals.text(position.amount()) + ", error="
                    + result.error());
        }
    }

    /** Brings the cash to what the configuration says, whatever premiums and fees the opening took. */
    private void settle(final String currency, final long cash) {
        final long more = cash - desk.balance(currency);
        if (!exchange.deposit(desk, currency, more).isOk()) {
            throw new UnresolvableBookException(
                    "the local exchange finds the cash too little for the positions: currency=" + currency + ", cash="
                            + Decimals.text(cash));
        }
    }

    /** The first venue has what does not divide. */
    private long share(final long amount) {
        final int venues = configuration.venues().size();
        return amount / venues + (place == 0 ? amount % venues : 0);
    }

    private static long cash(final BookSettings book) {
        return book.style() == Settlement.INVERSE ? book.cashCoins() : book.cashUsd();
    }
}
