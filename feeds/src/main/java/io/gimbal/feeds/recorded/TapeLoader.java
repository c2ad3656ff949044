package io.gimbal.feeds.recorded;

import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentName;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns one coin's recording into the events of a playback. Used once, by the thread that loads. */
final class TapeLoader {
    private static final long DELIVERY_WINDOW_NS = 30 * 60 * 1_000_000_000L;

    private final Playback playback;
    private final CoinRecording coin;
    private final EventTape.Builder tape;
    private final List<InstrumentSpec> specs;
    private final Map<OptionKey, List<InstrumentSpec>> options = new HashMap<>();
    private final TreeSet<Integer> underlyings = new TreeSet<>();
    private final TreeSet<Long> expiries = new TreeSet<>();
    private final Map<Long, Long> lastForwards = new TreeMap<>();
    private final Map<Long, Long> deliveryPrices = new TreeMap<>();
    private long lastIndex;

    TapeLoader(final Playback playback, final CoinRecording coin, final EventTape.Builder tape) {
        this.playback = playback;
        this.coin = coin;
        this.tape = tape;
        this.specs = playback.specs().stream()
                .filter(spec -> coin(spec).equals(coin.coin()))
                .sorted(Comparator.comparingInt(InstrumentSpec::instrumentId))
                .toList();
    }

    /** The coin in an instrument's name. */
    static String coin(final InstrumentSpec spec) {
        final InstrumentName name = InstrumentName.parse(spec.name());
        if (name == null) {
            throw new IllegalArgumentException("not an instrument's name: name=" + spec.name());
        }
        return name.coin();
    }

    void load() {
        specs.forEach(this::subscribe);
        final PriceSeries index = new PriceSeries();
        final PriceSeries forwards = new PriceSeries();
        coin.readPaths(index, forwards);
        if (!options.isEmpty() || coin.isPricedByRows()) {
            coin.readRows(index, forwards, this::isSubscribed, this::onRow);
        }
        index.forEach(this::onIndex);
        forwards.forEach(this::onForward);
        expiries.forEach(this::deliver);
    }

    private void subscribe(final InstrumentSpec spec) {
        underlyings.add(spec.underlyingId());
        if (spec.expiryNs() > 0) {
            expiries.add(spec.expiryNs());
        }
        if (spec.isOption()) {
            final OptionKey key = new OptionKey(
                    spec.expiryNs(),
                    spec.strike(),
                    Objects.requireNonNull(InstrumentName.parse(spec.name())).isCall());
            options.computeIfAbsent(key, k -> new ArrayList<>()).add(spec);
        }
    }

    private boolean isSubscribed(final InstrumentName option) {
        return options.containsKey(new OptionKey(option.expiryNs(), option.strike(), option.isCall()));
    }

    private boolean isPlayed(final long timeNs) {
        return timeNs >= playback.startNs() && timeNs < playback.endNs();
    }

    private void onRow(final ChainRow row) {
        if (!isPlayed(row.timeNs()) || row.timeNs() >= row.expiryNs()) {
            return;
        }
        final List<InstrumentSpec> subscribed =
                options.getOrDefault(new OptionKey(row.expiryNs(), row.strike(), row.isCall()), List.of());
        for (final InstrumentSpec spec : subscribed) {
            if (spec.name().equals(row.instrumentName())) {
                addTicker(spec, row, row.markPrice(), row.bidPrice(), row.askPrice());
            } else if (spec.settlement() == Settlement.LINEAR && isInverse(row)) {
                addLinearTicker(spec, row);
            }
        }
    }

    private boolean isInverse(final ChainRow row) {
        return row.instrumentName().startsWith(coin.coin() + "-");
    }

