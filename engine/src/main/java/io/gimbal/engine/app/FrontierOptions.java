package io.gimbal.engine.app;

import io.gimbal.engine.analysis.frontier.FrontierSettings;
import io.gimbal.engine.analysis.frontier.TradingCosts;
import io.gimbal.engine.market.path.QueueSettings;
import picocli.CommandLine.Option;

/** What hedging studies assume of costs and of the queue that resting orders join. */
final class FrontierOptions {
    @Option(
            names = "--taker-fee-bp",
            paramLabel = "BP",
            defaultValue = "5",
            description = "Fee of an order that takes, basis points; default 5.")
    private double takerFeeBp;

    @Option(
            names = "--slippage-bp",
            paramLabel = "BP",
            defaultValue = "1",
            description = "From the mid to the price of an order that takes, half spread included; default 1.")
    private double slippageBp;

    @Option(
            names = "--maker-fee-bp",
            paramLabel = "BP",
            defaultValue = "0",
            description = "Fee of an order that rested, negative for a rebate; default 0.")
    private double makerFeeBp;

    @Option(
            names = "--order-cost-bp",
            paramLabel = "BP",
            defaultValue = "0",
            description = {
                "What an order that trades costs whatever its size, gas for one, basis points of the price of a coin"
                        + " at the",
                "start; charged to every policy, reckoned with by two-band; default 0."
            })
    private double orderCostBp;

    @Option(
            names = "--eta",
            paramLabel = "N",
            defaultValue = "2",
            description = "Half-widths beyond which default-maker takes; default 2.")
    private double makerReach = FrontierSettings.USUAL_REACH;

    @Option(
            names = "--half-spread-bp",
            paramLabel = "BP",
            defaultValue = "0.5",
            description = "From the mid to the touch, of the price at the start; default 0.5.")
    private double halfSpreadBp;

    @Option(
            names = "--tick-bp",
            paramLabel = "BP",
            defaultValue = "0.1",
            description = "Step of prices, of the price at the start; default 0.1.")
    private double tickBp;

    @Option(
            names = "--queue-coins",
            paramLabel = "COINS",
            defaultValue = "3",
            description =
                    "What rests at a price before ours joins it; the book is one straddle on one coin; default 3.")
    private double queueCoins;

    @Option(
            names = "--trades-per-minute",
            paramLabel = "N",
            defaultValue = "12",
            description = "Market orders that arrive, both sides together; default 12.")
    private double tradesPerMinute;

    @Option(
            names = "--trade-coins",
            paramLabel = "COINS",
            defaultValue = "0.5",
            description = "Mean size of a market order; default 0.5.")
    private double tradeCoins;

    @Option(
            names = "--side-correlation",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "How much sides of trades follow the minute's move, 0 to 1; default 0.5.")
    private double sideCorrelation;

    @Option(
            names = "--feed-latency-ms",
            paramLabel = "MS",
            defaultValue = "50",
            description = "Age of the price a decision sees; default 50.")
    private double feedLatencyMs;

    @Option(
            names = "--order-latency-ms",
            paramLabel = "MS",
            defaultValue = "50",
            description = "From a decision to the order's arrival in the queue; default 50.")
    private double orderLatencyMs;

    double makerReach() {
        return makerReach;
    }

    TradingCosts costs() {
        return new TradingCosts(takerFeeBp, slippageBp, makerFeeBp, orderCostBp);
    }

    QueueSettings queue() {
        return new QueueSettings(
                halfSpreadBp,
                tickBp,
                queueCoins,
                tradesPerMinute,
                tradeCoins,
                sideCorrelation,
                feedLatencyMs,
                orderLatencyMs);
    }
}
