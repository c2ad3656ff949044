package io.gimbal.feeds.deribit;

import static io.gimbal.feeds.deribit.JsonFacts.array;
import static io.gimbal.feeds.deribit.JsonFacts.decimal;
import static io.gimbal.feeds.deribit.JsonFacts.decimalIfAny;
import static io.gimbal.feeds.deribit.JsonFacts.object;
import static io.gimbal.feeds.deribit.JsonFacts.percent;
import static io.gimbal.feeds.deribit.JsonFacts.require;
import static io.gimbal.feeds.deribit.JsonFacts.text;
import static io.gimbal.feeds.deribit.JsonFacts.textIfAny;
import static io.gimbal.feeds.deribit.JsonFacts.whole;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.EventPublisher;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.JsonFacts.Rejected;
import io.gimbal.journal.codec.BooleanType;
import io.gimbal.journal.codec.InputQuality;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the events of the market's frames should be, told from Jackson's trees in the plainest way. */
final class JacksonMarket {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, InstrumentSpec> specs;
    private final Map<String, Integer> underlyings;
    private final Map<String, String> channels = new HashMap<>();
    private final Map<String, Long> lastTimes = new HashMap<>();
    private final Map<String, JacksonBook> books = new HashMap<>();
    private final Map<Integer, Top> tops = new HashMap<>();
    private final Map<Integer, Long> marks = new HashMap<>();
    private final Map<Integer, InstrumentState> states = new HashMap<>();
    private final Map<Integer, long[]> funding = new HashMap<>();
    private final InputChecks checks;
    private final EventPublisher publisher = new EventPublisher();
    final CollectingIngress events = new CollectingIngress();
    private long now;

    JacksonMarket(
            final Map<String, InstrumentSpec> specs, final Map<String, Integer> underlyings, final InputChecks checks) {
        this.specs = specs;
        this.underlyings = underlyings;
        this.checks = checks;
    }

    private record Top(long bid, long bidSize, long ask, long askSize, InputQuality quality, long at) {}

