package io.gimbal.engine.app.configuration;

/**
 * Section {@code fees}; all rates times 1e8, positive is paid.
 *
 * @param perpetualMakerRate of the notional, resting perpetual orders
 * @param perpetualTakerRate of the notional, aggressive perpetual orders
 * @param futureMakerRate    of the notional, resting dated-future orders
 * @param futureTakerRate    of the notional, aggressive dated-future orders
 * @param optionRate         of the underlying, options
 * @param optionCapRate      of an option's price, the most its fee can be
 */
public record FeeSettings(
        long perpetualMakerRate,
        long perpetualTakerRate,
        long futureMakerRate,
        long futureTakerRate,
        long optionRate,
        long optionCapRate) {
    static FeeSettings of(final Values values) {
        return new FeeSettings(
                values.number(Schema.PERPETUAL_MAKER_RATE),
                values.number(Schema.PERPETUAL_TAKER_RATE),
                values.number(Schema.FUTURE_MAKER_RATE),
                values.number(Schema.FUTURE_TAKER_RATE),
                values.number(Schema.OPTION_RATE),
                values.number(Schema.OPTION_CAP_RATE));
    }
}
