package io.gimbal.engine.app.configuration;

import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.Settlement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [[book]]}: a coin, how it is hedged, what it holds at the start. Its place in the file is its underlying's
 * id in the engine.
 *
 * @param coin            the underlying, for instance BTC
 * @param style           how its instruments settle
 * @param hedgeInstrument what is traded
 * @param sense           which delta is kept
 * @param cashCoins       opening balance, coins times 1e8
 * @param cashUsd         opening balance, USD times 1e8
 * @param halfWidthCoins  half-width of the band, coins times 1e8; 0 when the policy has none
 * @param upperHalfWidthCoins half-width above the target where the band is not even, coins times 1e8; else
 *     {@link io.gimbal.feeds.Decimals#ABSENT}
 * @param hedging         how it is hedged
 * @param execution       how its needs become orders
 * @param limits          its hard limits
 * @param forecast        what is forecast of it
 * @param strategy        what says how much it holds
 * @param rule            options chosen from the market, or null
 * @param positions       what it holds besides, immutable
 * @param hedges          instruments that may carry the hedge, immutable; empty where hedgeInstrument alone does
 * @param choice          how to choose among them, or null for the engine's own habits
 * @param overlay         how its gamma and vega are kept with options
 * @param marketVenue     name of the venue whose index and marks count first; empty for the first that lists them
 */
public record BookSettings(
        String coin,
        Settlement style,
        String hedgeInstrument,
        DeltaSense sense,
        long cashCoins,
        long cashUsd,
        long halfWidthCoins,
        long upperHalfWidthCoins,
        HedgingSettings hedging,
        ExecutionChoice execution,
        LimitSettings limits,
        ForecastSettings forecast,
        StrategySettings strategy,
        @Nullable BookRule rule,
        List<PositionSettings> positions,
        List<HedgeCandidateSettings> hedges,
        @Nullable InstrumentChoiceSettings choice,
        OverlaySettings overlay,
        String marketVenue) {
    /** {@return what the names of its instruments begin with, for instance {@code BTC-} or {@code BTC_USDC-}} */
    public String namePrefix() {
        return namePrefix(coin, style);
    }

    /** {@return the currency that backs it at the venue: the coin, or USDC} */
    public String accountCurrency() {
        return style == Settlement.INVERSE ? coin : "USDC";
    }

    /** {@return the venue's index of its coin, for instance {@code btc_usd}} */
    public String indexName() {
        return coin.toLowerCase(Locale.ROOT) + (style == Settlement.INVERSE ? "_usd" : "_usdc");
    }

    /**
     * The same book with other candidates.
     *
     * @param others take the place of those it has
     * @return a copy
     */
    public BookSettings withHedges(final List<HedgeCandidateSettings> others) {
        return new BookSettings(
                coin,
                style,
                hedgeInstrument,
                sense,
                cashCoins,
                cashUsd,
                halfWidthCoins,
                upperHalfWidthCoins,
                hedging,
                execution,
                limits,
                forecast,
                strategy,
                rule,
                positions,
                others,
                choice,
                overlay,
                marketVenue);
    }

    static String namePrefix(final String coin, final Settlement style) {
        return style == Settlement.INVERSE ? coin + '-' : coin + "_USDC-";
    }
}
