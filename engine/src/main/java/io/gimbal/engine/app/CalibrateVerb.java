package io.gimbal.engine.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gimbal.engine.analysis.calibration.BandBudget;
import io.gimbal.engine.analysis.calibration.GammaForecast;
import io.gimbal.engine.hedging.policy.PolicyParameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gimbal calibrate}. */
@Command(
        name = "calibrate",
        description = {
            "Find the risk aversion of the band policies from a budget: of tracking error or of cost over a horizon."
                    + " The book",
            "is straddles struck at the price and held to expiry, or a gamma that stays as it is.",
            "Prints what the budget buys, and the frontier of cost and error around it, beside a clock of the same"
                    + " cost."
        },
        footer = {
            "",
            "Units: error and cost in USD over the whole horizon; error is the standard deviation of the result"
                    + " against",
            "hedging without cost or pause; gamma in coins per USD; vol absolute (0.60); half-width in coins at the"
                    + " start.",
            "Expected values in the limit of small costs: without lots, floors, opening and closing trades.",
            "",
            "Examples:",
            "  gimbal calibrate --te 500 --straddles 10 --vol 0.6 --price 30000 --days 7",
            "  gimbal calibrate --cost 200 --gamma 0.0003 --vol 0.6 --price 30000 --days 7 --cost-bp 3 --json"
        })
final class CalibrateVerb implements Callable<Integer> {
    private static final double BASIS_POINT = 1e-4;
    private static final double SECONDS_PER_YEAR = 365.0 * 86_400;
    private static final MathContext DIGITS = new MathContext(6);

    /** Budgets around the one asked for. */
    private static final double[] SHARES = {0.25, 0.5, 0.75, 1, 1.5, 2, 4};

    private final Streams streams;

    @Mixin
    private final JsonOption output = new JsonOption();

    @Option(names = "--te", paramLabel = "USD", description = "Budget of tracking error.")
    private @Nullable Double errorUsd;

    @Option(names = "--cost", paramLabel = "USD", description = "Budget of cost.")
    private @Nullable Double costUsd;

    @Option(
            names = "--gamma",
            paramLabel = "NUMBER",
            description = "Net gamma that stays as it is, coins per USD: coins that the delta moves by for a dollar.")
    private @Nullable Double gamma;

    @Option(names = "--straddles", paramLabel = "COINS", description = "Coins of straddles struck at the price.")
    private @Nullable Double straddles;

    @Option(names = "--vol", paramLabel = "NUMBER", required = true, description = "Volatility, absolute (0.60).")
    private double vol;

    @Option(names = "--price", paramLabel = "USD", required = true, description = "Price of the coin.")
    private double price;

    @Option(names = "--days", paramLabel = "DAYS", required = true, description = "Horizon; of straddles, to expiry.")
    private double days;

    @Option(
            names = "--cost-bp",
            paramLabel = "BP",
            defaultValue = "6",
            description = "What a trade costs, one way, basis points of the notional; default 6.")
    private double costBp = 6;

    CalibrateVerb(final Streams streams) {
        this.streams = streams;
    }

    /**
     * One point of the frontier.
     *
     * @param riskAversionPerUsd   of the policy
     * @param costUsd              expected
     * @param trackingErrorUsd     expected
     * @param halfWidthCoins       at the start
     * @param clockIntervalS       of a clock that costs as much
     * @param clockTrackingErrorUsd of that clock
     * @param atLimit              whether the risk aversion is the least or most that policies take, where the budget's
     *                             share would ask for one beyond
     */
    record Point(
            double riskAversionPerUsd,
            double costUsd,
            double trackingErrorUsd,
            double halfWidthCoins,
            double clockIntervalS,
            double clockTrackingErrorUsd,
            boolean atLimit) {}