    void channel(final String name) {
        channels.put(name, name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')));
    }

    /** Applies a notification; says why not, if so. */
    Rejection apply(final JsonNode params, final long receiveTimeNs) {
        now = receiveTimeNs;
        final String channel = textIfAny(params.get("channel"));
        final String kind = channels.get(channel);
        if (kind == null) {
            return Rejection.UNKNOWN_CHANNEL;
        }
        final JsonNode data = params.get("data");
        try {
            switch (kind) {
                case "ticker" -> ticker(channel, object(data));
                case "quote" -> quote(channel, object(data));
                case "book" -> book(channel, object(data));
                case "trades" -> {
                    return trades(channel, data);
                }
                case "markprice" -> {
                    return marks(channel, data);
                }
                case "instrument" -> instrumentState(object(data));
                case "platform_state" -> platformState(object(data));
                default -> index(kind, channel, object(data));
            }
            return Rejection.NONE;
        } catch (final Rejected e) {
            lose(channel, kind);
            return e.reason();
        }
    }

    /** A frame could not be read, but its channel is known. */
    void loseBookOf(final String channel) {
        lose(channel, channels.getOrDefault(channel, ""));
    }

    private void lose(final String channel, final String kind) {
        final JacksonBook book = books.get(channel);
        if (kind.equals("book") && !isGrouped(channel) && book != null && book.isLive) {
            gap(channel, book);
        }
    }

    private static boolean isGrouped(final String channel) {
        return words(channel).length > 3;
    }

    private static String subject(final String channel) {
        return words(channel)[1];
    }

    private static String[] words(final String channel) {
        return channel.split("\\.", -1);
    }

    private InstrumentSpec spec(final String channel) {
        return requireNonNull(specs.get(subject(channel)), channel);
    }

    private void sameSubject(final String channel, final @Nullable JsonNode name) {
        final String text = text(name);
        require(text == null || text.equals(subject(channel)), Rejection.WRONG_INSTRUMENT);
    }

    private boolean isStale(final String channel, final long timeNs) {
        return now - timeNs > checks.maxLagNs() || timeNs < lastTimes.getOrDefault(channel, 0L);
    }

    private void seen(final String channel, final long timeNs) {
        lastTimes.merge(channel, timeNs, Math::max);
    }

    private void ticker(final String channel, final JsonNode data) {
        final InstrumentSpec spec = spec(channel);
        final JacksonTicker t = JacksonTicker.of(data);
        sameSubject(channel, data.get("instrument_name"));
        require(t.timeMs() != Decimals.ABSENT && t.mark() != Decimals.ABSENT, Rejection.MISSING_FIELD);
        require(t.mark() >= 0 && t.timeMs() >= 0, Rejection.BAD_VALUE);
        require(!spec.isOption() || t.markVol() >= 0 || t.markVol() == Decimals.ABSENT, Rejection.BAD_VALUE);
        final boolean hasBid = t.bid() > 0 && t.bidSize() > 0;
        final boolean hasAsk = t.ask() > 0 && t.askSize() > 0;
        final InstrumentState state = data.has("state")
                ? JsonFacts.STATES.getOrDefault(textIfAny(data.get("state")), InstrumentState.INACTIVE)
                : InstrumentState.OPEN;
        final InputQuality quality = isStale(channel, t.timeMs() * MS)
                ? InputQuality.STALE
                : hasBid && hasAsk && t.bid() >= t.ask()
                        ? InputQuality.CROSSED
                        : !spec.isOption() && isDivergent(t.mark(), t.index())
                                ? InputQuality.DIVERGENT
                                : InputQuality.FRESH;
        seen(channel, t.timeMs() * MS);
        states.put(spec.instrumentId(), state);
        marks.put(spec.instrumentId(), t.mark());
        publisher
                .ticker()
                .venueTimeNs(t.timeMs() * MS)
                .markPrice(t.mark())
                .markVol(spec.isOption() ? t.markVol() : Decimals.ABSENT)
                .bidVol(hasBid && t.bidVol() > 0 ? t.bidVol() : Decimals.ABSENT)
                .askVol(hasAsk && t.askVol() > 0 ? t.askVol() : Decimals.ABSENT)
                .bidPrice(hasBid ? t.bid() : Decimals.ABSENT)
                .bidAmount(hasBid ? t.bidSize() : Decimals.ABSENT)
                .askPrice(hasAsk ? t.ask() : Decimals.ABSENT)
                .askAmount(hasAsk ? t.askSize() : Decimals.ABSENT)
                .underlyingPrice(t.underlying())
                .indexPrice(t.index())
                .lastPrice(t.last())
                .estimatedDeliveryPrice(t.estimatedDelivery())
                .openInterest(t.openInterest())
                .venueDelta(t.delta())
                .instrumentId(spec.instrumentId())
                .state(state)
                .quality(quality);
        publisher.offer(events, now);
        if (spec.kind() == InstrumentKind.PERPETUAL && t.rate() != Decimals.ABSENT) {
            funding(spec, t.timeMs() * MS, t.rate(), t.rate8h());
        }
    }

    private void funding(final InstrumentSpec spec, final long timeNs, final long rate, final long rate8h) {
        final long[] last = funding.get(spec.instrumentId());
        if (last != null && last[0] == rate && (rate8h == Decimals.ABSENT || last[1] == rate8h)) {
            return;
        }
        funding.put(spec.instrumentId(), new long[] {rate, rate8h});
        publisher
                .funding()
                .venueTimeNs(timeNs)
                .currentRate(rate)
                .eightHourRate(rate8h)
                .instrumentId(spec.instrumentId());
        publisher.offer(events, now);
    }

    private boolean isDivergent(final long price, final long reference) {
        return price > 0
                && reference > 0
                && Math.abs((double) price / reference - 1) * Decimals.ONE > checks.maxDivergence();
    }

    private void quote(final String channel, final JsonNode data) {
        final long bid = decimal(data.get("best_bid_price"));
        final long bidSize = decimal(data.get("best_bid_amount"));
        final long ask = decimal(data.get("best_ask_price"));
        final long askSize = decimal(data.get("best_ask_amount"));
        final long time = whole(data.get("timestamp"));
        sameSubject(channel, data.get("instrument_name"));
        require(time != Decimals.ABSENT, Rejection.MISSING_FIELD);
        for (final long number : new long[] {time, bid, bidSize, ask, askSize}) {
            require(number >= 0 || number == Decimals.ABSENT, Rejection.BAD_VALUE);
        }
        final boolean hasBid = bid > 0 && bidSize > 0;
        final boolean hasAsk = ask > 0 && askSize > 0;
        final Top top = new Top(
                hasBid ? bid : 0,
                hasBid ? bidSize : 0,
                hasAsk ? ask : 0,
                hasAsk ? askSize : 0,
                InputQuality.FRESH,
                now);
        offerTop(spec(channel), top, quality(channel, spec(channel), top, time * MS), time * MS);
    }

    private InputQuality quality(final String channel, final InstrumentSpec spec, final Top top, final long timeNs) {
        final boolean isStale = isStale(channel, timeNs);
        seen(channel, timeNs);
        if (isStale) {
            return InputQuality.STALE;
        }
        if (top.bid <= 0 || top.ask <= 0) {
            return InputQuality.FRESH;
        }
        if (top.bid >= top.ask) {
            return InputQuality.CROSSED;
        }
        final long reference = spec.isOption() ? 0 : marks.getOrDefault(spec.instrumentId(), 0L);
        return isDivergent(top.bid + (top.ask - top.bid) / 2, reference) ? InputQuality.DIVERGENT : InputQuality.FRESH;
    }

    private void offerTop(final InstrumentSpec spec, final Top top, final InputQuality quality, final long timeNs) {
        tops.put(spec.instrumentId(), new Top(top.bid, top.bidSize, top.ask, top.askSize, quality, now));
        publisher
                .quote()
                .venueTimeNs(timeNs)
                .bidPrice(top.bid)
                .bidAmount(top.bidSize)
                .askPrice(top.ask)
                .askAmount(top.askSize)
                .instrumentId(spec.instrumentId())
                .quality(quality);
        publisher.offer(events, now);
    }

    private void book(final String channel, final JsonNode data) {
        final long time = whole(data.get("timestamp"));
        final long id = whole(data.get("change_id"));
        final long previous = whole(data.get("prev_change_id"));
        final String type = textIfAny(data.get("type"));
        sameSubject(channel, data.get("instrument_name"));
        for (final String side : new String[] {"bids", "asks"}) {
            require(data.has(side) && !data.get(side).isNull(), Rejection.MISSING_FIELD);
            require(data.get(side).isArray(), Rejection.WRONG_TYPE);
            data.get(side).forEach(level -> JacksonBook.level(level, new TreeMap<>()));
        }
        require(time != Decimals.ABSENT && id != Decimals.ABSENT, Rejection.MISSING_FIELD);
        require(!type.equals("change") || previous != Decimals.ABSENT, Rejection.MISSING_FIELD);
        require(time >= 0, Rejection.BAD_VALUE);
        final JacksonBook book = books.computeIfAbsent(channel, key -> new JacksonBook());
        if (isGrouped(channel) || type.equals("snapshot") || previous == Decimals.ABSENT || previous == 0) {
            book.bids.clear();
            book.asks.clear();
            book.isLive = true;
            book.isGapped = false;
        } else if (id == book.changeId) {
            return;
        } else if (!book.isLive || previous != book.changeId) {
            if (book.isLive) {
                gap(channel, book);
            }
            return;
        }
        book.changeId = id;
        data.get("bids").forEach(level -> JacksonBook.level(level, book.bids));
        data.get("asks").forEach(level -> JacksonBook.level(level, book.asks));
        quoteOf(channel, book, time * MS);
    }

    private void quoteOf(final String channel, final JacksonBook book, final long timeNs) {
        final InstrumentSpec spec = spec(channel);
        final Top last = tops.getOrDefault(spec.instrumentId(), new Top(0, 0, 0, 0, InputQuality.FRESH, 0));
        final Map.Entry<Long, Long> bid = book.bids.lastEntry();
        final Map.Entry<Long, Long> ask = book.asks.firstEntry();
        final Top top = new Top(
                bid == null ? 0 : bid.getKey(),
                bid == null ? 0 : bid.getValue(),
                ask == null ? 0 : ask.getKey(),
                ask == null ? 0 : ask.getValue(),
                last.quality,
                last.at);
        final InputQuality quality = quality(channel, spec, top, timeNs);
        if (!top.equals(last) || quality != last.quality || now - last.at >= SECOND) {
            offerTop(spec, top, quality, timeNs);
        }
    }

    private void gap(final String channel, final JacksonBook book) {
        book.isLive = false;
        book.isGapped = true;
        final InstrumentSpec spec = spec(channel);
        final Top last = tops.getOrDefault(spec.instrumentId(), new Top(0, 0, 0, 0, InputQuality.FRESH, 0));
        offerTop(spec, last, InputQuality.GAPPED, lastTimes.getOrDefault(channel, 0L));
    }

    private Rejection trades(final String channel, final @Nullable JsonNode data) {
        Rejection worst = Rejection.NONE;
        for (final JsonNode trade : array(data)) {
            try {
                trade(channel, object(trade));
            } catch (final Rejected e) {
                worst = worst == Rejection.NONE ? e.reason() : worst;
                if (e.reason() == Rejection.NUMBER_OVERFLOW || e.reason() == Rejection.WRONG_TYPE) {
                    break;
                }
            }
        }
        return worst;
    }

    private void trade(final String channel, final JsonNode trade) {
        final long price = decimal(trade.get("price"));
        final long amount = decimal(trade.get("amount"));
        final long index = decimalIfAny(trade.get("index_price"));
        final long time = whole(trade.get("timestamp"));
        final long sequence = whole(trade.get("trade_seq"));
        final String id = textIfAny(trade.get("trade_id"));
        final String name = textIfAny(trade.get("instrument_name"));
        final String direction = textIfAny(trade.get("direction"));
        for (final long number : new long[] {price, amount, time, sequence}) {
            require(number != Decimals.ABSENT, Rejection.MISSING_FIELD);
        }
        require(!id.isEmpty() && !name.isEmpty(), Rejection.MISSING_FIELD);
        require(direction.equals("buy") || direction.equals("sell"), Rejection.BAD_VALUE);
        require(amount > 0 && time >= 0 && id.matches("([A-Z]{1,4}-)?[0-9]{1,18}"), Rejection.BAD_VALUE);
        final boolean isMany = words(channel).length > 3;
        require(isMany || name.equals(subject(channel)), Rejection.WRONG_INSTRUMENT);
        final InstrumentSpec spec = specs.get(name);
        if (spec == null) {
            return;
        }
        publisher
                .tradePrint()
                .venueTimeNs(time * MS)
                .price(price)
                .amount(amount)
                .indexPrice(index)
                .tradeSequence(sequence)
                .tradeId(JsonFacts.idNumber(id))
                .instrumentId(spec.instrumentId())
                .aggressor(direction.equals("buy") ? Side.BUY : Side.SELL)
                .isLiquidation(!trade.path("liquidation").isTextual() ? BooleanType.FALSE : BooleanType.TRUE);
        publisher.offer(events, now);
    }

    private Rejection marks(final String channel, final @Nullable JsonNode data) {
        Rejection worst = Rejection.NONE;
        final long before = lastTimes.getOrDefault(channel, 0L);
        long latest = before;
        for (final JsonNode mark : array(data)) {
            try {
                latest = Math.max(latest, mark(channel, object(mark)));
            } catch (final Rejected e) {
                worst = worst == Rejection.NONE ? e.reason() : worst;
                if (e.reason() == Rejection.NUMBER_OVERFLOW || e.reason() == Rejection.WRONG_TYPE) {
                    break;
                }
            }
        }
        seen(channel, latest);
        return worst;
    }

    private long mark(final String channel, final JsonNode data) {
        final long mark = decimal(data.get("mark_price"));
        final long vol = decimal(data.get("iv"));
        final long time = whole(data.get("timestamp"));
        final String name = textIfAny(data.get("instrument_name"));
        require(
                mark != Decimals.ABSENT && vol != Decimals.ABSENT && time != Decimals.ABSENT && !name.isEmpty(),
                Rejection.MISSING_FIELD);
        require(mark >= 0 && vol >= 0 && time >= 0, Rejection.BAD_VALUE);
        final InstrumentSpec spec = specs.get(name);
        if (spec != null && !channels.containsKey("ticker." + name + ".raw")) {
            marks.put(spec.instrumentId(), mark);
            publisher
                    .ticker()
                    .venueTimeNs(time * MS)
                    .markPrice(mark)
                    .markVol(vol)
                    .instrumentId(spec.instrumentId())
                    .state(states.getOrDefault(spec.instrumentId(), InstrumentState.OPEN))
                    .quality(isStale(channel, time * MS) ? InputQuality.STALE : InputQuality.FRESH);
            publisher.offer(events, now);
        }
        return time * MS;
    }

    private void index(final String kind, final String channel, final JsonNode data) {
        final long time = whole(data.get("timestamp"));
        final long seconds = whole(data.get("seconds"));
        final boolean isVol = kind.equals("deribit_volatility_index");
        final long number = isVol
                ? percent(data.get("volatility"))
                : decimal(data.get(kind.equals("perpetual") ? "interest" : "price"));
        sameSubject(channel, data.get("index_name"));
        sameSubject(channel, data.get("instrument_name"));
        final long when = kind.startsWith("estimated") ? seconds : time;
        require(number != Decimals.ABSENT && when != Decimals.ABSENT, Rejection.MISSING_FIELD);
        require(when >= 0 && (number > 0 || kind.equals("perpetual")), Rejection.BAD_VALUE);
        if (kind.equals("perpetual")) {
            funding(spec(channel), time * MS, number, Decimals.ABSENT);
            return;
        }
        final int underlyingId = requireNonNull(underlyings.get(subject(channel)), channel);
        final InputQuality quality = isStale(channel, time * MS) ? InputQuality.STALE : InputQuality.FRESH;
        if (kind.startsWith("estimated")) {
            publisher
                    .deliveryEstimate()
                    .venueTimeNs(time == Decimals.ABSENT ? 0 : time * MS)
                    .price(number)
                    .timeLeftNs(seconds * SECOND)
                    .underlyingId(underlyingId)
                    .isAveraging(
                            data.path("is_estimated").asBoolean(false)
                                            && data.get("is_estimated").isBoolean()
                                    ? BooleanType.TRUE
                                    : BooleanType.FALSE);
        } else if (isVol) {
            seen(channel, time * MS);
            publisher
                    .volatilityIndex()
                    .venueTimeNs(time * MS)
                    .vol(number)
                    .underlyingId(underlyingId)
                    .quality(quality);
        } else {
            seen(channel, time * MS);
            publisher
                    .indexPrice()
                    .venueTimeNs(time * MS)
                    .price(number)
                    .underlyingId(underlyingId)
                    .quality(quality);
        }
        publisher.offer(events, now);
    }

    private void instrumentState(final JsonNode data) {
        final long time = whole(data.get("timestamp"));
        final String name = textIfAny(data.get("instrument_name"));
        final InstrumentState state = JsonFacts.STATES.get(textIfAny(data.get("state")));
        require(!name.isEmpty() && time != Decimals.ABSENT, Rejection.MISSING_FIELD);
        require(state != null && time >= 0, Rejection.BAD_VALUE);
        final InstrumentSpec spec = specs.get(name);
        if (spec != null) {
            states.put(spec.instrumentId(), state);
            publisher
                    .instrumentStateChange()
                    .venueTimeNs(time * MS)
                    .instrumentId(spec.instrumentId())
                    .state(state);
            publisher.offer(events, now);
        }
    }

    private void platformState(final JsonNode data) {
        final long time = whole(data.get("timestamp"));
        require(data.has("locked") || data.has("maintenance"), Rejection.MISSING_FIELD);
        final String index = textIfAny(data.get("price_index"));
        final Integer underlyingId = index.isEmpty() ? Integer.valueOf(-1) : underlyings.get(index);
        if (underlyingId == null) {
            return;
        }
        publisher
                .platformState()
                .venueTimeNs(time == Decimals.ABSENT ? 0 : time * MS)
                .underlyingId(underlyingId)
                .isLocked(JsonFacts.isLock(data.path("locked")) ? BooleanType.TRUE : BooleanType.FALSE)
                .isMaintenance(JsonFacts.isLock(data.path("maintenance")) ? BooleanType.TRUE : BooleanType.FALSE);
        publisher.offer(events, now);
    }
}
