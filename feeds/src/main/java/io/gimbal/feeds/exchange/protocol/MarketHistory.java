package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangeInstrument;
import io.gimbal.feeds.exchange.ExchangeListener;
import io.gimbal.feeds.exchange.ExchangeTrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the market did and the exchange itself does not keep: volumes of the day, funding by the hour, the volatility index
 * by the minute. Owned by the exchange's thread.
 */
final class MarketHistory implements ExchangeListener {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long YEAR_NS = 31_536_000_000_000_000L;
    private static final long THIRTY_DAYS_NS = 30 * 24 * HOUR_NS;
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int KEPT_SECONDS = 3_600;
    private static final int KEPT_HOURS = 31 * 24;
    private static final int KEPT_MINUTES = 2 * 24 * 60;

    private final Exchange exchange;
    private final Map<Integer, DayStatistics> days = new HashMap<>();
    private final Map<Integer, ArrayDeque<FundingHour>> funding = new HashMap<>();
    private final Map<String, ArrayDeque<VolatilityBar>> volatility = new TreeMap<>();
    private final Map<String, ArrayDeque<VolatilityBar>> secondly = new TreeMap<>();
    private long fundingHour;

    /**
     * Funding of one hour.
     *
     * @param timeNs       its end
     * @param indexPrice   at its end, times 1e8
     * @param before       index at its beginning
     * @param interest1h   accrued in it, as a share
     * @param interest8h   average rate of the eight hours before its end
     * @param interestValue accrued since the start
     */
    record FundingHour(
            long timeNs, long indexPrice, long before, double interest1h, double interest8h, double interestValue) {}

    /** A period of the volatility index, in percent. */
    record VolatilityBar(long timeNs, double open, double high, double low, double close) {
        VolatilityBar with(final double value) {
            return new VolatilityBar(timeNs, open, Math.max(high, value), Math.min(low, value), value);
        }

        VolatilityBar and(final VolatilityBar next) {
            return new VolatilityBar(timeNs, open, Math.max(high, next.high), Math.min(low, next.low), next.close);
        }
    }

