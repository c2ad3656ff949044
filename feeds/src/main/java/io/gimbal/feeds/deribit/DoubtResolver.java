package io.gimbal.feeds.deribit;

import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.feeds.deribit.RpcRequest.Purpose;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of orders whose outcome nobody knows. An order is looked up by its label; what the venue shows
 * settles it. What it does not show never existed only when all of this holds: the venue's clock has passed the last moment
 * at which it could begin with the order, by a margin; two look-ups a second apart after that found nothing; and no
 * execution of the account since it was sent bears its label. Until then it stays unknown, and nothing is sent again.
 * Owned by the thread that steps the venue.
 */
final class DoubtResolver {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long SECOND_MS = 1_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final int ROUNDS = 2;
    private static final int FILL_ANSWERS = 60;
    private static final int PAGE = 1_000;
    private static final long LOOK_BACK_MS = 60_000L;

    private final RpcConnection connection;
    private final AccountDesk desk;
    private final ServerClock clock;
    private final List<byte[]> currencies;
    private final List<String> currencyNames;
    private final long marginMs;
    private List<InstrumentSpec> specs = List.of();
    private long rounds;

    DoubtResolver(final DeribitContext context, final RpcConnection connection, final AccountDesk desk) {
        this.connection = connection;
        this.desk = desk;
        this.clock = connection.clock();
        this.currencyNames = context.currencies();
        this.currencies = currencyNames.stream().map(FrameWriter::ascii).toList();
        this.marginMs = context.skewMarginNs() / MILLI_NS + SECOND_MS;
    }

    void instruments(final List<InstrumentSpec> chosen) {
        specs = chosen;
    }

    /** Asks what is due; answers how many questions were put. */
    int step(final long nowNs) {
        int asked = 0;
        for (int i = 0; i < desk.open().size(); i++) {
            final OwnOrder order = desk.open().get(i);
            if (order.isInDoubt && order.round == 0 && order.nextQuestionNs <= nowNs) {
                ask(order);
                asked++;
            }
            if (order.missingFillsNs <= nowNs && order.venueIdLength > 0) {
                askFills(order, nowNs);
                asked++;
            }
        }
        return asked;
    }

