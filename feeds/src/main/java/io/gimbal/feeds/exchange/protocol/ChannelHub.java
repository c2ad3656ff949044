package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.Feed;
import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.BookChange;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangeTrade;
import io.gimbal.feeds.exchange.UserChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All channels that somebody subscribed. Leads each event of the exchange to the channels it concerns: raw ones speak at
 * once, the others at the next tick of their interval. Owned by the exchange's thread.
 */
final class ChannelHub implements ExchangeListener {
    private final Exchange exchange;
    private final ChannelFactory factory;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<ChannelTopic, List<Channel>> byTopic = new LinkedHashMap<>();
    private final EnumMap<Interval, Set<Channel>> waiting = new EnumMap<>(Interval.class);
    private final EnumMap<Interval, Long> ticks = new EnumMap<>(Interval.class);
    private final Map<ExchangeConnection, List<Channel>> beginning = new LinkedHashMap<>();

    ChannelHub(final Exchange exchange, final MarketWriter market, final MarketHistory history) {
        this.exchange = exchange;
        this.factory = new ChannelFactory(exchange, market, history);
        for (final Interval interval : Interval.values()) {
            waiting.put(interval, new LinkedHashSet<>());
            ticks.put(interval, Feed.UNKNOWN);
        }
    }

    /**
     * Subscribes a connection; the channel begins after the response.
     *
     * @param name       of the channel
     * @param connection who
     * @param accountId  whose private channels it may hear; 0 for nobody's
     * @return false when there is no such channel for it
     */
    boolean subscribe(final String name, final ExchangeConnection connection, final int accountId) {
        final String key = name.startsWith("user.") ? name + "#" + accountId : name;
        Channel channel = channels.get(key);
        if (channel == null) {
            final ChannelFactory.Made made = factory.make(name, accountId);
            if (made == null) {
                return false;
            }
            channel = made.channel();
            channels.put(key, channel);
            for (final ChannelTopic topic : made.topics()) {
                byTopic.computeIfAbsent(topic, t -> new ArrayList<>()).add(channel);
            }
        }
        if (!channel.has(connection)) {
            beginning.computeIfAbsent(connection, c -> new ArrayList<>()).add(channel);
        }
        return true;
    }

    boolean unsubscribe(final String name, final ExchangeConnection connection, final int accountId) {
        final String key = name.startsWith("user.") ? name + "#" + accountId : name;
        final Channel channel = channels.get(key);
        if (channel == null || !channel.has(connection)) {
            return false;
        }
        channel.remove(connection);
        removeIfEmpty(key, channel);
        return true;
    }

    /** The connection hears no more of those that a test tells. */
    void unsubscribeAll(final ExchangeConnection connection, final boolean isPrivate) {
        for (final Map.Entry<String, Channel> entry : new ArrayList<>(channels.entrySet())) {
            if (entry.getKey().startsWith("user.") == isPrivate) {
                entry.getValue().remove(connection);
                removeIfEmpty(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Begins the channels that were subscribed by the request just answered. */
    void begin(final ExchangeConnection connection, final long nowNs) {
        final List<Channel> begun = beginning.remove(connection);
        if (begun != null) {
            begun.stream()
                    .filter(channel -> !channel.has(connection))
                    .forEach(channel -> channel.add(connection, nowNs));
        }
    }

    void closed(final ExchangeConnection connection) {
        beginning.remove(connection);
        unsubscribeAll(connection, true);
        unsubscribeAll(connection, false);
    }

    /** Speaks for the intervals that are over. */
    int flush(final long nowNs) {
        int messages = 0;
        for (final Interval interval : Interval.values()) {
            if (nowNs >= at(interval)) {
                ticks.put(interval, Feed.UNKNOWN);
                final List<Channel> due = new ArrayList<>(waitingFor(interval));
                waitingFor(interval).clear();
                for (final Channel channel : due) {
                    messages += channel.flush(nowNs);
                }
            }
        }
        return messages;
    }

    long nextTimeNs() {
        return Math.min(at(Interval.MS_100), at(Interval.AGGREGATED));
    }

    @Override
    public void onBookChange(final BookChange change) {
        tell(ChannelTopic.book(change.instrument()), content -> content.onBookChange(change));
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> trades) {
        tell(ChannelTopic.trades(instrument), content -> content.onTrades(instrument, trades));
        tell(ChannelTopic.ALL_TRADES, content -> content.onTrades(instrument, trades));
    }

    @Override
    public void onUserChange(final UserChange change) {
        tell(ChannelTopic.user(change.account().id()), content -> content.onUserChange(change));
    }

    @Override
    public void onPortfolio(final Account account, final String currency) {
        tell(ChannelTopic.portfolio(account.id()), content -> content.onPortfolio(account, currency));
    }

    @Override
    public void onInstrumentState(final ExchangeInstrument instrument) {
        tell(ChannelTopic.STATES, content -> content.onInstrumentState(instrument));
    }

    @Override
    public void onRevaluation(final long nowNs) {
        tell(ChannelTopic.VALUES, content -> content.onRevaluation(nowNs));
    }

    @Override
    public void onPlatformState(final String indexName, final boolean isLocked) {
        tell(ChannelTopic.STATES, content -> content.onPlatformState(indexName, isLocked));
    }

    private void tell(final ChannelTopic topic, final Consumer<ChannelContent> event) {
        final List<Channel> concerned = byTopic.get(topic);
        if (concerned == null) {
            return;
        }
        final long nowNs = exchange.nowNs();
        for (final Channel channel : concerned) {
            event.accept(channel.content());
            if (channel.interval() == Interval.RAW) {
                channel.flush(nowNs);
            } else if (waitingFor(channel.interval()).add(channel) && at(channel.interval()) == Feed.UNKNOWN) {
                ticks.put(channel.interval(), channel.interval().nextNs(nowNs));
            }
        }
    }

    private void removeIfEmpty(final String key, final Channel channel) {
        if (!channel.isEmpty()) {
            return;
        }
        channels.remove(key);
        byTopic.values().forEach(list -> list.remove(channel));
        waitingFor(channel.interval()).remove(channel);
    }

    private Set<Channel> waitingFor(final Interval interval) {
        final @Nullable Set<Channel> set = waiting.get(interval);
        return set == null ? new LinkedHashSet<>() : set;
    }

    private long at(final Interval interval) {
        final @Nullable Long tick = ticks.get(interval);
        return tick == null ? Feed.UNKNOWN : tick;
    }
}
