package io.gimbal.feeds.exchange.protocol;

import io.gimbal.feeds.exchange.Account;
import io.gimbal.feeds.exchange.Exchange;
import io.gimbal.feeds.exchange.ExchangePosition;
import io.gimbal.feeds.exchange.MarginModel;
import io.gimbal.feeds.exchange.Portfolio;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Writes an account's money and risk in a currency: the portfolio channel's fields, which summaries share. */
final class PortfolioWriter {
    private static final int GREEK_DECIMALS = 5;
    private static final int COIN_DECIMALS = 8;

    private final Exchange exchange;

    PortfolioWriter(final Exchange exchange) {
        this.exchange = exchange;
    }

    /** One portfolio, one object. */
    void portfolio(final Account account, final String currency, final JsonWriter json) {
        json.beginObject();
        fields(account, currency, json);
        json.endObject();
    }

    /** The fields alone. */
    void fields(final Account account, final String currency, final JsonWriter json) {
        final Portfolio portfolio = exchange.portfolio(account, currency);
        json.text("currency", currency);
        money(portfolio, json);
        results(portfolio, json);
        json.rounded("delta_total", portfolio.deltaTotal(), COIN_DECIMALS);
        json.rounded("projected_delta_total", portfolio.deltaTotal(), COIN_DECIMALS);
        json.rounded("options_delta", portfolio.optionsDelta(), GREEK_DECIMALS);
        json.rounded("options_gamma", portfolio.optionsGamma(), GREEK_DECIMALS);
        json.rounded("options_vega", portfolio.optionsVega(), GREEK_DECIMALS);
        json.rounded("options_theta", portfolio.optionsTheta(), GREEK_DECIMALS);
        maps(account, currency, json);
        json.text("margin_model", account.marginModel().text());
        json.bool("portfolio_margining_enabled", account.marginModel() == MarginModel.PORTFOLIO);
        json.bool("cross_collateral_enabled", false);
    }

    private static void money(final Portfolio portfolio, final JsonWriter json) {
        json.shortest("equity", portfolio.equity()).shortest("balance", portfolio.balance());
        json.shortest("margin_balance", portfolio.equity() - portfolio.optionsValue());
        json.shortest("available_funds", portfolio.availableFunds());
        json.shortest("available_withdrawal_funds", withdrawable(portfolio));
        json.shortest("initial_margin", portfolio.initialMargin());
        json.shortest("maintenance_margin", portfolio.maintenanceMargin());
        json.shortest("projected_initial_margin", portfolio.projectedInitial());
        json.shortest("projected_maintenance_margin", portfolio.projectedMaintenance());
        json.plain("spot_reserve", 0).plain("additional_reserve", 0);
        json.plain("locked_balance", 0).plain("fee_balance", 0);
        json.plain("estimated_liquidation_ratio", 0);
    }

    private static void results(final Portfolio portfolio, final JsonWriter json) {
        final long futures = portfolio.sessionRealised() + portfolio.sessionUnrealised();
        json.shortest("session_upl", portfolio.sessionUnrealised());
        json.shortest("session_rpl", portfolio.sessionRealised());
        json.shortest("total_pl", futures);
        json.shortest("futures_pl", futures).plain("options_pl", 0);
        json.shortest("futures_session_upl", portfolio.sessionUnrealised());
        json.shortest("futures_session_rpl", portfolio.sessionRealised());
        json.plain("options_session_upl", 0).plain("options_session_rpl", 0);
        json.shortest("options_value", portfolio.optionsValue());
    }

    private static long withdrawable(final Portfolio portfolio) {
        return Math.max(0, Math.min(portfolio.availableFunds(), portfolio.balance()));
    }

    private static void maps(final Account account, final String currency, final JsonWriter json) {
        map("delta_total_map", account, currency, PortfolioWriter::netDelta, json);
        map(
                "options_gamma_map",
                account,
                currency,
                position -> optionCoins(position) * position.instrument().gamma(),
                json);
        map(
                "options_vega_map",
                account,
                currency,
                position -> optionCoins(position) * position.instrument().vega(),
                json);
        map(
                "options_theta_map",
                account,
                currency,
                position -> optionCoins(position) * position.instrument().theta(),
                json);
        map("estimated_liquidation_ratio_map", account, currency, position -> 0, json);
    }

    private static void map(
            final String name,
            final Account account,
            final String currency,
            final ToDoubleFunction<ExchangePosition> greek,
            final JsonWriter json) {
        final Map<String, Double> sums = new TreeMap<>();
        for (final ExchangePosition position : account.positions()) {
            if (position.instrument().currency().equals(currency)) {
                sums.merge(position.instrument().indexName(), greek.applyAsDouble(position), Double::sum);
            }
        }
        json.name(name).beginObject();
        sums.forEach((index, sum) -> json.rounded(index, sum, COIN_DECIMALS));
        json.endObject();
    }

    private static double optionCoins(final ExchangePosition position) {
        return position.instrument().spec().isOption() ? position.size() / 1e8 : 0;
    }

    /** An option's delta less what its premium is worth in coins; a future's delta. */
    private static double netDelta(final ExchangePosition position) {
        final boolean isCoinOption = position.instrument().isInverse();
        final double premium =
                isCoinOption ? optionCoins(position) * position.instrument().markPrice() / 1e8 : 0;
        return position.delta() - premium;
    }
}
