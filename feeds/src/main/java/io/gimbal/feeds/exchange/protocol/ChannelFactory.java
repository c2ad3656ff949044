package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the names of channels and makes what they stand for. */
final class ChannelFactory {
    private static final Pattern PLAIN = Pattern.compile(
            "(deribit_price_index|deribit_volatility_index|markprice\\.options|estimated_expiration_price)\\.([a-z0-9_]+)");
    private static final Pattern INSTRUMENT =
            Pattern.compile("(ticker|book|trades|perpetual)\\.([A-Za-z0-9_-]+)\\.(raw|100ms|agg2)");
    private static final Pattern UNTIMED = Pattern.compile("(quote|incremental_ticker)\\.([A-Za-z0-9_-]+)");
    private static final Pattern GROUPED =
            Pattern.compile("book\\.([A-Za-z0-9_-]+)\\.(none|[0-9]{1,3})\\.(1|10|20)\\.(100ms|agg2)");
    private static final Pattern TRADES_OF_KIND =
            Pattern.compile("trades\\.(future|option|spot|any)\\.([A-Za-z_]+)\\.(raw|100ms|agg2)");
    private static final Pattern STATE =
            Pattern.compile("instrument\\.state\\.(future|option|spot|any)\\.([A-Za-z_]+)");
    private static final Pattern CHART = Pattern.compile("chart\\.trades\\.([A-Za-z0-9_-]+)\\.([0-9]{1,3}|1D)");
    private static final Pattern USER =
            Pattern.compile("user\\.(orders|trades|changes)\\.([A-Za-z0-9_.-]+)\\.(raw|100ms|agg2)");
    private static final Pattern PORTFOLIO = Pattern.compile("user\\.portfolio\\.([A-Za-z]+)");
    private static final String QUIET =
            "platform_state\\.public_methods_state|user\\.lock|user\\.access_log" + "|user\\.mmp_trigger\\.[a-z_]+";
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES_PER_DAY = 1_440;

    private final Exchange exchange;
    private final MarketWriter market;
    private final ValueReadings readings;
    private final PositionWriter positions;
    private final PortfolioWriter portfolios;

    /** A channel, and what it must hear. */
    record Made(Channel channel, List<ChannelTopic> topics) {}

    ChannelFactory(final Exchange exchange, final MarketWriter market, final MarketHistory history) {
        this.exchange = exchange;
        this.market = market;
        this.readings = new ValueReadings(exchange, history);
        this.positions = new PositionWriter(exchange);
        this.portfolios = new PortfolioWriter(exchange);
    }

    /**
     * Makes a channel.
     *
     * @param name      as asked for
     * @param accountId whose private channels there may be; 0 for nobody's
     * @return the channel, or null when there is none of that name
     */
    @Nullable
    Made make(final String name, final int accountId) {
        if (name.startsWith("user.")) {
            return accountId == 0 ? null : user(name, exchange.accounts().get(accountId - 1));
        }
        final Made timed = ofInstrument(name);
        return timed != null ? timed : ofMarket(name);
    }

    private @Nullable Made ofInstrument(final String name) {
        final Matcher grouped = GROUPED.matcher(name);
        if (grouped.matches()) {
            return grouped(name, grouped);
        }
        final Matcher match = INSTRUMENT.matcher(name);
        final Matcher untimed = UNTIMED.matcher(name);
        if (match.matches()) {
            final ExchangeInstrument instrument = exchange.instrument(match.group(2));
            final Interval interval = Interval.of(match.group(3));
            return instrument == null || interval == null ? null : timed(name, match.group(1), instrument, interval);
        }
        if (untimed.matches()) {
            final ExchangeInstrument instrument = exchange.instrument(untimed.group(2));
            return instrument == null ? null : untimed(name, untimed.group(1), instrument);
        }
        return chart(name);
    }

    private @Nullable Made timed(
            final String name, final String what, final ExchangeInstrument instrument, final Interval interval) {
        final ChannelTopic book = ChannelTopic.book(instrument);
        final ChannelTopic trades = ChannelTopic.trades(instrument);
        return switch (what) {
            case "ticker" ->
                new Made(
                        new Channel(name, interval, new TickerContent(instrument, market)),
                        List.of(book, trades, ChannelTopic.VALUES, ChannelTopic.STATES));
            case "book" ->
                new Made(new Channel(name, interval, new BookContent(instrument, exchange::nowNs)), List.of(book));
            case "trades" ->
                new Made(new Channel(name, interval, new TradesContent(i -> true, market)), List.of(trades));
            default ->
                Words.isPerpetual(instrument)
                        ? value(name, interval, json -> readings.perpetual(instrument, json))
                        : null;
        };
    }

    private Made untimed(final String name, final String what, final ExchangeInstrument instrument) {
        final List<ChannelTopic> topics = what.equals("quote")
                ? List.of(ChannelTopic.book(instrument))
                : List.of(ChannelTopic.book(instrument), ChannelTopic.trades(instrument), ChannelTopic.VALUES);
        final ChannelContent content = what.equals("quote")
                ? new QuoteContent(instrument, market)
                : new IncrementalTickerContent(instrument, market);
        return new Made(new Channel(name, Interval.RAW, content), topics);
    }

