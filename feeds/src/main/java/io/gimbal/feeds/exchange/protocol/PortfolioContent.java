package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** An account's money in one currency, or in each that changed. */
final class PortfolioContent implements ChannelContent {
    private final Account account;
    private final Set<String> currencies;
    private final PortfolioWriter writer;
    private final Set<String> pending = new LinkedHashSet<>();

    PortfolioContent(final Account account, final Set<String> currencies, final PortfolioWriter writer) {
        this.account = account;
        this.currencies = currencies;
        this.writer = writer;
    }

    @Override
    public void onPortfolio(final Account changed, final String currency) {
        if (currencies.contains(currency)) {
            pending.add(currency);
        }
    }

    @Override
    public boolean write(final JsonWriter json) {
        final Iterator<String> next = pending.iterator();
        if (!next.hasNext()) {
            return false;
        }
        writer.portfolio(account, next.next(), json);
        next.remove();
        return true;
    }

    /** The first currency at once, the others with the next change. */
    @Override
    public boolean begin(final JsonWriter json) {
        pending.addAll(currencies);
        return write(json);
    }
}