    long nextTimeNs() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < desk.open().size(); i++) {
            final OwnOrder order = desk.open().get(i);
            if (order.isInDoubt && order.round == 0) {
                next = Math.min(next, order.nextQuestionNs);
            }
            if (order.venueIdLength > 0) {
                next = Math.min(next, order.missingFillsNs);
            }
        }
        return next;
    }

    int doubts() {
        int doubts = 0;
        for (int i = 0; i < desk.open().size(); i++) {
            doubts += desk.open().get(i).isInDoubt ? 1 : 0;
        }
        return doubts;
    }

    /** Whether executions of an order that has ended are still to come. */
    boolean hasMissingFills() {
        for (int i = 0; i < desk.open().size(); i++) {
            if (desk.open().get(i).missingFillsNs != Long.MAX_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** One look-up was answered, and every order it showed has been told to the desk. */
    void onLabelAnswer(final RpcRequest request, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        if (order == null || !order.isInDoubt || order.round != request.round) {
            return;
        }
        order.answersMissing--;
        if (order.answersMissing > 0) {
            return;
        }
        order.round = 0;
        final long lastMomentMs = order.validUntilMs + marginMs;
        final long venueMs = clock.venueMs(nowNs);
        if (venueMs <= lastMomentMs) {
            order.nextQuestionNs = nowNs + Math.min((lastMomentMs - venueMs + 1) * MILLI_NS, SECOND_NS);
            return;
        }
        order.emptyRounds++;
        if (order.emptyRounds < ROUNDS) {
            order.nextQuestionNs = nowNs + SECOND_NS;
        } else {
            order.nextQuestionNs = Long.MAX_VALUE;
            askTrades(order);
        }
    }

    /** A look-up was not answered: it is put again. */
    void onLabelFailed(final RpcRequest request, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        if (order != null && order.isInDoubt && (order.round == request.round || order.isTradesAsked)) {
            order.round = 0;
            order.isTradesAsked = false;
            order.nextQuestionNs = nowNs + SECOND_NS;
        }
    }

    /** All executions since the order was sent are told, and none settled it. */
    void onTradesAnswer(final RpcRequest request, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        if (order == null || !order.isInDoubt || !order.isTradesAsked) {
            return;
        }
        order.answersMissing--;
        if (order.answersMissing == 0) {
            desk.onVanished(order, nowNs);
        }
    }

    /**
     * A question for executions of an order that has ended came to its end, by an answer, whose executions were told, by an
     * error or by none. When some are missing even after five minutes of that, they are lost. They are given up only where
     * nothing trades, for the position holds them already: a new session states it.
     *
     * @param isTrading whether orders may leave at this moment
     */
    void onFillsAnswer(final RpcRequest request, final boolean isTrading, final long nowNs) {
        final OwnOrder order = desk.find(request.orderKey);
        if (order == null || order.missingFillsNs == Long.MAX_VALUE) {
            return;
        }
        order.fillAnswers++;
        if (order.fillAnswers < FILL_ANSWERS) {
            return;
        }
        if (isTrading) {
            connection.drop();
        } else {
            desk.onFillsLost(order, nowNs);
        }
    }

    private void ask(final OwnOrder order) {
        rounds++;
        order.round = rounds;
        order.answersMissing = 0;
        order.nextQuestionNs = Long.MAX_VALUE;
        for (int currency = 0; currency < currencies.size(); currency++) {
            if (isIn(order, currency)) {
                order.answersMissing++;
                askLabel(order, currency);
            }
        }
    }

    private void askLabel(final OwnOrder order, final int currency) {
        final long key = order.key;
        final long round = order.round;
        final int epoch = order.epoch;
        final long orderId = order.orderId;
        connection.enqueue(
                Purpose.LABEL,
                Methods.STATE_BY_LABEL,
                writer -> writer.text(Methods.CURRENCY, currencies.get(currency))
                        .text(Methods.LABEL, labelOf(epoch, orderId)),
                request -> {
                    request.orderKey = key;
                    request.round = round;
                });
    }

    private void askTrades(final OwnOrder order) {
        final long key = order.key;
        final long fromMs = clock.venueMs(order.sentNs) - LOOK_BACK_MS;
        order.isTradesAsked = true;
        order.answersMissing = 0;
        for (int currency = 0; currency < currencies.size(); currency++) {
            if (isIn(order, currency)) {
                order.answersMissing++;
                page(Purpose.TRADES, currency, fromMs, null, key);
            }
        }
    }

    /** Recent ones and, every other time, those of more than a day ago, which the venue keeps apart. */
    private void askFills(final OwnOrder order, final long nowNs) {
        final long key = order.key;
        final byte[] venueId = new byte[order.venueIdLength];
        order.venueId.getBytes(0, venueId);
        final boolean isHistorical = order.fillAnswers % 2 == 1;
        order.missingFillsNs = nowNs + 5 * SECOND_NS;
        connection.enqueue(
                Purpose.ORDER_TRADES,
                Methods.ORDER_TRADES,
                writer -> writer.text(Methods.ORDER_ID, venueId).flag(Methods.HISTORICAL, isHistorical),
                request -> request.orderKey = key);
    }

    /** Asks for one page of executions: since a moment, or from a trade on where a moment holds more than a page. */
    void page(
            final Purpose purpose,
            final int currency,
            final long fromMs,
            final byte @Nullable [] fromTrade,
            final long orderKey) {
        connection.enqueue(
                purpose,
                Methods.TRADES,
                writer -> {
                    writer.text(Methods.CURRENCY, currencies.get(currency));
                    if (fromTrade == null) {
                        writer.number(Methods.START_TIMESTAMP, Math.max(0, fromMs));
                    } else {
                        writer.text(Methods.START_ID, fromTrade);
                    }
                    writer.number(Methods.COUNT, PAGE)
                            .text(Methods.SORTING, Methods.ASC)
                            .flag(Methods.HISTORICAL, false);
                },
                request -> {
                    request.orderKey = orderKey;
                    request.index = currency;
                    request.round = fromMs;
                });
    }

    /** An order of an instrument we know is in one currency's records; any other may be in each. */
    private boolean isIn(final OwnOrder order, final int currency) {
        if (order.instrumentId < 0 || order.instrumentId >= specs.size()) {
            return true;
        }
        final InstrumentSpec spec = specs.get(order.instrumentId);
        final int dash = spec.name().indexOf('-');
        final String base = dash < 0 ? spec.name() : spec.name().substring(0, dash);
        final int quote = base.indexOf('_');
        final String settles = spec.settlement() == Settlement.INVERSE || quote < 0 ? base : base.substring(quote + 1);
        return currencyNames.get(currency).equals(settles) || !currencyNames.contains(settles);
    }

    private byte[] labelOf(final int epoch, final long orderId) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);
        final byte[] text = new byte[desk.label().write(buffer, 0, epoch, orderId)];
        buffer.getBytes(0, text);
        return text;
    }
}