    MarketHistory(final Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void onTrades(final ExchangeInstrument instrument, final List<ExchangeTrade> trades) {
        final DayStatistics day = days.computeIfAbsent(instrument.id(), id -> new DayStatistics());
        for (final ExchangeTrade trade : trades) {
            day.onTrade(trade);
        }
    }

    @Override
    public void onRevaluation(final long nowNs) {
        for (final String indexName : exchange.indexNames()) {
            sampleVolatility(indexName, nowNs);
        }
        if (nowNs / HOUR_NS != fundingHour) {
            fundingHour = nowNs / HOUR_NS;
            for (final ExchangeInstrument instrument : exchange.instruments()) {
                sampleFunding(instrument, nowNs);
            }
        }
    }

    DayStatistics day(final ExchangeInstrument instrument, final long nowNs) {
        return days.computeIfAbsent(instrument.id(), id -> new DayStatistics()).at(nowNs);
    }

    Collection<FundingHour> funding(final ExchangeInstrument instrument) {
        return funding.getOrDefault(instrument.id(), new ArrayDeque<>());
    }

    /** Readings to make candles of a period from: by the second for an hour, by the minute for two days. */
    Collection<VolatilityBar> volatility(final String indexName, final long periodNs) {
        final Map<String, ArrayDeque<VolatilityBar>> kept = periodNs < MINUTE_NS ? secondly : volatility;
        return kept.getOrDefault(indexName, new ArrayDeque<>());
    }

    /** Candles of a period, oldest first, of those readings that lie in a span of time. */
    static List<VolatilityBar> candles(
            final Collection<VolatilityBar> readings, final long periodNs, final long fromMs, final long toMs) {
        final List<VolatilityBar> candles = new ArrayList<>();
        for (final VolatilityBar reading : readings) {
            final long startNs = reading.timeNs() / periodNs * periodNs;
            final long startMs = startNs / MILLI_NS;
            if (startMs < fromMs || startMs > toMs) {
                continue;
            }
            final int last = candles.size() - 1;
            if (last >= 0 && candles.get(last).timeNs() == startNs) {
                candles.set(last, candles.get(last).and(reading));
            } else {
                candles.add(new VolatilityBar(startNs, reading.open(), reading.high(), reading.low(), reading.close()));
            }
        }
        return candles;
    }

    /** The volatility index now, in percent: at the money, thirty days; 0 without options. */
    double volatilityNow(final String indexName) {
        final ArrayDeque<VolatilityBar> bars = volatility.get(indexName);
        return bars == null || bars.isEmpty() ? 0 : bars.getLast().close();
    }

    private void sampleVolatility(final String indexName, final long nowNs) {
        final double value = atTheMoney(indexName, nowNs);
        if (!(value > 0)) {
            return;
        }
        add(volatility, indexName, nowNs / MINUTE_NS * MINUTE_NS, value, KEPT_MINUTES);
        add(secondly, indexName, nowNs / SECOND_NS * SECOND_NS, value, KEPT_SECONDS);
    }

    private static void add(
            final Map<String, ArrayDeque<VolatilityBar>> kept,
            final String indexName,
            final long startNs,
            final double value,
            final int most) {
        final ArrayDeque<VolatilityBar> bars = kept.computeIfAbsent(indexName, name -> new ArrayDeque<>());
        if (!bars.isEmpty() && bars.getLast().timeNs() == startNs) {
            bars.addLast(bars.removeLast().with(value));
            return;
        }
        bars.addLast(new VolatilityBar(startNs, value, value, value, value));
        if (bars.size() > most) {
            bars.removeFirst();
        }
    }

    private double atTheMoney(final String indexName, final long nowNs) {
        double best = Double.MAX_VALUE;
        double vol = 0;
        for (final ExchangeInstrument instrument : exchange.instruments()) {
            if (instrument.spec().isOption()
                    && instrument.indexName().equals(indexName)
                    && InstrumentWriter.isActive(instrument)) {
                final double score = distance(instrument, nowNs);
                vol = score < best ? instrument.markVol() : vol;
                best = Math.min(best, score);
            }
        }
        return vol * 100;
    }

    /** How far an option is from the money and from thirty days. */
    private static double distance(final ExchangeInstrument option, final long nowNs) {
        final double days = Math.abs(option.spec().expiryNs() - nowNs - THIRTY_DAYS_NS) / (double) YEAR_NS;
        final double money =
                option.forward() <= 0 ? 1 : Math.abs((double) option.spec().strike() / option.forward() - 1);
        return days * 10 + money;
    }

    private void sampleFunding(final ExchangeInstrument instrument, final long nowNs) {
        if (!Words.isPerpetual(instrument)) {
            return;
        }
        final ArrayDeque<FundingHour> hours = funding.computeIfAbsent(instrument.id(), id -> new ArrayDeque<>());
        final FundingHour last = hours.peekLast();
        final double accrued = last == null ? 0 : instrument.interestValue() - last.interestValue();
        final long before = last == null ? instrument.indexPrice() : last.indexPrice();
        hours.addLast(new FundingHour(
                nowNs, instrument.indexPrice(), before, accrued, instrument.funding8h(), instrument.interestValue()));
        if (hours.size() > KEPT_HOURS) {
            hours.removeFirst();
        }
    }

    /** Copies what lies in a span of time. */
    static List<FundingHour> between(final Collection<FundingHour> hours, final long fromNs, final long toNs) {
        final List<FundingHour> found = new ArrayList<>();
        for (final FundingHour hour : hours) {
            if (hour.timeNs() >= fromNs && hour.timeNs() <= toNs) {
                found.add(hour);
            }
        }
        return found;
    }
}
