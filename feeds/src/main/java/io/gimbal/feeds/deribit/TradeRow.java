package io.gimbal.feeds.deribit;

import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.Liquidity;
import io.gimbal.journal.codec.Side;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One execution of the account as the venue states it, in our numbers. Re-read for each; never kept. */
final class TradeRow {
    private static final long MILLI_NS = 1_000_000L;

    final UnsafeBuffer label = new UnsafeBuffer(new byte[OrderLabel.MAX_LENGTH]);
    private final TradeReport report = new TradeReport();
    int labelLength;
    int instrumentId;
    long tradeId;
    long timestampMs;
    long price;
    long amount;
    long fee;
    long markPrice;
    boolean isBuy;
    boolean isMaker;
    boolean isFeeInDollars;
    private boolean isWhole;

    TradeRow() {}

    /** Reads the object the scanner stands at. */
    void read(final JsonScanner scanner, final InstrumentIds instruments) {
        isWhole = report.read(scanner);
        labelLength = report.label().isCut() ? 0 : report.label().copyTo(label, 0);
        instrumentId = instruments.find(report.instrumentName());
        tradeId = report.tradeId().idNumber();
        timestampMs = report.timeNs() / MILLI_NS;
        price = report.price();
        amount = report.amount();
        fee = report.fee();
        markPrice = report.markPrice() > 0 ? report.markPrice() : Decimals.ABSENT;
        isBuy = report.side() == Side.BUY;
        isMaker = report.liquidity() == Liquidity.MAKER;
        isFeeInDollars = report.feeCurrency() == Currency.USD;
    }

    /** Whether it says all that a fill needs. */
    boolean isComplete() {
        return isWhole && tradeId >= 0 && price > 0 && amount > 0;
    }

    /** The venue's own text of its number. */
    int copyId(final MutableDirectBuffer target) {
        return report.tradeId().copyTo(target, 0);
    }
}
