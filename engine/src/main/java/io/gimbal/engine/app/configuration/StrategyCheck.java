package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.forecast.VolSettings;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;
import java.util.List;
import org.tomlj.TomlTable;

/** Checks what a book's forecast and strategy need of each other, and of the book. */
final class StrategyCheck {
    private static final long LONGEST_SEASONAL_NS = 900_000_000_000L;
    private static final BookPlaces.Place KIND = strategy(StrategySchema.KIND);
    private static final BookPlaces.Place COST = forecast(ForecastSchema.COST);

    private final Problems problems;
    private final BookPlaces places;

    /**
     * Creates a check of one book.
     *
     * @param problems what is wrong
     * @param places   where the book's values were said
     */
    StrategyCheck(final Problems problems, final BookPlaces places) {
        this.problems = problems;
        this.places = places;
    }

    /**
     * Checks the book.
     *
     * @param book     what came of it
     * @param forecast its values, with what it inherits
     * @param strategy likewise
     * @param table    the book in the file
     */
    void check(final BookSettings book, final Values forecast, final Values strategy, final TomlTable table) {
        checkForecast(book.forecast(), forecast);
        checkStrategy(book, strategy, table);
    }

    private static BookPlaces.Place forecast(final Key key) {
        return new BookPlaces.Place(ForecastSchema.BOOK_FORECAST, key);
    }

    private static BookPlaces.Place strategy(final Key key) {
        return new BookPlaces.Place(StrategySchema.BOOK_STRATEGY, key);
    }

    private void checkForecast(final ForecastSettings settings, final Values values) {
        if (settings.estimator() == VolEstimator.HAR) {
            for (final Key key : ForecastSchema.HAR) {
                need(values, forecast(key), "estimator har", forecast(ForecastSchema.ESTIMATOR));
            }
        }
        if (settings.alpha() + settings.beta() >= Decimals.ONE) {
            places.add(
                    "must be below 1 together with garch_alpha: lower either, or the variance has no long run",
                    forecast(ForecastSchema.GARCH_BETA),
                    forecast(ForecastSchema.GARCH_ALPHA));
        }
        checkSeason(settings);
        final boolean isMeasured = settings.costs().source() == CostSource.MEASURED;
        if (isMeasured && !settings.isWanted()) {
            places.add(
                    "measured needs an estimator: impact is by volatility; say estimator beside it",
                    COST,
                    forecast(ForecastSchema.ESTIMATOR));
        }
        if (settings.vpinExtra() > 0 && !(isMeasured && settings.vpinBucket() > 0)) {
            places.add(
                    "needs cost = \"measured\", which it is added to, and vpin_bucket_coins above 0",
                    forecast(ForecastSchema.VPIN_COST_FACTOR),
                    COST,
                    forecast(ForecastSchema.VPIN_BUCKET_COINS));
        }
    }

    private void checkSeason(final ForecastSettings settings) {
        final BookPlaces.Place season = forecast(ForecastSchema.SEASON);
        final BookPlaces.Place days = forecast(ForecastSchema.HAR_FIT_DAYS);
        final boolean isOfThePast =
                settings.estimator() == VolEstimator.REALISED || settings.estimator() == VolEstimator.BIPOWER;
        if (settings.isSeasonal() && isOfThePast) {
            places.add("is for ewma, garch and har: a window says what was", season);
        }
        if (settings.isSeasonal() && settings.intervalNs() > LONGEST_SEASONAL_NS) {
            places.add("needs an interval_s of at most 900", season, forecast(ForecastSchema.INTERVAL_S));
        }
        if (settings.harFitDays() > 0 && settings.harFitDays() < VolSettings.LEAST_FIT_DAYS) {
            places.add("must be 0, or at least " + VolSettings.LEAST_FIT_DAYS, days);
        }
        if (settings.harFitDays() > 0 && settings.estimator() != VolEstimator.HAR) {
            places.add("is for estimator har", days, forecast(ForecastSchema.ESTIMATOR));
        }
    }

    private void checkStrategy(final BookSettings book, final Values values, final TomlTable table) {
        final StrategyKind kind = book.strategy().kind();
        switch (kind) {
            case CPPI -> {
                need(values, strategy(StrategySchema.FLOOR_USD), "cppi", KIND);
                need(values, strategy(StrategySchema.MULTIPLIER), "cppi", KIND);
            }
            case VOL_TARGET -> {
                need(values, strategy(StrategySchema.TARGET_VOL), "vol_target", KIND);
                needForecast(book);
            }
            case GAMMA_SCALPING -> {
                need(values, strategy(StrategySchema.IDLE_HALF_WIDTH_COINS), "gamma_scalping", KIND);
                needForecast(book);
            }
            default -> {
                return;
            }
        }
        if (book.strategy().ownsTarget()) {
            checkTarget(book, table);
        }
    }

    private void need(
            final Values values, final BookPlaces.Place place, final String who, final BookPlaces.Place because) {
        if (!values.has(place.key())) {
            places.add("is missing: " + who + " needs it. " + place.key().why(), place, because);
        }
    }

    private void needForecast(final BookSettings book) {
        if (!book.forecast().isWanted()) {
            places.add(
                    "needs a forecast of volatility: say estimator in [forecast]",
                    KIND,
                    forecast(ForecastSchema.ESTIMATOR));
        }
    }

    /** The strategy is of the equity in dollars, and says all of what is held. */
    private void checkTarget(final BookSettings book, final TomlTable table) {
        if (book.sense() != DeltaSense.USD_NEUTRAL) {
            problems.add(
                    table.inputPositionOf(List.of(BookSchema.SENSE.name())),
                    "book.sense",
                    "must be usd_neutral: a strategy that says how much is held is one of the equity in dollars");
        }
        if (book.hedging().targetCoins() != 0) {
            places.add(
                    "must be 0: the strategy says what is held",
                    new BookPlaces.Place(BookSchema.HEDGING, Schema.TARGET_COINS),
                    KIND);
        }
        if (book.hedging().hedgeRatio() != Decimals.ONE) {
            places.add(
                    "must be 1: the strategy says what is held",
                    new BookPlaces.Place(BookSchema.HEDGING, Schema.HEDGE_RATIO),
                    KIND);
        }
    }
}