    private void addLinearTicker(final InstrumentSpec spec, final ChainRow row) {
        final long forward = row.underlyingPrice();
        final long bid = row.bidPrice() == ChainRow.ABSENT
                ? ChainRow.ABSENT
                : spec.tickBelow(Decimals.multiply(row.bidPrice(), forward));
        final long ask = row.askPrice() == ChainRow.ABSENT
                ? ChainRow.ABSENT
                : spec.tickAbove(Decimals.multiply(row.askPrice(), forward));
        addTicker(spec, row, Decimals.multiply(row.markPrice(), forward), bid == 0 ? ChainRow.ABSENT : bid, ask);
    }

    private void addTicker(
            final InstrumentSpec spec, final ChainRow row, final long mark, final long bid, final long ask) {
        tape.add(
                EventTape.TICKER,
                spec.instrumentId(),
                row.timeNs(),
                mark,
                row.markVol(),
                bid,
                bid == ChainRow.ABSENT ? ChainRow.ABSENT : row.bidAmount(),
                ask,
                ask == ChainRow.ABSENT ? ChainRow.ABSENT : row.askAmount(),
                row.underlyingPrice(),
                row.indexPrice(),
                row.openInterest(),
                row.delta());
    }

    private void onIndex(final long timeNs, final long none, final long price) {
        settleBy(timeNs, price);
        if (!isPlayed(timeNs) || price == lastIndex) {
            return;
        }
        lastIndex = price;
        for (final int underlying : underlyings) {
            tape.add(EventTape.INDEX, underlying, timeNs, price);
        }
        for (final InstrumentSpec spec : specs) {
            if (spec.kind() == InstrumentKind.PERPETUAL) {
                addQuote(spec, timeNs, price);
            }
        }
    }

    /** Keeps the last index before each expiry: its delivery price until a forward seen in the window replaces it. */
    private void settleBy(final long timeNs, final long price) {
        for (final long expiryNs : expiries.tailSet(timeNs, true)) {
            deliveryPrices.put(expiryNs, price);
        }
    }

    private void onForward(final long timeNs, final long expiryNs, final long price) {
        if (timeNs > expiryNs || !expiries.contains(expiryNs)) {
            return;
        }
        if (timeNs > expiryNs - DELIVERY_WINDOW_NS) {
            deliveryPrices.put(expiryNs, price);
        }
        if (!isPlayed(timeNs) || timeNs == expiryNs || Objects.equals(lastForwards.put(expiryNs, price), price)) {
            return;
        }
        for (final int underlying : underlyings) {
            tape.add(EventTape.FORWARD, underlying, timeNs, expiryNs, price);
        }
        for (final InstrumentSpec spec : specs) {
            if (spec.kind() == InstrumentKind.FUTURE && spec.expiryNs() == expiryNs) {
                addQuote(spec, timeNs, price);
            }
        }
    }

    private void addQuote(final InstrumentSpec spec, final long timeNs, final long price) {
        final long half = Decimals.multiply(price, playback.halfSpreadRate());
        final long bid = spec.tickBelow(price - half);
        final long ask = Math.max(spec.tickAbove(price + half), bid + spec.tickAt(bid));
        final long amount = spec.isUsdAmount() ? playback.quoteUsd() : Decimals.divide(playback.quoteUsd(), price);
        final long lots = Math.max(amount - amount % spec.lot(), spec.minAmount());
        tape.add(EventTape.QUOTE, spec.instrumentId(), timeNs, bid, bid > 0 ? lots : 0, ask, lots);
    }

    private void deliver(final long expiryNs) {
        final Long price = deliveryPrices.get(expiryNs);
        if (!isPlayed(expiryNs) || price == null) {
            return;
        }
        for (final int underlying : underlyings) {
            tape.add(EventTape.DELIVERY, underlying, expiryNs, expiryNs, price);
        }
        for (final InstrumentSpec spec : specs) {
            if (spec.expiryNs() == expiryNs) {
                tape.add(EventTape.STATE, spec.instrumentId(), expiryNs, InstrumentState.DELIVERED.value());
            }
        }
    }

    /** What makes an option of one coin. */
    private record OptionKey(long expiryNs, long strike, boolean isCall) {}
}
