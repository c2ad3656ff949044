package io.gimbal.engine.analysis.frontier;

import io.gimbal.journal.JournalReader;
import io.gimbal.journal.JournalTailer;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.GreeksSnapshotDecoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;

/**
 * How large a journal's book is, as its first report of Greeks says: of several books, the one whose delta a move of
 * the price
 * changes most.
 *
 * @param price             index, USD per coin; 0 where nothing was reported
 * @param gamma             net, coins per USD; 0 where it has no options
 * @param vol               absolute, as theta and gamma imply it; 0 where they do not
 * @param recordedHalfWidth of the band as configured, coins; 0 where there was none
 */
record JournalScale(double price, double gamma, double vol, double recordedHalfWidth) {
    private static final double ONE = 1e8;
    private static final double DAYS_PER_YEAR = 365;

    /** Reads a generation until every book was reported once. */
    static JournalScale of(final JournalReader reader, final int generation) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final GreeksSnapshotDecoder greeks = new GreeksSnapshotDecoder();
        JournalScale largest = new JournalScale(0, 0, 0, halfWidth(reader, generation, header));
        try (JournalTailer out = reader.out(generation)) {
            long first = Long.MAX_VALUE;
            while (out.next()) {
                if (out.type() == GreeksSnapshotDecoder.TEMPLATE_ID) {
                    greeks.wrapAndApplyHeader(out.buffer(), out.payloadOffset(), header);
                    if (first != Long.MAX_VALUE && greeks.engineTimeNs() > first) {
                        break;
                    }
                    first = greeks.gamma() == 0 ? first : greeks.engineTimeNs();
                    largest = largest.orLarger(greeks);
                }
            }
        }
        return largest;
    }

    private static double halfWidth(
            final JournalReader reader, final int generation, final MessageHeaderDecoder header) {
        final BookConfigurationDecoder configuration = new BookConfigurationDecoder();
        double width = 0;
        try (JournalTailer in = reader.in(generation)) {
            while (width == 0 && in.next()) {
                if (in.type() == BookConfigurationDecoder.TEMPLATE_ID) {
                    configuration.wrapAndApplyHeader(in.buffer(), in.payloadOffset(), header);
                    width = configuration.bandHalfWidth() / ONE;
                }
            }
        }
        return width;
    }

    private JournalScale orLarger(final GreeksSnapshotDecoder greeks) {
        final double index = greeks.indexPrice() / ONE;
        final boolean isLarger = Math.abs(greeks.gamma()) * index > Math.abs(gamma) * price;
        if (!isLarger && price > 0) {
            return this;
        }
        // Without interest, theta is minus half of the variance rate times gamma.
        final double variance = -2 * greeks.thetaPerDay() * DAYS_PER_YEAR / (greeks.gamma() * index * index);
        return new JournalScale(index, greeks.gamma(), variance > 0 ? Math.sqrt(variance) : 0, recordedHalfWidth);
    }
}
