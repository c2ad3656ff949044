package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gimbal.feeds.CollectingIngress;
import io.gimbal.feeds.Decimals;
import io.gimbal.feeds.InstrumentSpec;
import io.gimbal.journal.codec.AccountBalanceDecoder;
import io.gimbal.journal.codec.Currency;
import io.gimbal.journal.codec.InstrumentKind;
import io.gimbal.journal.codec.MessageHeaderDecoder;
import io.gimbal.journal.codec.OptionType;
import io.gimbal.journal.codec.Settlement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalancesTest {
    private static final long NOW_NS = 1_765_000_000_000_000_000L;

    private final CollectingIngress engine = new CollectingIngress();
    private final Balances balances = new Balances(List.of("BTC", "ETH", "USDC"), new VenueEvents(engine));

    @Test
    void shouldLetCoinsBackTheirUnderlyingAndDollarsTheFirstLinearOne() {
        choose();

        tell("BTC", "1.5", "0.25");
        tell("ETH", "20", "0");
        tell("USDC", "1000", "-0.5");

        assertThat(event(0).underlyingId()).isZero();
        assertThat(event(0).currency()).isEqualTo(Currency.COIN);
        assertThat(event(0).balance()).isEqualTo(175_000_000L);
        assertThat(event(1).underlyingId()).isEqualTo(1);
        assertThat(event(2).underlyingId()).isEqualTo(1);
        assertThat(event(2).currency()).isEqualTo(Currency.USD);
        assertThat(event(2).balance()).isEqualTo(99_950_000_000L);
    }

    @Test
    void shouldPassOnOnlyWhatChanges() {
        choose();

        tell("BTC", "1.5", "0.25");
        tell("BTC", "1.5", "0.25");
        tell("BTC", "1.75", "0");
        assertThat(engine.events())
                .as("cash moved from the session to the balance is the same cash")
                .hasSize(1);
        tell("BTC", "1.75", "0.01");
        assertThat(engine.events()).hasSize(2);
        balances.forget();
        tell("BTC", "1.75", "0.01");
        assertThat(engine.events()).hasSize(3);
    }

    @Test
    void shouldSayNothingBeforeInstrumentsAreChosenAndNothingOfOtherMoney() {
        tell("BTC", "1.5", "0");
        choose();
        tell("SOL", "7", "0");
        assertThat(engine.events()).isEmpty();
        tell("BTC", "1.5", "0");
        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void shouldKeepNoFactsInCurrenciesThatAreNotOurs() throws IOException {
        for (int i = 0; i < 100; i++) {
            balances.onSummary(new ObjectMapper().readTree("{\"currency\":\"X" + i + "\",\"balance\":1.0}"));
        }
        balances.onSummary(new ObjectMapper().readTree("{\"currency\":\"ETH\",\"balance\":1.0}"));

        assertThat(balances.facts()).extracting(AccountFacts::currency).containsExactly("ETH");
    }

    @Test
    void shouldReadTheLimitsThatTheAccountReallyHas() throws IOException {
        final AccountFacts facts = balances.onSummary(new ObjectMapper()
                .readTree("{\"currency\":\"BTC\",\"balance\":1.0E1,\"equity\":10.5,\"initial_margin\":5.0e-8,"
                        + "\"maintenance_margin\":null,\"delta_total\":-2.5,\"margin_model\":\"segregated_sm\",\"limits\":"
                        + "{\"matching_engine\":{\"trading\":{\"total\":{\"rate\":5,\"burst\":20}}},"
                        + "\"non_matching_engine\":{\"rate\":20,\"burst\":100}}}"));

        assertThat(facts.balance()).isEqualTo(10 * Decimals.ONE);
        assertThat(facts.initialMargin()).isEqualTo(5);
        assertThat(facts.maintenanceMargin()).isZero();
        assertThat(facts.deltaTotal()).isEqualTo(-250_000_000L);
        assertThat(facts.matchingRate()).isEqualTo(5.0);
        assertThat(facts.matchingBurst()).isEqualTo(20.0);
        assertThat(facts.otherRate()).isEqualTo(20.0);
        assertThat(facts.otherBurst()).isEqualTo(100.0);
    }

    private void choose() {
        balances.select(new MarketSelection()
                .underlying("BTC", "btc_usd")
                .underlying("ETH", "eth_usd")
                .instrument(perpetual(0, 0, "BTC-PERPETUAL", Settlement.INVERSE))
                .instrument(perpetual(1, 1, "ETH_USDC-PERPETUAL", Settlement.LINEAR)));
    }

    private void tell(final String currency, final String balance, final String sessionResult) {
        final String json = "{\"currency\":\"" + currency + "\",\"balance\":" + balance + ",\"session_rpl\":"
                + sessionResult + ",\"equity\":" + balance + ",\"available_funds\":1.0,\"initial_margin\":0.5,"
                + "\"maintenance_margin\":0.25,\"delta_total\":0.1,\"margin_balance\":1.0,\"session_upl\":0.0}";
        final byte[] bytes = json.getBytes(StandardCharsets.US_ASCII);
        final PortfolioRow row = new PortfolioRow();
        row.read(new JsonScanner().wrap(bytes, 0, bytes.length));
        balances.onPortfolio(row, NOW_NS, NOW_NS);
    }

    private AccountBalanceDecoder event(final int index) {
        return new AccountBalanceDecoder()
                .wrapAndApplyHeader(engine.events().get(index).buffer(), 0, new MessageHeaderDecoder());
    }

    private static InstrumentSpec perpetual(
            final int id, final int underlyingId, final String name, final Settlement settlement) {
        return new InstrumentSpec(
                id,
                underlyingId,
                name,
                InstrumentKind.PERPETUAL,
                settlement,
                OptionType.NONE,
                0,
                0,
                Decimals.ONE,
                Decimals.ONE,
                Decimals.ONE / 20,
                0,
                0,
                0,
                50_000L);
    }
}
