package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;

/** One position as the venue states it, in our numbers. Re-read for each; never kept. */
final class PositionRow {
    private final PositionReport report = new PositionReport();
    int instrumentId;
    /** Signed. */
    long size;

    long averagePrice;
    long floatingPnl;
    long markPrice;

    PositionRow() {}

    /** Reads the object the scanner stands at; false when it is no whole position. */
    boolean read(final JsonScanner scanner, final InstrumentIds instruments) {
        final boolean isWhole = report.read(scanner);
        instrumentId = instruments.find(report.instrumentName());
        size = report.signedSize() == Decimals.ABSENT ? 0 : report.signedSize();
        averagePrice = Math.max(0, report.averagePrice() == Decimals.ABSENT ? 0 : report.averagePrice());
        floatingPnl = report.floatingProfitLoss();
        markPrice = report.markPrice();
        return isWhole;
    }
}
