package io.gimbal.engine.app.configuration;

import io.gimbal.engine.hedging.forecast.VolSettings;
import io.gimbal.feeds.Decimals;
import io.gimbal.journal.codec.CostSource;
import io.gimbal.journal.codec.DeltaSense;
import io.gimbal.journal.codec.StrategyKind;
import io.gimbal.journal.codec.VolEstimator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Checks what a book's forecast and strategy need of each other, and of the book. */
final class StrategyCheck {
    private static final long LONGEST_SEASONAL_NS = 900_000_000_000L;

    private final Problems problems;

    StrategyCheck(final Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks a book.
     *
     * @param book     what came of it
     * @param forecast its values, with what it inherits
     * @param strategy likewise
     * @param table    the book in the file
     * @param position where it begins
     */
    void check(
            final BookSettings book,
            final Values forecast,
            final Values strategy,
            final TomlTable table,
            final @Nullable TomlPosition position) {
        checkForecast(book.forecast(), forecast, place(table, position, ForecastSchema.BOOK_FORECAST));
        checkStrategy(book, strategy, table, place(table, position, StrategySchema.BOOK_STRATEGY));
    }

    /** Where a book's own table stands, else where the book begins. */
    private static @Nullable TomlPosition place(
            final TomlTable table, final @Nullable TomlPosition position, final Section section) {
        final TomlPosition own = table.inputPositionOf(List.of(section.simpleName()));
        return own == null ? position : own;
    }

    private void checkForecast(
            final ForecastSettings settings, final Values values, final @Nullable TomlPosition where) {
        if (settings.estimator() == VolEstimator.HAR) {
            for (final Key key : ForecastSchema.HAR) {
                need(values, key, ForecastSchema.BOOK_FORECAST, "estimator har", where);
            }
        }
        if (settings.alpha() + settings.beta() >= Decimals.ONE) {
            problems.add(where, "book.forecast.garch_beta", "must be below 1 together with garch_alpha");
        }
        checkSeason(settings, where);
        final boolean isMeasured = settings.costs().source() == CostSource.MEASURED;
        if (isMeasured && !settings.isWanted()) {
            problems.add(where, "book.forecast.cost", "measured needs an estimator: impact is by volatility");
        }
        if (settings.vpinExtra() > 0 && !(isMeasured && settings.vpinBucket() > 0)) {
            problems.add(
                    where,
                    "book.forecast.vpin_cost_factor",
                    "needs cost = \"measured\", which it is added to, and vpin_bucket_coins above 0");
        }
    }

    private void checkSeason(final ForecastSettings settings, final @Nullable TomlPosition where) {
        final boolean isOfThePast =
                settings.estimator() == VolEstimator.REALISED || settings.estimator() == VolEstimator.BIPOWER;
        if (settings.isSeasonal() && isOfThePast) {
            problems.add(where, "book.forecast.season", "is for ewma, garch and har: a window says what was");
        }
        if (settings.isSeasonal() && settings.intervalNs() > LONGEST_SEASONAL_NS) {
            problems.add(where, "book.forecast.season", "needs an interval_s of at most 900");
        }
        if (settings.harFitDays() > 0 && settings.harFitDays() < VolSettings.LEAST_FIT_DAYS) {
            problems.add(
                    where, "book.forecast.har_fit_days", "must be 0, or at least " + VolSettings.LEAST_FIT_DAYS);
        }
        if (settings.harFitDays() > 0 && settings.estimator() != VolEstimator.HAR) {
            problems.add(where, "book.forecast.har_fit_days", "is for estimator har");
        }
    }

    private void checkStrategy(
            final BookSettings book, final Values values, final TomlTable table, final @Nullable TomlPosition where) {
        final StrategyKind kind = book.strategy().kind();
        switch (kind) {
            case CPPI -> {
                need(values, StrategySchema.FLOOR_USD, StrategySchema.BOOK_STRATEGY, "cppi", where);
                need(values, StrategySchema.MULTIPLIER, StrategySchema.BOOK_STRATEGY, "cppi", where);
            }
            case VOL_TARGET -> {
                need(values, StrategySchema.TARGET_VOL, StrategySchema.BOOK_STRATEGY, "vol_target", where);
                needForecast(book, where);
            }
            case GAMMA_SCALPING -> {
                need(
                        values,
                        StrategySchema.IDLE_HALF_WIDTH_COINS,
                        StrategySchema.BOOK_STRATEGY,
                        "gamma_scalping",
                        where);
                needForecast(book, where);
            }
            default -> {
                return;
            }
        }
        if (book.strategy().ownsTarget()) {
            checkTarget(book, table, where);
        }
    }

    private void need(
            final Values values,
            final Key key,
            final Section section,
            final String who,
            final @Nullable TomlPosition where) {
        if (!values.has(key)) {
            problems.add(where, section.path(key.name()), "is missing: " + who + " needs it. " + key.why());
        }
    }

    private void needForecast(final BookSettings book, final @Nullable TomlPosition where) {
        if (!book.forecast().isWanted()) {
            problems.add(where, "book.strategy.kind", "needs a forecast of volatility: say estimator in [forecast]");
        }
    }

    /** The strategy is of the equity in dollars, and says all of what is held. */
    private void checkTarget(final BookSettings book, final TomlTable table, final @Nullable TomlPosition where) {
        if (book.sense() != DeltaSense.USD_NEUTRAL) {
            problems.add(
                    table.inputPositionOf(List.of(BookSchema.SENSE.name())),
                    "book.sense",
                    "must be usd_neutral: a strategy that says how much is held is one of the equity in dollars");
        }
        if (book.hedging().targetCoins() != 0) {
            problems.add(where, "book.hedging.target_coins", "must be 0: the strategy says what is held");
        }
        if (book.hedging().hedgeRatio() != Decimals.ONE) {
            problems.add(where, "book.hedging.hedge_ratio", "must be 1: the strategy says what is held");
        }
    }
}
