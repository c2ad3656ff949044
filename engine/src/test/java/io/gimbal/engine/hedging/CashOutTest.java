package io.gimbal.engine.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gimbal.engine.book.Scaled;
import io.gimbal.engine.hedging.policy.HedgeTarget;
import io.gimbal.engine.hedging.policy.HedgeView;
import io.gimbal.journal.codec.BookConfigurationDecoder;
import io.gimbal.journal.codec.BookConfigurationEncoder;
import io.gimbal.journal.codec.DecisionReason;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Landing;
import io.gimbal.journal.codec.PolicyKind;
import io.gimbal.journal.codec.Projection;
import io.gimbal.journal.codec.VolSource;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Going to cash, and what is done about gamma once there. */
class CashOutTest {
    private final HedgeView view = new HedgeView();
    private final HedgeTarget target = new HedgeTarget();

    private void see(final double total, final double centre) {
        view.delta(total, centre, 0.01);
        target.region(-9, -8, 8, 9);
        target.reasons(DecisionReason.EVENT, DecisionReason.EVENT);
    }

    private void assertRegion(final double low, final double inner, final double high) {
        assertThat(target.outerLow()).isCloseTo(low, within(1e-12));
        assertThat(target.innerLow()).isCloseTo(inner, within(1e-12));
        assertThat(target.innerHigh()).isCloseTo(inner, within(1e-12));
        assertThat(target.outerHigh()).isCloseTo(high, within(1e-12));
        assertThat(target.centre()).isCloseTo(inner, within(1e-12));
    }

    private static BookSettings plain(final double halfWidth) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BookConfigurationEncoder.BLOCK_LENGTH]);
        new BookConfigurationEncoder()
                .wrap(buffer, 0)
                .bandHalfWidth(Scaled.fromDouble(halfWidth))
                .sense(DeltaSense.USD_NEUTRAL)
                .projection(Projection.UNIT)
                .policy(PolicyKind.FIXED_BAND)
                .landing(Landing.TO_TARGET)
                .volSource(VolSource.MARK)
                .hedgeRatio(BookConfigurationEncoder.hedgeRatioNullValue())
                .upperHalfWidth(BookConfigurationEncoder.upperHalfWidthNullValue())
                .hedgeOn(BookConfigurationEncoder.hedgeOnNullValue());
        final BookSettings settings = new BookSettings();
        final BookConfigurationDecoder event = new BookConfigurationDecoder()
                .wrap(buffer, 0, BookConfigurationEncoder.BLOCK_LENGTH, BookConfigurationEncoder.SCHEMA_VERSION);
        assertThat(settings.configure(event)).isTrue();
        return settings;
    }

    @Test
    void shouldHoldNothingToTheLotAndKeepTheBooksBandOnceItIsThere() {
        final CashOut cash = new CashOut();
        final BookSettings book = plain(0.3);
        see(5, 0);
        cash.shape(book, view, target, DecisionReason.NULL_VAL);
        assertRegion(-0.005, 0, 0.005);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.INSIDE_BAND);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.OUTSIDE_BAND);
        final long before = cash.mixInto(1);

        see(0.01, 0);
        cash.shape(book, view, target, DecisionReason.NULL_VAL);
        assertRegion(-0.005, 0, 0.005);
        see(0.004, 0);
        cash.shape(book, view, target, DecisionReason.STRATEGY_BLIND);
        assertRegion(-0.3, 0, 0.3);
        assertThat(target.holdReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
        assertThat(target.tradeReason()).isEqualTo(DecisionReason.STRATEGY_BLIND);
        assertThat(cash.mixInto(1)).isNotEqualTo(before);

        see(5, 0);
        cash.shape(book, view, target, DecisionReason.NULL_VAL);
        assertRegion(-0.3, 0, 0.3);
        cash.clear();
        cash.shape(book, view, target, DecisionReason.NULL_VAL);
        assertRegion(-0.005, 0, 0.005);
    }
}
