package io.gimbal.engine.analysis.explain;

import io.gimbal.engine.analysis.explain.ExplainedDecision.Quantity;
import io.gimbal.journal.codec.ForecastSnapshotDecoder;
import java.util.List;

/** Reads what was forecast. Pure. */
final class ForecastReader {
    private static final String VOL = "absolute per root year";
    private static final String OF_PRICE = "of the price";

    private ForecastReader() {}

    static ExplainedForecast read(final ForecastSnapshotDecoder event) {
        return new ExplainedForecast(
                event.estimator().name(),
                event.costSource().name(),
                List.of(
                        figure("forecast volatility", event.forecastVol(), VOL),
                        figure("realised volatility", event.realisedVol(), VOL),
                        figure("realised without jumps", event.bipowerVol(), VOL),
                        figure("jumps, share of the variance", event.jumpShare(), ""),
                        figure("order flow, above 0 buyers press", event.orderFlow(), "mean sizes at the touch"),
                        figure("VPIN", event.vpin(), ""),
                        figure("VPIN, rank in its past", event.vpinRank(), ""),
                        figure("cost of a trade, all in", event.costRate(), OF_PRICE),
                        figure("cost of a taker", event.takerRate(), OF_PRICE),
                        figure("cost of a fill at rest", event.makerRate(), OF_PRICE),
                        figure("own flow at rest", event.makerShare(), "")));
    }

    private static Quantity figure(final String name, final double value, final String unit) {
        return new Quantity(name, "", Texts.finite(value), unit);
    }
}
