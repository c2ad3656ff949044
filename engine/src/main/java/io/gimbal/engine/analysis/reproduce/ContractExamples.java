package io.gimbal.engine.analysis.reproduce;

import io.gimbal.engine.hedging.instrument.Funding;
import io.gimbal.engine.pricing.Black76;
import io.gimbal.engine.pricing.DeterministicMath;
import io.gimbal.engine.pricing.OptionGreeks;
import io.gimbal.engine.pricing.instrument.Greek;
import io.gimbal.engine.pricing.instrument.Input;
import java.util.List;
import java.util.Map;

/**
 * Worked examples of contracts that options markets of coins have: everlasting and inverse options, liquidity, funding.
 */
final class ContractExamples {
    private static final double DAYS = 365.0;
    private static final double WEEK = 7.0 / DAYS;
    private static final double BASIS_POINTS = 1e4;
    private static final List<Integer> SPOTS = List.of(40_000, 50_000, 60_000);
    private static final double EVERLASTING_STRIKE = 50_000.0;

    private ContractExamples() {}

    /** {@return everlasting options with continuous funding} */
    static PublishedTable everlasting() {
        return new FormulaTable(
                "everlasting", "Deri protocol, documentation of everlasting options", ContractExamples::perpetual);
    }

    private static void perpetual(final Findings findings) {
        findings.put("deri_u", Math.sqrt(1.0 + 8.0 / WEEK));
        for (final int spot : SPOTS) {
            final ModelValue value = ModelValue.of(
                    "everlasting-continuous",
                    Map.of(
                            "spot",
                            (double) spot,
                            "strike",
                            EVERLASTING_STRIKE,
                            "vol",
                            1.0,
                            Input.SIDE_NAME,
                            Input.CALL,
                            "rate",
                            0.0,
                            "carry",
                            0.0,
                            "funding_years",
                            WEEK));
            final String id = "deri_" + spot;
            findings.put(id, value.greek(Greek.PRICE));
            findings.put(id + "_delta", value.greek(Greek.DELTA));
            findings.put(id + "_gamma", value.greek(Greek.GAMMA));
            findings.put(id + "_mixture", mixture(spot));
            if (spot == SPOTS.get(0)) {
                findings.put(id + "_paid", value.output("funding_per_year") / DAYS);
            }
        }
    }

    /**
     * Dated options weighted by exp(-t / week) / week, by Simpson's rule in the root of time.
     *
     * @param spot price of the underlying
     * @return what the everlasting one must be worth
     */
    private static double mixture(final double spot) {
        final int cells = 4_000;
        final double end = Math.sqrt(40.0 * WEEK);
        final double width = end / cells;
        final OptionGreeks option = new OptionGreeks();
        double sum = 0.0;
        for (int i = 0; i <= cells; i++) {
            final double root = i * width;
            final double years = root * root;
            Black76.evaluate(true, spot, EVERLASTING_STRIKE, years, 1.0, option);
            final double density = 2.0 * root / WEEK * DeterministicMath.exp(-years / WEEK);
            final double inner = i % 2 == 0 ? 2.0 : 4.0;
            sum += (i == 0 || i == cells ? 1.0 : inner) * density * option.price();
        }
        return sum * width / 3.0;
    }

    /** {@return an option paid in coins} */
    static PublishedTable inverseOption() {
        return new FormulaTable(
                "inverse-option", "own arithmetic on Black-76 in the coin numeraire", ContractExamples::inverse);
    }

    private static void inverse(final Findings findings) {
        final double price = 60_000.0;
        final Map<String, Double> inputs =
                Map.of("forward", price, "strike", price, "T", WEEK, "vol", 0.6, Input.SIDE_NAME, Input.CALL);
        final ModelValue linear = ModelValue.of("black76", inputs);
        final ModelValue coin = ModelValue.of("black76-inverse", inputs);
        findings.put("inverse_usd", linear.greek(Greek.PRICE));
        findings.put("inverse_coin", coin.greek(Greek.PRICE));
        findings.put("inverse_delta", linear.greek(Greek.DELTA));
        findings.put("inverse_net_delta", price * coin.greek(Greek.DELTA));
    }

    /** {@return what providers of liquidity lose} */
    static PublishedTable liquidity() {
        return new FormulaTable(
                "liquidity",
                "J. Milionis, C. Moallemi, T. Roughgarden, A. Zhang: Loss-Versus-Rebalancing (2022); Uniswap v3",
                ContractExamples::pools);
    }

    private static void pools(final Findings findings) {
        final double vol = 0.05 * Math.sqrt(DAYS);
        final ModelValue full =
                ModelValue.of("constant-product", Map.of("spot", 2_000.0, "liquidity", 1_000.0, "vol", vol));
        findings.put("lvr_5pct", BASIS_POINTS * full.output("lvr_per_year") / DAYS / full.greek(Greek.PRICE));
        final ModelValue range = ModelValue.of(
                "concentrated-liquidity",
                Map.of("spot", 2_000.0, "liquidity", 1_000.0, "vol", vol, "lower", 1_800.0, "upper", 2_200.0));
        final double perDay = range.output("lvr_per_year") / DAYS;
        findings.put("v3_value", range.greek(Greek.PRICE));
        findings.put("v3_delta", range.greek(Greek.DELTA));
        findings.put("v3_gamma", range.greek(Greek.GAMMA));
        findings.put("v3_token1", range.output("quote_amount"));
        findings.put("v3_lvr", perDay);
        findings.put("v3_lvr_bp", BASIS_POINTS * perDay / range.greek(Greek.PRICE));
        final ModelValue doubled =
                ModelValue.of("constant-product", Map.of("spot", 2.0, "liquidity", 1.0, "entry", 1.0));
        final double lost = doubled.output("impermanent_loss");
        findings.put("il_double", -100.0 * lost / (lost + doubled.greek(Greek.PRICE)));
    }

    /** {@return the funding of a perpetual whose mark stands above the index} */
    static PublishedTable funding() {
        return new FormulaTable("funding", "Deribit, description of the perpetual", ContractExamples::paid);
    }

    private static void paid(final Findings findings) {
        final double mark = 10_010.0;
        final double index = 10_000.0;
        final double rate = Funding.deribitRate(mark, index, Double.POSITIVE_INFINITY);
        final double minutes = 365.0 * 24.0 * 60.0;
        findings.put("fund_deribit", 100.0 * rate);
        findings.put("fund_deribit_premium", 100.0 * (mark - index) / index);
        findings.put("fund_deribit_minute", 100.0 * rate * Funding.PERIODS_PER_YEAR / minutes);
    }
}
