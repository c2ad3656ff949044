package io.gimbal.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentNameTest {
    @Test
    void shouldReadExpiryStrikeAndSideWhenItIsAnOption() {
        final InstrumentName name = read("BTC-5MAY23-27500-C");

        assertThat(name.coin()).isEqualTo("BTC");
        assertThat(name.kind()).isEqualTo(InstrumentKind.OPTION);
        assertThat(name.settlement()).isEqualTo(Settlement.INVERSE);
        assertThat(name.expiryNs()).isEqualTo(nanos("2023-05-05T08:00:00Z"));
        assertThat(name.strike()).isEqualTo(27_500L * Decimals.ONE);
        assertThat(name.optionType()).isEqualTo(OptionType.CALL);
    }

    @Test
    void shouldReadADecimalStrikeWhenItIsWrittenWithD() {
        final InstrumentName name = read("MATIC_USDC-9MAR24-1d02-P");

        assertThat(name.coin()).isEqualTo("MATIC");
        assertThat(name.quote()).isEqualTo("USDC");
        assertThat(name.settlement()).isEqualTo(Settlement.LINEAR);
        assertThat(name.strike()).isEqualTo(102_000_000L);
        assertThat(name.optionType()).isEqualTo(OptionType.PUT);
        assertThat(name.expiryNs()).isEqualTo(nanos("2024-03-09T08:00:00Z"));
    }

    @Test
    void shouldTellFuturesPerpetualsAndSpotApart() {
        assertThat(read("ETH-28APR23").kind()).isEqualTo(InstrumentKind.FUTURE);
        assertThat(read("ETH-28APR23").expiryNs()).isEqualTo(nanos("2023-04-28T08:00:00Z"));
        assertThat(read("BTC_USDC-PERPETUAL").kind()).isEqualTo(InstrumentKind.PERPETUAL);
        assertThat(read("BTC_USDC-PERPETUAL").expiryNs()).isZero();
        assertThat(read("BTC_USDC").kind()).isEqualTo(InstrumentKind.SPOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BTC-13APR23-27500-C",
                "BTC-5MAY23-27500-P",
                "BTC-29FEB24-100000-C",
                "ETH-28APR23",
                "BTC-PERPETUAL",
                "BTC_USDC-PERPETUAL",
                "XRP_USDC-30JUN24-0d625-P",
                "SOL_USDC-5JUL24-145-C",
                "BTC-25DEC09-1000-C"
            })
    void shouldWriteTheNameItReadWhenItIsCanonical(final String text) {
        assertThat(read(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "BTC-05MAY23-27500-C",
                "BTC-31APR23-27500-C",
                "BTC-29FEB23-1-C",
                "BTC-5XYZ23-1-C",
                "BTC-5MAY23-0-C",
                "BTC-5MAY23-27500-X",
                "BTC-5MAY23-27500",
                "btc-5MAY23-27500-C",
                "BTC-FS-25DEC26_PERP",
                "BTC-5MAY23-1.5-C",
                "BTC-5MAY23-1d50-C",
                "BTC-5MAY23-99999999999999-C",
                "BTC_USD-PERPETUAL",
                "BTC-5MAY23-27500-C "
            })
    void shouldAnswerNothingWhenTheNameIsNotCanonical(final String text) {
        assertThat(InstrumentName.parse(text)).isNull();
    }

    @Test
    void shouldReadADateAloneWhenItIsOne() {
        assertThat(InstrumentName.expiryNs("13APR23")).isEqualTo(nanos("2023-04-13T08:00:00Z"));
        assertThat(InstrumentName.expiryNs("PERPETUAL")).isEqualTo(Decimals.ABSENT);
        assertThat(InstrumentName.expiryNs("EXPIRY")).isEqualTo(Decimals.ABSENT);
        assertThat(InstrumentName.expiryNs("13APR23-100-C")).isEqualTo(Decimals.ABSENT);
    }

    private static InstrumentName read(final String text) {
        return Objects.requireNonNull(InstrumentName.parse(text), text);
    }

    private static long nanos(final String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
