package io.gimbal.engine.pipeline;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of the last look before the venue, from the configuration and not from the engine. What is not listed here
 * is not traded: an empty context lets no new order through.
 */
public final class LastLookContext {
    record UnderlyingLimits(int underlyingId, long maxOrderUsd, long collarRate) {}

    record TradableInstrument(int instrumentId, int underlyingId, InstrumentKind kind, Settlement settlement) {}

    private static final int MAX_IDS = 1 << 16;
    private static final int MAX_MESSAGES = 1 << 20;
    private static final int CANCEL_RESERVE_SHARE = 4;

    private final List<UnderlyingLimits> underlyings = new ArrayList<>();
    private final List<TradableInstrument> instruments = new ArrayList<>();
    private int maxMessages = PipelineConfiguration.MAX_MESSAGES_DEFAULT;
    private int cancelReserve = PipelineConfiguration.CANCEL_RESERVE_DEFAULT;
    private long rateWindowNs = PipelineConfiguration.RATE_WINDOW_NS_DEFAULT;
    private boolean concluded;

    /** Builds limits that let nothing through yet. */
    public LastLookContext() {}

    /**
     * Limits the orders of one underlying.
     *
     * @param underlyingId dense, from 0
     * @param maxOrderUsd  largest value of one order, USD times 1e8, above 0
     * @param collarRate   largest |limit price / index - 1| of futures, perpetuals and spot, times 1e8, above 0
     * @return this
     */
    public LastLookContext underlying(final int underlyingId, final long maxOrderUsd, final long collarRate) {
        requireOpen();
        requireId("last_look.underlying_id", underlyingId);
        requirePositive("last_look.max_order_usd", maxOrderUsd);
        requirePositive("last_look.collar_rate", collarRate);
        underlyings.add(new UnderlyingLimits(underlyingId, maxOrderUsd, collarRate));
        return this;
    }

    /**
     * Allows an instrument to be traded.
     *
     * @param instrumentId dense, from 0
     * @param underlyingId of an underlying with limits
     * @param kind         what it is
     * @param settlement   how it settles; with the kind it tells what an amount is worth
     * @return this
     */
    public LastLookContext instrument(
            final int instrumentId, final int underlyingId, final InstrumentKind kind, final Settlement settlement) {
        requireOpen();
        requireId("last_look.instrument_id", instrumentId);
        instruments.add(new TradableInstrument(instrumentId, underlyingId, kind, settlement));
        return this;
    }

    /**
     * Limits how often the venue is addressed.
     *
     * @param newMaxMessages   messages of any kind in any window, above 0
     * @param newCancelReserve how many of them only cancels may use, 0 or more and below {@code newMaxMessages}
     * @param newRateWindowNs  the window's length in nanoseconds, above 0
     * @return this
     */
    public LastLookContext messages(final int newMaxMessages, final int newCancelReserve, final long newRateWindowNs) {
        requireOpen();
        maxMessages = newMaxMessages;
        cancelReserve = newCancelReserve;
        rateWindowNs = newRateWindowNs;
        return this;
    }

    /**
     * Limits how often the venue is addressed so that all the engine may send passes, and a quarter as many cancels
     * beyond.
     *
     * @param engineMessages what the engine allows itself in any window, above 0
     * @param newRateWindowNs the window's length in nanoseconds, above 0
     * @return this
     */
    public LastLookContext messagesBeside(final int engineMessages, final long newRateWindowNs) {
        final int reserve = engineMessages / CANCEL_RESERVE_SHARE + 1;
        return messages(engineMessages + reserve, reserve, newRateWindowNs);
    }

    /**
     * Checks everything once and freezes it.
     *
     * @return this
     * @throws IllegalArgumentException when a limit is out of its range or an instrument's underlying has no limits
     */
    public LastLookContext conclude() {
        if (maxMessages > MAX_MESSAGES) {
            throw new IllegalArgumentException("last_look.max_messages too large: value=" + maxMessages);
        }
        requirePositive("last_look.max_messages", maxMessages);
        requirePositive("last_look.rate_window_ns", rateWindowNs);
        if (cancelReserve < 0 || cancelReserve >= maxMessages) {
            throw new IllegalArgumentException(
                    "last_look.cancel_reserve must be 0 or more and below max_messages: value=" + cancelReserve
                            + ", max_messages=" + maxMessages);
        }
        for (final TradableInstrument instrument : instruments) {
            requireLimits(instrument);
        }
        concluded = true;
        return this;
    }

    List<UnderlyingLimits> underlyings() {
        return underlyings;
    }

    List<TradableInstrument> instruments() {
        return instruments;
    }

    /** {@return one more than the largest underlying id} */
    int underlyingCount() {
        return underlyings.stream()
                        .mapToInt(UnderlyingLimits::underlyingId)
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** {@return one more than the largest instrument id} */
    int instrumentCount() {
        return instruments.stream()
                        .mapToInt(TradableInstrument::instrumentId)
                        .max()
                        .orElse(-1)
                + 1;
    }

    int maxMessages() {
        return maxMessages;
    }

    int cancelReserve() {
        return cancelReserve;
    }

    long rateWindowNs() {
        return rateWindowNs;
    }

    private void requireLimits(final TradableInstrument instrument) {
        final boolean known =
                underlyings.stream().anyMatch(limits -> limits.underlyingId() == instrument.underlyingId());
        if (!known) {
            throw new IllegalArgumentException("instrument without limits of its underlying: instrumentId="
                    + instrument.instrumentId() + ", underlyingId=" + instrument.underlyingId());
        }
    }

    private void requireOpen() {
        if (concluded) {
            throw new IllegalStateException("last look limits are concluded");
        }
    }

    private static void requireId(final String name, final int id) {
        if (id < 0 || id >= MAX_IDS) {
            throw new IllegalArgumentException(name + " out of range: value=" + id + ", limit=" + MAX_IDS);
        }
    }

    private static void requirePositive(final String name, final long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above 0: value=" + value);
        }
    }
}
