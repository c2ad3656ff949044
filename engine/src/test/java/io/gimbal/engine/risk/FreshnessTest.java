package io.gimbal.engine.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.BookLine;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.LimitsConfigurationDecoder;
import io.gimbal.journal.codec.LimitsConfigurationEncoder;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.Settlement;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of this test: index 10 ns, forward 20, volatility 30, quote 40; everything seen at 1,000. */
class FreshnessTest {
    private static final long SEEN_NS = 1_000;
    private static final long EXPIRY_NS = 1_000_000;

    private final Book book = new Book();
    private final Limits limits = new Limits();
    private UnderlyingBook coin = emptyCoin();
    private BookLine hedge = line(0, InstrumentKind.PERPETUAL, 0);
    private BookLine option = line(1, InstrumentKind.OPTION, EXPIRY_NS);
    private BookLine future = line(2, InstrumentKind.FUTURE, EXPIRY_NS);

    private UnderlyingBook emptyCoin() {
        book.defineUnderlying(0);
        return requireNonNull(book.underlying(0));
    }

    private BookLine line(final int id, final InstrumentKind kind, final long expiryNs) {
        final double strike = kind == InstrumentKind.OPTION ? 30_000 : 0;
        book.define(
                new Instrument(id, 0, kind, Settlement.INVERSE, true, strike, expiryNs, 1, 1, 1, 0, 0),
                InstrumentState.OPEN);
        return requireNonNull(book.line(id));
    }

    @BeforeEach
    void seeEverything() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new LimitsConfigurationEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .maxIndexAgeNs(10)
                .maxForwardAgeNs(20)
                .maxVolAgeNs(30)
                .maxQuoteAgeNs(40);
        limits.configure(new LimitsConfigurationDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
        hedge.onQuote(1, 2, SEEN_NS);
        coin.onIndex(30_000, SEEN_NS);
        coin.expiry(0).onForward(30_000, 30_000, SEEN_NS);
        option.onVol(0.5, SEEN_NS);
        option.onSnapshot(1, 0);
    }

    private DecisionReason at(final long nowNs) {
        return Freshness.check(coin, hedge, limits, nowNs);
    }

    @Test
    void shouldBeFreshAtEachLimitAndStaleOneNanosecondLater() {
        assertThat(at(SEEN_NS + 10)).isEqualTo(DecisionReason.NULL_VAL);
        assertThat(at(SEEN_NS + 11)).isEqualTo(DecisionReason.STALE_INDEX);
        coin.onIndex(30_000, SEEN_NS + 35);
        assertThat(at(SEEN_NS + 20)).isEqualTo(DecisionReason.NULL_VAL);
        assertThat(at(SEEN_NS + 21)).isEqualTo(DecisionReason.STALE_FORWARD);
        coin.expiry(0).onForward(30_000, 30_000, SEEN_NS + 35);
        assertThat(at(SEEN_NS + 30)).isEqualTo(DecisionReason.NULL_VAL);
        assertThat(at(SEEN_NS + 31)).isEqualTo(DecisionReason.STALE_VOL);
        option.onVol(0.5, SEEN_NS + 35);
        assertThat(at(SEEN_NS + 40)).isEqualTo(DecisionReason.NULL_VAL);
        assertThat(at(SEEN_NS + 41)).isEqualTo(DecisionReason.STALE_QUOTE);
    }

    @Test
    void shouldTellMissingFromStale() {
        book.forgetMarket();
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NOT_READY);
        coin.onIndex(30_000, SEEN_NS);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NOT_READY);
        hedge.onQuote(0, 2, SEEN_NS);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NO_QUOTE);
        hedge.onQuote(1, 2, SEEN_NS);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NOT_READY);
        coin.expiry(0).onForward(30_000, 30_000, SEEN_NS);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NOT_READY);
        option.onVol(0.5, SEEN_NS);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NULL_VAL);
    }

    @Test
    void shouldAskOnlyForWhatTheBookHolds() {
        option.onSnapshot(0, 0);
        book.forgetMarket();
        coin.onIndex(30_000, SEEN_NS);
        hedge.onQuote(1, 2, SEEN_NS);
        assertThat(at(SEEN_NS)).as("nothing dated held").isEqualTo(DecisionReason.NULL_VAL);

        future.onSnapshot(5, 30_000);
        assertThat(at(SEEN_NS)).isEqualTo(DecisionReason.NOT_READY);
        coin.expiry(0).onForward(30_000, 30_000, SEEN_NS);
        assertThat(at(SEEN_NS)).as("a future needs no volatility").isEqualTo(DecisionReason.NULL_VAL);
    }

    @Test
    void shouldAskNothingOfAnExpiryThatIsOver() {
        coin.onIndex(30_000, EXPIRY_NS);
        hedge.onQuote(1, 2, EXPIRY_NS);

        assertThat(at(EXPIRY_NS - 1)).isEqualTo(DecisionReason.STALE_FORWARD);
        assertThat(at(EXPIRY_NS)).isEqualTo(DecisionReason.NULL_VAL);
    }
}
