package io.gimbal.feeds.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Wide numbers, exact money, credits and calendars against independent arithmetic. */
final class ExactArithmeticTest {
    private final Wide wide = new Wide();

    @Test
    void shouldMultiplyAndDivideAsBigNumbersDo() {
        final Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            final long a = random.nextLong() >>> (1 + random.nextInt(62));
            final long b = random.nextLong() >>> (1 + random.nextInt(62));
            final long c = 1 + (random.nextLong() >>> (2 + random.nextInt(61)));
            final long plus = random.nextLong() >>> 1;
            final BigInteger product = big(a).multiply(big(b)).add(big(plus));
            final BigInteger[] expected = product.divideAndRemainder(big(c));
            wide.set(a).times(b).plus(plus).over(c);
            assertThat(wide.remainder()).isEqualTo(expected[1].longValueExact());
            assertThat(wide.fits()).isEqualTo(expected[0].bitLength() < 64);
            if (wide.fits()) {
                assertThat(wide.value()).isEqualTo(expected[0].longValueExact());
            }
        }
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        wide.set(Long.MAX_VALUE).times(Long.MAX_VALUE);
        assertThatThrownBy(wide::value).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(
                        () -> wide.times(Long.MAX_VALUE).times(Long.MAX_VALUE).times(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> wide.over(0)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldCarryMoneyToTheSixteenthDecimal() {
        final Random random = new Random(4);
        final ExactMoney money = new ExactMoney();
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < 100_000; i++) {
            final long amount = random.nextInt(1_000_000_000) * 10L;
            final long price = 1L + random.nextInt(2_000_000_000);
            final int sign = random.nextBoolean() ? 1 : -1;
            money.addProduct(wide, sign, amount, 100_000_000L, price);
            final BigDecimal part =
                    BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(price), 16, RoundingMode.HALF_UP);
            expected = expected.add(part.movePointRight(0).multiply(BigDecimal.valueOf(sign)));
            assertThat(value(money)).isEqualByComparingTo(expected);
            assertThat(money.rounded())
                    .isEqualTo(expected.setScale(8, RoundingMode.HALF_UP)
                            .unscaledValue()
                            .longValueExact());
        }
    }

    @Test
    void shouldSplitMoneyWithoutLosingAny() {
        final Random random = new Random(5);
        final ExactMoney whole = new ExactMoney();
        final ExactMoney part = new ExactMoney();
        for (int i = 0; i < 20_000; i++) {
            whole.clear()
                    .addProduct(
                            wide,
                            random.nextBoolean() ? 1 : -1,
                            random.nextInt(Integer.MAX_VALUE),
                            7,
                            3 + random.nextInt(99));
            if (whole.sign() == 0) {
                continue;
            }
            final long of = 2L + random.nextInt(1_000_000);
            final long share = 1L + random.nextInt((int) of);
            part.setShare(wide, whole, share, of);
            final BigDecimal exact = value(whole)
                    .multiply(BigDecimal.valueOf(share))
                    .divide(BigDecimal.valueOf(of), 30, RoundingMode.HALF_UP);
            assertThat(value(part).subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("1.0e-16"));
        }
    }

    @Test
    void shouldRateFundingByTheFormula() {
        final long one = FundingAccrual.RATE_ONE;
        final long cap = one / 200;
        assertThat(FundingAccrual.rateOf(30_000, 30_000, cap)).isZero();
        assertThat(FundingAccrual.rateOf(30_006, 30_000, cap)).isZero();
        assertThat(FundingAccrual.rateOf(30_030, 30_000, cap)).isEqualTo(one * 75 / 100_000);
        assertThat(FundingAccrual.rateOf(29_970, 30_000, cap)).isEqualTo(-one * 75 / 100_000);
        assertThat(FundingAccrual.rateOf(33_000, 30_000, cap)).isEqualTo(cap);
        assertThat(FundingAccrual.rateOf(27_000, 30_000, cap)).isEqualTo(-cap);
    }

    @Test
    void shouldSpendAndRegainCredits() {
        final CreditBucket bucket = new CreditBucket(20, 5);
        final long now = 1_700_000_000_000_000_000L;
        for (int i = 0; i < 20; i++) {
            assertThat(bucket.take(1, now)).isTrue();
        }
        assertThat(bucket.take(1, now)).isFalse();
        assertThat(bucket.take(1, now + 199_999_999)).isFalse();
        assertThat(bucket.take(1, now + 200_000_000)).isTrue();
        assertThat(bucket.available(now + 10_000_000_000L)).isEqualTo(20);
        assertThat(bucket.take(1, now)).as("time never flows back").isTrue();
        assertThatThrownBy(() -> new CreditBucket(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKnowTheVenuesDay() {
        final long eight = ExchangeFixture.at("2023-04-14T08:00:00Z");
        assertThat(SettlementTimes.next(eight - 1)).isEqualTo(eight);
        assertThat(SettlementTimes.next(eight)).isEqualTo(eight + SettlementTimes.DAY_NS);
        assertThat(SettlementTimes.nextSample(eight)).isEqualTo(ExchangeFixture.at("2023-04-15T07:30:00Z"));
        assertThat(SettlementTimes.nextSample(ExchangeFixture.at("2023-04-14T07:30:01Z")))
                .isEqualTo(ExchangeFixture.at("2023-04-14T07:30:04Z"));
        assertThat(SettlementTimes.isWeekly(eight)).isTrue();
        assertThat(SettlementTimes.isDaily(ExchangeFixture.at("2023-04-13T08:00:00Z")))
                .isTrue();
        assertThat(SettlementTimes.isWeekly(ExchangeFixture.at("2023-04-28T08:00:00Z")))
                .isFalse();
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }

    private static BigDecimal value(final ExactMoney money) {
        return BigDecimal.valueOf(money.units(), 8).add(BigDecimal.valueOf(money.fraction(), 16));
    }
}
