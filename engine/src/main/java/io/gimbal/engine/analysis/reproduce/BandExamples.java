package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.hedging.policy.Bands;
import io.gimbal.engine.hedging.policy.Leland;
import io.gimbal.engine.hedging.policy.Zakamouline;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;
import java.util.List;
import java.util.Locale;

/** The numbers by which other implementations of no-trade bands and of Leland's volatility are tested. */
final class BandExamples {
    private static final List<Double> LOG_MONEYNESS = List.of(-0.05, -0.01, 0.0, 0.01, 0.05);
    private static final double WEEKS = 52.0;
    private static final double TRADING_DAYS = 252.0;

    private BandExamples() {}

    /** {@return the hedges that the documentation of pfhedge shows for its WhalleyWilmott} */
    static PublishedTable pfhedge() {
        return new FormulaTable(
                "pfhedge-whalley-wilmott", "pfhedge, documentation of WhalleyWilmott", BandExamples::hedges);
    }

    private static void hedges(final Findings findings) {
        final OptionGreeks greeks = new OptionGreeks();
        for (int i = 0; i < LOG_MONEYNESS.size(); i++) {
            final double spot = DeterministicMath.exp(LOG_MONEYNESS.get(i));
            Black76.evaluate(true, spot, 1.0, 0.1, 0.2, greeks);
            final double width = Bands.whalleyWilmott(1e-5, spot, greeks.gamma(), 1.0);
            final double held = Math.min(Math.max(0.5, greeks.delta() - width), greeks.delta() + width);
            findings.put(i == 0 ? "pfh_ww" : String.format(Locale.ROOT, "pfh_ww_%d", i + 1), held);
            final double free = Bands.whalleyWilmott(0.0, spot, greeks.gamma(), 1.0);
            findings.put(
                    String.format(Locale.ROOT, "pfh_free_%d", i + 1),
                    Math.min(Math.max(0.5, greeks.delta() - free), greeks.delta() + free));
        }
    }

    /** {@return widths, shifts and volatilities of Whalley, Wilmott, Zakamouline and Leland} */
    static PublishedTable formulas() {
        return new FormulaTable(
                "band-formulas",
                "Whalley and Wilmott (1997), Zakamouline (2006), Leland (1985), as public implementations test them",
                BandExamples::widths);
    }

    private static void widths(final Findings findings) {
        findings.put("ww_golden", Bands.whalleyWilmott(5e-4, 5_000.0, 0.02, 1.0));
        findings.put("zak_golden", Zakamouline.width(5e-4, 0.02, 1.0, 0.2, 0.25, 1.0));
        findings.put("zak_golden_floor", Zakamouline.floor(5e-4, 5_000.0, 1.0, 0.2, 0.25));
        findings.put("zak_golden_shift", Zakamouline.shift(5e-4, 5_000.0, 0.02, 1.0, 0.2, 0.25, 1.0));
        atTheMoney(findings);
        leland(findings, "weekly", 1.0 / WEEKS);
        leland(findings, "daily", 1.0 / TRADING_DAYS);
    }

    private static void atTheMoney(final Findings findings) {
        final double years = 0.5;
        final double vol = 0.25;
        final double rate = 0.05;
        final double costRate = 0.01;
        final double discount = DeterministicMath.exp(-rate * years);
        final HedgedCall call = new HedgedCall(100.0, 100.0, rate, vol, years, rate);
        final double distance = call.distance(0.0, years, vol);
        final double gamma = DeterministicMath.normalPdf(distance) / (call.spot() * vol * Math.sqrt(years));
        final double shift = Zakamouline.shift(costRate, call.spot(), gamma, 1.0, vol, years, discount);
        findings.put("zak100_delta", call.delta(0.0, years));
        findings.put("zak100_gamma", gamma);
        findings.put("zak100_floor", Zakamouline.floor(costRate, call.spot(), 1.0, vol, years));
        findings.put("zak100_width", Zakamouline.width(costRate, gamma, 1.0, vol, years, discount));
        findings.put("zak100_shift", shift);
        findings.put("zak100_vol_short", Zakamouline.centreVol(vol, shift, -gamma));
        findings.put("zak100_vol_long", Zakamouline.centreVol(vol, shift, gamma));
        final double undiscounted = Bands.whalleyWilmott(costRate, call.spot(), gamma, 1.0);
        findings.put("ww100", undiscounted * DeterministicMath.cbrt(discount));
    }

    private static void leland(final Findings findings, final String interval, final double years) {
        final double vol = 0.20;
        final double number = Leland.number(0.005, vol, years);
        findings.put("leland_" + interval, number);
        findings.put("leland_" + interval + "_short", Leland.vol(vol, number, -1.0));
        findings.put("leland_" + interval + "_long", Leland.vol(vol, number, 1.0));
    }
}
