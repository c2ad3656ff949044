package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.Book;
import io.gimbal.engine.book.ExpirySmile;
import io.gimbal.engine.book.Instrument;
import io.gimbal.engine.book.UnderlyingBook;
import io.gimbal.engine.hedging.forecast.SkewStickiness;
import io.gimbal.journal.codec.InstrumentDefinitionDecoder;
import io.gimbal.journal.codec.InstrumentDefinitionEncoder;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.InstrumentState;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.MessageHeaderEncoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is learnt of each expiry's smiles, and what is kept when the book grows. */
class SmileStickinessTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double YEARS = 0.1;

    private final Book book = new Book();
    private final SmileStickiness stickiness = new SmileStickiness();
    private long version;

    @BeforeEach
    void define() {
        assertThat(book.defineUnderlying(0)).isTrue();
        option(0, 30 * DAY_NS);
    }

    private void option(final int id, final long expiryNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
        new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .instrumentId(id)
                .underlyingId(0)
                .kind(InstrumentKind.OPTION)
                .settlement(Settlement.INVERSE)
                .optionType(OptionType.CALL)
                .expiryNs(expiryNs)
                .strike(EngineScenario.scaled(30_000))
                .contractSize(EngineScenario.scaled(1))
                .minAmount(EngineScenario.scaled(0.1))
                .tickSize(EngineScenario.scaled(0.0005))
                .state(InstrumentState.OPEN);
        final var event = new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertThat(book.define(Instrument.of(event), InstrumentState.OPEN)).isTrue();
    }

    private UnderlyingBook underlying() {
        return Objects.requireNonNull(book.underlying(0));
    }

    /** The same smile over moneyness at another forward: at-the-money volatility stays. */
    private void smile(final long expiryNs, final double forward, final long atNs) {
        final ExpirySmile smile = new ExpirySmile();
        smile.market(++version, atNs, forward, YEARS, 0.001);
        smile.parameters().set(0.02, 0.04, -0.5, 0.03, 0.1);
        assertThat(underlying().expiry(underlying().indexOfExpiry(expiryNs)).onSmile(smile))
                .isTrue();
        stickiness.see(underlying());
    }

    @Test
    void shouldLearnFromSmilesFiveMinutesApartAndFromNoNearer() {
        final SkewStickiness expected = new SkewStickiness(20 * DAY_NS, 288, 5e-4);
        final ExpirySmile copy = new ExpirySmile();
        for (int i = 0; i < 200; i++) {
            final long atNs = 1 + i * 100_000_000_000L;
            final double forward = 30_000 + 100 * (i % 5);
            smile(30 * DAY_NS, forward, atNs);
            if (i % 3 == 0) {
                copy.market(1, atNs, forward, YEARS, 0.001);
                copy.parameters().set(0.02, 0.04, -0.5, 0.03, 0.1);
                expected.onSmile(forward, copy.vol(forward), copy.skew(forward), atNs);
            }
        }

        assertThat(stickiness.ratio(0))
                .isCloseTo(expected.ratio(), within(1e-12))
                .isLessThan(0.9);
        assertThat(stickiness.ratio(7)).as("no such expiry").isEqualTo(1);
    }

    @Test
    void shouldKeepWhatItLearntWhenAnExpiryComesBeforeIt() {
        for (int i = 0; i < 50; i++) {
            smile(30 * DAY_NS, 30_000 + 150 * (i % 2), 1 + i * SmileStickiness.APART_NS);
        }
        final double learnt = stickiness.ratio(0);
        final long before = stickiness.mixInto(1);

        option(1, 7 * DAY_NS);
        smile(7 * DAY_NS, 30_000, 60 * SmileStickiness.APART_NS);

        assertThat(learnt).isLessThan(1);
        assertThat(stickiness.ratio(1)).isEqualTo(learnt);
        assertThat(stickiness.ratio(0)).as("nothing known of the new one").isEqualTo(1);
        assertThat(stickiness.mixInto(1)).isNotEqualTo(before);
    }
}
