package io.gimbal.engine.pricing.instrument;

import java.util.List;

/**
 * A position in a constant-product pool, over a range of prices (Uniswap v3) or over all of them (v2), in quote coins per
 * base coin. With liquidity L and the ends A below B, the pool holds for it at a price P between them
 *
 * <pre>
 * base  x = L (1/sqrt P - 1/sqrt B)
 * quote y = L (sqrt P - sqrt A),
 * value = x P + y,  delta = x,  gamma = -L / (2 P^1.5)
 * </pre>
 *
 * <p>at and below A only base, L (1/sqrt A - 1/sqrt B); at and above B only quote, L (sqrt B - sqrt A). Value and delta are
 * continuous; gamma jumps to 0 at the ends, at which it is 0. Over all prices A = 0 and B is infinite. Source: H. Adams, N.
 * Zinsmeister, M. Salem, R. Keefer and D. Robinson, "Uniswap v3 Core" (2021).
 *
 * <p>The value does not depend on volatility, rate or time: those Greeks are 0. What the position loses to arbitrage
 * against a rebalancing strategy that holds the same base, per year, is the output {@code lvr_per_year},
 * vol^2 P^2 |gamma| / 2: J. Milionis, C. Moallemi, T. Roughgarden and A. Zhang, "Automated Market Making and
 * Loss-Versus-Rebalancing" (2022). Fees are not in it. The impermanent loss is the value at P of the amounts held at the
 * entry price, minus the value of the position: at least 0.
 *
 * <p>The two ends may be given in either order; where they are equal the position holds nothing. Belongs to one thread.
 */
final class LiquidityPosition implements InstrumentModel {
    private static final int SPOT = 0;
    private static final int LIQUIDITY = 1;
    private static final int VOL = 2;
    private static final int ENTRY = 3;
    private static final int FIRST_END = 4;
    private static final int SECOND_END = 5;
    private static final double NO_ENTRY = 0.0;

    private static final List<Output> OUTPUTS = List.of(
            new Output("base_amount", "base coins", "base coins that the pool holds for the position"),
            new Output("quote_amount", "quote coins", "quote coins that the pool holds for the position"),
            new Output("impermanent_loss", "quote coins", "worth of the amounts at entry minus that of the position"),
            new Output("lvr_per_year", "quote coins per year", "loss versus rebalancing, above 0 within the range"));

    private static final List<Input> COMMON = List.of(
            new Input("spot", Role.UNDERLYING, "quote per base", Range.POSITIVE, "price of the base coin"),
            new Input("liquidity", Role.OTHER, "sqrt(base quote)", Range.NOT_NEGATIVE, "L, sqrt(x y) without ends"),
            new Input(
                    Dynamics.VOL,
                    Role.VOL,
                    "1 per sqrt(year)",
                    Range.NOT_NEGATIVE,
                    0.0,
                    "volatility for the loss versus rebalancing"),
            new Input(
                    "entry",
                    Role.OTHER,
                    "quote per base",
                    Range.NOT_NEGATIVE,
                    NO_ENTRY,
                    "price at which the amounts were put in; 0 leaves the impermanent loss out"));

    private static final List<Input> ENDS = List.of(
            new Input("lower", Role.STRIKE, "quote per base", Range.POSITIVE, "lower end of the range"),
            new Input("upper", Role.STRIKE, "quote per base", Range.POSITIVE, "upper end of the range"));

    private final String name;
    private final String words;
    private final List<Input> inputs;
    private final Jets jets = new Jets();

    private LiquidityPosition(final String name, final String words, final List<Input> inputs) {
        this.name = name;
        this.words = words;
        this.inputs = inputs;
    }

    /** {@return a position over a range, Uniswap v3} */
    static LiquidityPosition concentrated() {
        return new LiquidityPosition(
                "concentrated-liquidity", "liquidity over a range of prices (Uniswap v3)", Inputs.joined(COMMON, ENDS));
    }

    /** {@return a position over all prices, Uniswap v2} */
    static LiquidityPosition constantProduct() {
        return new LiquidityPosition("constant-product", "liquidity over all prices (Uniswap v2)", COMMON);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return words + "; value and Greeks in the quote coin, without fees";
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public boolean evaluate(final double[] values, final Greeks out) {
        out.clear();
        if (!Input.acceptsAll(inputs, values)) {
            return false;
        }
        jets.begin();
        final Jet spot = jets.variable(Role.UNDERLYING, values[SPOT]);
        final Jet inside = clamped(values, spot);
        base(values, inside)
                .times(spot)
                .plus(quote(values, inside))
                .times(values[LIQUIDITY])
                .writeTo(out);
        return out.keepIfFinite();
    }

    @Override
    public List<Output> outputs() {
        return OUTPUTS;
    }

    @Override
    public boolean evaluateOutputs(final double[] values, final double[] out) {
        final Greeks greeks = new Greeks();
        if (!evaluate(values, greeks)) {
            return false;
        }
        final double spot = values[SPOT];
        final double dispersion = values[VOL] * spot;
        out[0] = amount(base(values, clamped(values, jets.constant(spot))), values);
        out[1] = amount(quote(values, clamped(values, jets.constant(spot))), values);
        out[2] = values[ENTRY] > NO_ENTRY ? held(values) - greeks.value(Greek.PRICE) + 0.0 : 0.0;
        out[3] = 0.5 * dispersion * dispersion * Math.abs(greeks.value(Greek.GAMMA));
        return out[2] <= Double.MAX_VALUE && out[3] <= Double.MAX_VALUE;
    }

    private double held(final double[] values) {
        final Jet entry = clamped(values, jets.constant(values[ENTRY]));
        return Math.fma(amount(base(values, entry), values), values[SPOT], amount(quote(values, entry), values));
    }

    private static double amount(final Jet perLiquidity, final double[] values) {
        return perLiquidity.value() * values[LIQUIDITY] + 0.0;
    }

    // At an end the amounts are those of the end itself, whatever the price does beyond it.
    private Jet clamped(final double[] values, final Jet price) {
        if (!isRange()) {
            return price;
        }
        if (price.value() <= lower(values)) {
            return end(lower(values));
        }
        return price.value() >= upper(values) ? end(upper(values)) : price;
    }

    private Jet base(final double[] values, final Jet price) {
        final Jet whole = jets.constant(1.0).over(price.sqrt());
        return isRange()
                ? whole.minus(jets.constant(1.0).over(end(upper(values)).sqrt()))
                : whole;
    }

    private Jet quote(final double[] values, final Jet price) {
        return isRange() ? price.sqrt().minus(end(lower(values)).sqrt()) : price.sqrt();
    }

    private Jet end(final double price) {
        return jets.variable(Role.STRIKE, price);
    }

    private boolean isRange() {
        return inputs.size() > FIRST_END;
    }

    private static double lower(final double[] values) {
        return Math.min(values[FIRST_END], values[SECOND_END]);
    }

    private static double upper(final double[] values) {
        return Math.max(values[FIRST_END], values[SECOND_END]);
    }
}
