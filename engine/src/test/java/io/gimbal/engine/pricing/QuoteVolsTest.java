package io.gimbal.engine.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteVolsTest {
    private static final double FORWARD = 60_000.0;
    private static final double STRIKE = 65_000.0;
    private static final double YEARS = 0.1;

    private final QuoteVols quote = new QuoteVols();
    private final OptionGreeks greeks = new OptionGreeks();

    @Test
    void shouldGiveBothVolsWhenBothSidesAreThere() {
        assertThat(solve(price(0.55), price(0.60))).isEqualTo(QuoteVolsStatus.TWO_SIDED);

        assertThat(quote.status()).isEqualTo(QuoteVolsStatus.TWO_SIDED);
        assertThat(quote.bidStatus()).isEqualTo(ImpliedVolStatus.OK);
        assertThat(quote.askStatus()).isEqualTo(ImpliedVolStatus.OK);
        assertThat(quote.bidVol()).isCloseTo(0.55, within(1e-13));
        assertThat(quote.askVol()).isCloseTo(0.60, within(1e-13));
    }

    @Test
    void shouldGiveTheSameVolsWhenThePriceIsInCoins() {
        final QuoteVolsStatus status =
                quote.solveCoin(false, FORWARD, STRIKE, YEARS, price(0.55) / FORWARD + 5_000 / FORWARD, 0.2, 0.0);

        assertThat(status).isEqualTo(QuoteVolsStatus.TWO_SIDED);
        assertThat(quote.bidVol()).isCloseTo(0.55, within(1e-12));
        assertThat(quote.askVol()).isGreaterThan(0.55);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1100,TWO_SIDED,OK,OK",
        "1000,1000,TWO_SIDED,OK,OK",
        "1100,1000,CROSSED,OK,OK",
        "1000,0,BID_ONLY,OK,INVALID",
        "1000,NaN,BID_ONLY,OK,INVALID",
        "1000,Infinity,BID_ONLY,OK,INVALID",
        "0,1000,ASK_ONLY,INVALID,OK",
        "-1,1000,ASK_ONLY,INVALID,OK",
        "NaN,0,EMPTY,INVALID,INVALID",
        "1000,60000,TWO_SIDED,OK,ABOVE_MAXIMUM"
    })
    void shouldTellTheSidesApart(
            final double bid,
            final double ask,
            final QuoteVolsStatus status,
            final ImpliedVolStatus bidStatus,
            final ImpliedVolStatus askStatus) {
        solve(price(0.5), price(0.7));

        assertThat(solve(bid, ask)).isEqualTo(status);
        assertThat(quote.bidStatus()).isEqualTo(bidStatus);
        assertThat(quote.askStatus()).isEqualTo(askStatus);
        assertThat(quote.bidVol() > 0.0).isEqualTo(bidStatus == ImpliedVolStatus.OK);
        assertThat(quote.askVol() > 0.0).isEqualTo(askStatus == ImpliedVolStatus.OK);

        assertThat(quote.solveCoin(true, FORWARD, STRIKE, YEARS, bid / FORWARD, ask / FORWARD, 0.6))
                .isEqualTo(status);
        assertThat(quote.bidStatus()).isEqualTo(bidStatus);
        assertThat(quote.askStatus()).isEqualTo(askStatus);
    }

    @Test
    void shouldKeepTheAsksVolWhenTheBidIsBelowTheIntrinsicValue() {
        assertThat(quote.solveUsd(true, FORWARD, 50_000.0, YEARS, 9_900.0, 10_500.0, 0.5))
                .isEqualTo(QuoteVolsStatus.TWO_SIDED);

        assertThat(quote.bidStatus()).isEqualTo(ImpliedVolStatus.BELOW_INTRINSIC);
        assertThat(quote.bidVol()).isEqualTo(0.0);
        assertThat(quote.askStatus()).isEqualTo(ImpliedVolStatus.OK);
        assertThat(quote.askVol()).isPositive();
    }

    @Test
    void shouldBeEmptyBeforeTheFirstQuote() {
        assertThat(quote.status()).isEqualTo(QuoteVolsStatus.EMPTY);
        assertThat(quote.bidStatus()).isEqualTo(ImpliedVolStatus.INVALID);
        assertThat(quote.askStatus()).isEqualTo(ImpliedVolStatus.INVALID);
    }

    private QuoteVolsStatus solve(final double bid, final double ask) {
        return quote.solveUsd(true, FORWARD, STRIKE, YEARS, bid, ask, 0.6);
    }

    private double price(final double vol) {
        Black76.evaluate(true, FORWARD, STRIKE, YEARS, vol, greeks);
        return greeks.price();
    }
}