    /**
     * What was found.
     *
     * @param policy   that the parameter is for
     * @param book     {@code straddles} or {@code gamma}
     * @param amount   coins of straddles, or coins per USD
     * @param vol      absolute
     * @param price    USD per coin
     * @param days     of the horizon
     * @param costBp   of a trade
     * @param result   at the budget
     * @param frontier around it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Calibrated(
            String policy,
            String book,
            double amount,
            double vol,
            double price,
            double days,
            double costBp,
            Point result,
            List<Point> frontier) {}

    @Override
    public Integer call() {
        check();
        final BandBudget budget = new BandBudget(forecast(), costBp * BASIS_POINT);
        final double aversion = aversion(budget, 1);
        if (!PolicyParameter.RISK_AVERSION_PER_USD.isInRange(aversion)) {
            throw usage("the budget asks for a risk aversion of " + number(aversion) + " per USD, which must be "
                    + number(PolicyParameter.RISK_AVERSION_PER_USD.least()) + " to "
                    + number(PolicyParameter.RISK_AVERSION_PER_USD.most()) + "; choose another budget");
        }
        final List<Point> frontier = frontier(budget);
        report(new Calibrated(
                "whalley-wilmott-edge",
                gamma == null ? "straddles" : "gamma",
                gamma == null ? value(straddles) : gamma,
                vol,
                price,
                days,
                costBp,
                point(budget, aversion, false),
                frontier));
        return ExitCode.OK;
    }

    /** Around the budget, as far as policies go: what lies beyond their limits is shown at the limit, once. */
    private List<Point> frontier(final BandBudget budget) {
        final double least = PolicyParameter.RISK_AVERSION_PER_USD.least();
        final double most = PolicyParameter.RISK_AVERSION_PER_USD.most();
        final List<Point> points = new ArrayList<>();
        for (final double share : SHARES) {
            final double wanted = aversion(budget, share);
            final double bounded = Math.min(Math.max(wanted, least), most);
            if (points.stream().noneMatch(point -> point.riskAversionPerUsd() == bounded)) {
                points.add(point(budget, bounded, bounded != wanted));
            }
        }
        return List.copyOf(points);
    }

    private void check() {
        if ((errorUsd == null) == (costUsd == null)) {
            throw usage("say one budget, --te or --cost");
        }
        if ((gamma == null) == (straddles == null)) {
            throw usage("say one book, --gamma or --straddles");
        }
        positive("--te", errorUsd);
        positive("--cost", costUsd);
        positive("--vol", vol);
        positive("--price", price);
        positive("--days", days);
        positive("--cost-bp", costBp);
        positive("--gamma", gamma == null ? null : Math.abs(gamma));
        positive("--straddles", straddles == null ? null : Math.abs(straddles));
    }

    private static void positive(final String name, final @Nullable Double value) {
        if (value != null && !(value > 0 && value <= Double.MAX_VALUE)) {
            throw usage(name + " must be a number above 0, found " + value);
        }
    }

    private static VerbException usage(final String message) {
        return new VerbException(ExitCode.USAGE, message + "; see gimbal calibrate --help");
    }

    private static double value(final @Nullable Double said) {
        return said == null ? Double.NaN : said;
    }

    private GammaForecast forecast() {
        return gamma == null
                ? GammaForecast.straddle(value(straddles), vol, price, days)
                : GammaForecast.constant(gamma, vol, price, days);
    }

    private double aversion(final BandBudget budget, final double share) {
        return errorUsd == null
                ? budget.aversionOfCost(value(costUsd) * share)
                : budget.aversionOfError(errorUsd * share);
    }

    private static Point point(final BandBudget budget, final double aversion, final boolean isAtLimit) {
        final double cost = budget.costUsd(aversion);
        return new Point(
                aversion,
                cost,
                budget.errorUsd(aversion),
                budget.halfWidthCoins(aversion),
                budget.clockYears(cost) * SECONDS_PER_YEAR,
                budget.clockErrorUsd(cost),
                isAtLimit);
    }

    private void report(final Calibrated found) {
        if (output.isJson()) {
            streams.json(found);
            return;
        }
        streams.line("policy = \"" + found.policy() + "\"");
        streams.line(PolicyParameter.RISK_AVERSION_PER_USD.key() + " = "
                + number(found.result().riskAversionPerUsd()));
        streams.line(PolicyParameter.COST_BP.key() + " = " + number(costBp));
        streams.line("");
        streams.line(String.format(
                Locale.ROOT,
                "%14s %12s %12s %12s %12s %12s",
                "aversion_/usd",
                "cost_usd",
                "te_usd",
                "half_width",
                "clock_s",
                "clock_te_usd"));
        found.frontier().forEach(point -> streams.line(line(point, found.result())));
        if (found.frontier().stream().anyMatch(Point::atLimit)) {
            streams.line("limit: policies take a risk aversion of "
                    + number(PolicyParameter.RISK_AVERSION_PER_USD.least()) + " to "
                    + number(PolicyParameter.RISK_AVERSION_PER_USD.most()) + " per USD; the frontier ends there");
        }
    }

    private static String line(final Point point, final Point result) {
        final boolean isResult = point.riskAversionPerUsd() == result.riskAversionPerUsd();
        return String.format(
                Locale.ROOT,
                "%14s %12.2f %12.2f %12.4f %12.0f %12.2f%s",
                number(point.riskAversionPerUsd()),
                point.costUsd(),
                point.trackingErrorUsd(),
                point.halfWidthCoins(),
                point.clockIntervalS(),
                point.clockTrackingErrorUsd(),
                isResult ? "  <" : limit(point));
    }

    private static String limit(final Point point) {
        return point.atLimit() ? "  limit" : "";
    }

    /** Six digits without an exponent, as a configuration file takes them. */
    private static String number(final double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
