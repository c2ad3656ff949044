package io.gimbal.engine.analysis.whatif;

import io.gimbal.engine.hedging.Egress;
import io.gimbal.engine.hedging.HedgeEngine;
import io.gimbal.engine.hedging.HedgeStatistics;
import io.gimbal.engine.hedging.InputHandler;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.FillDecoder;
import io.gimbal.journal.codec.GenesisDecoder;
import io.gimbal.journal.codec.HedgeDecisionDecoder;
import io.gimbal.journal.codec.IndexPriceDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.NewOrderDecoder;
import io.gimbal.journal.codec.QuoteDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An engine and what is measured of it from outside: sees every input and output, changes none. Owned by the thread
 * that drives it.
 */
final class MeasuredEngine implements InputHandler {
    private static final double ONE = 1e8;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderDecoder outHeader = new MessageHeaderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final HedgeDecisionDecoder decision = new HedgeDecisionDecoder();
    private final RecordedSession session;
    private final Function<RecordedSession.RecordedBook, CommonBand> bands;
    private final Map<Integer, ChangedOpening> changed;
    private final IndexPriceDecoder index = new IndexPriceDecoder();
    private final Map<Integer, Double> indices = new TreeMap<>();
    private final Egress target;
    private final HedgeEngine engine;
    private BucketRows rows = new BucketRows();
    private List<BookRecorder> books = List.of();

    /**
     * Builds an engine that knows nothing yet.
     *
     * @param session as recorded
     * @param bands   that time outside is measured against; asked once more whenever a generation begins
     * @param changed settings of books that are others than the recorded ones
     * @param target  takes every output
     */
    MeasuredEngine(
            final RecordedSession session,
            final Function<RecordedSession.RecordedBook, CommonBand> bands,
            final Map<Integer, ChangedOpening> changed,
            final Egress target) {
        this.session = session;
        this.bands = bands;
        this.changed = Map.copyOf(changed);
        this.target = target;
        engine = new HedgeEngine(this::onOutput);
        begin();
    }

    HedgeEngine engine() {
        return engine;
    }

    /** A generation begins: nothing of an earlier one counts. */
    private void begin() {
        rows = new BucketRows();
        final List<BookRecorder> fresh = new ArrayList<>();
        for (final RecordedSession.RecordedBook book : session.books()) {
            fresh.add(new BookRecorder(book, bands.apply(book), isOverridden(book.underlyingId()), rows));
        }
        books = List.copyOf(fresh);
    }

    private boolean isOverridden(final int underlyingId) {
        final ChangedOpening others = changed.get(underlyingId);
        return ChangedOpening.isPolicyOverridden(others == null ? session.told(underlyingId) : others.events());
    }

    @Override
    public void onInput(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        switch (header.wrap(buffer, offset).templateId()) {
            case GenesisDecoder.TEMPLATE_ID -> {
                begin();
                engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
            }
            case IndexPriceDecoder.TEMPLATE_ID -> {
                index.wrapAndApplyHeader(buffer, offset, header);
                indices.put(index.underlyingId(), index.price() / ONE);
                engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
            }
            case FillDecoder.TEMPLATE_ID -> onFill(buffer, offset, length, sequence, receiveTimeNs);
            case QuoteDecoder.TEMPLATE_ID -> {
                engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
                onQuote(buffer, offset);
            }
            default -> engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
        }
        for (int i = 0; i < books.size(); i++) {
            books.get(i).after(engine);
        }
    }

    private void onFill(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long sequence,
            final long receiveTimeNs) {
        fill.wrapAndApplyHeader(buffer, offset, header);
        final InstrumentSpec traded = fill.orderId() == 0 ? null : session.find(fill.instrumentId());
        final BookRecorder book = traded == null ? null : book(traded.underlyingId());
        final HedgeStatistics statistics = book == null ? null : engine.statistics(book.underlyingId());
        final long fillsBefore = statistics == null ? 0 : statistics.fills();
        final double feesBefore = statistics == null ? 0 : statistics.equity().feesUsd();
        engine.onInput(buffer, offset, length, sequence, receiveTimeNs);
        if (traded != null && book != null && statistics != null && statistics.fills() > fillsBefore) {
            final double feeUsd = statistics.equity().feesUsd() - feesBefore;
            book.onFill(fill, traded, feeUsd, indices.getOrDefault(traded.underlyingId(), 0.0));
        }
    }

    private void onQuote(final DirectBuffer buffer, final int offset) {
        quote.wrapAndApplyHeader(buffer, offset, header);
        final BookRecorder book = bookOfHedge(quote.instrumentId());
        if (book != null) {
            book.onQuote(quote);
        }
    }

    private boolean onOutput(final DirectBuffer buffer, final int offset, final int length) {
        switch (outHeader.wrap(buffer, offset).templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, offset, outHeader);
                final BookRecorder book = book(order.underlyingId());
                if (book != null) {
                    book.onOrder(order);
                }
            }
            case HedgeDecisionDecoder.TEMPLATE_ID -> {
                decision.wrapAndApplyHeader(buffer, offset, outHeader);
                final BookRecorder book = book(decision.underlyingId());
                if (book != null) {
                    book.onDecision(decision);
                }
            }
            default -> {
                // Every other output says nothing of trades.
            }
        }
        return target.offer(buffer, offset, length);
    }

    private @Nullable BookRecorder book(final int underlyingId) {
        for (int i = 0; i < books.size(); i++) {
            if (books.get(i).underlyingId() == underlyingId) {
                return books.get(i);
            }
        }
        return null;
    }

    private @Nullable BookRecorder bookOfHedge(final int instrumentId) {
        for (int i = 0; i < books.size(); i++) {
            if (books.get(i).hedgeId() == instrumentId) {
                return books.get(i);
            }
        }
        return null;
    }

    /** Ends the measurement; once, after the last input. */
    void finish() {
        books.forEach(BookRecorder::finish);
    }

    BucketRows rows() {
        return rows;
    }

    /** {@return each book's measures, by underlying id} */
    List<WhatIfReport.Book> results() {
        final List<WhatIfReport.Book> results = new ArrayList<>();
        for (final BookRecorder book : books) {
            results.add(book.result(session.coin(book.underlyingId())));
        }
        return List.copyOf(results);
    }
}