    private @Nullable Made grouped(final String name, final Matcher match) {
        final ExchangeInstrument instrument = exchange.instrument(match.group(1));
        final Interval interval = Interval.of(match.group(4));
        if (instrument == null || interval == null) {
            return null;
        }
        final long units = match.group(2).equals("none") ? 0 : Long.parseLong(match.group(2));
        final long unit = instrument.baseCurrency().equals("BTC") ? Decimals.ONE : Decimals.ONE / 100;
        final int depth = Integer.parseInt(match.group(3));
        final ChannelContent content = new GroupedBookContent(instrument, exchange::nowNs, units * unit, depth);
        return new Made(new Channel(name, interval, content), List.of(ChannelTopic.book(instrument)));
    }

    private @Nullable Made chart(final String name) {
        final Matcher match = CHART.matcher(name);
        final ExchangeInstrument instrument = match.matches() ? exchange.instrument(match.group(1)) : null;
        if (instrument == null) {
            return null;
        }
        final int minutes = match.group(2).equals("1D") ? MINUTES_PER_DAY : Integer.parseInt(match.group(2));
        return minutes == 0
                ? null
                : new Made(
                        new Channel(name, Interval.AGGREGATED, new ChartContent(minutes * MINUTE_NS)),
                        List.of(ChannelTopic.trades(instrument)));
    }

    private @Nullable Made ofMarket(final String name) {
        final Matcher trades = TRADES_OF_KIND.matcher(name);
        final Matcher state = STATE.matcher(name);
        final Matcher plain = PLAIN.matcher(name);
        if (trades.matches()) {
            final Interval interval = Interval.of(trades.group(3));
            final ChannelContent content = new TradesContent(matching(trades.group(1), trades.group(2)), market);
            return interval == null
                    ? null
                    : new Made(new Channel(name, interval, content), List.of(ChannelTopic.ALL_TRADES));
        }
        if (state.matches()) {
            final ChannelContent content = new StateContent(matching(state.group(1), state.group(2)), exchange::nowNs);
            return new Made(new Channel(name, Interval.RAW, content), List.of(ChannelTopic.STATES));
        }
        if (name.equals("platform_state")) {
            return new Made(new Channel(name, Interval.RAW, new PlatformContent()), List.of(ChannelTopic.STATES));
        }
        return plain.matches() && exchange.indexNames().contains(plain.group(2))
                ? index(name, plain.group(1), plain.group(2))
                : quiet(name);
    }

    private Made index(final String name, final String what, final String indexName) {
        return switch (what) {
            case "deribit_price_index" -> value(name, Interval.RAW, json -> readings.index(indexName, json));
            case "deribit_volatility_index" ->
                value(name, Interval.RAW, json -> readings.volatilityIndex(indexName, json));
            case "markprice.options" -> value(name, Interval.RAW, json -> readings.marks(indexName, json));
            default -> value(name, Interval.RAW, json -> readings.expiration(indexName, json));
        };
    }

    private @Nullable Made user(final String name, final Account account) {
        final Matcher portfolio = PORTFOLIO.matcher(name);
        if (portfolio.matches()) {
            return portfolio(name, account, portfolio.group(1).toUpperCase(Locale.ROOT));
        }
        final Matcher match = USER.matcher(name);
        final Interval interval = match.matches() ? Interval.of(match.group(3)) : null;
        if (interval == null) {
            return quiet(name);
        }
        final Predicate<ExchangeInstrument> which = instruments(match.group(2));
        if (which == null) {
            return null;
        }
        final UserContent.Kind kind = switch (match.group(1)) {
            case "orders" -> interval == Interval.RAW ? UserContent.Kind.RAW_ORDERS : UserContent.Kind.ORDERS;
            case "trades" -> UserContent.Kind.TRADES;
            default -> UserContent.Kind.CHANGES;
        };
        final ChannelContent content = new UserContent(kind, which, account, positions);
        return new Made(new Channel(name, interval, content), List.of(ChannelTopic.user(account.id())));
    }

    private @Nullable Made portfolio(final String name, final Account account, final String currency) {
        final Set<String> currencies = new TreeSet<>(exchange.currencies());
        if (!currency.equalsIgnoreCase(Words.ANY)) {
            currencies.retainAll(Set.of(currency));
        }
        return currencies.isEmpty()
                ? null
                : new Made(
                        new Channel(name, Interval.RAW, new PortfolioContent(account, currencies, portfolios)),
                        List.of(ChannelTopic.portfolio(account.id())));
    }

    /** An instrument by name, or all of a kind and a currency. */
    private @Nullable Predicate<ExchangeInstrument> instruments(final String text) {
        final int dot = text.indexOf('.');
        if (dot >= 0) {
            return matching(text.substring(0, dot), text.substring(dot + 1));
        }
        final ExchangeInstrument one = exchange.instrument(text);
        return one == null ? null : instrument -> instrument == one;
    }

    private static Predicate<ExchangeInstrument> matching(final String kind, final String currency) {
        return instrument -> Words.matches(instrument, kind, currency);
    }

    private static Made value(final String name, final Interval interval, final Predicate<JsonWriter> reading) {
        return new Made(new Channel(name, interval, new ValueContent(reading)), List.of(ChannelTopic.VALUES));
    }

    /** Channels that exist and never have anything to say here. */
    private static @Nullable Made quiet(final String name) {
        return name.matches(QUIET)
                ? new Made(new Channel(name, Interval.RAW, new ValueContent(json -> false)), List.of())
                : null;
    }
}
